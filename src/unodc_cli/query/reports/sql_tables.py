"""The tables that `sql` offers: names that stay, over the tables of the catalogue, which may change."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from unodc_cli.catalogue.documents import COLUMNS as DOCUMENT
from unodc_cli.catalogue.facets import tagged
from unodc_cli.catalogue.flags import CONTAINED, REPLACED, ROW_BITS
from unodc_cli.model import status
from unodc_cli.query.details import Detail, decimal
from unodc_cli.query.fields import ACTIVITY_DATES, days_between
from unodc_cli.query.reports.budgets import DETAIL as BUDGETS
from unodc_cli.query.reports.classifications import DETAIL as CLASSIFICATIONS
from unodc_cli.query.reports.documents import DETAIL as DOCUMENTS
from unodc_cli.query.reports.locations import DETAIL as LOCATIONS
from unodc_cli.query.reports.participants import DETAIL as PARTICIPANTS
from unodc_cli.query.reports.results import DETAIL as RESULTS
from unodc_cli.report.data_table import Type

# Puts the statuses of the day into a stored document.
FILL_IN: Final = "document_of_today"


class SqlColumn(NamedTuple):
    """A column: its name, expression, description and type."""

    name: str
    expression: str
    meaning: str
    type: Type = Type.TEXT
    # A decimal without the loss of a floating-point number, as text.
    exact: str | None = None


class Table(NamedTuple):
    """A table: its rows, its columns and the tables behind it."""

    name: str
    meaning: str
    source: str
    fields: tuple[SqlColumn, ...]


def _of_projects(kind: str, table: str, meaning: str, *more: SqlColumn) -> Table:
    """Return the table that links projects and terms of a kind."""
    return Table(
        table,
        meaning,
        f"""{tagged(kind)} AS t JOIN main.projects AS p ON p.num = t.project
        LEFT JOIN main.terms AS w ON w.kind = t.kind AND w.id = t.term""",
        (
            SqlColumn("project", "p.id", "id of the project"),
            SqlColumn(kind, "t.term", f"id of the {kind}"),
            SqlColumn("name", "w.name", f"name of the {kind}"),
            *more,
        ),
    )


def _terms(kind: str, table: str, meaning: str, *more: SqlColumn) -> Table:
    return Table(
        table,
        meaning,
        f"main.terms WHERE kind = '{kind}'",
        (
            SqlColumn("id", "id", "" if kind != "country" else "ISO 3166-1 alpha-2"),
            SqlColumn("name", "name", ""),
            *more,
        ),
    )


_LABEL: Final = SqlColumn("label", "label", "the acronym, or else the name")
_STATED: Final = SqlColumn("stated", "t.direct", "1 as stated, 0 where it follows from another", Type.BOOLEAN)


def _value(table: str, meaning: str = "") -> SqlColumn:
    """Return the value of a sum."""
    number, text = decimal(table)
    return SqlColumn("value", number, meaning, Type.DECIMAL, text)


def _text_of_day(day: str) -> str:
    """Return a day that is stored as a number as text."""
    return f"substr({day}, 1, 4) || '-' || substr({day}, 5, 2) || '-' || substr({day}, 7)"


def _of_party(role: str, expression: str) -> str:
    return f"(SELECT {expression} FROM main.parties WHERE num = m.{role})"


def _beside(name: str) -> str:
    """Return what is stated beside a row of money. A join would be made for questions without it too."""
    return f"(SELECT {name} FROM main.money_details WHERE num = m.num)"


def _of_activity(path: str) -> str:
    return f"json_extract({FILL_IN}({DOCUMENT}), '$.activity.{path}')"


def _activity_date(name: str) -> str:
    return _of_activity(f"dates.{name.replace('-', '_')}")


def _listed(path: str, table: str, meaning: str, *fields: SqlColumn) -> Table:
    """Return the table of the entries of a list in the documents of projects; `e` is an entry."""
    return Table(
        table,
        meaning,
        f"""main.projects AS p JOIN main.documents AS d USING (num),
        json_each({FILL_IN}({DOCUMENT}), '$.{path}') AS e""",
        (SqlColumn("project", "p.id", "id of the project"), *fields),
    )


def _entry(name: str, meaning: str = "", key: str | None = None) -> SqlColumn:
    return SqlColumn(name, f"json_extract(e.value, '$.{key or name}')", meaning)


def _days(table: str) -> tuple[SqlColumn, ...]:
    return (
        SqlColumn("start", f"{table}start", "as it is known: 2016, 2016-03, 2016-03-01"),
        SqlColumn("end", f'{table}"end"', "the same"),
        SqlColumn("first_day", f"{table}first_day", "the first day that the start can mean", Type.DATE),
        SqlColumn("last_day", f"{table}last_day", "the last day that the end can mean", Type.DATE),
    )


def _of_details(name: str, detail: Detail) -> Table:
    """Return the table of what projects have beside their documents."""
    return Table(
        name,
        detail.meaning,
        f"""main.{detail.table} AS d JOIN {detail.owners} AS p ON p.num = d.num >> {ROW_BITS}
        LEFT JOIN main.files ON files.num = p.reading""",
        tuple(
            SqlColumn(field.column.name, field.expression, field.meaning, field.type, field.exact)
            for field in detail.fields
        ),
    )


TABLES: Final = (
    Table(
        "projects",
        "the projects",
        "main.projects JOIN main.documents USING (num)",
        (
            SqlColumn("id", "id", ""),
            SqlColumn("name", "name", "the acronym, or else the title"),
            SqlColumn("title", "title", ""),
            SqlColumn("acronym", "acronym", ""),
            SqlColumn("summary", f"json_extract({FILL_IN}({DOCUMENT}), '$.summary')", ""),
            SqlColumn("programme", "programme", "id of the programme, as stated of the whole"),
            *_days(""),
            SqlColumn("status", "STATUS", "as stated, or as it follows from the dates today"),
            *(
                SqlColumn(name.replace("-", "_"), _activity_date(name), "of an activity, as published")
                for name in ACTIVITY_DATES
            ),
            SqlColumn(
                "delay",
                days_between(_activity_date("end-planned"), _activity_date("end-actual")),
                "days from the planned to the actual end",
                Type.INTEGER,
            ),
            SqlColumn("conflicts", "conflicts", "on how many values sources differ", Type.INTEGER),
            SqlColumn(
                "level", _of_activity("level"), "hierarchy level of a published activity", Type.INTEGER
            ),
            SqlColumn("reporter", _of_activity("reporter.ref"), "who publishes it"),
            SqlColumn("reporter_name", _of_activity("reporter.name"), "the same, as it is written"),
            SqlColumn("language", _of_activity("language"), "of its texts, where they do not say it"),
            SqlColumn("updated", "updated", "when the publisher last changed it"),
            SqlColumn(
                "document", f"{FILL_IN}({DOCUMENT})", "all of it as JSON, for json_extract and json_each"
            ),
        ),
    ),
    Table(
        "phases",
        "the phases of projects",
        "(SELECT phases.*, projects.id AS owner FROM main.phases JOIN main.projects ON num = project)",
        (
            SqlColumn("project", "owner", "id of the project"),
            SqlColumn("id", "id", ""),
            SqlColumn("name", "name", ""),
            SqlColumn("position", "position", "0 for the first", Type.INTEGER),
            *_days(""),
            SqlColumn("status", "STATUS", "as stated, or as it follows from the dates today"),
        ),
    ),
    Table(
        "amounts",
        "sums of money, each of one kind",
        "main.amounts AS a JOIN main.projects AS p ON p.num = a.project",
        (
            SqlColumn("project", "p.id", "id of the project"),
            SqlColumn("kind", "a.kind", "eu-contribution, total-budget, commitment …"),
            _value("a"),
            SqlColumn("currency", "a.currency", ""),
            SqlColumn("phase", "a.phase", "id of the phase; NULL: the project as a whole"),
            SqlColumn("level", "a.level", "hierarchy level of published activities", Type.INTEGER),
            SqlColumn("programme", "a.programme", "id of the programme that pays"),
            SqlColumn(
                "counted",
                "a.counted",
                "1 for what makes up the total, 0 for the phases of what has one",
                Type.BOOLEAN,
            ),
            SqlColumn(
                "negative", "a.negative", "how many of the published values are below zero", Type.INTEGER
            ),
            SqlColumn(
                "unreadable",
                "a.unreadable",
                "how many published values are no number; they are not in it",
                Type.INTEGER,
            ),
            SqlColumn("partner", "a.partner", "id of the partner whose sum it is; several: joined by '; '"),
            SqlColumn("contested", "a.contested", "1 if sources differ on it", Type.BOOLEAN),
        ),
    ),
    Table(
        "money",
        "transactions, budgets, planned disbursements; amounts of curated portfolios",
        f"""main.money AS m JOIN main.projects AS p ON p.num = m.num >> {ROW_BITS}
        JOIN main.classes AS c ON c.num = m.class""",
        (
            SqlColumn("id", "m.num", "number of the row; others with each new catalogue", Type.INTEGER),
            SqlColumn("project", "p.id", "id of the project"),
            SqlColumn("kind", "c.kind", "commitment, planned-disbursement, eu-contribution …"),
            _value("m", "as a floating-point number, NULL if it cannot be read"),
            SqlColumn("units", "m.units", "the value exactly: whole units of the currency …", Type.INTEGER),
            SqlColumn(
                "trillionths",
                "m.trillionths",
                "… and trillionths of one beside them, of the same sign",
                Type.INTEGER,
            ),
            SqlColumn("currency", "c.currency", ""),
            SqlColumn(
                "first_day",
                _text_of_day("m.first"),
                "of the transaction, or the first of the period",
                Type.DATE,
            ),
            SqlColumn(
                "last_day",
                _text_of_day("m.last"),
                "the last of the period; NULL for a transaction",
                Type.DATE,
            ),
            SqlColumn(
                "value_day", _text_of_day("m.value_day"), "of the exchange rate, if it is another", Type.DATE
            ),
            SqlColumn("level", "c.level", "hierarchy level of published activities", Type.INTEGER),
            SqlColumn("provider", _of_party("provider", "id"), "id of the organisation"),
            SqlColumn("provider_name", _of_party("provider", "COALESCE(name, ref)"), "as it is written"),
            SqlColumn("provider_activity", "m.provider_activity", "id of its own activity"),
            SqlColumn("receiver", _of_party("receiver", "id"), "id of the organisation"),
            SqlColumn("receiver_name", _of_party("receiver", "COALESCE(name, ref)"), "as it is written"),
            SqlColumn("receiver_activity", "m.receiver_activity", "id of its own activity"),
            SqlColumn("aid_type", "c.aid_type", "of the transaction, or else of its activity"),
            SqlColumn("flow_type", "c.flow_type", "the same"),
            SqlColumn("finance_type", "c.finance_type", "the same"),
            SqlColumn("channel", "c.channel", "code of DisbursementChannel"),
            SqlColumn("humanitarian", "c.humanitarian", "1, 0, or NULL where nothing says", Type.BOOLEAN),
            SqlColumn("phase", "m.phase", "id of the phase; NULL: the project as a whole"),
            SqlColumn("programme", "m.programme", "id of the programme that pays"),
            SqlColumn(
                "counted",
                f"NOT m.flags & {CONTAINED}",
                "0 for phases of what has a sum of its own",
                Type.BOOLEAN,
            ),
            SqlColumn(
                "replaced",
                f"m.flags & {REPLACED} <> 0",
                "1 if a revised one of the period replaces it",
                Type.BOOLEAN,
            ),
            SqlColumn("file", "(SELECT name FROM main.files WHERE num = p.reading)", ""),
            SqlColumn("line", "m.line", "", Type.INTEGER),
            SqlColumn("ref", _beside("ref"), "reference of the transaction"),
            SqlColumn("description", _beside("description"), "of the transaction"),
            SqlColumn("status", _beside("status"), "of a budget: indicative, committed; NULL: not stated"),
            SqlColumn("tied_status", _beside("tied_status"), "of the transaction itself"),
            SqlColumn("aid_types", _beside("aid_types"), "a JSON array of codes of other vocabularies: 2:1"),
            SqlColumn("provider_type", _beside("provider_type"), "code of OrganisationType"),
            SqlColumn("receiver_type", _beside("receiver_type"), "the same"),
            SqlColumn("updated", _beside("updated"), "day of a planned disbursement's last change, in 1.0x"),
        ),
    ),
    Table(
        "shares",
        "percentages of a project's money, or of a row of it",
        "main.shares AS s JOIN main.projects AS p ON p.num = s.project",
        (
            SqlColumn("project", "p.id", "id of the project"),
            SqlColumn(
                "money",
                "s.row",
                "id of the row of money; NULL: of all that have none of their own",
                Type.INTEGER,
            ),
            SqlColumn("kind", "s.kind", "country, region, sector"),
            SqlColumn("vocabulary", "s.vocabulary", "as published; NULL is that of the standard"),
            SqlColumn("code", "s.code", "as published"),
            SqlColumn("percentage", "s.percentage", "as published; NULL if none is stated", Type.DECIMAL),
            SqlColumn("line", "s.line", "", Type.INTEGER),
        ),
    ),
    _of_details("results", RESULTS),
    _of_details("documents", DOCUMENTS),
    _of_details("classifications", CLASSIFICATIONS),
    _of_details("locations", LOCATIONS),
    _of_details("participants", PARTICIPANTS),
    Table(
        "organisations",
        "organisations that publish their own budgets (organisation files)",
        "main.organisations AS p LEFT JOIN main.files ON files.num = p.reading",
        (
            SqlColumn("id", "p.id", ""),
            SqlColumn("name", "p.name", ""),
            SqlColumn("publisher", "p.publisher_ref", "reference of who publishes it"),
            SqlColumn("publisher_name", "p.publisher_name", "the same, as it is written"),
            SqlColumn("publisher_type", "p.publisher_type", "code of OrganisationType"),
            SqlColumn("secondary", "p.is_secondary", "1 if it repeats what others report", Type.BOOLEAN),
            SqlColumn("updated", "p.updated", "when the publisher last changed it"),
            SqlColumn("file", "files.name", ""),
            SqlColumn("line", "p.line", "", Type.INTEGER),
        ),
    ),
    _of_details("budgets", BUDGETS),
    _of_projects("theme", "project_themes", "which project has which theme"),
    _of_projects(
        "partner",
        "project_partners",
        "which project has which partner",
        SqlColumn("role", "t.role", "funding, accountable, extending, implementing"),
        SqlColumn("shared", "t.shared", "1 for the partners of the whole portfolio", Type.BOOLEAN),
    ),
    _of_projects("country", "project_countries", "which project is in which country"),
    _of_projects("region", "project_regions", "which project is in which region", _STATED),
    _of_projects("programme", "project_programmes", "which project is of which programme", _STATED),
    _terms("theme", "themes", "the themes"),
    _terms("partner", "partners", "the organisations", _LABEL),
    _terms("country", "countries", "all countries"),
    _terms("region", "regions", "the regions"),
    _terms(
        "programme",
        "programmes",
        "the funding programmes and instruments",
        _LABEL,
        SqlColumn("parent", "json_extract(detail, '$.parent')", "id of the instrument that pays for it"),
        SqlColumn("start", "json_extract(detail, '$.start')", ""),
        SqlColumn("end", "json_extract(detail, '$.end')", ""),
    ),
    Table(
        "names",
        "every name of a project or term",
        "main.names WHERE rank < 4",
        (
            SqlColumn("kind", "kind", "project, theme, partner, country, region, programme, kind"),
            SqlColumn("id", "id", ""),
            SqlColumn("name", "label", ""),
        ),
    ),
    Table(
        "sources",
        "the documents that values were taken from",
        "main.sources",
        tuple(SqlColumn(name, name, "") for name in ("id", "title", "publisher", "url", "accessed", "kind")),
    ),
    Table(
        "evidence",
        "which source says something of which value",
        f"""main.projects AS p JOIN main.documents AS d USING (num),
        json_each({FILL_IN}({DOCUMENT}), '$.evidence') AS e, json_each(e.value, '$.sources') AS s""",
        (
            SqlColumn("project", "p.id", "id of the project"),
            SqlColumn(
                "field", "json_extract(e.value, '$.field')", "path into the document: start, partners[0]"
            ),
            SqlColumn("source", "s.value", "id of the source"),
            _entry("entries", "of a list: a JSON array of those that it supports; NULL: all", "values"),
            _entry("derived", "how the value follows from what the source says"),
            _entry("note"),
        ),
    ),
    _listed(
        "conflicts",
        "conflicts",
        "the other values that sources state",
        _entry("field", "path into the document: start, partners[0]"),
        _entry("value", "a text, a number or a JSON array"),
        _entry("sources", "a JSON array of the ids of sources"),
        _entry("note"),
    ),
    _listed(
        "identifiers",
        "identifiers",
        "numbers and codes by which others know a project",
        _entry("scheme", "unodc, eu-contract, iati …"),
        _entry("value"),
        _entry("phase", "id of the phase; NULL: the project as a whole"),
    ),
    _listed("sdgs", "goals", "Sustainable Development Goals and targets", SqlColumn("goal", "e.value", "")),
    _listed("links", "links", "web addresses", SqlColumn("url", "e.value", "")),
    _listed(
        "activity.markers",
        "markers",
        "policy markers of published activities",
        *(_entry("vocabulary"), _entry("code"), _entry("significance")),
    ),
    _listed(
        "activity.related",
        "related",
        "related activities",
        _entry("kind", "parent, child, sibling …"),
        _entry("related", "id of the activity", "id"),
    ),
    Table(
        "spellings",
        "how partners are written in published data",
        "main.spellings",
        (
            *(SqlColumn(name, name, "") for name in ("partner", "name", "ref")),
            SqlColumn("score", "score", "", Type.NUMBER),
            SqlColumn("count", "count", "", Type.INTEGER),
        ),
    ),
    Table(
        "faults",
        "what of the files could not be read",
        "main.faults",
        (
            SqlColumn("file", "file", ""),
            SqlColumn("line", "line", "", Type.INTEGER),
            SqlColumn("message", "message", ""),
        ),
    ),
    Table(
        "portfolio",
        "what the portfolio says of itself",
        "main.meta WHERE key IN ('title', 'summary', 'updated', 'licence')",
        (SqlColumn("key", "key", "title, summary, updated, licence"), SqlColumn("value", "value", "")),
    ),
)


def views(today: str, tables: Sequence[Table] = TABLES) -> Mapping[str, str]:
    """Return each table as a SELECT, with the statuses of a day (ISO)."""
    derived = status.SQL.replace(":today", f"'{today}'")
    return {table.name: f"SELECT {_columns(table, derived)} FROM {table.source}" for table in tables}


def exactly(table: Table, today: str) -> str:
    """Return a table as a SELECT, with decimals as text."""
    fields = (field._replace(expression=field.exact) if field.exact else field for field in table.fields)
    return views(today, [table._replace(fields=tuple(fields))])[table.name]


def _columns(table: Table, derived: str) -> str:
    columns = (
        (derived if field.expression == "STATUS" else field.expression, field.name) for field in table.fields
    )
    return ", ".join(f'{expression} AS "{name}"' for expression, name in columns)
