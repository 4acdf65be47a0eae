"""The fields and sort keys of each command, for completion."""

from collections.abc import Sequence
from typing import Final

from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.query import records
from unodc_cli.query.classified import KINDS as CLASSIFIED
from unodc_cli.query.field_names import PARTS, sortable
from unodc_cli.query.fields import FIELDS
from unodc_cli.query.reports.budgets import DETAIL as BUDGET
from unodc_cli.query.reports.citations import COLUMNS as CITATION
from unodc_cli.query.reports.documents import DETAIL as DOCUMENT
from unodc_cli.query.reports.groups import COLUMNS as GROUP
from unodc_cli.query.reports.groups import OF_PROGRAMMES
from unodc_cli.query.reports.locations import DETAIL as LOCATION
from unodc_cli.query.reports.results import DETAIL as RESULT
from unodc_cli.query.reports.search import COLUMNS as MATCH
from unodc_cli.query.reports.sources import COLUMNS as SOURCE
from unodc_cli.query.reports.terms import COLUMNS as TERM
from unodc_cli.query.reports.timeline import COLUMNS as PHASE
from unodc_cli.query.reports.totals import COLUMNS as SUM
from unodc_cli.report.rows import Column

_OF_SOURCES: Final = {column.name for column in SOURCE}
_COLUMNS: Final = {
    "by": SUM,
    "by-theme": GROUP,
    "by-partner": GROUP,
    "by-country": GROUP,
    "by-programme": OF_PROGRAMMES,
    "results": RESULT.columns,
    "budgets": BUDGET.columns,
    "documents": DOCUMENT.columns,
    "locations": LOCATION.columns,
    "search": MATCH,
    "sources": (*SOURCE, *(column for column in CITATION if column.name not in _OF_SOURCES)),
    "timeline": PHASE,
    **dict.fromkeys(("themes", "partners", "countries", "regions", "programmes", "terms"), TERM),
}


def fields(command: str, kinds: Sequence[str] = AMOUNT_KINDS) -> Sequence[str]:
    """Return the names that --fields takes in a command, with these kinds of amounts."""
    columns = [column.name for column in _columns(command)]
    if _columns(command) in (GROUP, OF_PROGRAMMES):
        return list(dict.fromkeys([*columns, *kinds]))
    return columns or list(dict.fromkeys([*FIELDS, *kinds, *CLASSIFIED]))


def orders(command: str, kinds: Sequence[str] = AMOUNT_KINDS) -> Sequence[str]:
    """Return the sort keys of a command, except those that depend on the answer."""
    if command in ("list", "timeline", "show"):
        return list(dict.fromkeys([*sortable(), *kinds, *CLASSIFIED]))
    return records.sortable(_columns(command))


def parts(command: str, kinds: Sequence[str] = AMOUNT_KINDS) -> Sequence[str]:
    """Return the names of the parts of sums, which are too many to be offered before they are begun."""
    has_sums = set(kinds) <= set(fields(command, kinds))
    return [f"{kind}.{part}" for kind in kinds for part in PARTS] if has_sums else ()


def _columns(command: str) -> Sequence[Column]:
    return _COLUMNS.get(command, ())
