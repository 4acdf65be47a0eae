"""Sections of a project's page with a table of rows, such as results."""

from collections.abc import Iterator, Sequence
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.codelists.classifications import is_standard, name_of
from unodc_cli.codelists.iati import lookup
from unodc_cli.model import exact
from unodc_cli.model.exact import sum_of_money
from unodc_cli.query.codes import text_of
from unodc_cli.query.details import Row, rows_of
from unodc_cli.query.reports.classifications import DETAIL as CLASSIFICATIONS
from unodc_cli.query.reports.documents import DETAIL as DOCUMENTS
from unodc_cli.query.reports.locations import DETAIL as LOCATIONS
from unodc_cli.query.reports.participants import DETAIL as PARTICIPANTS
from unodc_cli.query.reports.results import DETAIL as RESULTS
from unodc_cli.query.reports.results import part_text
from unodc_cli.report.page import Facts, Grid, Items, PageSection
from unodc_cli.report.rows import Cell, Column, ColumnKind, Period

# The number of rows in a section; the command for them lists all.
_MOST: Final = 40
# A kind of classification: descriptions of other types than that of the summary.
_DESCRIPTION: Final = "description"


def sections(catalogue: Catalogue, number: int) -> list[PageSection]:
    """Return the sections of a published activity that has such rows."""
    results = rows_of(catalogue, RESULTS, number)
    classes = rows_of(catalogue, CLASSIFICATIONS, number)
    documents = rows_of(catalogue, DOCUMENTS, number)
    descriptions = [row for row in classes if row["kind"] == _DESCRIPTION]
    classes = [row for row in classes if row["kind"] != _DESCRIPTION]
    details = [row for row in rows_of(catalogue, PARTICIPANTS, number) if row["type"] or _own_activity(row)]
    places = [text for row in rows_of(catalogue, LOCATIONS, number) if (text := _place(row))]
    parents = list(_commitments_of_parents(catalogue, number))
    bodies: list[tuple[str, Facts | Grid | Items, bool]] = [
        ("Money of the parent", Facts(tuple(parents)), bool(parents)),
        ("Further descriptions", Facts(tuple(map(_description, descriptions))), bool(descriptions)),
        ("Partners as published", _participants(details), bool(details)),
        ("Places", Items(tuple(_listed(places, "locations"))), bool(places)),
        ("Results", _results(results), bool(results)),
        ("Classifications", _classifications(classes), bool(classes)),
        ("Documents", Items(tuple(map(_document, documents))), bool(documents)),
    ]
    return [PageSection(name, body) for name, body, has_rows in bodies if has_rows]


def _commitments_of_parents(catalogue: Catalogue, number: int) -> Iterator[tuple[str, str]]:
    """Yield the commitments of the parents of an activity that has none of its own."""
    rows = catalogue.rows(
        """SELECT parents.id, parents.title, units, trillionths, currency FROM projects AS parents
        JOIN amounts ON amounts.project = parents.num AND amounts.kind = 'commitment' AND units IS NOT NULL
        WHERE (parents.id IN (SELECT other FROM relations WHERE project = :num AND kind = 'parent')
            OR parents.num IN (SELECT relations.project FROM relations JOIN projects AS own ON own.num = :num
                WHERE relations.kind = 'child' AND other = own.id))
        AND parents.num <> :num
        AND NOT EXISTS (SELECT 1 FROM amounts WHERE project = :num AND kind = 'commitment')
        ORDER BY parents.place, amounts.rowid""",
        {"num": number},
    )
    for id_, title, units, trillionths, currency in rows:
        value = sum_of_money(exact.number_of(units, trillionths))
        yield "commitment", f"{value} {currency}, of {id_} ({title}) and all of its children"


def _place(row: Row) -> str | None:
    """Return a place as a line; None for a point that only stands in for one, or that says nothing."""
    name = row["name"] or row["description"]
    point = None if row["latitude"] is None else f"latitude {row['latitude']}, longitude {row['longitude']}"
    if row["stand_in"] or not (name or point):
        return None
    facts = "; ".join(filter(None, (row["feature"] or row["class"], row["exactness"], point)))
    return f"{name or 'without a name'} ({facts})" if facts else str(name)


