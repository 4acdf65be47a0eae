"""Write the list of modules anew in docs/architecture.md, from the first line of what each says of itself.

python scripts/make_architecture.py            # write
python scripts/make_architecture.py --check    # say whether it is stale; exit code 1 if it is
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from kept import keep

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
_SOURCE = ROOT / "src" / "unodc_cli"
_MADE = re.compile(r"(<!-- Made by [^\n]*-->\n).*?(<!-- The end of what is made. -->\n)", re.DOTALL)


def page() -> str:
    """Return the page with the modules as they are."""
    rows = "\n".join(["| module | what it is |", "|---|---|", *_rows()])
    return _MADE.sub(lambda found: f"{found[1]}\n{rows}\n\n{found[2]}", PAGE.read_text(encoding="utf-8"))


def _rows() -> Iterator[str]:
    for module in sorted(_SOURCE.rglob("*.py"), key=lambda path: path.relative_to(_SOURCE).with_suffix("")):
        name = module.relative_to(_SOURCE).with_suffix("").as_posix().removesuffix("__init__")
        said = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
        first, _, _ = said.partition("\n")
        yield f"| `{name or 'unodc_cli'}` | {first} |"


if __name__ == "__main__":
    keep({PAGE: page()})
