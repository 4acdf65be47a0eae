"""Find the tables of the form by the paths of their keys."""

from collections.abc import Iterable, Sequence
from typing import get_args

from unodc_cli.readers.toml.form import DataFile, PortfolioTable, SupportTable, Table


def table_at(keys: Iterable[str | int]) -> type[Table]:
    """Return the table to which a path leads. Below `evidence`, all tables are of one kind."""
    table: type[Table] = DataFile
    for key in keys:
        if key == "evidence":
            return SupportTable
        table = _entries(table, str(key)) or (PortfolioTable if key == "portfolio" else table)
    return table


def is_needed(keys: Sequence[str | int]) -> bool:
    """Return whether a path leads to a value that its table must have."""
    field = table_at(keys[:-1]).model_fields.get(str(keys[-1])) if keys else None
    return field is not None and field.is_required()


def lists_with(table: type[Table], key: str) -> list[str]:
    """Return the lists of a table whose entries have a key."""
    entries = {name: _entries(table, name) for name in table.model_fields}
    return [name for name, entry in entries.items() if entry and key in entry.model_fields]


def is_list_of_tables(keys: Sequence[str | int]) -> bool:
    """Return whether a path leads to a list of tables, each written under a header such as `[[projects]]`."""
    return _entries(table_at(keys[:-1]), str(keys[-1])) is not None


def _entries(table: type[Table], key: str) -> type[Table] | None:
    """Return the table of the entries of a list; None if the key is not a list of tables."""
    field = table.model_fields.get(key)
    [entry] = (field and get_args(field.annotation)[:1]) or (None,)
    return entry if isinstance(entry, type) and issubclass(entry, Table) else None
