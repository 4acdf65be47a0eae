"""The documentation is true: what it shows is what the commands answer."""

import ast
import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import make_architecture
import make_docs
import make_man
import make_page
import make_pictures
import make_reference
import update_docs
from html_pages import readable
from kept import keep
from unodc_cli.cli import help as manual
from unodc_cli.cli.registry import COMMANDS, commands
from unodc_cli.model.activity import Activity, Marker, Part, Reason, Related, Reporter, Share, Unreadable
from unodc_cli.model.answers import Total
from unodc_cli.model.project import Amount, Conflict, Evidence, Identifier, Phase, Project, Result

ROOT = Path(__file__).parents[1]


PAGES = [*update_docs.documents(), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
WITH_ANSWERS = [page for page in PAGES if "```console run" in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", WITH_ANSWERS, ids=lambda page: page.name)
def test_the_answers_shown_are_those_given(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(update_docs.folder(page))
    text = page.read_text(encoding="utf-8")
    assert update_docs.updated(text) == text


def test_the_pages_that_show_answers_are_found() -> None:
    assert {"README.md", "tour.md", "command-line.md", "json.md"} <= {page.name for page in WITH_ANSWERS}


def test_a_cut_answer_says_how_much_is_left_out() -> None:
    lines = "a\nb1\nb2\nc\n"
    assert update_docs.excerpt(lines, 3) == "a\nb1\nb2\n… 1 more line\n"
    assert update_docs.excerpt(lines, 1, "b") == "…\nb1\n… 2 more lines\n"
    assert update_docs.excerpt(lines, 4) == lines
    with pytest.raises(ValueError, match="no line begins with 'd'"):
        update_docs.excerpt(lines, 1, "d")


def test_a_cut_block_that_is_not_true_is_stale() -> None:
    block = "```console run 1\n$ unodc list --limit 0\n{}\n… 1 more line\n```"
    updated = update_docs.updated(block.format("something else"))
    assert updated == block.format("error: --limit 0: it must be at least 1")


def test_the_readme_is_a_page_for_newcomers() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 180
    cut = re.findall(r"^```console run(?: (\d+).*)?$", text, re.M)
    assert cut
    assert all(lines and int(lines) <= 8 for lines in cut)


def test_every_page_is_linked_from_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"](docs/{page.name})" not in text] == []


def _prose(text: str) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)


def _anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", _prose(page.read_text(encoding="utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_the_pages_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", _prose(page.read_text(encoding="utf-8")))
    for path, anchor in links:
        target = page.parent / path if path else page
        assert target.exists(), path
        assert not anchor or anchor in _anchors(target), f"{path}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"`((?:src|tests|scripts|benchmarks)/[\w/]+\.\w+)`", page.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_prose_has_short_lines(page: Path) -> None:
    lines = _prose(page.read_text(encoding="utf-8")).splitlines()
    assert [line for line in lines if len(line) > 200 and not line.startswith("|")] == []


@pytest.mark.parametrize("name", make_pictures.PICTURES)
def test_the_pictures_are_what_is_drawn(name: str) -> None:
    drawn = (ROOT / "docs" / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    assert make_pictures.picture(make_pictures.PICTURES[name]) == drawn
    assert f"](pictures/{name}.svg)" in (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")


def test_the_page_in_the_docs_is_that_of_the_bundled_data() -> None:
    assert readable(make_page.PAGE.read_text(encoding="utf-8")) == readable(make_page.page())


@pytest.mark.parametrize("made", make_docs.MODULES, ids=lambda made: made.__name__)
def test_what_is_made_of_the_source_is_what_it_says(made: ModuleType) -> None:
    assert made.PAGE.read_text(encoding="utf-8") == made.page()


def test_every_command_has_a_section_with_its_examples() -> None:
    _, *sections = re.split(r"^### ", make_reference.PAGE.read_text(encoding="utf-8"), flags=re.M)
    told = {name: manual.parse_docstring(command) for name, command in commands(COMMANDS)}
    by_name = {section.split("\n")[0]: section for section in sections}
    for name in COMMANDS:
        assert told[name].examples
        assert all(part in by_name[name] for part in (told[name].summary, *told[name].examples))


def test_every_package_is_explained_by_modules_that_exist() -> None:
    _, *sections = re.split(r"^### `", make_architecture.PAGE.read_text(encoding="utf-8"), flags=re.M)
    explained = {section.split("`")[0]: section.split("<!--")[0].partition("\n")[2] for section in sections}
    source = ROOT / "src" / "unodc_cli"
    packages = {path.parent.name for path in source.glob("*/__init__.py")}
    assert set(explained) == packages
    for package, paragraph in explained.items():
        for name in re.findall(r"`([a-z_/]+)`", paragraph):
            path = source / package / name
            assert path.is_dir() or path.with_suffix(".py").exists() or name in packages, f"{package}: {name}"


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
    shown = roff(make_man.page())
    for example in (
        example for _, command in commands(COMMANDS) for example in manual.parse_docstring(command).examples
    ):
        assert f" {example}\n" in shown


@pytest.mark.parametrize("words", [".TH x", "'so x", "a\\fBb\\e", "--x-y 'z' \"w\" ^ ~ `", "…", ""])
def test_nothing_in_a_text_acts_in_a_manual_page(words: str) -> None:
    escaped = make_man.text(words)
    shown = roff(f".TH X 1\n.SH NAME\n{escaped}\n")
    assert " ".join(words.replace("…", "...").split()) in shown


def _recipes(page: str) -> list[str]:
    return re.findall(r"^```sh run\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.M | re.S)


@pytest.fixture
def recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], str]:
    """Run one of the recipes, as a script of its own, in a folder of its own; return stdout.

    `mail` keeps its input in a file; fzf picks without asking.
    """
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path / "bin"), os.environ["PATH"]]))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    commands = {"unodc": f'exec "{sys.executable}" -m unodc_cli "$@"', "mail": f"cat > {tmp_path}/mail"}
    (tmp_path / "bin").mkdir()
    for name, line in commands.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    recipes = _recipes("docs/recipes.md")

    def run(number: int) -> str:
        text = recipes[number]
        if missing := [name for name in ("jq", "fzf") if f"{name} " in text and not shutil.which(name)]:
            pytest.skip(f"{missing[0]} is not here")
        script = tmp_path / "recipe"
        script.write_text(text if text.startswith("#!") else f"#!/bin/sh -eu\n{text}", encoding="utf-8")
        script.chmod(0o755)
        done = subprocess.run([script], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert "error" not in done.stderr
        return done.stdout

    return run


def test_the_recipe_for_jq_gives_a_row_a_partner(recipe: Callable[[int], str]) -> None:
    rows = list(csv.reader(recipe(0).splitlines()))
    assert ["mase", "COMESA", "implementing"] in rows
    assert all(len(row) == 3 for row in rows)
    assert _recipes("README.md") == _recipes("docs/recipes.md")[:1]


def test_the_recipe_for_spreadsheets_gives_a_file_that_they_read(
    recipe: Callable[[int], str], tmp_path: Path
) -> None:
    assert recipe(1) == ""
    written = (tmp_path / "running-in-2021.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfid,title,")
    assert b"red-sea" in written


def test_the_recipe_for_sums_gives_numbers(recipe: Callable[[int], str]) -> None:
    assert ["disrupt", "3000000", "EUR"] in list(csv.reader(recipe(2).splitlines()))


def test_the_recipe_for_fzf_shows_the_project_picked(
    recipe: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FZF_DEFAULT_OPTS", "--filter=somali-maritime")
    assert recipe(4).startswith("Capacity building training and mentoring for Mogadishu")


def test_the_recipe_for_cron_mails_when_the_answer_has_changed(
    recipe: Callable[[int], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = tmp_path / "mail"
    recipe(3)
    assert '+    "id": "safe-seas-africa"' in mail.read_text(encoding="utf-8")
    mail.unlink()
    recipe(3)
    assert not mail.exists()
    monkeypatch.setenv("UNODC_TODAY", "2030-01-01")
    recipe(3)
    assert '-    "id": "safe-seas-africa"' in mail.read_text(encoding="utf-8")


def test_the_example_of_the_data_format_is_the_example_file() -> None:
    page = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
    example = (ROOT / "docs" / "examples" / "safe-rivers.toml").read_text(encoding="utf-8")
    assert f"```toml\n{example}```" in page


def test_the_fields_of_the_contract_are_all_described() -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    published = (Activity, Marker, Part, Reason, Related, Reporter, Share, Unreadable)
    for model in (Project, Phase, Amount, Identifier, Result, Conflict, Evidence, Total, *published):
        assert not [name for name in model.model_fields if f"`{name}`" not in page]


def test_what_is_kept_is_written_or_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    monkeypatch.setattr(sys, "argv", ["script", "--check"])
    with pytest.raises(SystemExit):
        keep({page: "new"})
    assert not page.exists()
    monkeypatch.setattr(sys, "argv", ["script"])
    keep({page: "new"})
    assert page.read_text(encoding="utf-8") == "new"
    monkeypatch.setattr(sys, "argv", ["script", "--check"])
    keep({page: "new"})


RECIPES = re.findall(
    r"```console\n\$ (unodc .*\n(?: {4}.*\n)*)((?:.*\n)*?)```",
    (ROOT / "docs" / "json.md").read_text(encoding="utf-8").partition("## Recipes for jq")[2],
)


@pytest.mark.skipif(not shutil.which("jq"), reason="only where there is jq")
@pytest.mark.parametrize(("typed", "answer"), RECIPES, ids=range(len(RECIPES)))
def test_the_recipes_give_what_they_say(typed: str, answer: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f'unodc() {{ "{sys.executable}" -m unodc_cli "$@"; }}\n{typed}'],
        cwd=ROOT / "docs" / "examples",
        env={**os.environ, "UNODC_TODAY": update_docs.DAY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (answer, "")


def test_there_are_recipes() -> None:
    assert len(RECIPES) > 3


def _docstrings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or "Nothing."


@pytest.mark.parametrize(
    "path", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT / "src"))
)
def test_docstrings_name_their_subject(path: Path) -> None:
    # A command answers a question, and its docstring is its help.
    riddles = (
        {"What", "Which", "Whether", "How", "Of", "Who", "From"} if "commands" not in path.parts else set()
    )
    assert [text for text in _docstrings(path) if text.split()[0] in riddles] == []
