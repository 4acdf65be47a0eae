"""Whatever a valid portfolio states, JSON has it unchanged, and every command and format can say it."""

import json
import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from conftest import Result, Run
from portfolios import Entry, document, portfolios
from unodc_cli.cli.registry import COMMANDS
from unodc_cli.views.formats import Format
from unodc_cli.views.terminal import Terminal

Written = Callable[[Entry], str]

ITEMS = ("amounts", "identifiers", "results")


@given(file=portfolios())
def test_json_has_what_the_file_states(run: Run, written: Written, file: Entry) -> None:
    path = written(file)
    found = json.loads(run("list", "--json", "--data", path).out)
    assert len(found) == len(file["projects"])
    for project, stated in zip(found, file["projects"], strict=True):
        evidence = project.pop("evidence")
        expected = document(file, stated)
        for record, given_ in zip(
            [project, *project["phases"]], [expected, *expected["phases"]], strict=True
        ):
            if given_["status"] is None:
                given_["status"] = record["status"]
        assert project == expected
        supported = {entry["field"]: entry for entry in evidence}
        title = stated["evidence"]["title"][0]
        assert (supported["title"]["sources"], supported["title"]["note"]) == (
            title["sources"],
            title["note"],
        )
        for name in ITEMS:
            for index, item in enumerate(stated[name]):
                assert supported.get(f"{name}[{index}]", {"sources": []})["sources"] == item["sources"]
        [shown] = json.loads(f"[{run('show', stated['id'], '--json', '--data', path).out}]")
        assert shown == {**project, "evidence": evidence}


# Nobody reads a terminal that is narrower.
LEAST = 20
ASKED = {
    "by": ["theme"],
    "terms": ["sector"],
    "search": ["a OR e OR p*"],
    "sql": ["select * from projects join evidence on project = projects.id"],
}


def says(run: Run, command: str, file: Entry, path: str, *options: str) -> Result:
    """Ask a command for all that it has to say of a file."""
    names = [project["id"] for project in file["projects"]] if command == "show" else []
    result = run(command, *ASKED.get(command, names), *options, "--data", path)
    assert result.code == 0
    assert not [line for line in result.err.splitlines() if not line.startswith("note: ")]
    return result


# A workbook is no text: tests/views/test_workbook.py.
FORMS = [form for form in (*Format, None) if form not in (Format.XLSX, Format.GEOJSON, Format.SARIF)]
# These take more than one portfolio, or none, or a project, or have one format of their own.
NOT_ASKED = {"schema", "config", "help", "diff", "export", "init", "page", "tree"}


@settings(max_examples=6)
@given(file=portfolios(most=4), form=st.sampled_from(FORMS))
def test_every_command_says_it_in_every_format(
    run: Run, written: Written, file: Entry, form: Format | None
) -> None:
    path = written(file)
    for command in COMMANDS.keys() - NOT_ASKED:
        says(run, command, file, path, *(["--format", form] if form else []))


terminals = st.builds(
    Terminal,
    st.just(True),
    st.integers(1, 250),
    colour=st.booleans(),
    unicode=st.booleans(),
)


@given(
    file=portfolios(most=4), terminal=terminals, command=st.sampled_from(["timeline", "list", "show", "sql"])
)
def test_what_is_drawn_has_room(  # noqa: PLR0917
    run: Run,
    written: Written,
    becomes: Callable[[Terminal], None],
    file: Entry,
    terminal: Terminal,
    command: str,
) -> None:
    becomes(terminal)
    out = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", says(run, command, file, written(file)).out)
    if terminal.width >= LEAST:
        assert not [line for line in out.split("\n") if cell_len(line) > terminal.width]
