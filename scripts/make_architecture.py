"""Write the floors and the lists of modules in docs/architecture.md anew.

python scripts/make_architecture.py            # write
python scripts/make_architecture.py --check    # say whether it is stale; exit code 1 if it is

Floors are those of the import contract, summaries the first lines of docstrings.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from kept import keep

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
_SOURCE = ROOT / "src" / "unodc_cli"
_MADE = re.compile(
    r"(<!-- Made by scripts/make_architecture.py: (?P<part>\w+) -->\n).*?(<!-- End -->\n)", re.DOTALL
)


def page() -> str:
    """Return the page with the current floors, packages and modules."""
    return _MADE.sub(_part, PAGE.read_text(encoding="utf-8"))


def floors() -> list[list[str]]:
    """Return the names on each floor, from the top: the layers of the import contract."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    [layers] = (contract["layers"] for contract in contracts if "layers" in contract)
    return [re.findall(r"unodc_cli\.(\w+)", layer) for layer in layers]


def _part(match: re.Match[str]) -> str:
    lines = _floors() if match["part"] == "floors" else _modules(match["part"])
    return "\n".join([match[1], *lines, "", match[3]])


def _floors() -> Iterator[str]:
    names = floors()
    width = max(len(name) for floor in names for name in floor) + 3
    yield "```text"
    for number, floor in enumerate(names):
        if number:
            yield "─" * (width - 2)
        for name in floor:
            package = _SOURCE / name / "__init__.py"
            yield f"{name:{width}}{_summary(package if package.exists() else _SOURCE / f'{name}.py')}"
    yield "```"


def _modules(package: str) -> Iterator[str]:
    folder = _SOURCE / package
    modules = sorted(path for path in folder.rglob("*.py") if path.name != "__init__.py")
    # A package comes after the modules that stand beside it.
    modules.sort(key=lambda path: (path.parent, path.stem))
    yield f"<details><summary>The {len(modules)} modules of <code>{package}/</code></summary>"
    yield from ("", "| module | subject |", "|---|---|")
    for path in modules:
        yield f"| `{path.relative_to(folder).with_suffix('').as_posix()}` | {_summary(path)} |"
    yield from ("", "</details>")


def _summary(module: Path) -> str:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0]


if __name__ == "__main__":
    keep({PAGE: page()})