def _listed(lines: Sequence[str], command: str) -> Iterator[tuple[str, None]]:
    """Yield the first lines, and how to list the others."""
    yield from ((line, None) for line in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"and {len(lines) - _MOST} more: `unodc {command}` lists all", None


def _results(rows: Sequence[Row]) -> Grid:
    columns = (
        Column("result", ColumnKind.TEXT),
        Column("indicator", ColumnKind.TEXT),
        Column("baseline", ColumnKind.COUNT),
        Column("target", ColumnKind.COUNT),
        Column("actual", ColumnKind.COUNT),
        Column("%", ColumnKind.COUNT),
        Column("period", ColumnKind.PERIOD),
        Column("note", ColumnKind.TEXT),
    )
    return Grid(columns, tuple(_shortened(list(_result_cells(rows)), "results")))


def _result_cells(rows: Sequence[Row]) -> Iterator[tuple[Cell, ...]]:
    before: tuple[str | None, str | None] = (None, None)
    for row in rows:
        result, indicator = row["result"], row["indicator"]
        # Many publishers give an indicator the title of its result.
        names = (result, None if indicator == result else indicator)
        notes = [
            *(["less is better"] if row["ascending"] is False else []),
            *(f"{each['of']}: {each['text']}" for each in row["comments"] if each["text"] != row[each["of"]]),
            *map(part_text, row["parts"]),
        ]
        yield (
            *((None, None) if names == before else names),
            *(row[name] for name in ("baseline", "target", "actual", "attainment")),
            Period(row["start"], row["end"]) if row["start"] or row["end"] else None,
            "; ".join(notes),
        )
        before = names


def _description(row: Row) -> tuple[str, str]:
    entry = lookup("DescriptionType", row["code"])
    return entry.name.lower() if entry else row["code"], row["text"]


def _participants(rows: Sequence[Row]) -> Grid:
    columns = (
        Column("role", ColumnKind.CODE),
        Column("name", ColumnKind.TEXT),
        Column("reference", ColumnKind.ID),
        Column("type", ColumnKind.TEXT),
        Column("own activity", ColumnKind.ID),
    )
    return Grid(
        columns,
        tuple(
            (
                *(row[name] for name in ("role", "name", "ref")),
                organisation_type(row["type"]),
                _own_activity(row),
            )
            for row in rows[:_MOST]
        ),
    )


def _own_activity(row: Row) -> str | None:
    """Return the activity of a partner, if it is another than the one in which it takes part."""
    return None if row["activity"] == row["project"] else row["activity"]


def organisation_type(code: str | None) -> str | None:
    """Return the name of a type of organisation; a code without a name as it is."""
    entry = lookup("OrganisationType", code) if code else None
    return entry.name if entry else code


def _classifications(rows: Sequence[Row]) -> Grid:
    columns = (
        Column("kind", ColumnKind.ID),
        Column("code", ColumnKind.TEXT),
        Column("text", ColumnKind.TEXT),
        Column("value", ColumnKind.COUNT),
    )
    return Grid(columns, tuple((row["kind"], _code(row), row["text"], row["value"]) for row in rows))


def _code(row: Row) -> str | None:
    """Return a code with its vocabulary and its name."""
    if row["code"] is None:
        return None
    name = name_of(row["kind"], row["vocabulary"], row["code"])
    vocabulary = f"{row['vocabulary']}:" if not is_standard(row["vocabulary"]) else ""
    return f"{vocabulary}{row['code']} {name or ''}".rstrip()


def _document(row: Row) -> tuple[str, str]:
    """Return a document as a line, with its address."""
    facts = [
        *map(text_of, row["categories"]),
        *filter(None, (row["date"], ", ".join(row["languages"]), row["format"])),
        *([f"of {row['of']}: {row['of_title']}"] if row["of"] != "activity" else []),
    ]
    title = row["title"] or "without a title"
    return f"{title} ({'; '.join(facts)})" if facts else title, row["address"]


def _shortened(cells: list[tuple[Cell, ...]], command: str) -> list[tuple[Cell, ...]]:
    """Return the first rows, and how to list the others."""
    if len(cells) <= _MOST:
        return cells
    blanks = (None,) * (len(cells[0]) - 1)
    return [*cells[:_MOST], (f"and {len(cells) - _MOST} more: `unodc {command}` lists all", *blanks)]
