"""The fields of a project: what a column of that name holds, and how it sorts.

The names are those of the JSON document, and some more that stand for what a table wants: `name` (the
acronym or a short title), `period`, and each kind of amount.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import dates, exact, status
from unodc_cli.model.exact import counted
from unodc_cli.model.kinds import AMOUNT_KINDS, OWN_KIND
from unodc_cli.model.money import TOGETHER, contested_amounts, in_totals
from unodc_cli.model.names import one_of
from unodc_cli.query import periods
from unodc_cli.report.rows import CONTESTED, AmountCell, Cell, Column, ColumnKind, MoneyCell, Period

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

# What of a sum can be a column of its own, so that others can reckon with it.
PARTS: Final = ("value", "currency")


# The dates of both kinds that activities have; `start` and `end` are the actual ones, or else the planned.
ACTIVITY_DATES: Final = ("start-planned", "start-actual", "end-planned", "end-actual")
# The first and last day that the dates can mean, by their places in a span; its second day is no field.
DAYS: Final = ("first-day", None, "last-day")
_A_DAY: Final = len("2016-03-01")


def activity_date(name: str) -> str:
    """Return a date of an activity as SQL on a row of `projects`."""
    path = f"$.activity.dates.{name.replace('-', '_')}"
    return (
        f"(SELECT json_extract(CAST(d.document AS TEXT), '{path}') "
        "FROM main.documents AS d WHERE d.num = projects.num)"
    )


def days_between(first: str, last: str) -> str:
    """Return the days from one date to another as SQL, where both are known to the day."""
    both_days = f"length({first}) = {_A_DAY} AND length({last}) = {_A_DAY}"
    return f"CASE WHEN {both_days} THEN CAST(julianday({last}) - julianday({first}) AS INTEGER) END"


DELAY: Final = days_between(activity_date("end-planned"), activity_date("end-actual"))


class ProjectField:
    """A column of projects. `sort` is an SQL expression over `projects`."""

    def __init__(self, column: Column, value: "Callable[[NamedDocument], Cell]", sort: str) -> None:
        self.column = column
        self.value = value
        self.sort = sort


def content(text: bytes, name: str) -> "NamedDocument":
    """Return a stored document with the `name` that the catalogue has beside it."""
    return cast("NamedDocument", {**exact.loads(text), "name": name})


def without_shared(document: "NamedDocument", own_partners: int) -> "NamedDocument":
    """Return the document without the partners that every project of the portfolio has."""
    shared = {partner["id"] for partner in document["partners"][own_partners:]}
    own_entries = [partner for partner in document["partners"][:own_partners] if partner["id"] not in shared]
    return {**document, "partners": own_entries}


def _plain(name: str) -> "Callable[[NamedDocument], Cell]":
    return lambda document: cast("Mapping[str, Cell]", document)[name]


def _first_tag(kind: str) -> str:
    return f"(SELECT term FROM tags WHERE project = num AND kind = '{kind}' ORDER BY position LIMIT 1)"


def _count(table: str) -> str:
    return f"(SELECT NULLIF(COUNT(*), 0) FROM {table} WHERE project = num)"


def period(record: Mapping[str, Any]) -> Period | None:
    """Return the dates of a project or phase; None if neither is known."""
    start, end = record["start"], record["end"]
    return None if start is None and end is None else Period(start, end)


def totals(document: "ProjectDocument", kind: str) -> list[MoneyCell]:
    """Return a project's sums of one kind, one a currency: its own, or else those of its phases."""
    sums: dict[str, int] = {}
    marks: dict[str, str] = {}
    of_kind = [amount for amount in document["amounts"] if amount["kind"] == kind]
    contested = contested_amounts(document) if document["conflicts"] else ()
    for amount, is_counted in zip(of_kind, in_totals(of_kind), strict=True):
        if is_counted:
            currency = amount["currency"]
            sums[currency] = sums.get(currency, 0) + exact.trillionths(amount["value"])
            if (amount["phase"], kind) in contested:
                marks[currency] = CONTESTED
    return [
        MoneyCell(exact.number(value), currency, mark=marks.get(currency, ""))
        for currency, value in sums.items()
    ]


