"""The columns and tables that `sql` offers, as data, and the makers of tables that are alike."""

from typing import Final, NamedTuple

from unodc_cli.catalogue.documents import COLUMNS as DOCUMENT
from unodc_cli.catalogue.facets import tagged
from unodc_cli.catalogue.flags import ROW_BITS
from unodc_cli.query.details import Detail
from unodc_cli.report.data_table import Type

# The function that puts the statuses of the day into a stored document.
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


def project_terms(kind: str, table: str, meaning: str, *columns: SqlColumn) -> Table:
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
            *columns,
        ),
    )


def terms(kind: str, table: str, meaning: str, *columns: SqlColumn) -> Table:
    """Return the table of the terms of a kind."""
    return Table(
        table,
        meaning,
        f"main.terms WHERE kind = '{kind}'",
        (
            SqlColumn("id", "id", "" if kind != "country" else "ISO 3166-1 alpha-2"),
            SqlColumn("name", "name", ""),
            *columns,
        ),
    )


LABEL: Final = SqlColumn("label", "label", "the acronym, or else the name")
STATED: Final = SqlColumn("stated", "t.direct", "1 as stated, 0 where it follows from another", Type.BOOLEAN)


def of_activity(path: str) -> str:
    """Return a value of an activity, by its path, as SQL on a row of the stored projects."""
    return f"json_extract({FILL_IN}({DOCUMENT}), '$.activity.{path}')"


def activity_date(name: str) -> str:
    """Return a date of an activity as SQL, likewise."""
    return of_activity(f"dates.{name.replace('-', '_')}")


def entries(path: str, table: str, meaning: str, *fields: SqlColumn) -> Table:
    """Return the table of the entries of a list in the documents of projects; `e` is an entry."""
    return Table(
        table,
        meaning,
        f"""main.projects AS p JOIN main.documents AS d USING (num),
        json_each({FILL_IN}({DOCUMENT}), '$.{path}') AS e""",
        (SqlColumn("project", "p.id", "id of the project"), *fields),
    )


def entry(name: str, meaning: str = "", key: str | None = None) -> SqlColumn:
    """Return the column of a value of an entry."""
    return SqlColumn(name, f"json_extract(e.value, '$.{key or name}')", meaning)


def dates(table: str) -> tuple[SqlColumn, ...]:
    """Return the columns of the dates of a project or phase, of a table or of none."""
    return (
        SqlColumn("start", f"{table}start", "as it is known: 2016, 2016-03, 2016-03-01"),
        SqlColumn("end", f'{table}"end"', "the same"),
        SqlColumn("first_day", f"{table}first_day", "the first day that the start can mean", Type.DATE),
        SqlColumn("last_day", f"{table}last_day", "the last day that the end can mean", Type.DATE),
    )


def details(name: str, detail: Detail) -> Table:
    """Return the table of rows that projects have beside their documents."""
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
