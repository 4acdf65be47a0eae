"""A workbook, read back by another reader."""

import datetime
import io
import sys
import zipfile
from typing import Any

import pytest
import python_calamine
from lxml import etree

from unodc_cli.errors import MissingExtraError
from unodc_cli.model.exact import CENT, ONE, Exact
from unodc_cli.report.rows import Cell, Column, ColumnKind, MoneyCell
from unodc_cli.report.sheet import Sheet
from unodc_cli.views.workbook import workbook

DAY = "2026-11-29"
COLUMNS = (
    Column("id", ColumnKind.ID),
    Column("title", ColumnKind.TEXT),
    Column("start", ColumnKind.DATE),
    Column("total-budget", ColumnKind.MONEY),
    Column("count", ColumnKind.COUNT),
)


def rows(*cells: tuple[Cell, ...], name: str = "projects") -> list[list[Any]]:
    """Return what another reader finds in a sheet with these rows, below its header."""
    book = python_calamine.load_workbook(
        io.BytesIO(workbook([Sheet(name, COLUMNS, cells)], title="T", day=DAY).content)
    )
    header, *rest = book.get_sheet_by_index(0).to_python()
    assert header == ["id", "title", "start", "total-budget", "total-budget currency", "count"]
    return rest


def test_numbers_are_numbers_days_are_dates_and_sums_have_their_currency_beside_them() -> None:
    assert rows(("a", "A", "2016-03-01", [MoneyCell(1000.5, "EUR")], 3)) == [
        ["a", "A", datetime.date(2016, 3, 1), 1000.5, "EUR", 3]
    ]


def test_sums_in_a_currency_that_another_column_has_are_numbers() -> None:
    columns = (Column("id", ColumnKind.ID), Column("total", ColumnKind.SUM), Column("2020", ColumnKind.SUM))
    book = workbook([Sheet("sums", columns, [("a", Exact(1_250_000 * ONE + CENT), 3)])], title="T", day=DAY)
    read = python_calamine.load_workbook(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert read == [["id", "total", "2020"], ["a", 1250000.01, 3]]


def test_dates_that_are_not_exact_and_several_sums_are_text() -> None:
    assert rows(("a", "A", "2016-03", [MoneyCell(1, "EUR"), MoneyCell(2, "USD")], None)) == [
        ["a", "A", "2016-03", "1 EUR; 2 USD", "", ""]
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "{=1+1}", "https://example.org/", "007", "1e3", "@SUM(A1)", "\x1b[1m"]
)
def test_texts_stay_texts(text: str) -> None:
    [[_, title, *_]] = rows(("a", text, None, None, None))
    assert title == text.replace("\x1b", "\N{REPLACEMENT CHARACTER}")


def test_a_number_with_more_digits_than_excel_keeps_is_text() -> None:
    [row] = rows(("a", "A", None, None, 12345678901234567))
    assert row[-1] == "12345678901234567"


def test_a_text_that_is_too_long_is_named() -> None:
    made = workbook([Sheet("projects", COLUMNS, [("a", "x" * 32_768, None, None, None)])], title="T", day=DAY)
    assert made.notes == [
        "sheet projects, row 2: title is cut at 32,767 characters, the limit of an Excel cell"
    ]


def test_names_of_sheets_are_what_excel_allows_and_differ() -> None:
    sheets = [Sheet(name, COLUMNS, []) for name in ("a/b", "A:b", "x" * 40, "x" * 41, "'", "")]
    book = python_calamine.load_workbook(io.BytesIO(workbook(sheets, title="T", day=DAY).content))
    assert book.sheet_names == ["a b", "A b 2", "x" * 31, "x" * 29 + " 2", "sheet", "sheet 2"]


def test_the_same_sheets_on_the_same_day_are_the_same_bytes() -> None:
    first, second = (
        workbook([Sheet("projects", COLUMNS, [("a", "A", None, None, 1)])], title="T", day=DAY) for _ in "12"
    )
    assert first == second


@pytest.mark.parametrize(("width", "fits"), [(10, True), (100, False)])
def test_a_printed_sheet_has_its_header_on_each_page_and_is_one_page_wide_if_that_can_be_read(
    width: int, *, fits: bool
) -> None:
    columns = [Column("x" * width + str(number), ColumnKind.TEXT) for number in range(6)]
    book = workbook([Sheet("sums", columns, ())], title="T", day=DAY)
    with zipfile.ZipFile(io.BytesIO(book.content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        names = archive.read("xl/workbook.xml").decode()
    assert 'orientation="landscape"' in sheet
    assert ('fitToHeight="0"' in sheet) is fits
    assert "sums!$A:$A,sums!$1:$1" in names


def test_thousands_of_sums_stand_apart_and_those_of_other_numbers_do_not() -> None:
    columns = (
        Column("total", ColumnKind.SUM),
        Column("total", ColumnKind.SUM),
        Column("line", ColumnKind.NUMBER),
    )
    book = workbook([Sheet("sums", columns, [(1000, Exact(1000 * ONE + CENT), 1000)])], title="T", day=DAY)
    with zipfile.ZipFile(io.BytesIO(book.content)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        styles = etree.fromstring(archive.read("xl/styles.xml"))
    codes = {node.get("numFmtId"): node.get("formatCode") for node in styles.iterfind(".//{*}numFmt")}
    of_styles = [node.get("numFmtId") for node in styles.find("{*}cellXfs")]  # type: ignore[union-attr]
    ids = [of_styles[int(cell.get("s", "0"))] for cell in sheet.iterfind(".//{*}row[2]/{*}c")]
    # 0 is the general format.
    assert [codes.get(id_, id_) for id_ in ids] == ["#,##0", "#,##0.00########", "0"]


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError) as caught:
        workbook([], title="T", day=DAY)
    assert caught.value.hint == "pip install 'unodc-cli[xlsx]'"
