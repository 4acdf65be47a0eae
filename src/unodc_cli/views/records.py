"""For scripts: JSON, NDJSON, CSV, TSV. No colour, nothing cut."""

import io
import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from unodc_cli.report.rows import Cell, Json, MoneyCell, Period, Report, TotalCell
from unodc_cli.text import inert, to_json, without_breaks, without_controls

# So many documents are written at a time.
_TOGETHER = 32
_SEPARATOR = "; "
_BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet takes for the beginning of a formula; it does not mind what cannot be seen before it.
_FORMULA = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠]")


def json_text(report: Report) -> Iterator[bytes]:
    """Return one JSON document, in UTF-8: an array, or the one object of a single answer."""
    documents = _documents(report)
    if report.is_single_document:
        yield from map(_utf_8, documents)
        yield b"\n"
        return
    before = b"[\n"
    while some := list(islice(documents, _TOGETHER)):
        yield before
        yield b",\n".join(map(_utf_8, some))
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def ndjson(report: Report) -> Iterator[bytes]:
    """Return one JSON document a line, in UTF-8."""
    if report.is_single_document:
        yield from json_text(report)
        return
    documents = _documents(report)
    while some := list(islice(documents, _TOGETHER)):
        yield b"\n".join([*map(_utf_8, some), b""])


def _utf_8(document: Json) -> bytes:
    return document if isinstance(document, bytes) else document.encode("utf-8", "replace")


def _documents(report: Report) -> Iterator[Json]:
    if not report.has_selected_fields:
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
        case MoneyCell(value, currency):
            return {"value": value, "currency": currency}
        case Period():
            return str(cell)
        case TotalCell():
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
        case MoneyCell(value, currency, level):
            return f"{value} {currency}" if level is None else f"level-{level} {value} {currency}"
        case Period():
            return str(cell)
        case _:
            return _SEPARATOR.join(_flat_entry(entry) for entry in cell)


def _flat_entry(entry: str | float | MoneyCell | TotalCell) -> str:
    if isinstance(entry, TotalCell):
        return f"{entry.kind} {flat(entry.money)} ({entry.projects} of {entry.of})"
    return flat(entry)


def _shown(cell: Cell, text: str) -> str:
    """Return the text of a cell so that a spreadsheet shows it and does not run it.

    A text that would be a formula gets a leading apostrophe, as OWASP advises ("CSV Injection",
    owasp.org/www-community/attacks/CSV_Injection). Numbers are none.
    """
    return f"'{text}" if _FORMULA.match(text) and not _is_number(cell) else text


def _is_number(cell: Cell) -> bool:
    """Whether a cell is a number, or sums of money: `-20 USD` is no formula, whatever its sign."""
    match cell:
        case int() | float():
            return True
        case MoneyCell(_, currency):
            return currency.isalnum()
        case list():
            return all(not isinstance(entry, TotalCell) and _is_number(entry) for entry in cell)
        case _:
            return False


def csv_text(
    report: Report, *, header: bool = True, bom: bool = False, raw: bool = False, controls: bool = False
) -> Iterator[str]:
    """Return CSV as of RFC 4180: CRLF at the end of lines, quotes where they are needed.

    With `raw`, no cell is made harmless for a spreadsheet; with `controls`, none for a terminal.
    """
    import csv  # noqa: PLC0415 - no other form needs it

    if bom:
        yield _BYTE_ORDER_MARK
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in _rows(report, header=header):
        texts = [(cell, flat(cell) if controls else without_controls(flat(cell))) for cell in row]
        writer.writerow([text if raw else _shown(cell, text) for cell, text in texts])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def tsv(
    report: Report, *, header: bool = True, bom: bool = False, raw: bool = False, controls: bool = False
) -> Iterator[str]:
    """Return rows of cells between tabs; tabs and line ends in a text are blanks.

    TSV has no quotes, but a spreadsheet believes in them: a cell that begins with one is made harmless too.
    With `raw`, no cell is made harmless for a spreadsheet; with `controls`, none for a terminal.
    """
    if bom:
        yield _BYTE_ORDER_MARK
    for row in _rows(report, header=header):
        texts = [(cell, without_breaks(flat(cell)) if controls else inert(flat(cell))) for cell in row]
        yield "\t".join(text if raw else _unquoted(_shown(cell, text)) for cell, text in texts) + "\n"


def _unquoted(text: str) -> str:
    return f"'{text}" if text.lstrip().startswith('"') else text


def _rows(report: Report, *, header: bool) -> Iterator[Sequence[Cell]]:
    if header:
        yield [column.name for column in report.columns]
    yield from report.rows
