"""Write src/unodc_cli/check/iati/official_rules.py: the conditions of the IATI standard's ruleset.

The ruleset is the file `standard.json` of the repository IATI-Rulesets (version 2.03, commit a88f835 of
2023-04-05, MIT licence). Numbers, severities, paths and conditions are taken; its sentences are not.

    python scripts/make_ruleset.py RULESET.json && ruff format src/unodc_cli/check/iati
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from pprint import pformat
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "unodc_cli" / "check" / "iati" / "official_rules.py"
# The elements that rules are about, and what a context of the ruleset is below them.
_ROOTS = {
    "/iati-activities/iati-activity": "iati-activity",
    "/iati-organisations/iati-organisation": "iati-organisation",
}
_HEAD = '''"""The conditions of the IATI standard's ruleset, version 2.03. Made by scripts/make_ruleset.py.

Source: IATI-Rulesets at commit a88f835 (2023-04-05), MIT licence, copyright Ben Webb and others.
"""

from typing import Any, Final

# Number, severity, element, path of the context below it, test, arguments, path of the values to loop over.
Case = tuple[str, str, str, str, str, dict[str, Any], str | None]

'''


def cases(ruleset: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Yield each condition with its number, severity and context."""
    for context, tests in ruleset.items():
        for path in context.split(" | "):
            for root, below in _below(path):
                for test, body in tests.items():
                    for case in body["cases"]:
                        yield from _case(root, below, test, case)


def _below(path: str) -> Iterator[tuple[str, str]]:
    if path.startswith("//"):
        yield from ((root, f".{path}") for root in _ROOTS.values() if root == "iati-activity")
        return
    for prefix, root in _ROOTS.items():
        if path == prefix or path.startswith(f"{prefix}/"):
            yield root, path[len(prefix) + 1 :] or "."


def _case(root: str, below: str, test: str, case: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    if test == "loop":
        for name, body in case["do"].items():
            for inner in body["cases"]:
                yield (*_plain(root, below, name, inner), case["foreach"])
    else:
        yield (*_plain(root, below, test, case), None)


def _plain(root: str, below: str, test: str, case: dict[str, Any]) -> tuple[Any, ...]:
    about = case["ruleInfo"]
    # A value that is looped over is a variable of XPath, so that nothing in the data is taken for a path.
    arguments = {
        name: _with_variable(value) for name, value in case.items() if name not in ("ruleInfo", "idCondition")
    }
    return about["id"], about["severity"], root, below, test, arguments


def _with_variable(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_with_variable(entry) for entry in value)
    return value.replace("'$1'", "$value") if isinstance(value, str) else value


def main(source: str) -> None:
    """Write the module from the ruleset."""
    listed = tuple(cases(json.loads(Path(source).read_text(encoding="utf-8"))))
    TARGET.write_text(
        f"{_HEAD}CASES: Final[tuple[Case, ...]] = {pformat(listed, width=100)}\n", encoding="utf-8"
    )
    print(f"written: {len(listed)} conditions")


if __name__ == "__main__":
    main(*sys.argv[1:])
