"""The tables of `sql` for other tools: the same names and columns, typed, with exact decimals."""

from collections.abc import Iterator
from typing import Any

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.documents import complete
from unodc_cli.query.conditions import condition
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.reports.sql_columns import FILL_IN, Table
from unodc_cli.query.reports.sql_tables import TABLES, exactly
from unodc_cli.report.data_table import DataTable, Type


def columns(table: Table) -> dict[str, Type]:
    """Return the columns of a table with their types."""
    return {field.name: field.type for field in table.fields}


def tables(catalogue: Catalogue, filters: Filters, today: str) -> Iterator[DataTable]:
    """Yield each table: its rows of the matching projects, and those that belong to no project.

    Rows are read while they are iterated; statuses are those of the day `today` (ISO).
    """
    where = condition(catalogue, filters, today)
    for table in TABLES:
        yield DataTable(table.name, columns(table), rows(catalogue, table, where, today))


def rows(catalogue: Catalogue, table: Table, where: Condition, today: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table; of a table with projects, those of the projects that meet a condition."""
    catalogue.define(FILL_IN, lambda *stored: complete(*stored, today=today).decode())
    sql = exactly(table, today)
    key = "id" if table.name == "projects" else "project"
    if not where.parts or key not in columns(table):
        return catalogue.each(sql)
    sql = f"SELECT * FROM ({sql}) WHERE {key} IN (SELECT id FROM main.projects WHERE {where.sql})"
    return catalogue.each(sql, where.parameters)
