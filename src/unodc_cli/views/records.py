"""Rows and documents for scripts: JSON, NDJSON, CSV and TSV, without colours, and with nothing cut."""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from unodc_cli.model.exact import Exact, Number, loads, to_json
from unodc_cli.report.rows import AmountCell, Cell, Json, Marked, MoneyCell, Period, Report, TotalCell
from unodc_cli.text import inert, without_breaks, without_controls

# So many documents are joined at a time.
_BATCH = 32
_SEPARATOR = "; "
_BYTE_ORDER_MARK = "\ufeff"
# The beginning of a formula for a spreadsheet, which ignores invisible characters before it.
# Compiled only where rows are written: that costs a hundredth of a short answer.
_FORMULA = r"[\s\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠]"


class RowOptions:
    """Options of CSV and TSV: unescaped texts, a header, a byte order mark."""

    def __init__(self, *, raw: bool = False, header: bool = True, bom: bool = False) -> None:
        # Texts that a spreadsheet would run as formulas are not escaped.
        self.raw = raw
        self.header = header
        self.bom = bom

    @property
    def are_default(self) -> bool:
        """True if no option was chosen."""
        return self.header and not (self.raw or self.bom)


def json_text(report: Report) -> Iterator[bytes]:
    """Return one JSON document in UTF-8: an array, or the one object of a single answer."""
    documents = _documents(report)
    if report.is_single_document:
        yield from map(_utf_8, documents)
        yield b"\n"
        return
    separator = b"[\n"
    while batch := list(islice(documents, _BATCH)):
        yield separator
        yield b",\n".join(map(_utf_8, batch))
        separator = b",\n"
    yield b"\n]\n" if separator == b",\n" else b"[]\n"


def ndjson(report: Report) -> Iterator[bytes]:
    """Return JSON documents in UTF-8, one on each line."""
    if report.is_single_document:
        yield from json_text(report)
        return
    documents = _documents(report)
    while batch := list(islice(documents, _BATCH)):
        yield b"\n".join([*map(_utf_8, batch), b""])


def _utf_8(document: Json) -> bytes:
    return document if isinstance(document, bytes) else document.encode("utf-8", "replace")


def _documents(report: Report) -> Iterator[Json]:
    if not report.has_selected_fields:
        return iter(report.documents)
    return (
        to_json(_selected_fields(loads(document), report, row))
        for document, row in zip(report.documents, report.rows, strict=True)
    )


def _selected_fields(document: dict[str, Any], report: Report, row: tuple[Cell, ...]) -> dict[str, Any]:
    """Return the selected fields with their values in the document, or else in the row."""
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
        case TotalCell() | AmountCell():
            msg = "the document has its totals and amounts"
            raise TypeError(msg)
        case list() | tuple():
            return [_json_value(entry) for entry in _values(cell)]
        case _:
            return cell


def flat(cell: Cell) -> str:
    """Return a cell as one text, with `; ` between several values."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case int() | float() | Exact():
            return str(cell)
        case MoneyCell(value, currency, level):
            return f"{value} {currency}" if level is None else f"level-{level} {value} {currency}"
        case Period():
            return str(cell)
        case _:
            return _SEPARATOR.join(_flat_entry(entry) for entry in _values(cell))


def _values(cell: Sequence[Any]) -> Sequence[Any]:
    """Return the entries of a list without a mark at its end."""
    return cell[:-1] if cell and isinstance(cell[-1], Marked) and not cell[-1] else cell


def _flat_entry(entry: str | Number | MoneyCell | AmountCell | TotalCell) -> str:
    if isinstance(entry, AmountCell):
        return f"{entry.before} {flat(entry.money)} {entry.after}".rstrip()
    if isinstance(entry, TotalCell):
        return f"{entry.kind} {flat(entry.money)} ({entry.projects} of {entry.all_projects})"
    return flat(entry)


def _escaped(cell: Cell, text: str) -> str:
    """Escape the text of a cell that a spreadsheet would run as a formula.

    A text that would be a formula gets a leading apostrophe, as OWASP advises ("CSV Injection",
    owasp.org/www-community/attacks/CSV_Injection). A number is never one.
    """
    return f"'{text}" if re.match(_FORMULA, text) and not _is_number(cell) else text


def _is_number(cell: Cell) -> bool:
    """Return whether a cell is a number or amounts of money: `-20 USD` is no formula."""
    match cell:
        case int() | float() | Exact():
            return True
        case MoneyCell(_, currency):
            return currency.isalnum()
        case list():
            return all(not isinstance(entry, TotalCell) and _is_number(entry) for entry in cell)
        case _:
            return False


def csv_text(report: Report, options: RowOptions, *, keep_controls: bool = False) -> Iterator[str]:
    """Return CSV (RFC 4180): lines end with CRLF, and cells are quoted where they must be.

    Control characters are replaced unless `keep_controls`.
    """
    import csv  # noqa: PLC0415 - no other format needs it

    if options.bom:
        yield _BYTE_ORDER_MARK
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in _rows(report, options):
        texts = [(cell, flat(cell) if keep_controls else without_controls(flat(cell))) for cell in row]
        writer.writerow([text if options.raw else _escaped(cell, text) for cell, text in texts])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def tsv(report: Report, options: RowOptions, *, keep_controls: bool = False) -> Iterator[str]:
    """Return rows of cells separated by tabs, with blanks for the tabs and line ends in a text.

    TSV has no quotes, but spreadsheets read them: a cell that begins with one is escaped as a formula is.
    Control characters are replaced unless `keep_controls`.
    """
    if options.bom:
        yield _BYTE_ORDER_MARK
    for row in _rows(report, options):
        texts = [(cell, without_breaks(flat(cell)) if keep_controls else inert(flat(cell))) for cell in row]
        escaped = (text if options.raw else _without_quote(_escaped(cell, text)) for cell, text in texts)
        yield "\t".join(escaped) + "\n"


def _without_quote(text: str) -> str:
    return f"'{text}" if text.lstrip().startswith('"') else text


def _rows(report: Report, options: RowOptions) -> Iterator[Sequence[Cell]]:
    if options.header:
        yield [column.name for column in report.columns]
    yield from report.rows
