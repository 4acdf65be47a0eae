"""Write docs/rules.md, the rules of the standard that `unodc check` applies, from the code.

python scripts/make_rules.py            # write
python scripts/make_rules.py --check    # say whether it is stale; exit code 1 if it is
"""

from pathlib import Path

from kept import keep
from unodc_cli.check.iati.rule_texts import TEXTS, VALIDATOR_TEXTS
from unodc_cli.check.iati.rules import finding_of, severity
from unodc_cli.check.iati.ruleset import RULES

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
_HEAD = """# Rules of the IATI standard

`unodc check` applies the rules of the standard's own ruleset (IATI-Rulesets at commit a88f835 of 2023-04-05,
version 2.03). Each finding names the official number. Where the official validator asks its registry which
identifiers are registered, every identifier is tested here, without a network. A rule for which there is a
finding of our own is reported as that finding, or under its number where that one is more forgiving.
Rules on files are not in the ruleset: the official validator has them in its program.

| number | severity | on | the activity or organisation has | our finding |
|---|---|---|---|---|
"""


def page() -> str:
    """Return the page."""
    rules: dict[str, tuple[str, str]] = {}
    for rule in RULES:
        rules.setdefault(rule.number, (rule.severity, rule.root.removeprefix("iati-")))
    for number in VALIDATOR_TEXTS:
        rules[number] = (severity(finding_of(number) or ""), "file")
    texts = {**TEXTS, **VALIDATOR_TEXTS}
    rows = [
        f"| {number} | {weight} | {root} | {texts[number]} | {finding_of(number) or ''} |\n"
        for number, (weight, root) in sorted(rules.items(), key=lambda entry: _order(entry[0]))
    ]
    return _HEAD + "".join(rows)


def _order(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


if __name__ == "__main__":
    keep({PAGE: page()})
