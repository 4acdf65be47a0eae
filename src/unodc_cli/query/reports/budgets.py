"""Budgets and expenditure of organisations, a row for each period of each kind."""

from collections.abc import Sequence
from typing import Any, Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.model import exact
from unodc_cli.model.names import one_of
from unodc_cli.query.details import PLACE, ConditionMaker, Detail, DetailField, decimal, text
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.resolve import resolve_all
from unodc_cli.query.spans import span
from unodc_cli.report.data_table import Type
from unodc_cli.report.rows import Column, ColumnKind

KINDS: Final = (
    *("total-budget", "recipient-org-budget", "recipient-region-budget", "recipient-country-budget"),
    "total-expenditure",
)


def _line(line: dict[str, Any]) -> str:
    """Return a part of a budget as a text: `1.1 Staff: 3,000 EUR`."""
    name = " ".join(line[key] for key in ("ref", "text") if line[key])
    value = "?" if line["value"] is None else f"{exact.sum_of_money(line['value'])} {line['currency'] or ''}"
    return f"{name}: {value}".removeprefix(": ").rstrip()


def _condition(catalogue: Catalogue, filters: Filters, today: str) -> Condition:
    """Return the condition of the shared filters that apply to budgets."""
    where = Condition(today)
    for name, make in (
        ("publisher", "p.publisher IN ({})"),
        ("country", "d.country IN ({})"),
        ("region", "EXISTS (SELECT 1 FROM json_each(d.regions) WHERE value IN ({}))"),
    ):
        if typed := getattr(filters, name):
            ids = ", ".join(where.bind(id_) for id_ in resolve_all(catalogue, name, typed))
            where.parts.append(make.format(ids))
    return where


_NUMBER, _TEXT = decimal("d")

DETAIL: Final = Detail(
    "budgets",
    "budgets and expenditure of organisations; kinds overlap, so add up none but rows of one kind",
    (
        DetailField(Column("organisation", ColumnKind.ID, 4), "p.id", meaning="id of the organisation"),
        DetailField(Column("name", ColumnKind.TEXT), "p.name", meaning="of the organisation"),
        text("kind", 0, ColumnKind.ID, ", ".join(KINDS)),
        text("status", 5, ColumnKind.CODE, "indicative, committed; NULL where it is not stated"),
        text("start", 0, ColumnKind.DATE, "the first day of the period"),
        text("end", 3, ColumnKind.DATE, "the last day of the period"),
        DetailField(
            Column("value", ColumnKind.SUM),
            _NUMBER,
            read=lambda stored: None if stored is None else exact.number(exact.parse(stored) or 0),
            meaning="NULL if it cannot be read",
            type=Type.DECIMAL,
            exact=_TEXT,
        ),
        text("currency", 0, ColumnKind.CODE),
        text("value_date", 9, ColumnKind.DATE, "of the exchange rate"),
        text("recipient", 2, meaning="the organisation, country or region that it is for: name, else code"),
        text("recipient_org", 7, ColumnKind.ID, "reference of that organisation"),
        text("country", 6, ColumnKind.CODE, "ISO 3166-1 alpha-2"),
        text("region", 6, ColumnKind.CODE, "of the OECD DAC; others begin with their vocabulary: 99:A"),
        text("vocabulary_uri", 11, meaning="address of the publisher's own vocabulary of regions"),
        DetailField(
            Column("lines", ColumnKind.LIST, 10),
            read=lambda stored: exact.loads(stored) if stored else [],
            cell=lambda value: [_line(line) for line in value],
            meaning="a JSON array: parts of the value, with reference, text, value and currency",
        ),
        DetailField(
            Column("publisher", ColumnKind.ID, 11),
            "p.publisher_ref",
            meaning="reference of who publishes it",
        ),
        *PLACE,
    ),
    ("organisation", "name", "kind", "recipient", "start", "end", "value", "currency", "status"),
    "no budget of an organisation file (iati-organisations) matches",
    owners="main.organisations",
    kinds=("organisation",),
    filtered=_condition,
)


def kind_and_period(kinds: Sequence[str], years: Sequence[str], today: str) -> list[ConditionMaker]:
    """Return the conditions on the kind and the period of a budget. Raises UsageError for unknown words."""
    conditions: list[ConditionMaker] = []
    if kinds:
        kind_names = [one_of("kind of budget", kind, KINDS) for kind in kinds]
        conditions.append(lambda where: f"d.kind IN ({', '.join(map(where.bind, kind_names))})")
    if years:
        spans = [span("--year", year, today) for year in years]
        conditions.append(lambda where: f"({' OR '.join(_overlaps(where, *days) for days in spans)})")
    return conditions


def _overlaps(where: Condition, first: str, last: str) -> str:
    """Return the condition that a period has a day of a span; a date may be known to the year or month."""
    begin, end = where.bind(first), where.bind(last)
    ends = 'COALESCE(d."end", d.start)'
    starts = 'COALESCE(d.start, d."end")'
    return f"({starts} <= {end} AND ({ends} >= {begin} OR substr({begin}, 1, length({ends})) = {ends}))"
