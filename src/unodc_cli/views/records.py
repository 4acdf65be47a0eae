"""For scripts: JSON, NDJSON, CSV, TSV. No colour, nothing cut."""

import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from unodc_cli.report import Cell, Money, Period, Report, Total
from unodc_cli.text import inert, to_json, without_controls

_SEPARATOR = "; "
# A text that a spreadsheet would run as a formula.
_FORMULA = re.compile(r"\s*[=+\-@]")


def json_text(report: Report) -> Iterator[str]:
    """Return one JSON document: an array, or the one object of a single answer."""
    documents = _documents(report)
    if report.single:
        yield from documents
        yield "\n"
        return
    before = "["
    for document in documents:
        yield f"{before}\n{document}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def ndjson(report: Report) -> Iterator[str]:
    """Return one JSON document a line."""
    if report.single:
        return json_text(report)
    return (f"{document}\n" for document in _documents(report))


def _documents(report: Report) -> Iterator[str]:
    if not report.chosen:
        return iter(report.documents)
    return (
        to_json(_chosen(json.loads(document), report, row))
        for document, row in zip(report.documents, report.rows, strict=True)
    )


def _chosen(document: dict[str, Any], report: Report, row: tuple[Cell, ...]) -> dict[str, Any]:
    """Return the fields that were asked for: as the document has them, or else as the cell does."""
    return {
        column.name: document[column.name] if column.name in document else _json_value(cell)
        for column, cell in zip(report.columns, row, strict=True)
    }


def _json_value(cell: Cell) -> Any:
    match cell:
        case Money(value, currency):
            return {"value": value, "currency": currency}
        case Period():
            return str(cell)
        case Total():
            msg = "the document of a group has its totals"
            raise TypeError(msg)
        case list() | tuple():
            return [_json_value(entry) for entry in cell]
        case _:
            return cell


def flat(cell: Cell) -> str:
    """Return a cell as one text; several values are joined by `; `."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case int() | float():
            return str(cell)
        case Money(value, currency):
            return f"{value} {currency}"
        case Period():
            return str(cell)
        case _:
            return _SEPARATOR.join(_flat_entry(entry) for entry in cell)


def _flat_entry(entry: str | Money | Total) -> str:
    if isinstance(entry, Total):
        return f"{entry.kind} {flat(entry.money)} ({entry.projects} of {entry.of})"
    return flat(entry)


def _harmless(cell: Cell, text: str) -> str:
    """Return the text of a cell so that a spreadsheet shows it and does not run it."""
    return f"'{text}" if not isinstance(cell, int | float) and _FORMULA.match(text) else text


def csv_text(report: Report) -> Iterator[str]:
    """Return CSV as of RFC 4180: CRLF at the end of lines, quotes where they are needed, a header."""
    import csv  # noqa: PLC0415 - no other form needs it

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.name for column in report.columns])
    for row in report.rows:
        writer.writerow([_harmless(cell, without_controls(flat(cell))) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def tsv(report: Report) -> Iterator[str]:
    """Return rows of cells between tabs, a header first; tabs and line ends in a text are blanks."""
    yield _tsv_line(column.name for column in report.columns)
    for row in report.rows:
        yield _tsv_line(_harmless(cell, inert(flat(cell))) for cell in row)


def _tsv_line(cells: Iterable[str]) -> str:
    return "\t".join(cells) + "\n"
