"""Findings in SARIF 2.1.0 (OASIS), the format in which code hosts show them beside the lines of a file."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from unodc_cli import __version__
from unodc_cli.check.examination import Findings
from unodc_cli.check.iati.rules import Severity, meaning, numbers, severity
from unodc_cli.errors import Fault
from unodc_cli.model.exact import to_json
from unodc_cli.model.names import fold

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
# A fault for which a file cannot be used.
_ERROR: Final = "error"


def sarif(findings: Findings) -> Iterator[str]:
    """Return the findings as one run, a result for each."""
    kinds = [tally.kind for tally in findings.ledger.tallies]
    rules = [
        *(
            [{"id": _ERROR, "shortDescription": {"text": "mistake in a data file"}}]
            if findings.errors
            else []
        ),
        *(
            {
                "id": _id(kind),
                "shortDescription": {"text": meaning(kind)},
                "defaultConfiguration": {"level": _LEVELS[severity(kind)]},
                "properties": {"rules": list(numbers(kind))},
            }
            for kind in kinds
        ),
    ]
    driver = {"name": "unodc", "version": __version__, "rules": rules}
    yield (
        f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"tool": {to_json({"driver": driver})}, '
        '"columnKind": "unicodeCodePoints", "results": ['
    )
    separator = "\n"
    for fault in findings.errors:
        yield separator + _result(fault, _ERROR, "error")
        separator = ",\n"
    for fault, _ in findings.ledger.entries():
        kind = fault.kind or ""
        yield separator + _result(fault, _id(kind), _LEVELS[severity(kind)])
        separator = ",\n"
    yield "\n]}]}\n"


def _id(kind: str) -> str:
    """Return a kind of finding as an identifier: its official number, or its words."""
    return kind.removeprefix("rule ") if kind.startswith("rule ") else fold(kind).replace(" ", "-")


def _result(fault: Fault, rule: str, level: str) -> str:
    place: dict[str, object] = {"artifactLocation": {"uri": quote(fault.file)}}
    if fault.line:
        place["region"] = {"startLine": fault.line}
    return to_json(
        {
            "ruleId": rule,
            "level": level,
            "message": {"text": fault.message},
            "locations": [{"physicalLocation": place}],
        }
    )
