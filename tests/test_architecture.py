"""The house: what may import what, and what a warm start loads."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import unodc_cli
from unodc_cli.cli.registry import COMMANDS, commands

SOURCE = Path(unodc_cli.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
HEAVY = (
    *(
        "typer",
        "rich",
        "pydantic",
        "tomli",
        "lxml",
        "rapidfuzz",
        "jinja2",
        "unodc_cli.readers",
        "unodc_cli.model.project",
    ),
    # Small, but each costs more than what an answer would use of it.
    *("dataclasses", "inspect", "csv", "shutil", "tempfile"),
)
# A plain answer in JSON may load so many modules of the house, with so many bytes of source, and make so many
# named tuples. Each module costs it 0.3 % of its instructions, each named tuple 0.5 %: what is not needed for
# that answer is imported by the function that needs it.
MOST_MODULES = 42
MOST_BYTES = 136_000
MOST_NAMED_TUPLES = 5
# Only these import Rich: what draws for people.
WITH_RICH = {
    f"views/{name}.py"
    for name in ("console", "layout", "pages", "progress", "styles", "svg", "tables", "timeline", "wrapping")
}
# Only these import Typer: what is not a plain, well-formed call.
WITH_TYPER = {"cli/typer_app.py", "cli/usage_errors.py"}
# Only this writes to a stream.
WRITING = {"views/delivery.py"}
ENDS = (".write", ".writelines", ".buffer.write", ".flush")


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def name(module: Path) -> str:
    return module.relative_to(SOURCE).as_posix()


def modules_imported(module: Path) -> Iterator[Path]:
    """Yield the modules of the house that one imports, also within its functions and for types alone."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "unodc_cli":
            package = SOURCE.joinpath(*(node.module or "").split(".")[1:])
            yield from (package / f"{alias.name}.py" for alias in node.names)
            yield package.with_suffix(".py")


def test_no_modules_know_each_other() -> None:
    graph = {module: set(modules_imported(module)) & set(MODULES) for module in MODULES}
    # Modules that only know modules that are gone already go as well. Those of a circle stay.
    while free := {module for module, known in graph.items() if not known & graph.keys()}:
        graph = {module: known for module, known in graph.items() if module not in free}
    circle = {name(module) for module in graph if any(module in known for known in graph.values())}
    assert not circle


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_only_views_for_people_import_rich(module: Path) -> None:
    uses_rich = any(found.split(".")[0] == "rich" for found in imported(module))
    assert uses_rich == (name(module) in WITH_RICH)


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_only_the_long_way_imports_typer(module: Path) -> None:
    uses_typer = any(found.split(".")[0] == "typer" for found in imported(module))
    assert uses_typer == (name(module) in WITH_TYPER)


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_only_the_outermost_write_to_a_stream(module: Path) -> None:
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    writing = {"print", "typer.echo", *(f"sys.{name}{end}" for name in ("stdout", "stderr") for end in ENDS)}
    assert not calls & writing or name(module) in WRITING


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_docstrings_begin_with_a_noun_or_an_imperative(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    documented = [
        node for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
    ]
    beginnings = [(ast.get_docstring(node) or "-").split()[0] for node in documented]
    assert not {"What", "Which", "Whether", "How", "Of"} & {*beginnings}


def modules_of(*arguments: str) -> list[str]:
    """Return the modules that a run of the tool has loaded when it ends."""
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: sys.stderr.write(chr(10).join(sys.modules)))\n"
        "from unodc_cli.__main__ import main\n"
        f"sys.argv = ['unodc', *{arguments!r}]\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stderr.split("\n")


def loaded(*arguments: str) -> set[str]:
    """Return the heavy modules that a run of the tool has loaded when it ends."""
    return {module for module in modules_of(*arguments) if any(_is_in(module, heavy) for heavy in HEAVY)}


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--json"],
        ["show", "aircop", "--json"],
        ["by-theme", "--json"],
        ["by", "theme", "--per", "year", "--json"],
        ["list", "--theme", "maritime"],
    ],
    ids=" ".join,
)
def test_a_warm_start_loads_nothing_heavy(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNODC_CACHE", str(tmp_path))
    # The control: a first run compiles, so it does load them. If it did not, this test could not fail.
    assert {"pydantic", "tomli", "unodc_cli.readers"} <= loaded(*arguments)
    assert loaded(*arguments) == set()


def test_a_plain_answer_in_json_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNODC_CACHE", str(tmp_path))
    modules_of("list", "--json")
    ours = [module for module in modules_of("list", "--json") if _is_in(module, "unodc_cli")]
    files = [_file(module) for module in ours]
    sizes = {module: file.stat().st_size for module, file in zip(ours, files, strict=True)}
    path = "\n".join(f"{size:6,} {module}" for module, size in sizes.items())
    assert len(ours) <= MOST_MODULES, f"this path has grown:\n{path}"
    assert sum(sizes.values()) <= MOST_BYTES, f"this path has grown to {sum(sizes.values()):,}:\n{path}"
    named_tuples = [
        line for file in files for line in file.read_text("utf-8").splitlines() if "(NamedTuple):" in line
    ]
    assert len(named_tuples) <= MOST_NAMED_TUPLES, named_tuples


def _file(module: str) -> Path:
    path = SOURCE.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@pytest.mark.parametrize("arguments", [["--help"], ["list", "-h"], ["help", "formats"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(*arguments) == set()


def test_the_version_loads_nothing_heavy() -> None:
    loaded("--version")
    assert loaded("--version") == set()


@pytest.mark.parametrize("typed", ["", "show ", "show airc", "list --theme mar", "list --fields id,", "--"])
def test_completion_loads_nothing_heavy(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded("list", "--json")
    monkeypatch.setenv("_UNODC_COMPLETE", "zsh")
    monkeypatch.setenv("_UNODC_LINE", f"unodc {typed}")
    assert loaded() == set()


def test_a_table_on_demand_loads_rich() -> None:
    loaded("list", "--json")
    assert "rich" in loaded("list", "--format", "table")


COMMAND_MODULES = sorted({module for module, _ in COMMANDS.values()})


def test_every_command_that_is_written_is_in_the_table() -> None:
    written = {
        (path.stem, node.name)
        for path in (SOURCE / "cli" / "commands").glob("[a-z]*.py")
        if path.stem in COMMAND_MODULES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    assert written == set(COMMANDS.values())


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_loads_no_other(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in COMMAND_MODULES:
        monkeypatch.delitem(sys.modules, f"unodc_cli.cli.commands.{module}", raising=False)
    assert [found for found, _ in commands([command])] == [command]
    own = COMMANDS[command][0]
    assert [module for module in COMMAND_MODULES if f"unodc_cli.cli.commands.{module}" in sys.modules] == [
        own
    ]
