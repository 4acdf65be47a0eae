"""CSV and TSV: what a spreadsheet would run, the header, the byte order mark."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest

from unodc_cli.report.report import Report
from unodc_cli.report.rows import Cell, Column, ColumnKind, MoneyCell
from unodc_cli.views.formats import Format, render
from unodc_cli.views.options import RowOptions
from unodc_cli.views.terminal import Terminal

PIPE = Terminal(interactive=False)
FORMULAS = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "\u3000=1",
    "\ufeff=1",
    "\u200b=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
]
HARMLESS = ["a=1", "1-1", "'=1", "x", "…"]


def written(
    form: Format, *cells: Cell, kind: ColumnKind = ColumnKind.TEXT, terminal: Terminal = PIPE, **how: Any
) -> str:
    report = Report((Column("cell", kind), Column("last", kind)), [(cell, "z") for cell in cells], ())
    return "".join(map(str, render(report, form, terminal, rows=RowOptions(**how)).chunks))


def cells(form: Format, text: str) -> Sequence[str]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if form is Format.TSV else ",")
    return [row[0] for row in rows][1:]


@pytest.mark.parametrize("form", [Format.CSV, Format.TSV])
@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_a_spreadsheet_would_run_is_shown(form: Format, text: str) -> None:
    [cell] = cells(form, written(form, text))
    assert cell.startswith("'")
    assert cell[-1] == text[-1]


@pytest.mark.parametrize("form", [Format.CSV, Format.TSV])
@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_are_as_they_are(form: Format, text: str) -> None:
    assert cells(form, written(form, text)) == [text]


@pytest.mark.parametrize("form", [Format.CSV, Format.TSV])
def test_numbers_are_as_they_are(form: Format) -> None:
    out = written(
        form, -1, -1.5, MoneyCell(-20, "USD"), [MoneyCell(-20, "USD"), MoneyCell(3, "EUR")], [-20, 3.5]
    )
    assert cells(form, out) == ["-1", "-1.5", "-20 USD", "-20 USD; 3 EUR", "-20; 3.5"]
    assert cells(form, written(form, [MoneyCell(-20, "+cmd|' /C calc'!A0")])) == ["'-20 +cmd|' /C calc'!A0"]


def test_a_quote_in_tsv_does_not_hide_a_formula_nor_take_cells_together() -> None:
    assert written(Format.TSV, '"=1"', ' "a').splitlines()[1:] == ['\'"=1"\tz', "' \"a\tz"]
    assert cells(Format.CSV, written(Format.CSV, '"=1"')) == ['"=1"']


def test_a_header_is_made_harmless_too() -> None:
    report = Report((Column("=1", ColumnKind.TEXT),), [("x",)], ())
    assert "".join(map(str, render(report, Format.CSV, PIPE).chunks)) == "'=1\r\nx\r\n"


@pytest.mark.parametrize(
    "text", [*FORMULAS, *HARMLESS, '"=1"', "\x1b[31m", "a\r\nb\rc\nd\te", "\x9b\x7f\u202e"]
)
def test_raw_is_exact(text: str) -> None:
    assert cells(Format.CSV, written(Format.CSV, text, raw=True)) == [text]
    [header, row] = written(Format.TSV, text, raw=True).removesuffix("\n").split("\n")
    [cell, last] = row.split("\t")
    assert (header, last) == ("cell\tlast", "z")
    assert cell.split() == text.split()


@pytest.mark.parametrize("form", [Format.CSV, Format.TSV])
def test_raw_does_not_act_on_a_terminal(form: Format) -> None:
    out = written(form, "=\x1b[31m\u202e", raw=True, terminal=Terminal(interactive=True))
    assert cells(form, out) == ["=\ufffd[31m\ufffd"]


def test_a_header_can_be_left_out() -> None:
    assert written(Format.CSV, "x", header=False) == "x,z\r\n"
    assert written(Format.TSV, "x", header=False) == "x\tz\n"


def test_a_byte_order_mark_comes_first_if_it_is_wanted() -> None:
    assert written(Format.CSV, "x", bom=True) == "\ufeffcell,last\r\nx,z\r\n"
    assert not written(Format.CSV, "x").startswith("\ufeff")
