"""The documentation is true: what it shows is what the commands answer."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from unodc_cli.cli import COMMANDS, commands, manual
from unodc_cli.model import Amount, Conflict, Evidence, Identifier, Phase, Project, Result, Total
from unodc_cli.model.activity import Activity, Marker, Part, Reason, Related, Reporter, Share, Unreadable

ROOT = Path(__file__).parents[1]


def script(name: str) -> ModuleType:
    """Return one of the scripts as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "page",
    [
        *("README.md", "docs/data.md", "docs/data-format.md", "docs/json.md", "docs/sql.md"),
        "docs/command-line.md",
    ],
)
def test_the_answers_shown_are_those_given(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    update_docs = script("update_docs")
    monkeypatch.chdir(update_docs.folder(ROOT / page))
    text = (ROOT / page).read_text(encoding="utf-8")
    assert "```console run\n" in text
    assert update_docs.updated(text) == text


@pytest.mark.parametrize("name", script("make_pictures").PICTURES)
def test_the_pictures_are_what_is_drawn(name: str) -> None:
    make_pictures = script("make_pictures")
    drawn = (ROOT / "docs" / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    assert make_pictures.picture(make_pictures.PICTURES[name]) == drawn
    assert f"](docs/pictures/{name}.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["make_man", "make_reference"])
def test_what_is_made_of_the_help_is_what_it_says(name: str) -> None:
    made = script(name)
    assert made.PAGE.read_text(encoding="utf-8") == made.page()


def test_every_command_has_a_section_with_its_examples() -> None:
    _, *sections = re.split(r"^### ", script("make_reference").PAGE.read_text(encoding="utf-8"), flags=re.M)
    told = {name: manual.told(command) for name, command in commands(COMMANDS)}
    by_name = {section.split("\n")[0]: section for section in sections}
    for name in COMMANDS:
        assert told[name].examples
        assert all(part in by_name[name] for part in (told[name].question, *told[name].examples))


def roff(page: str) -> str:
    """Return a manual page as a terminal shows it."""
    groff = shutil.which("groff")
    if not groff:
        pytest.skip("groff is not here")
    command = [groff, "-man", "-Tutf8", "-ww", "-rLL=200n", "-P-cbou"]
    done = subprocess.run(command, input=page, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def test_the_manual_page_is_well_formed_and_whole() -> None:
    shown = roff(script("make_man").page())
    for example in (
        example for _, command in commands(COMMANDS) for example in manual.told(command).examples
    ):
        assert f" {example}\n" in shown


@pytest.mark.parametrize("words", [".TH x", "'so x", "a\\fBb\\e", "--x-y 'z' \"w\" ^ ~ `", "…", ""])
def test_nothing_in_a_text_acts_in_a_manual_page(words: str) -> None:
    escaped = script("make_man").text(words)
    shown = roff(f".TH X 1\n.SH NAME\n{escaped}\n")
    assert " ".join(words.replace("…", "...").split()) in shown


def test_the_example_of_the_data_format_is_the_example_file() -> None:
    page = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
    example = (ROOT / "docs" / "examples" / "safe-rivers.toml").read_text(encoding="utf-8")
    assert f"```toml\n{example}```" in page


def test_the_fields_of_the_contract_are_all_described() -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    published = (Activity, Marker, Part, Reason, Related, Reporter, Share, Unreadable)
    for model in (Project, Phase, Amount, Identifier, Result, Conflict, Evidence, Total, *published):
        assert not [name for name in model.model_fields if f"`{name}`" not in page]
