"""Find fields of projects by the names that are typed: also own kinds of amounts, and parts of sums."""

from collections.abc import Mapping, Sequence
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.errors import UsageError
from unodc_cli.model.kinds import AMOUNT_KINDS, OWN_KIND
from unodc_cli.model.names import fold, one_of
from unodc_cli.query.fields import FIELDS, ProjectField, amount_field
from unodc_cli.query.project_cells import part_of, totals
from unodc_cli.query.records import sort_order, sql_order
from unodc_cli.query.stored import FILE_ORDER
from unodc_cli.report.rows import Column, ColumnKind

# The parts of a sum that can be columns of their own, so that others can reckon with them.
PARTS: Final = ("value", "currency")


def part_columns(column: Column) -> list[Column]:
    """Return the columns that the parts of a column of sums make; currencies give way before numbers."""
    kinds = (ColumnKind.MONEY, ColumnKind.CODE)
    return [
        Column(f"{column.name}.{name}", kind, column.drop_order + sooner)
        for sooner, (name, kind) in enumerate(zip(PARTS, kinds, strict=True))
    ]


def sums_as_numbers(first: str = "id", kind: str = "KIND") -> str:
    """Return a note on the fields that have sums as numbers, for formats in which sums are texts."""
    return f"sums are texts here; as numbers: --fields {first},{','.join(f'{kind}.{part}' for part in PARTS)}"


def part_patterns(names: Sequence[str] = PARTS) -> list[str]:
    """Return the patterns of the names of parts, for messages that cannot list them all."""
    return [f"KIND.{name}" for name in names]


def kinds_of(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the kinds of amounts: ours, those of IATI, and those that the data files declare."""
    own_kinds = catalogue.rows("SELECT id FROM terms WHERE kind = ?", (OWN_KIND,))
    return (*AMOUNT_KINDS, *(kind for (kind,) in own_kinds))


def fields_of(catalogue: Catalogue) -> Mapping[str, ProjectField]:
    """Return the fields of projects: also the kinds of amounts that the data files declare."""
    own_kinds = kinds_of(catalogue)[len(AMOUNT_KINDS) :]
    return {**FIELDS, **{kind: amount_field(kind) for kind in own_kinds}} if own_kinds else FIELDS


def all_fields(catalogue: Catalogue) -> Mapping[str, ProjectField]:
    """Return the same with the classifications of published activities."""
    from unodc_cli.query import classified  # noqa: PLC0415 - only what asks for fields by name needs them

    return {
        **fields_of(catalogue),
        **{kind: ProjectField(*parts) for kind, parts in classified.columns(catalogue)},
    }


def named_fields(catalogue: Catalogue, names: Sequence[str]) -> list[ProjectField]:
    """Return the fields of these names, which may be those of parts of sums. Raises UsageError."""
    if not names:
        return []
    fields = all_fields(catalogue)
    columns = {
        column.name: column for kind in kinds_of(catalogue) for column in part_columns(fields[kind].column)
    }
    return [_named_field(name, fields, columns) for name in names]


def _named_field(
    name: str, fields: Mapping[str, ProjectField], columns: Mapping[str, Column]
) -> ProjectField:
    field_name = one_of("field", name, tuple(fields), tuple(columns), part_patterns())
    if field_name in fields:
        return fields[field_name]
    kind, _, part_name = field_name.partition(".")
    return ProjectField(
        columns[field_name], lambda document: part_of(totals(document, kind), part_name), fields[kind].sort
    )


def order_of(catalogue: Catalogue, sort: Sequence[str]) -> str:
    """Return the order; without one, that of the file.

    What is missing comes last either way, and what is equal stands in the order of the ids.
    """
    if not sort:
        return FILE_ORDER
    if any(fold(key) == "amount" for key in sort):
        msg = "there is no field to sort by 'amount'"
        raise UsageError(msg, "sums are sorted by their kind: --sort -eu-contribution")
    fields = all_fields(catalogue)
    values = [f"{kind}.value" for kind in kinds_of(catalogue)]
    order = sort_order(sort, sortable(fields), values, part_patterns(("value",)))
    parts = [
        sql_order(fields[name.removesuffix(".value")].sort, is_descending=is_descending)
        for name, is_descending in order
    ]
    return ", ".join([*parts, "id"])


def sortable(fields: Mapping[str, ProjectField] = FIELDS) -> tuple[str, ...]:
    """Return the names of the fields that have an order."""
    return tuple(name for name, field in fields.items() if field.sort != "NULL")
