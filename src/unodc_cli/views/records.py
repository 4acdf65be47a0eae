"""Rows for scripts: CSV and TSV, without colours, and with nothing cut."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from unodc_cli.model.exact import Exact, Number
from unodc_cli.report.report import Report
from unodc_cli.report.rows import AmountCell, Cell, Marked, MoneyCell, Period, TotalCell
from unodc_cli.text import inert, without_breaks, without_controls
from unodc_cli.views.options import RowOptions

_SEPARATOR = "; "
_BYTE_ORDER_MARK = "\ufeff"
# The beginning of a formula for a spreadsheet, which ignores invisible characters before it.
# Compiled only where rows are written: that costs a hundredth of a short answer.
_FORMULA = r"[\s\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠]"


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


def json_value(cell: Cell) -> Any:
    """Return a cell as a value of a JSON document."""
    match cell:
        case MoneyCell(value, currency):
            return {"value": value, "currency": currency}
        case Period():
            return str(cell)
        case TotalCell() | AmountCell():
            msg = "the document has its totals and amounts"
            raise TypeError(msg)
        case list() | tuple():
            return [json_value(entry) for entry in _values(cell)]
        case _:
            return cell


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