def _amount(kind: str) -> ProjectField:
    # The largest, where there are several currencies: they are not added up.
    largest = f"""(SELECT SUM(units) + SUM(trillionths) / 1e12 FROM amounts
        WHERE project = num AND counted AND kind = '{kind}' GROUP BY currency ORDER BY 1 DESC LIMIT 1)"""
    drop = 2 if kind == "eu-contribution" else 5
    return ProjectField(
        Column(kind, ColumnKind.MONEY, drop), lambda document: totals(document, kind), largest
    )


def part(sums: Sequence[MoneyCell], name: str) -> Cell:
    """Return the values or currencies of sums: of one alone, of several a list in their order."""
    parts: list[Any] = [getattr(money, name) for money in sums]
    cell: Cell = parts if len(parts) > 1 else next(iter(parts), None)
    return cell


def of_parts(column: Column) -> list[Column]:
    """Return the columns that the parts of a column of sums make; currencies give way before numbers."""
    kinds = (ColumnKind.MONEY, ColumnKind.CODE)
    return [
        Column(f"{column.name}.{name}", kind, column.drop_order + sooner)
        for sooner, (name, kind) in enumerate(zip(PARTS, kinds, strict=True))
    ]


def sums_as_numbers(first: str = "id", kind: str = "KIND") -> str:
    """Return a note for those who reckon with sums, on a format in which they are texts."""
    return f"sums are texts here; as numbers: --fields {first},{','.join(f'{kind}.{part}' for part in PARTS)}"


def forms(names: Sequence[str] = PARTS) -> list[str]:
    """Return how parts are named where there are too many to be listed."""
    return [f"KIND.{name}" for name in names]


