"""The tables that `sql` offers: names that stay, over the tables of the catalogue, which may change."""

from collections.abc import Mapping, Sequence
from typing import Final

from unodc_cli.catalogue.documents import COLUMNS as DOCUMENT
from unodc_cli.model import status
from unodc_cli.query.fields import ACTIVITY_DATES, days_between
from unodc_cli.query.reports.budgets import DETAIL as BUDGETS
from unodc_cli.query.reports.classifications import DETAIL as CLASSIFICATIONS
from unodc_cli.query.reports.documents import DETAIL as DOCUMENTS
from unodc_cli.query.reports.locations import DETAIL as LOCATIONS
from unodc_cli.query.reports.participants import DETAIL as PARTICIPANTS
from unodc_cli.query.reports.results import DETAIL as RESULTS
from unodc_cli.query.reports.sql_columns import (
    FILL_IN,
    LABEL,
    STATED,
    SqlColumn,
    Table,
    activity_date,
    dates,
    details,
    entries,
    entry,
    of_activity,
    project_terms,
    terms,
)
from unodc_cli.query.reports.sql_money_tables import AMOUNTS, MONEY, SHARES
from unodc_cli.report.data_table import Type

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
            *dates(""),
            SqlColumn("status", "STATUS", "as stated, or as it follows from the dates today"),
            *(
                SqlColumn(name.replace("-", "_"), activity_date(name), "of an activity, as published")
                for name in ACTIVITY_DATES
            ),
            SqlColumn(
                "delay",
                days_between(activity_date("end-planned"), activity_date("end-actual")),
                "days from the planned to the actual end",
                Type.INTEGER,
            ),
            SqlColumn("conflicts", "conflicts", "on how many values sources differ", Type.INTEGER),
            SqlColumn("level", of_activity("level"), "hierarchy level of a published activity", Type.INTEGER),
            SqlColumn("reporter", of_activity("reporter.ref"), "who publishes it"),
            SqlColumn("reporter_name", of_activity("reporter.name"), "the same, as it is written"),
            SqlColumn("language", of_activity("language"), "of its texts, where they do not say it"),
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
            *dates(""),
            SqlColumn("status", "STATUS", "as stated, or as it follows from the dates today"),
        ),
    ),
    AMOUNTS,
    MONEY,
    SHARES,
    details("results", RESULTS),
    details("documents", DOCUMENTS),
    details("classifications", CLASSIFICATIONS),
    details("locations", LOCATIONS),
    details("participants", PARTICIPANTS),
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
    details("budgets", BUDGETS),
    project_terms("theme", "project_themes", "the themes of each project"),
    project_terms(
        "partner",
        "project_partners",
        "the partners of each project",
        SqlColumn("role", "t.role", "funding, accountable, extending, implementing"),
        SqlColumn("shared", "t.shared", "1 for the partners of the whole portfolio", Type.BOOLEAN),
    ),
    project_terms("country", "project_countries", "the countries of each project"),
    project_terms("region", "project_regions", "the regions of each project", STATED),
    project_terms("programme", "project_programmes", "the programmes of each project", STATED),
    terms("theme", "themes", "the themes"),
    terms("partner", "partners", "the organisations", LABEL),
    terms("country", "countries", "all countries"),
    terms("region", "regions", "the regions"),
    terms(
        "programme",
        "programmes",
        "the funding programmes and instruments",
        LABEL,
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
        "the sources of each value",
        f"""main.projects AS p JOIN main.documents AS d USING (num),
        json_each({FILL_IN}({DOCUMENT}), '$.evidence') AS e, json_each(e.value, '$.sources') AS s""",
        (
            SqlColumn("project", "p.id", "id of the project"),
            SqlColumn(
                "field", "json_extract(e.value, '$.field')", "path into the document: start, partners[0]"
            ),
            SqlColumn("source", "s.value", "id of the source"),
            entry("entries", "of a list: a JSON array of those that it supports; NULL: all", "values"),
            entry("derived", "how the value follows from what the source says"),
            entry("note"),
        ),
    ),
    entries(
        "conflicts",
        "conflicts",
        "the other values that sources state",
        entry("field", "path into the document: start, partners[0]"),
        entry("value", "a text, a number or a JSON array"),
        entry("sources", "a JSON array of the ids of sources"),
        entry("note"),
    ),
    entries(
        "identifiers",
        "identifiers",
        "numbers and codes by which others know a project",
        entry("scheme", "unodc, eu-contract, iati …"),
        entry("value"),
        entry("phase", "id of the phase; NULL: the project as a whole"),
    ),
    entries("sdgs", "goals", "Sustainable Development Goals and targets", SqlColumn("goal", "e.value", "")),
    entries("links", "links", "web addresses", SqlColumn("url", "e.value", "")),
    entries(
        "activity.markers",
        "markers",
        "policy markers of published activities",
        *(entry("vocabulary"), entry("code"), entry("significance")),
    ),
    entries(
        "activity.related",
        "related",
        "related activities",
        entry("kind", "parent, child, sibling …"),
        entry("related", "id of the activity", "id"),
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
        "data that could not be read",
        "main.faults",
        (
            SqlColumn("file", "file", ""),
            SqlColumn("line", "line", "", Type.INTEGER),
            SqlColumn("message", "message", ""),
        ),
    ),
    Table(
        "portfolio",
        "the portfolio's own description",
        "main.meta WHERE key IN ('title', 'summary', 'updated', 'licence', 'language')",
        (
            SqlColumn("key", "key", "title, summary, updated, licence, language"),
            SqlColumn("value", "value", ""),
        ),
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
