"""Marks of values that are to be read with care: sources differ on them, or dates contradict them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from unodc_cli.model import dates
from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.model.money import contested_amounts
from unodc_cli.query.fields import FIELDS
from unodc_cli.query.project_cells import totals
from unodc_cli.report.rows import CONTESTED, CONTRADICTED, Cell, Marked, Period

if TYPE_CHECKING:
    from unodc_cli.model.documents import ProjectDocument, SpanDocument

_DATES: Final = ("start", "end")
# The fields with marks of dates and statuses that contradict one another.
DATED: Final = frozenset({*_DATES, "period", "status"})


def marked(cell: Cell, name: str, document: "ProjectDocument", today: str) -> Cell:
    """Return the cell of a field with its mark, if it has one. Sums have theirs already."""
    mark = _mark(name, document, today)
    if not (cell and mark):
        return cell
    if isinstance(cell, Period):
        return cell._replace(mark=mark)
    return Marked(cell, mark) if isinstance(cell, str) else _listed(cell, mark)


def _listed(cell: Cell, mark: str) -> Cell:
    """Return a list of texts with the mark at its end."""
    is_texts = isinstance(cell, list) and all(isinstance(entry, str) for entry in cell)
    return [*cell, Marked("", mark)] if is_texts else cell  # type: ignore[misc]


def contested_fields(document: "ProjectDocument", names: Sequence[str]) -> set[str]:
    """Return those of the fields that have a value on which sources differ."""
    if not document["conflicts"]:
        return set()
    fields = {conflict["field"] for conflict in document["conflicts"]}
    amounts = {kind for _, kind in contested_amounts(document)}
    return {
        name
        for name in names
        if name in fields
        or (name == "period" and fields & set(_DATES))
        or (name == "amounts" and amounts & {*AMOUNT_KINDS, *_kinds(document)})
        or (_is_kind(name) and any(money.mark for money in totals(document, name)))
    }


def _is_kind(name: str) -> bool:
    # A name that is not a field is a kind that a data file declares.
    return name in AMOUNT_KINDS or name not in FIELDS


def _kinds(document: "ProjectDocument") -> Iterator[str]:
    return (amount["kind"] for amount in document["amounts"])


def _mark(name: str, document: "ProjectDocument", today: str) -> str:
    is_sum = _is_kind(name) or name == "amounts"
    is_contested = not is_sum and bool(contested_fields(document, (name,)))
    is_contradicted = (name in (*_DATES, "period") and is_reversed(document)) or (
        name == "status" and contradicts_dates(document, today)
    )
    return f"{CONTESTED if is_contested else ''}{CONTRADICTED if is_contradicted else ''}"


def is_reversed(record: "SpanDocument") -> bool:
    """Return whether the end is before the start."""
    start, end = record["start"], record["end"]
    return bool(start and end and dates.latest(end) < dates.earliest(start))


def contradicts_dates(record: "SpanDocument", today: str) -> bool:
    """Return whether a status contradicts the dates today, such as active after the end."""
    first_day, start_by, last_day = dates.span(record["start"], record["end"])
    match record["status"]:
        case "active":
            return bool(last_day and last_day < today) or bool(first_day and first_day > today)
        case "planned":
            return bool(start_by and start_by < today)
        case "ended":
            return bool(first_day and first_day > today)
        case _:
            return False
