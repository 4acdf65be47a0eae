"""Text from data is text: whatever is in it, nothing acts, no row breaks, and JSON has it exactly.

Two data files, one curated and one published, in which every text is hostile go through every command.
"""

import csv
import io
import json
import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from conftest import Result, Run
from unodc_cli.cli.registry import COMMANDS
from unodc_cli.query.fields import FIELDS
from unodc_cli.query.reports.sql_tables import TABLES
from unodc_cli.views.formats import Format
from written import toml

HOSTILE = [
    "[bold]the[/bold] [/x] :warning: [link=https://evil.example]here[/link]",
    "\x1b[5;99mred\x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x9b5;99m \x9d0;title\x9c \x1bc\x00\x7f",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200fmark\u061c",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-1",
    "\t+1",
    "\r\n=1",
    '"=1"',
    "\u3000＝1",
    "tab\tline\nreturn\rend\x85next\u2028line\u2029\x0b\x0cend",
    "quote \" and ' and | pipe \\| \\ `code` ``` <b onclick='x'>html</b> &amp; *a* __b__ ![i](u) [a](u)",
    "# heading\n- item\n1. first\n> said\n---\n===\n    code\n| a |\n|---|\n",
    "- - + 1) item",
    "    indented $(reboot) `reboot` \\$(reboot) ; rm -rf ~ #",
    "x" * 10_000,
    "words and " * 50,
    "漢字かな交じり文 👩‍👩‍👧‍👦👍🏽🇺🇳 é" + "̈" * 50 + " שלום عربى हिन्दी ไทย" * 3,
    '\x1f2000-01-01/2001-01-01\x1f "status": ',
    "error: forged\nhint: forged\nnote: forged",
]
csv.field_size_limit(10**6)
PROJECTS = [f"p{number}" for number in range(len(HOSTILE))]
# All that acts on a terminal: controls of C0 and C1, the bidirectional ones, ends of lines of Unicode.
ACTING = {
    *map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F]),
    *map(chr, [*range(0x2028, 0x202F), *range(0x2066, 0x206A)]),
}


def curated() -> dict[str, Any]:
    """Return a portfolio in which every text that may be anything is hostile."""
    every = list(enumerate(HOSTILE))

    def said(number: int, text: str) -> dict[str, Any]:
        return {"sources": [f"s{number}"], "note": text[:500], "derived": text[:500]}

    return {
        "portfolio": {
            "title": HOSTILE[1] + HOSTILE[0] + HOSTILE[10],
            "summary": "\n".join(HOSTILE),
            "results": [{"what": text, **said(n, text)} for n, text in every],
        },
        "sources": [
            {"id": f"s{n}", "title": text, "publisher": text, "url": f"https://example.org/{n} red]{text}"}
            for n, text in every
        ],
        "themes": [
            {"id": f"t{n}", "name": text, "aliases": [text], "words": [text], "sectors": [text]}
            for n, text in every
        ],
        "organisations": [
            {"id": f"o{n}", "name": text, "acronym": text, "aliases": [text], "identifiers": [text]}
            for n, text in every
        ],
        "programmes": [
            {"id": f"g{n}", "name": text, "acronym": text, "aliases": [text], "summary": text}
            for n, text in every
        ],
        "regions": [
            {"id": f"r{n}", "name": text, "aliases": [text], "countries": ["KE"]} for n, text in every
        ],
        "projects": [
            {
                "id": f"p{n}",
                "title": text,
                "acronym": text if n % 2 else None,
                "aliases": [text],
                "summary": text,
                "themes": [f"t{n}"],
                "programme": f"g{n}",
                "regions": [f"r{n}"],
                "countries": ["KE", "CI"],
                "start": 2020,
                "links": [f"https://example.org/{text}"],
                "partners": [{"organisation": f"o{n}", "role": "funding", **said(n, text)}],
                "amounts": [{"kind": "total-budget", "value": n, "currency": "EUR", **said(n, text)}],
                "identifiers": [{"scheme": "other", "value": text, **said(n, text)}],
                "results": [{"what": text, "figure": -n, **said(n, text)}],
                "phases": [
                    {
                        "id": "f",
                        "name": text,
                        "title": text,
                        "aliases": [text],
                        "summary": text,
                        "programme": f"g{n}",
                        "start": 2020,
                        "evidence": {"summary": [said(n, text)]},
                    },
                    {"id": "g", "name": text},
                ],
                "conflicts": [{"field": "title", "value": text, "sources": [f"s{n}"], "note": text}],
                "evidence": {"summary": [said(n, text)], "themes": [said(n, text)]},
            }
            for n, text in every
        ],
    }


