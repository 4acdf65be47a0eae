"""Sums on a terminal: what fits is shown as it is, what does not in a larger unit, or put together."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_cli.model.exact import CENT, ONE, Exact
from unodc_cli.report.crosstab import CrossTab
from unodc_cli.report.rows import Cell, Column, ColumnKind
from unodc_cli.views import crosstab
from unodc_cli.views.markdown import markdown
from unodc_cli.views.terminal import Terminal

KEY, TOTAL = Column("key", ColumnKind.ID), Column("total", ColumnKind.SUM)
SERIES = (
    Column("kind", ColumnKind.ID, 1),
    Column("level", ColumnKind.NUMBER, 2),
    Column("currency", ColumnKind.CODE, 1),
)
YEARS = tuple(Column(str(year), ColumnKind.SUM, 4) for year in range(2010, 2020))


def million(number: int) -> int:
    return number * 1_000_000


def report(unit: str | None = None, *series: tuple[Cell, ...]) -> CrossTab:
    values = [million(10 + number) for number in range(len(YEARS))]
    rows = [
        (name, *(one or ("commitment", 1, "EUR")), *values, sum(values))
        for one in (series or (None,))
        for name in ("a", "TOTAL")
    ]
    columns = (KEY, *SERIES, *YEARS, TOTAL)
    return CrossTab(columns, rows, [], series=SERIES, periods=YEARS, unit=unit)


def drawn(table: CrossTab, width: int, *, unicode: bool = True) -> tuple[str, list[str]]:
    text, notes = crosstab.draw(table, Terminal(interactive=True, width=width, unicode=unicode))
    assert all(len(line) <= width for line in "".join(text).splitlines())
    return "".join(text), notes


def test_what_fits_is_shown_as_it_is_with_its_trend() -> None:
    text, notes = drawn(report(), 200)
    assert text.startswith("commitment, level 1, EUR\n")
    assert "10,000,000" in text
    assert re.search(r"▅▅.*█\n", text)
    assert notes == []


def test_trends_of_rows_stand_year_below_year() -> None:
    table = report()
    row: tuple[Cell, ...] = ("a", "commitment", 1, "EUR", *[None] * 4, million(4), None, *[million(8)] * 4, 0)
    text, _ = drawn(CrossTab(table.columns, [row, *table.rows], [], series=SERIES, periods=YEARS), 200)
    first, *others = (line.split()[-1] for line in text.splitlines()[3:])
    assert first == "····▅·████"
    assert {len(trend) for trend in others} == {len(YEARS)}


@pytest.mark.parametrize(
    ("width", "said", "cell"), [(115, " thousands", "10,000"), (80, " millions", "10.0")]
)
def test_what_does_not_fit_is_in_a_larger_unit_which_is_said(width: int, said: str, cell: str) -> None:
    text, notes = drawn(report(), width)
    assert text.startswith(f"commitment, level 1, EUR{said}\n")
    assert f" {cell} " in text
    assert notes == []


def test_the_oldest_are_put_together_where_no_unit_fits() -> None:
    text, notes = drawn(report(), 60)
    [year] = re.findall(r"before (\d+)", text)
    older = sum(10 + number for number in range(int(year) - 2010))
    assert f" {older}.0 " in text
    assert notes == [f"older columns were put together: before {year} (all other formats have them all)"]
    wider, _ = drawn(report(), 70)
    assert int(re.findall(r"before (\d+)", wider)[0]) < int(year)


def planned(current: str, *values: int | None) -> CrossTab:
    """Return two rows along the years from 2010."""
    years = YEARS[: len(values)]
    rows: list[tuple[Cell, ...]] = [
        (key, "pledge", None, "EUR", *row, sum(cell or 0 for cell in row))
        for key, row in (("a", values), ("b", [1] * len(values)), ("TOTAL", [(v or 0) + 1 for v in values]))
    ]
    return CrossTab((KEY, *SERIES, *years, TOTAL), rows, [], series=SERIES, periods=years, current=current)


@given(
    st.lists(st.none() | st.integers(-(10**7), 10**7), min_size=1, max_size=10),
    st.sampled_from(["", "2009", "2012", "2014", "2030"]),
    st.integers(24, 130),
)
def test_drawn_rows_add_up_whatever_is_put_together(
    values: list[int | None], current: str, width: int
) -> None:
    text, notes = drawn(planned(current, *values), width)
    if any(note.startswith("hidden") for note in notes) or "key: " in text:
        return
    for row in text.splitlines()[3:]:
        *cells, total = (float(cell.replace(",", "")) for cell in re.findall(r"(?<= )-?[\d,.]+", row))
        assert sum(cells) == pytest.approx(total)


COUNTRIES = tuple(Column(f"C{number}", ColumnKind.SUM, 4) for number in range(30))
NAME, NONE_KNOWN = Column("name", ColumnKind.TEXT, 5), Column("none known", ColumnKind.SUM, 4)


def across(*, overlap: bool) -> CrossTab:
    """Return two rows across countries, of which C7, C11 and C13 have the most."""
    first = [million(100 + n if n in (7, 11, 13) else n) or None for n in range(len(COUNTRIES))]
    second = [million(20) if n < 2 else None for n in range(len(COUNTRIES))]
    total = [(one or 0) + (other or 0) for one, other in zip(first, second, strict=True)]
    series: tuple[Cell, ...] = ("pledge", None, "EUR")
    rows = [
        (key, name, *series, *cells, million(5), sum(cell or 0 for cell in cells) + million(5))
        for key, name, cells in (("a", "First", first), ("b", "Second", second), ("TOTAL", None, total))
    ]
    columns = (KEY, NAME, *SERIES, *COUNTRIES, NONE_KNOWN, TOTAL)
    return CrossTab(
        columns, rows, [], series=SERIES, groups=COUNTRIES, overlapping=[series] if overlap else ()
    )


def test_the_smallest_groups_are_put_together_so_that_rows_lead_to_their_total() -> None:
    text, notes = drawn(across(overlap=False), 80)
    header, _, *rows = (line.split() for line in text.splitlines()[1:])
    assert header[:2] == ["key", "name"]
    assert header[-5:] == [*header[-5:-4], "others", "none", "known", "total"]
    kept = header[2:-5]
    assert {"C7", "C11", "C13"} < set(kept)
    assert kept == sorted(kept, key=lambda name: int(name[1:]))
    assert len(kept) + int(header[-5]) == len(COUNTRIES)
    for row in (rows[0], rows[-1]):
        *cells, total = (float(cell.replace(",", "")) for cell in row if re.fullmatch(r"[\d,.]+", cell))
        assert sum(cells) == pytest.approx(total)
    said = f"{header[-5]} others"
    assert notes == [f"the smallest columns were put together: {said} (all other formats have them all)"]


def test_columns_that_records_show_are_not_called_hidden() -> None:
    row = ("a" * 30, "First", "pledge", None, "EUR", 5)
    text, notes = drawn(CrossTab((KEY, NAME, *SERIES, TOTAL), [row], [], series=SERIES), 20)
    assert "  name: First\n" in text
    assert notes == []


def test_groups_that_have_money_in_common_are_not_added_up() -> None:
    text, notes = drawn(across(overlap=True), 80)
    assert [line.split()[-3] for line in text.splitlines()[3:]] == ["…", "…", "…"]
    assert notes[1:] == ["columns that were put together have no sum (…) where it would count money twice"]
    assert drawn(across(overlap=True), 1000)[1] == []


def test_a_unit_can_be_chosen() -> None:
    text, _ = drawn(report("m"), 200)
    assert text.startswith("commitment, level 1, EUR millions\n")
    assert "145.0" in text


def test_a_picture_has_everything() -> None:
    width = crosstab.width(report())
    text, notes = crosstab.draw(report(), Terminal(interactive=True, width=width), keep_all=True)
    assert "10,000,000" in "".join(text)
    assert notes == []


def test_each_series_has_a_table_of_its_own() -> None:
    text, _ = drawn(report(None, ("commitment", 1, "EUR"), ("pledge", None, "\x1b[1mUSD")), 200)
    first, second = text.split("\n\n")
    assert first.startswith("commitment, level 1, EUR\n")
    assert second.startswith("pledge, \N{REPLACEMENT CHARACTER}[1mUSD\n")


def test_rounding_says_nothing_that_is_not_there() -> None:
    cells = (Exact(-1_499 * ONE), Exact(1_500 * ONE), Exact(CENT), None)
    years = YEARS[: len(cells)]
    table = CrossTab(
        (KEY, *SERIES, *years, TOTAL),
        [("TOTAL", "pledge", None, "EUR", *cells, Exact(-CENT))],
        [],
        series=SERIES,
        periods=years,
        unit="k",
    )
    *_, row = drawn(table, 100)[0].splitlines()
    assert row.split()[:5] == ["TOTAL", "-1", "2", "0", "0"]


def of_years(*totals: int) -> CrossTab:
    names = [*(str(2010 + number) for number in range(len(totals))), "not dated", "TOTAL"]
    rows = [
        (name, "pledge", None, "EUR", total)
        for name, total in zip(names, [*totals, 900, sum(totals) + 900], strict=True)
    ]
    return CrossTab((KEY, *SERIES, TOTAL), rows, [], series=SERIES, has_bars=True)


def test_years_have_bars_and_what_is_no_year_has_none() -> None:
    text, _ = drawn(of_years(100, 50, -25), 80)
    bars = [line.split()[-1] for line in text.splitlines()[3:]]
    assert bars[:2] == ["█" * 40, "█" * 20]
    assert "█" not in "".join(bars[2:])
    ascii_text, _ = drawn(of_years(100, 50, -25), 80, unicode=False)
    assert "#" * 40 in ascii_text


@pytest.mark.parametrize("width", [8, 20, 40])
def test_a_narrow_terminal_gets_what_fits(width: int) -> None:
    text, _ = drawn(report(), width)
    assert "145" in text


def thirds(total: int | Exact) -> CrossTab:
    """Return ten, divided among three rows in trillionths, in two columns."""
    third = Exact(10 * ONE // 3)
    rows = [
        *((key, "pledge", None, "EUR", third, third, Exact(2 * third.trillionths)) for key in "abc"),
        ("TOTAL", "pledge", None, "EUR", total, Exact(30 * ONE // 3 - 1), Exact(20 * ONE - 2)),
    ]
    return CrossTab((KEY, *SERIES, *YEARS[:2], TOTAL), rows, [], series=SERIES)


def test_what_is_drawn_adds_up_to_the_total_that_is_drawn() -> None:
    table = thirds(Exact(10 * ONE - 1))
    sums = [[*map(float, row.split()[1:4])] for row in drawn(table, 100)[0].splitlines()[3:]]
    *rows, totals = sums
    assert totals == [10, 10, 20]
    assert [round(sum(column), 2) for column in zip(*rows, strict=True)] == totals
    assert [round(first + second, 2) for first, second, _ in rows] == [row[2] for row in rows]
    cents = [row[4:] for row in crosstab.in_cents(table).rows]
    assert [[float(str(cell)) for cell in row] for row in cents] == sums


def test_sums_that_are_no_parts_of_their_total_are_rounded_each_by_itself() -> None:
    """Those of projects in several countries count in each."""
    rows = drawn(thirds(4), 100)[0].splitlines()[3:]
    assert [row.split()[1:3] for row in rows] == [["3.33", "3.33"]] * 3 + [["4", "10.00"]]


def test_a_table_in_markdown_adds_up_too() -> None:
    text = "".join(markdown(thirds(Exact(10 * ONE - 1))))
    *rows, totals = [
        line.split("|")[6:8] for line in text.splitlines() if line.startswith(("| a", "| b", "| c", "| TO"))
    ]
    assert [float(cell) for cell in totals] == [10, 20]
    assert round(sum(float(row[0]) for row in rows), 2) == 10