def kinds_of(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the kinds of amounts: ours, those of IATI, and those that the data files declare."""
    own_kinds = catalogue.rows("SELECT id FROM terms WHERE kind = ?", (OWN_KIND,))
    return (*AMOUNT_KINDS, *(kind for (kind,) in own_kinds))


def fields_of(catalogue: Catalogue) -> Mapping[str, ProjectField]:
    """Return the fields of projects: also the kinds of amounts that the data files declare."""
    own_kinds = kinds_of(catalogue)[len(AMOUNT_KINDS) :]
    return {**FIELDS, **{kind: _amount(kind) for kind in own_kinds}} if own_kinds else FIELDS


def all_fields(catalogue: Catalogue) -> Mapping[str, ProjectField]:
    """Return the same with the classifications of published activities."""
    from unodc_cli.query import classified  # noqa: PLC0415 - only what asks for fields by name needs them

    return {
        **fields_of(catalogue),
        **{kind: ProjectField(*parts) for kind, parts in classified.columns(catalogue)},
    }


def named(catalogue: Catalogue, names: Sequence[str]) -> list[ProjectField]:
    """Return the fields of these names, which may be those of parts of sums. Raises UsageError."""
    if not names:
        return []
    fields = all_fields(catalogue)
    columns = {
        column.name: column for kind in kinds_of(catalogue) for column in of_parts(fields[kind].column)
    }
    return [_named(name, fields, columns) for name in names]


def _named(name: str, fields: Mapping[str, ProjectField], columns: Mapping[str, Column]) -> ProjectField:
    field_name = one_of("field", name, tuple(fields), tuple(columns), forms())
    if field_name in fields:
        return fields[field_name]
    kind, _, part_name = field_name.partition(".")
    return ProjectField(
        columns[field_name], lambda document: part(totals(document, kind), part_name), fields[kind].sort
    )


def _partners(document: "ProjectDocument") -> list[str]:
    return list(dict.fromkeys(partner["name"] for partner in document["partners"]))


def _phase(phase: "PhaseDocument") -> str:
    dates = period(phase)
    return f"{phase['name']} ({dates})" if dates else phase["name"]


def _amounts(document: "ProjectDocument") -> list[AmountCell]:
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


def _each(name: str, text: Callable[[Any], str]) -> "Callable[[NamedDocument], Cell]":
    return lambda document: [text(entry) for entry in cast("Mapping[str, Any]", document)[name]]


def reason(why: "ReasonDocument") -> str:
    """Return why an activity is of a theme: `word 'piracy' in the title`."""
    where = "" if why["by"] == "sector" else f" in the {why['where']}"
    return f"{why['by']} '{why['match']}'{where}"


def _why(document: "ProjectDocument") -> list[str]:
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
    vocabulary = f"{entry['vocabulary']}:" if entry["vocabulary"] not in (None, "1") else ""
    percentage = "" if entry["percentage"] is None else f"{entry['percentage']} %"
    return " ".join(text for text in (f"{vocabulary}{entry['code']}", entry["name"], percentage) if text)


def marker(entry: "MarkerDocument") -> str:
    """Return a policy marker with its significance: `gender equality: 1`."""
    from unodc_cli.codelists.iati import MARKERS  # noqa: PLC0415 - few projects have markers

    is_standard = entry["vocabulary"] in (None, "1")
    name = (
        MARKERS.get(entry["code"], entry["code"]) if is_standard else f"{entry['vocabulary']}:{entry['code']}"
    )
    return f"{name}: {entry['significance'] or '?'}"


def related(entry: "RelatedDocument") -> str:
    """Return another activity and what it is to this one: `parent XM-EX-1`."""
    return f"{entry['kind'] or 'related'} {entry['id']}"


def _published(name: str, text: Callable[[Any], Any] | None = None) -> "Callable[[NamedDocument], Cell]":
    """Return a getter of a value of an activity, or of its entries as texts; None for other projects."""

    def value(document: "NamedDocument") -> Cell:
        activity = cast("Mapping[str, Any] | None", document["activity"])
        if text is None:
            cell: Cell = activity[name] if activity else None
            return cell
        return [text(entry) for entry in activity[name]] if activity else []

    return value


def _day(index: int, name: str) -> ProjectField:
    """Return the field of a day of the span of a project, for those who reckon with dates."""
    return ProjectField(
        Column(name, ColumnKind.DATE, 6),
        lambda document: dates.span(document["start"], document["end"])[index],
        name.replace("-", "_"),
    )


def _dated(name: str) -> ProjectField:
    key = name.replace("-", "_")
    return ProjectField(
        Column(name, ColumnKind.DATE, 6), lambda document: _dates(document).get(key), activity_date(name)
    )


def _dates(document: "ProjectDocument") -> Mapping[str, str | None]:
    activity = document["activity"]
    return cast("Mapping[str, str | None]", activity["dates"]) if activity else {}


def _delay(document: "ProjectDocument") -> int | None:
    """Return the days from the planned to the actual end, where both days are known."""
    dates = _dates(document)
    planned, actual = dates.get("end_planned") or "", dates.get("end_actual") or ""
    if len(planned) != _A_DAY or len(actual) != _A_DAY:
        return None
    return (date.fromisoformat(actual) - date.fromisoformat(planned)).days


def _reporter(document: "ProjectDocument") -> str | None:
    reporter = document["activity"] and document["activity"]["reporter"]
    return (reporter["name"] or reporter["ref"]) if reporter else None


def _sources(document: "ProjectDocument") -> list[str]:
    return list(dict.fromkeys(source for entry in document["evidence"] for source in entry["sources"]))


_ALL: Final[Sequence[ProjectField]] = (
    ProjectField(Column("id", ColumnKind.ID), _plain("id"), "id"),
    ProjectField(Column("name", ColumnKind.TEXT), _plain("name"), "name COLLATE NOCASE"),
    ProjectField(Column("title", ColumnKind.TEXT, 4), _plain("title"), "title COLLATE NOCASE"),
    ProjectField(Column("acronym", ColumnKind.TEXT, 5), _plain("acronym"), "acronym COLLATE NOCASE"),
    ProjectField(Column("aliases", ColumnKind.LIST, 8), _plain("aliases"), "NULL"),
    ProjectField(Column("summary", ColumnKind.TEXT, 7), _plain("summary"), "NULL"),
    ProjectField(Column("themes", ColumnKind.LIST, 4), _plain("themes"), _first_tag("theme")),
    ProjectField(Column("programme", ColumnKind.TEXT, 6), _plain("programme"), "programme"),
    ProjectField(Column("partners", ColumnKind.LIST, 5), _partners, _first_tag("partner")),
    ProjectField(Column("regions", ColumnKind.LIST, 6), _plain("regions"), _first_tag("region")),
    ProjectField(Column("countries", ColumnKind.LIST, 6), _plain("countries"), _first_tag("country")),
    ProjectField(Column("start", ColumnKind.DATE, 1), _plain("start"), periods.START),
    ProjectField(Column("end", ColumnKind.DATE, 1), _plain("end"), periods.END),
    ProjectField(Column("period", ColumnKind.PERIOD, 1), period, periods.START),
    *(_day(index, name) for index, name in enumerate(DAYS) if name),
    *(_dated(name) for name in ACTIVITY_DATES),
    ProjectField(Column("delay", ColumnKind.COUNT, 6), _delay, DELAY),
    ProjectField(Column("status", ColumnKind.STATUS, 3), _plain("status"), status.SQL),
    *(_amount(kind) for kind in AMOUNT_KINDS),
    ProjectField(Column("phases", ColumnKind.LIST, 6), _each("phases", _phase), _count("phases")),
    ProjectField(Column("amounts", ColumnKind.LIST, 6), _amounts, _count("amounts")),
    ProjectField(
        Column("identifiers", ColumnKind.LIST, 6),
        _each("identifiers", lambda i: f"{i['scheme']} {i['value']}"),
        "NULL",
    ),
    ProjectField(Column("results", ColumnKind.LIST, 8), _each("results", result_text), "NULL"),
    ProjectField(Column("links", ColumnKind.LIST, 8), _plain("links"), "NULL"),
    ProjectField(Column("sdgs", ColumnKind.LIST, 7), _plain("sdgs"), "NULL"),
    ProjectField(
        Column("conflicts", ColumnKind.LIST, 7),
        _each("conflicts", lambda c: f"{c['field']}: {c['value']}"),
        "conflicts",
    ),
    ProjectField(Column("why", ColumnKind.LIST, 2), _why, "NULL"),
    ProjectField(Column("reporter", ColumnKind.TEXT, 6), _reporter, "NULL"),
    ProjectField(Column("level", ColumnKind.COUNT, 6), _published("level"), "NULL"),
    ProjectField(Column("sectors", ColumnKind.LIST, 7), _published("sectors", share), "NULL"),
    ProjectField(Column("markers", ColumnKind.LIST, 8), _published("markers", marker), "NULL"),
    ProjectField(Column("related", ColumnKind.LIST, 8), _published("related", related), "NULL"),
    ProjectField(Column("evidence", ColumnKind.LIST, 8), _sources, "NULL"),
)
FIELDS: Final[Mapping[str, ProjectField]] = {field.column.name: field for field in _ALL}

# What a table has unless other fields are asked for; of the amounts, the first kind that any project states.
TABLE: Final = ("id", "name", "themes", "partners", "period", "status", "amount")
MAIN_AMOUNTS: Final = (
    "eu-contribution",
    "total-budget",
    "commitment",
    "disbursement",
    "budget",
    "expenditure",
)
# What a record for scripts has: the fields of the JSON document, in its order.
_OF_ACTIVITIES = ("reporter", "level", "sectors", "markers", "related", *ACTIVITY_DATES, "delay", *DAYS)
RECORD: Final = tuple(
    name for name in FIELDS if name not in ("name", "period", "why", *_OF_ACTIVITIES, *AMOUNT_KINDS)
)
