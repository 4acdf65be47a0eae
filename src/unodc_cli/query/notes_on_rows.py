"""Notes on the rows of a list of projects: on their sums, their dates, and what a column leaves out."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from unodc_cli.model.kinds import AMOUNT_KINDS, kind_order
from unodc_cli.query.fields import FIELDS, MAIN_AMOUNTS
from unodc_cli.query.marks import contested_fields
from unodc_cli.query.notes import PARTS_OF_PARENTS
from unodc_cli.report.report import Lazy
from unodc_cli.report.rows import ColumnNote

if TYPE_CHECKING:
    from unodc_cli.model.documents import NamedDocument


def contested(
    names: Sequence[str], first: "Sequence[NamedDocument]", projects: Sequence[object] | Lazy[object]
) -> Iterator[str]:
    """Yield a note on the first rows with values that sources differ on, with the fields of these values."""
    fields_by_row = [contested_fields(document, names) for document in first]
    count = sum(map(bool, fields_by_row))
    if count and "conflicts" not in names:
        scope = f" of the first {len(first):,}" if isinstance(projects, Lazy) else ""
        listed = ", ".join(name for name in names if any(name in fields for fields in fields_by_row))
        have = "project has" if count == 1 else "projects have"
        differ = f"values on which sources differ ({listed}; * in tables)"
        yield f"{count}{scope} {have} {differ}: --fields id,conflicts"


def partial_sums(names: Sequence[str], documents: "Sequence[NamedDocument]") -> Iterator[str]:
    """Yield a note on sums that cover only some phases, as the others have none."""
    kinds = {name.partition(".")[0] for name in names}
    for kind in sorted(kinds - {*FIELDS} | kinds & {*AMOUNT_KINDS}, key=kind_order):
        partial = [document["id"] for document in documents if _is_partial(document, kind)]
        if partial:
            yield f"the {kind} of {', '.join(partial)} is that of some phases: the others state none"


def other_sums(
    names: Sequence[str], first: "Sequence[NamedDocument]", projects: Sequence[object] | Lazy[object]
) -> Iterator[str]:
    """Yield a note on the first rows without a sum in the column of money but with sums of other kinds."""
    main = next((name for name in names if name in MAIN_AMOUNTS or name not in FIELDS), None)
    blank = [
        document for document in first if main and not any(a["kind"] == main for a in document["amounts"])
    ]
    kinds_of_each = (
        {amount["kind"] for amount in document["amounts"] if amount["value"]} for document in blank
    )
    others = [kinds for kinds in kinds_of_each if kinds]
    if others:
        if isinstance(projects, Lazy):
            subject = f"{len(others):,} of the first {len(first):,} projects have"
        else:
            subject = f"{len(others):,} {'project has' if len(others) == 1 else 'projects have'}"
        kinds = ", ".join(sorted(set().union(*others), key=kind_order))
        yield f"{subject} only other amounts ({kinds}): show them with --fields amounts"


def of_levels(names: Sequence[str], first: Sequence["NamedDocument"]) -> Iterator[str]:
    """Yield a note that money of several hierarchy levels must not be added up."""
    levels = {document["activity"]["level"] for document in first if document["activity"]}
    if len(levels - {None}) > 1 and any(name in AMOUNT_KINDS for name in names):
        yield PARTS_OF_PARENTS


def planned_ends(
    names: Sequence[str], first: Sequence["NamedDocument"], projects: Sequence[object] | Lazy[object]
) -> Iterator[str]:
    """Yield a note on activities whose end is the planned one, as no actual end is published."""
    if not {"end", "period"} & {*names} or "end-planned" in names:
        return
    dates = [document["activity"]["dates"] for document in first if document["activity"]]
    planned = sum(bool(each["end_planned"] and not each["end_actual"]) for each in dates)
    if planned:
        scope = f" of the first {len(first):,}" if isinstance(projects, Lazy) else ""
        ends = "end is a planned one" if planned == 1 else "ends are planned ones"
        note = f"{planned:,}{scope} {ends}, without an actual end: --fields id,end-planned,end-actual"
        yield ColumnNote(note, "period" if "period" in names else "end")


def shared_partners(documents: "Sequence[NamedDocument] | Lazy[NamedDocument]") -> Iterator[str]:
    """Yield a note with the partners that every project of the portfolio has, which tables leave out."""
    for document in islice(documents, 1):
        names = dict.fromkeys(partner["name"] for partner in document["shared"])
        if names:
            note = f"partners that all projects have are left out: {', '.join(names)}"
            yield ColumnNote(note, "partners", is_of_tables=True)


def _is_partial(document: "NamedDocument", kind: str) -> bool:
    phases = {amount["phase"] for amount in document["amounts"] if amount["kind"] == kind}
    return bool(phases) and None not in phases and len(phases) < len(document["phases"])
