"""Write reports as the sheets of an Excel workbook.

Numbers are numbers, exact days are dates, and all else is text: nothing in the data can become a formula or a
link. A sum has its currency in a column of its own.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from unodc_cli.errors import MissingExtraError
from unodc_cli.model.exact import Exact
from unodc_cli.report.rows import Cell, Column, ColumnKind, MoneyCell
from unodc_cli.report.sheet import Sheet
from unodc_cli.text import without_controls
from unodc_cli.views.records import flat

# Limits of Excel: support.microsoft.com, "Excel specifications and limits".
_LONGEST_TEXT: Final = 32_767
_MOST_ROWS: Final = 1_048_576
_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
# Excel keeps fifteen digits of a number: what has more stays text.
_MOST_DIGITS: Final = 15
_WIDEST, _NARROWEST = 60, 8
# The widths of columns, together, that can be read on one page.
_WIDTH_OF_PAGE = 220
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
# The first day that Excel can show.
_FIRST_DAY: Final = "1900-03-01"


class Workbook(NamedTuple):
    """A workbook as bytes, and notes on it."""

    content: bytes
    notes: list[str]


def workbook(sheets: Iterable[Sheet], *, title: str, day: str) -> Workbook:
    """Return the sheets as one workbook; the same sheets on the same day give the same bytes.

    Raises MissingExtraError without the extra `xlsx`.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra, and only this format needs it
    except ImportError as error:
        name = "xlsx"
        raise MissingExtraError(name) from error
    target = io.BytesIO()
    # Rows are written as they come, each text in its cell. Texts stay texts: no formula, number or link is
    # made of one.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    notes: list[str] = []
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": title, "created": datetime.fromisoformat(day)})
        header = book.add_format({"bold": True, "bottom": 1})
        formats = {
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "wrap": book.add_format({"text_wrap": True}),
            "whole sum": book.add_format({"num_format": "#,##0"}),
            "sum": book.add_format({"num_format": "#,##0.00########"}),
        }
        names: set[str] = set()
        for sheet in sheets:
            _write(book.add_worksheet(_name(sheet.name, names)), sheet, header, formats, notes)
    return Workbook(target.getvalue(), notes)


def _write(target: Any, sheet: Sheet, header: Any, formats: dict[str, Any], notes: list[str]) -> None:
    columns, are_sums = zip(*_columns(sheet.columns), strict=True)
    widths = [len(name) for name in columns]
    for index, name in enumerate(columns):
        target.write_string(0, index, name, header)
    number = 0
    for number, row in enumerate(sheet.rows, 1):
        if number >= _MOST_ROWS:
            notes.append(f"sheet {sheet.name} ends at row {_MOST_ROWS:,}: an Excel sheet holds no more")
            break
        cells = _cells(row, sheet.columns)
        for index, cell in enumerate(cells):
            text = _put(target, number, index, cell, formats, is_sum=are_sums[index])
            if len(text) > _LONGEST_TEXT:
                notes.append(
                    f"sheet {sheet.name}, row {number + 1}: {columns[index]} is cut at {_LONGEST_TEXT:,} "
                    "characters, the limit of an Excel cell"
                )
            widths[index] = max(widths[index], *map(len, text.split("\n")))
    widths = [min(max(width + 2, _NARROWEST), _WIDEST) for width in widths]
    for index, width in enumerate(widths):
        target.set_column(index, index, width)
    target.freeze_panes(1, 1)
    target.autofilter(0, 0, max(number, 1), max(len(columns) - 1, 0))
    # Printed, each page has the header and the first column. More columns on one page could not be read.
    target.set_landscape()
    target.repeat_rows(0)
    target.repeat_columns(0)
    if sum(widths) <= _WIDTH_OF_PAGE:
        target.fit_to_pages(1, 0)


def _columns(columns: Sequence[Column]) -> Iterator[tuple[str, bool]]:
    """Yield the name of each column, and whether it holds sums of money."""
    for column in columns:
        yield column.name, column.kind in (ColumnKind.MONEY, ColumnKind.SUM)
        if column.kind is ColumnKind.MONEY and "." not in column.name:
            yield f"{column.name} currency", False


def _cells(row: Sequence[Cell], columns: Sequence[Column]) -> Iterator[Cell]:
    for cell, column in zip(row, columns, strict=True):
        if column.kind is ColumnKind.MONEY and "." not in column.name:
            yield from _sum_and_currency(cell)
        else:
            yield cell


def _sum_and_currency(cell: Cell) -> tuple[Cell, Cell]:
    """Return a sum apart from its currency. Several sums stay one text: they are not added."""
    match cell:
        case MoneyCell(value, currency) | [MoneyCell(value, currency)]:
            return value, currency
        case _:
            return flat(cell) or None, None


def _put(target: Any, row: int, index: int, cell: Cell, formats: dict[str, Any], *, is_sum: bool) -> str:
    """Write one cell; return its text, by which the column is widened and cuts are noted."""
    text = without_controls(flat(cell))
    if not text:
        return ""
    if isinstance(cell, int | float | Exact) and len(text.strip("-").replace(".", "")) <= _MOST_DIGITS:
        form = formats["sum" if "." in text else "whole sum"] if is_sum else None
        target.write_number(row, index, float(text) if isinstance(cell, Exact) else cell, form)
    elif _DAY.fullmatch(text) and text >= _FIRST_DAY:
        target.write_datetime(row, index, date.fromisoformat(text), formats["day"])
    else:
        target.write_string(row, index, text[:_LONGEST_TEXT], formats["wrap"] if "\n" in text else None)
    return text


def _name(name: str, other_names: set[str]) -> str:
    """Return a name that a sheet may have, and that no other sheet of the workbook has."""
    base = _NOT_IN_NAMES.sub(" ", without_controls(name)).strip().strip("'") or "sheet"
    sheet_name, number = base[:_LONGEST_NAME], 1
    while sheet_name.casefold() in other_names:
        number += 1
        ending = f" {number}"
        sheet_name = base[: _LONGEST_NAME - len(ending)] + ending
    other_names.add(sheet_name.casefold())
    return sheet_name
