"""Notes beside an answer: how names and unknown dates were interpreted, and which statuses are doubtful."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import status
from unodc_cli.model.kinds import kind_order
from unodc_cli.query import periods
from unodc_cli.query.conditions import TERMS, condition, marker_of, periods_of, typed_terms
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.resolve import interpretation_notes

if TYPE_CHECKING:
    from unodc_cli.query.money import MoneyFilters
    from unodc_cli.report.report import Lazy

# Filters, the condition under which they cannot tell, and the value that is then unknown.
_UNKNOWN: Final[Sequence[tuple[Sequence[str], str, str]]] = (
    (("active", "since", "until"), periods.UNDATED, "dates"),
    (("starts", "starts_since"), "start IS NULL", "start"),
    (("ends", "ends_by"), '"end" IS NULL', "end"),
    (("status",), f"{status.SQL} IS NULL", "status"),
)
# Why an answer can be empty.
NO_PROJECT: Final = "no project matches all of these filters"
NO_MONEY: Final = "no money meets all of these conditions"
PARTS_OF_PARENTS: Final = (
    "the activities are of several hierarchy levels, and those below are parts of those above: "
    "--level 1 keeps one level, `unodc tree ID` shows a family"
)
_PAST_BUT_ACTIVE: Final = "status = 'active' AND last_day < :today"


def filter_notes(
    catalogue: Catalogue,
    where: Condition,
    filters: Filters,
    today: str,
    projects: "Sequence[object] | Lazy[object]",
) -> tuple[str, ...]:
    """Return notes on the filters and the matching projects."""
    return (
        *names_meant(catalogue, filters),
        *assumed_dates(catalogue, where, filters),
        *left_out(catalogue, filters, today),
        *(past_their_end(catalogue, where) if filters.status else ()),
        *(() if projects else nothing_found(catalogue, NO_PROJECT)),
        *(() if projects else _near_partners(catalogue, filters)),
    )


def _near_partners(catalogue: Catalogue, filters: Filters) -> tuple[str, ...]:
    from unodc_cli.query.suggestions import near_partners  # noqa: PLC0415 - only where nothing is found

    return near_partners(catalogue, filters.partner)


def nothing_found(catalogue: Catalogue, why: str) -> tuple[str, ...]:
    """Return a note on an empty answer: the reason, or what the data has instead of projects."""
    [(projects, organisations, budgets)] = catalogue.rows(
        """SELECT EXISTS (SELECT 1 FROM projects), (SELECT COUNT(*) FROM organisations),
        (SELECT COUNT(*) FROM budgets)"""
    )
    if projects:
        return (f"nothing found: {why}",)
    if not organisations:
        return ("the data has no project",)
    body = "an organisation" if organisations == 1 else f"{organisations:,} organisations"
    return (
        f"the data has no project, but {body} with {_counted(budgets, 'budget')}: `unodc budgets` lists them",
    )


def no_money(catalogue: Catalogue, money: "MoneyFilters") -> tuple[str, ...]:
    """Return notes on an empty answer about money: the reason, and the kinds that the data has instead."""
    known = {kind for (kind,) in catalogue.rows("SELECT DISTINCT kind FROM classes")}
    wanted = money.kinds(catalogue)
    bases = [kind.removeprefix("current-") for kind in wanted]
    if not wanted or not known or known & {*wanted, *bases, *(f"revised-{kind}" for kind in bases)}:
        return nothing_found(catalogue, NO_MONEY)
    kinds = ", ".join(sorted(known, key=kind_order))
    return (f"nothing found: the data has no {' or '.join(wanted)}, but {kinds}",)


def titles_in(catalogue: Catalogue, language: str) -> tuple[str, ...]:
    """Return a note on published titles that are not in the language that was asked for."""
    [(titles, count)] = catalogue.rows(
        "SELECT COUNT(title_language), SUM(title_language = ?) FROM projects", (language,)
    )
    if not titles:
        return ("--lang chooses among the texts of published data: there is none here",)
    if count == titles:
        return ()
    from unodc_cli.codelists.iati import lookup  # noqa: PLC0415 - few ask for a language

    entry = lookup("Language", language)
    name = f"{entry.name.partition(';')[0]} ({language})" if entry else language
    some, others = (f"{count:,} of {titles:,} titles are", "the others") if count else ("no title is", "all")
    return (f"{some} published in {name}: {others} are shown in the language of their publisher",)


def active_when(filters: Filters, today: str) -> tuple[str, ...]:
    """Return a note with the day on which `active` is counted, if the filters are on another time."""
    return (f"`active` counts projects that are active today, {today}",) if filters.dates() else ()


def unknown_status(catalogue: Catalogue, where: Condition) -> tuple[str, ...]:
    """Return a note on the projects with no known status among those that meet a condition."""
    count = _count(catalogue, where, f"{status.SQL} IS NULL")
    return (f"{_have(count)} no known status and {_are(count)} not counted as active",) if count else ()


def left_out(catalogue: Catalogue, filters: Filters, today: str) -> Iterator[str]:
    """Yield notes on projects that meet all other filters, but lack the value that one filter needs."""
    for names, is_unknown, missing in _UNKNOWN:
        if any(getattr(filters, name) for name in names):
            others = condition(catalogue, _without(filters, names), today)
            if count := _count(catalogue, others, is_unknown):
                match, have = ("matches", "has") if count == 1 else ("match", "have")
                yield f"{count} more {_projects(count)} {match} but {have} no known {missing}"
    yield from _past_but_active(catalogue, filters, today)


def _past_but_active(catalogue: Catalogue, filters: Filters, today: str) -> Iterator[str]:
    """Yield a note on projects published as active that a filter of time left out for their past end."""
    if not filters.spans():
        return
    where = condition(catalogue, _without(filters, ("active", "since", "until")), today)
    runs, begun = [], []
    for spans in periods_of(filters, today):
        days = [(where.bind(first), where.bind(last)) for first, last in spans]
        runs.append(f"({' OR '.join(periods.runs_within(first, last) for first, last in days)})")
        begun.append(f"({' OR '.join(periods.has_begun_by(last) for _, last in days)})")
    past = f"{_PAST_BUT_ACTIVE} AND NOT ({' AND '.join(runs)}) AND {' AND '.join(begun)}"
    if count := _count(catalogue, where, past):
        subject = "project matches but is" if count == 1 else "projects match but are"
        yield f"{count} more {subject} published as active with a past end: see --status active"


def past_their_end(catalogue: Catalogue, where: Condition) -> tuple[str, ...]:
    """Return a note on the projects that are published as active although their end is past."""
    count = _count(catalogue, where, _PAST_BUT_ACTIVE)
    return (f"{count} {_projects(count)} {_are(count)} published as active with a past end",) if count else ()


def doubtful(catalogue: Catalogue, where: Condition, filters: Filters) -> Iterator[str]:
    """Yield notes on the projects whose dates contradict one another or the status."""
    # With a filter of statuses, each answer has that note already.
    if not filters.status:
        yield from past_their_end(catalogue, where)
    yield from _doubtful_dates(catalogue, where)


def _doubtful_dates(catalogue: Catalogue, where: Condition) -> Iterator[str]:
    conditions = (
        "status = 'planned' AND start_by < :today",
        "status IN ('active', 'ended') AND first_day > :today",
        periods.REVERSED,
    )
    sums = ", ".join(f"COALESCE(SUM({each}), 0)" for each in conditions)
    [counts] = catalogue.rows(f"SELECT {sums} FROM projects WHERE {where.sql}", where.parameters)
    begun, to_come, is_reversed = (int(count) for count in counts)
    if begun:
        yield f"{begun} {_projects(begun)} {_are(begun)} stated as planned with a past start"
    if to_come:
        yield f"{to_come} {_projects(to_come)} {_are(to_come)} stated as active or ended with a start to come"
    if is_reversed:
        end = "ends" if is_reversed == 1 else "end"
        yield f"{is_reversed} {_projects(is_reversed)} {end} before the start"


def assumed_dates(catalogue: Catalogue, where: Condition, filters: Filters) -> Iterator[str]:
    """Yield notes on projects with an unknown start or end, and on what a filter of time assumed for it."""
    if not filters.spans():
        return
    if count := _count(catalogue, where, periods.OPEN):
        yield f"{_have(count)} no known start or end: it was taken as open"
    if count := _count(catalogue, where, periods.CEASED_TODAY):
        yield f"{_have(count, 'ended or cancelled ')} no known end: today was assumed"
    if count := _count(catalogue, where, periods.BEGUN_TODAY):
        yield f"{_have(count, 'planned ')} no known start: today was assumed"


def _without(filters: Filters, names: Sequence[str]) -> Filters:
    return filters._replace(**{name: Filters._field_defaults[name] for name in names})


def _have(count: int, kind: str = "") -> str:
    return f"{count} {kind}{_projects(count)} {'has' if count == 1 else 'have'}"


def _counted(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _projects(count: int) -> str:
    return "project" if count == 1 else "projects"


def _count(catalogue: Catalogue, where: Condition, part: str) -> int:
    sql = f"SELECT COUNT(*) FROM projects WHERE {where.sql} AND {part}"
    return int(catalogue.rows(sql, where.parameters)[0][0])


def names_meant(catalogue: Catalogue, filters: Filters) -> Iterator[str]:
    """Yield a note for each name in the filters that did not match exactly, with what it was resolved to."""
    for kind in (*TERMS, "partner"):
        yield from interpretation_notes(catalogue, kind, getattr(filters, kind))
    yield from interpretation_notes(catalogue, "marker", [marker_of(text)[0] for text in filters.marker])
    for kind, names in typed_terms(filters.where).items():
        yield from interpretation_notes(catalogue, kind, names)


def parties_meant(catalogue: Catalogue, money: "MoneyFilters") -> Iterator[str]:
    """Yield the same notes for the providers and receivers of money."""
    yield from interpretation_notes(catalogue, "provider", money.provider)
    yield from interpretation_notes(catalogue, "receiver", money.receiver)