def element(name: str, text: str, **attributes: str) -> str:
    given = "".join(f" {key.replace('_', '-')}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{given}>{quoteattr(text)[1:-1]}</{name}>"


def organisations() -> str:
    """Return IATI organisations in which every text is hostile."""
    made = []
    for number, text in enumerate(HOSTILE):
        can = "".join(c for c in text if c >= " " or c in "\t\n\r")
        budgets = "".join(
            f"<{kind} status={quoteattr(can)}>{element(recipient, can, code=can, ref=can, vocabulary='99')}"
            + element("period-start", "", iso_date=can)
            + element("period-end", "", iso_date="2021-12-31")
            + element("value", str(number - 2), currency=can, value_date=can)
            + f"<budget-line ref={quoteattr(can)}>{element('value', can)}{element('narrative', can)}"
            + f"</budget-line></{kind}>"
            for kind, recipient in (
                ("total-budget", "narrative"),
                ("recipient-org-budget", "recipient-org"),
                ("recipient-region-budget", "recipient-region"),
                ("recipient-country-budget", "recipient-country"),
            )
        )
        made.append(
            f"<iati-organisation default-currency={quoteattr(can)} last-updated-datetime={quoteattr(can)}>"
            + element("organisation-identifier", f"{number} {can}")
            + element("name", can)
            + element("name", f"{can} again")
            + element("reporting-org", can, ref=can)
            + budgets
            + f"<document-link url={quoteattr(can)} format={quoteattr(can)}>{element('title', can)}"
            + f"<category code={quoteattr(can)}/><recipient-country code={quoteattr(can)}/></document-link>"
            + "</iati-organisation>"
        )
    return f"<iati-organisations version='2.03'>{''.join(made)}</iati-organisations>"


def published() -> str:
    """Return IATI activities in which every text is hostile, as far as XML can hold it."""
    activities = []
    for number, text in enumerate(HOSTILE):
        can = "".join(c for c in text if c >= " " or c in "\t\n\r")
        activities.append(
            "<iati-activity default-currency='eur' last-updated-datetime='2020-01-01'>"
            + element("iati-identifier", f"XM,{number:02},{can}")
            + element("title", can)
            + element("title", f"{can} again")
            + element("description", can)
            + element("participating-org", can, role="1", ref=can)
            + element("participating-org", f"{number} {can}", role="4", type=can, activity_id=can)
            + element("activity-date", "", type="2", iso_date="2020-01-01")
            + element("activity-date", "", type="4", iso_date=can)
            + element("recipient-country", "", code="KE")
            + element("tag", "", vocabulary="2", code=can)
            + element("budget", "<value>", type="1").replace(
                "&lt;value&gt;", element("value", "-20", currency=f"{can[:200]}A0")
            )
            + element("transaction", can, ref=can).replace(
                "</",
                "<transaction-type code='3'/>"
                + element("value", can)
                + element("description", can)
                + element("provider-org", can, type=can)
                + element("aid-type", "", code=can, vocabulary=can)
                + "</",
            )
            + element("budget", "<value>", type="1", status=can).replace(
                "&lt;value&gt;", element("value", "20", currency="EUR")
            )
            + element("tag", can, code=can, vocabulary=can, vocabulary_uri=can)
            + element("activity-website", can)
            + element("description", can, type="2")
            + f"<location ref={quoteattr(can)}>{element('name', can)}{element('description', can)}"
            + f"<point><pos>1 1</pos></point><exactness code={quoteattr(can)}/></location>"
            + f"<default-flow-type code={quoteattr(can)}/><legacy-data name={quoteattr(can)} value='1'/>"
            + element("document-link", "", url=can)
            + f"<document-link url={quoteattr(can)} format={quoteattr(can)}>{element('title', can)}"
            + f"<category code={quoteattr(can)}/><language code={quoteattr(can)}/></document-link>"
            + f"<result type={quoteattr(can)}>{element('title', can)}<indicator measure={quoteattr(can)}>"
            + element("title", can)
            + f"<period><target value={quoteattr(can)}/><actual value={quoteattr(can)}>"
            + f"{element('comment', can)}<dimension name={quoteattr(can)} value={quoteattr(can)}/></actual>"
            + "</period></indicator></result>"
            + "</iati-activity>"
        )
    return f"<iati-activities version='2.03'>{''.join(activities)}</iati-activities>"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("hostile")
    # A file's name is of the data too: the published one's stands in each value's evidence.
    made = {"curated": folder / "c.toml", "published": folder / "published"}
    made["curated"].write_text(toml(curated()), encoding="utf-8")
    made["published"].mkdir()
    (made["published"] / "x\x1b[5;99m\n| =1 \u202e`y`.xml").write_text(published(), encoding="utf-8")
    (made["published"] / "organisations.xml").write_text(organisations(), encoding="utf-8")
    return made


@pytest.fixture(params=["curated", "published"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def hostile(run: Run, files: dict[str, Path], kind: str) -> Run:
    """Run a command on a file in which every text is hostile."""

    def command(*arguments: str) -> Result:
        return run(*arguments, "--data", str(files[kind]))

    return command


FILTER_WORDS = ("themes", "partners", "countries", "regions", "programmes")
# All tables answer in the same way; these have the most text.
TOLD = ("projects", "names", "evidence", "participants", "organisations")
# What each command is asked. A command that is not here fails.
CASES: dict[str, list[list[str]]] = {
    "results": [[], ["--fields", "result,indicator,target,actual,comments,parts"]],
    "by": [["publisher"], ["publisher", "--per", "year"], ["receiver"], ["status", "--across", "publisher"]],
    "terms": [["sector"], ["publisher", "--all"]],
    "budgets": [[], ["--fields", "organisation,name,recipient,recipient_org,country,region,lines,currency"]],
    "documents": [[], ["--fields", "title,categories,languages,format,address,of,of_title,description"]],
    # Of one project: tests/cli/test_tree.py.
    "tree": [],
    "locations": [
        [],
        ["--fields", "name,description,exactness,reach,class,feature,ref"],
    ],
    "money": [
        [],
        ["--fields", "project,provider_name,receiver_name,ref,description,aid_types,provider_type,status"],
    ],
    "list": [[], ["--why"], ["--fields", ",".join(FIELDS)]],
    "show": [[], ["NAMES"], ["NAMES", "--sources"]],
    "search": [["p* OR xm OR red OR the OR words OR x*", "--limit", "50"]],
    "by-theme": [[]],
    "by-partner": [[], ["--spellings"]],
    "by-country": [[]],
    "by-programme": [[]],
    "timeline": [[]],
    "sources": [["--fields", "id,values,kind,publisher,title,url,accessed,projects"], ["NAMES"]],
    **{name: [["--all"]] for name in FILTER_WORDS},
    "sql": [
        ["--schema"],
        *([f"select * from {table.name} limit 30"] for table in TABLES if table.name in TOLD),
        ["select id as '=a', title as '\x1b[5;99m', title as \"\", '|' as '|', x'00ff' from projects"],
    ],
    "check": [["--all"]],
    # With --data alone it is asked for two portfolios, which tests/cli/test_diff.py does.
    "diff": [],
    # tests/cli/test_export.py and tests/views/test_workbook.py.
    "export": [],
    # It is for a browser: tests/views/html does it.
    "page": [],
    "schema": [],
    "init": [],
    # What is configured is the user's own, and help says nothing of data.
    "config": [],
    "help": [],
}
ASKED = [(name, *case) for name, cases in CASES.items() for case in cases]
asked = pytest.mark.parametrize("question", ASKED, ids=lambda question: " ".join(question)[:40])


def test_every_command_is_asked() -> None:
    assert set(CASES) == set(COMMANDS)


def spelled(question: Sequence[str], kind: str) -> list[str]:
    """Return the arguments of a question: the projects that there are, and the file that is checked."""
    names = PROJECTS if kind == "curated" else [f"XM,{number:02}," for number in range(len(HOSTILE))]
    return [word for part in question for word in (names if part == "NAMES" else [part])]


def is_of_pages(question: Sequence[str]) -> bool:
    return question[0] in ("show", "check")


def formulas(rows: Sequence[Sequence[str]], quotes: str = "") -> list[str]:
    """Return the cells that a spreadsheet would run, but for numbers and sums of money."""
    sign = re.compile(rf"[\s{quotes}]*[=+\-@＝＋－＠]")
    number = re.compile(r"-[0-9.]+( [A-Z0-9]+)?(; .*)?", re.DOTALL)
    return [cell for row in rows for cell in row if sign.match(cell) and not number.fullmatch(cell)]


@asked
def test_nothing_acts_in_what_scripts_read(hostile: Run, kind: str, question: tuple[str, ...]) -> None:
    results = {
        form: hostile(*spelled(question, kind), "--format", form)
        for form in Format
        if form not in (Format.XLSX, Format.GEOJSON, Format.SARIF)
    }
    assert {result.code for result in results.values()} == {0}
    for result in results.values():
        assert not set(result.out) & (ACTING - set("\r\n\t"))
        assert not set(result.err) & (ACTING - set("\n"))
        assert all(line.startswith(("note: ", "warning: ")) for line in result.err.splitlines())
    out = {form: result.out for form, result in results.items()}
    assert "\t" not in out[Format.TABLE] + out[Format.MARKDOWN] + out[Format.CSV]
    whole_rows(out[Format.CSV], out[Format.TSV])
    documents = json.loads(out[Format.JSON])
    lines = [json.loads(line) for line in out[Format.NDJSON].split("\n")[:-1]]
    assert lines == (documents if isinstance(documents, list) else [documents])
    if not is_of_pages(question):
        assert len(list(csv.reader(io.StringIO(out[Format.CSV], newline="")))) == len(documents) + 1
    is_table = not is_of_pages(question) and question[0] != "timeline"
    inert_markdown(out[Format.MARKDOWN], len(documents) if is_table else None)


def whole_rows(comma: str, tab: str) -> None:
    rows = list(csv.reader(io.StringIO(comma, newline="")))
    cells = [line.split("\t") for line in tab.split("\n")[:-1]]
    assert len(rows) == len(cells)
    # Projects have more columns with commas than with tabs.
    assert {len(row) for row in rows} == {len(rows[0])}
    assert {len(row) for row in cells} == {len(cells[0])}
    # A program that believes in quotes finds the same cells as one that does not.
    assert list(csv.reader(io.StringIO(tab, newline=""), delimiter="\t")) == [c or [""] for c in cells]
    assert formulas(rows) == []
    assert formulas(cells, '"') == []


HARMLESS_TAGS = {"h2", "h3", "p", "ul", "ol", "li", "strong", "table", "thead", "tbody", "tr", "th", "td"}


def inert_markdown(document: str, rows: int | None) -> None:
    """See what a reader of Markdown makes of a document: our own parts, and the text in them."""
    tokens = MarkdownIt("commonmark").enable("table").parse(document)
    every = [*tokens, *(inner for token in tokens for inner in token.children or [])]
    charts = [token for token in every if token.type == "fence" and token.info == "mermaid"]
    acting = ("html", "code", "fence", "image", "blockquote", "hr")
    assert not [t for t in every if t.type.startswith(acting) and t not in charts]
    assert len(charts) <= 1
    assert {token.tag for token in every if token.tag} <= HARMLESS_TAGS | {"a"} | (
        {"code"} if charts else set()
    )
    links = [str(token.attrs["href"]) for token in every if token.type == "link_open"]
    assert all(link.lower().startswith(("https://", "http://")) for link in links)
    if rows is not None:
        # Below the table are the notes and the question.
        assert len(document.partition("\n\n")[0].splitlines()) == rows + 2
        assert sum(token.type == "tr_open" for token in every) == rows + 1
    items = [i for i, token in enumerate(tokens) if token.type.endswith("list_open")]
    assert {tokens[i].level for i in items} <= {0}


@pytest.mark.parametrize("form", [Format.CSV, Format.MARKDOWN])
@pytest.mark.parametrize("name", [name for name in CASES if CASES[name]])
def test_a_file_has_what_a_pipe_has(
    run: Run, files: dict[str, Path], name: str, form: Format, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    words = [name, *spelled(CASES[name][0], "curated"), "--format", form, "--data", str(files["curated"])]
    expected = run(*words).out
    assert run(*words, "--output", str(target)).out == ""
    assert target.read_bytes().decode() == expected


STYLES = re.compile(r"\x1b\[(?!5;99)[0-9;]*m|\x1b\]8;id=[0-9]+;https?://[!-~]*\x1b\\|\x1b\]8;;\x1b\\")


FIRST = [(name, *cases[0]) for name, cases in CASES.items() if cases]


@pytest.mark.parametrize(
    ("question", "width"),
    [*((question, 40) for question in ASKED), *((question, 100) for question in FIRST)],
    ids=lambda part: " ".join(part)[:40] if isinstance(part, tuple) else str(part),
)
def test_nothing_acts_on_a_terminal(
    hostile: Run, kind: str, on_terminal: Callable[..., None], question: tuple[str, ...], width: int
) -> None:
    on_terminal(width, colour=True)
    result = hostile(*spelled(question, kind))
    drawn = STYLES.sub("", result.out)
    assert not set(drawn) & (ACTING - set("\n"))
    assert not set(result.err) & (ACTING - set("\n"))
    too_wide = [line for line in drawn.split("\n") if cell_len(line) > width]
    assert not too_wide


def test_what_looks_like_markup_is_shown_as_it_is(
    hostile: Run, kind: str, on_terminal: Callable[..., None]
) -> None:
    on_terminal(160)
    name = spelled(["NAMES"], kind)[0]
    assert HOSTILE[0] in hostile("show", name).out


def texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for entry in value.values():
                yield from texts(entry)
        case list():
            for entry in value:
                yield from texts(entry)


WITH_ALL_TEXTS = ["list", "show", "by-theme", "by-partner", "by-programme", "sources", *FILTER_WORDS]


@pytest.mark.parametrize(
    "question",
    [*([name] for name in WITH_ALL_TEXTS if name != "countries"), ["sql", "select title from projects"]],
    ids=" ".join,
)
def test_json_is_exact(run: Run, files: dict[str, Path], question: list[str]) -> None:
    found = json.loads(run(*question, "--json", "--data", str(files["curated"])).out)
    assert set(HOSTILE) <= set(texts(found))


def test_each_field_is_the_very_text(run: Run, files: dict[str, Path]) -> None:
    projects = json.loads(run("list", "--json", "--data", str(files["curated"])).out)
    for project, text in zip(projects, HOSTILE, strict=True):
        stated = [
            project["title"],
            project["summary"],
            *project["aliases"],
            project["identifiers"][0]["value"],
        ]
        phase, conflict = project["phases"][0], project["conflicts"][0]
        stated += [phase["name"], phase["title"], *phase["aliases"], phase["summary"], conflict["value"]]
        stated += [conflict["note"], project["results"][0]["what"], project["partners"][0]["name"]]
        assert set(stated) == {text}
        assert project["links"] == [f"https://example.org/{text}"]
        assert project["status"] is None


def test_a_source_names_projects_by_their_very_ids(run: Run, files: dict[str, Path]) -> None:
    data = ("--json", "--data", str(files["published"]))
    projects = [project["id"] for project in json.loads(run("list", *data).out)]
    [source] = [each for each in json.loads(run("sources", *data).out) if each["projects"]]
    assert source["projects"] == projects
    assert source["id"].startswith(str(files["published"]))


# What is typed, and what of the data its answer has.
MISTAKES = [
    (["list", "--theme", "1"], "can mean more than one theme: t5 (-1), t6 ( +1), t7 ( =1)"),
    (
        ["list", "--theme", "error forged hint forged note forgot"],
        "'error: forged hint: forged note: forged'",
    ),
    (
        ["by-theme", "--partner", "heading item 1 first said code b"],
        "mean '# heading - item 1. first > said ",
    ),
    (["show", "tab line return and next"], "did you mean 'tab line return end next line"),
    (["show", "no\nerror: \x1b[5;99m such"], "there is no project 'no error: \ufffd[5;99m such'"),
    (["list", "--fields", "a\nhint: \x9b5;99m"], "there is no field 'a hint: \ufffd5;99m'"),
    (["list", "--sort", "a\nhint: \x9b5;99m"], "there is no field to sort by 'a hint: \ufffd5;99m'"),
    (["list", "--format", "x\ny"], "there is no format 'x y'"),
    (["list", "--active", "20\n20"], "--active: '20 20' is not a date"),
    (["list", "--no\nerror: \x1b[5;99m"], "has no option --no error: \ufffd[5;99m"),
    (["list", "no\nerror: \x1b[5;99m"], "takes no arguments: 'no\\x0aerror: \\x1b[5;99m'"),
    (["no\nerror: \x1b[5;99m"], "there is no command 'no error: \ufffd[5;99m'"),
    (["sql", "select 'x\n\x1b[5;99m"], 'SQL: unrecognized token: "\'x \ufffd[5;99m"'),
]


@pytest.mark.parametrize(("typed", "said"), MISTAKES, ids=lambda part: " ".join(part)[:20])
def test_a_mistake_is_one_error_and_at_most_one_hint(
    run: Run, files: dict[str, Path], typed: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNODC_DATA", str(files["curated"]))
    result = run(*typed)
    assert result.code in (1, 2)
    assert result.out == ""
    assert not set(result.err) & (ACTING - set("\n"))
    assert [line.split(":")[0] for line in result.err.splitlines()] in (["error"], ["error", "hint"])
    assert said in result.err


def test_each_fault_of_a_file_is_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "faults.toml"
    texts = [text for text in HOSTILE if len(text) < 1000]
    path.write_text(
        toml({
            "portfolio": {"title": "x"},
            "projects": [{"id": text, "title": "x", "links": [text], text: text} for text in texts],
        }),
        encoding="utf-8",
    )  # fmt: skip
    result = run("list", "--data", str(path))
    assert result.code == 1
    assert not set(result.err) & (ACTING - set("\n"))
    lines = result.err.splitlines()
    assert len(lines) == 3 * len(texts)
    assert all(re.match(rf"error: {re.escape(str(path))}:\d+: ", line) for line in lines)


def test_notes_on_names_are_inert(run: Run, files: dict[str, Path]) -> None:
    result = run("show", HOSTILE[10], HOSTILE[2], "--json", "--data", str(files["curated"]))
    assert result.code == 0
    assert not set(result.err) & (ACTING - set("\n"))
    assert [line[-6:] for line in result.err.splitlines()] == ["of p10", " of p2"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_completed_line_is_one_word_and_runs_nothing(
    run: Run, offering: list[str], quote: str, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_UNODC_COMPLETE", shell)
    for typed in offering:
        monkeypatch.setenv("_UNODC_LINE", f"unodc {typed}{quote}")
        out = run().out
        assert not (set(out) & ACTING) - set("\n\t")
        _, *inserted = out.splitlines()
        # The other shells quote what they insert.
        for text in inserted if shell == "bash" else ():
            assert len(shlex.split(f"{quote}{text}{quote}")) == 1
            unescaped = re.sub(r"\\.", "", text)
            assert (
                not set(unescaped)
                & {"": set("$`;&|<>(){}[]!*?#~'\" "), "'": set("'"), '"': set('$`!"')}[quote]
            )


@pytest.fixture
def offering(files: dict[str, Path], kind: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return lines that names of hostile data complete."""
    monkeypatch.setenv("UNODC_DATA", str(files[kind]))
    return ["list --theme ", "list --partner ", "list --programme ", "list --region ", "show "]


def test_the_version_is_two_lines(
    run: Run, files: dict[str, Path], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNODC_DATA", str(files[kind]))
    out = run("--version").out
    assert len(out.splitlines()) == 2
    assert not set(out) & (ACTING - set("\n"))
