"""The cells of a project: values of its document as periods, sums and short texts."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from unodc_cli.codelists.classifications import is_standard
from unodc_cli.model import exact
from unodc_cli.model.exact import counted
from unodc_cli.model.money import TOGETHER, contested_amounts
from unodc_cli.report.rows import CONTESTED, AmountCell, Cell, MoneyCell, Period, Shared

if TYPE_CHECKING:
    from unodc_cli.model.documents import (
        AmountDocument,
        MarkerDocument,
        NamedDocument,
        PhaseDocument,
        ProjectDocument,
        ReasonDocument,
        RelatedDocument,
        ResultDocument,
        ShareDocument,
    )


def period(record: Mapping[str, Any]) -> Period | None:
    """Return the dates of a project or phase; None if neither is known."""
    start, end = record["start"], record["end"]
    return None if start is None and end is None else Period(start, end)


def totals(document: "ProjectDocument", kind: str) -> list[MoneyCell]:
    """Return a project's sums of one kind, one a currency: its own, or else those of its phases."""
    sums: dict[str, int] = {}
    marks: dict[str, str] = {}
    contested = contested_amounts(document) if document["conflicts"] else ()
    for amount in document["amounts"]:
        if amount["counted"] and amount["kind"] == kind:
            currency = amount["currency"]
            sums[currency] = sums.get(currency, 0) + exact.trillionths(amount["value"])
            if (amount["phase"], kind) in contested:
                marks[currency] = CONTESTED
    return [
        MoneyCell(exact.number(value), currency, mark=marks.get(currency, ""))
        for currency, value in sums.items()
    ]


def part_of(sums: Sequence[MoneyCell], name: str) -> Cell:
    """Return the values or currencies of sums: of one alone, of several a list in their order."""
    parts: list[Any] = [getattr(money, name) for money in sums]
    cell: Cell = parts if len(parts) > 1 else next(iter(parts), None)
    return cell


def partners(document: "NamedDocument") -> list[str]:
    """Return the names of the partners, each once: its own, then those that every project has."""
    names = [partner["name"] for partner in document["partners"]]
    return list(dict.fromkeys([*names, *(Shared(partner["name"]) for partner in document["shared"])]))


def phase(document: "PhaseDocument") -> str:
    """Return a phase with its period: `AIRCOP VI (2021 – 2024)`."""
    dates = period(document)
    return f"{document['name']} ({dates})" if dates else document["name"]


def amounts(document: "ProjectDocument") -> list[AmountCell]:
    """Return all sums of a project, each with its kind, partner, phase and level."""
    contested = contested_amounts(document)
    return [_amount_cell(amount, contested) for amount in document["amounts"]]


def _amount_cell(amount: "AmountDocument", contested: Collection[tuple[str | None, str]]) -> AmountCell:
    of_phase = f"({amount['phase']})" if amount["phase"] else ""
    level = f"(level {amount['level']})" if amount["level"] is not None else ""
    whose = f" of {amount['partner'].replace(TOGETHER, ' and ')}" if amount["partner"] else ""
    mark = CONTESTED if (amount["phase"], amount["kind"]) in contested else ""
    return AmountCell(
        f"{amount['kind']}{whose}",
        MoneyCell(amount["value"], amount["currency"], mark=mark),
        f"{of_phase} {level}".strip(),
    )


def result_text(result: "ResultDocument") -> str:
    """Return a result as a phrase: `2,426 officers trained (2017-05)`."""
    as_of = f" ({result['as_of']})" if result["as_of"] else ""
    return f"{counted(result)}{as_of}"


def reason(entry: "ReasonDocument") -> str:
    """Return why an activity is of a theme: `word 'piracy' in the title`."""
    where = "" if entry["by"] == "sector" else f" in the {entry['where']}"
    return f"{entry['by']} '{entry['match']}'{where}"


def themes_with_reasons(document: "ProjectDocument") -> list[str]:
    """Return for each theme why the project is of it: by a word or sector, or since sources say so."""
    if document["activity"]:
        return [f"{why['theme']}: {reason(why)}" for why in document["activity"]["why"]]
    reasons = []
    for entry in document["evidence"]:
        if entry["field"] == "themes":
            themes = ", ".join(entry["values"] or document["themes"])
            reason_text = entry["derived"] or "; ".join(entry["sources"])
            reasons.append(f"{themes}: {reason_text}")
    return reasons


def share(entry: "ShareDocument") -> str:
    """Return a sector, country or region with its share: `16063 Narcotics control 40 %`."""
    vocabulary = f"{entry['vocabulary']}:" if not is_standard(entry["vocabulary"]) else ""
    percentage = "" if entry["percentage"] is None else f"{entry['percentage']} %"
    return " ".join(text for text in (f"{vocabulary}{entry['code']}", entry["name"], percentage) if text)


def marker(entry: "MarkerDocument") -> str:
    """Return a policy marker with its significance: `gender equality: 1`."""
    from unodc_cli.codelists.iati import MARKERS  # noqa: PLC0415 - few projects have markers

    code = entry["code"]
    name = MARKERS.get(code, code) if is_standard(entry["vocabulary"]) else f"{entry['vocabulary']}:{code}"
    return f"{name}: {entry['significance'] or '?'}"


def related(entry: "RelatedDocument") -> str:
    """Return another activity and what it is to this one: `parent XM-EX-1`."""
    return f"{entry['kind'] or 'related'} {entry['id']}"


def reporter(document: "ProjectDocument") -> str | None:
    """Return the organisation that publishes an activity: its name, or else its identifier."""
    body = document["activity"] and document["activity"]["reporter"]
    return (body["name"] or body["ref"]) if body else None


def sources(document: "ProjectDocument") -> list[str]:
    """Return the ids of the sources of all values, each once."""
    return list(dict.fromkeys(source for entry in document["evidence"] for source in entry["sources"]))
