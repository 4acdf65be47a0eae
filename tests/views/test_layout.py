import random
from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from unodc_cli.report.rows import Cell, Column, ColumnKind, MoneyCell, Period, TotalCell
from unodc_cli.views.layout import GAP, LONG_ENTRY, SHORT, WHOLE, Layout, labelled, layout, lines

ID = Column("id", ColumnKind.ID)
NAME = Column("name", ColumnKind.TEXT)
THEMES = Column("themes", ColumnKind.LIST, 4)
PERIOD = Column("period", ColumnKind.PERIOD, 1)
STATUS = Column("status", ColumnKind.STATUS, 3)
BUDGET = Column("budget", ColumnKind.MONEY, 2)
START = Column("start", ColumnKind.DATE, 5)
COUNT = Column("projects", ColumnKind.COUNT, 6)
COLUMNS = (ID, NAME, THEMES, PERIOD, STATUS, BUDGET, START, COUNT)

LONG_ID = "glo-act-bangladesh-phase-2"
ROWS: Sequence[tuple[Cell, ...]] = (
    (
        LONG_ID,
        "Global Action against Trafficking in Persons and the Smuggling of Migrants in Asia and the East",
        ["human-trafficking", "maritime"],
        Period("2018-08-01", "2022-12-31"),
        "ended",
        [MoneyCell(12_000_000, "EUR"), MoneyCell(1_500.5, "USD")],
        "2018-08-01",
        1234,
    ),
    ("p", "漢字" * 30, [], Period(None, "2024"), None, [], None, None),
    ("q", "Short", ["border"], Period("2016", None), "active", None, "2016", 7),
    ("r", None, None, None, "planned", [MoneyCell(5, "EUR")], "2016-03", 0),
)


def _width(plan: Layout) -> int:
    return sum(plan.widths.values()) + GAP * (len(plan.widths) - 1)


def _unbroken(text: list[str]) -> str:
    return "".join(text).replace(" ", "")


def test_where_there_is_room_every_column_has_what_it_needs() -> None:
    plan = layout(COLUMNS, ROWS, 400)
    assert plan.hidden == ()
    assert not plan.too_narrow
    assert list(plan.widths) == list(COLUMNS)
    assert plan.widths == {
        ID: len(LONG_ID),
        NAME: 60,
        THEMES: len("human-trafficking, maritime, "),
        PERIOD: len("2018-08-01 – 2022-12-31"),
        STATUS: len("planned"),
        BUDGET: len("12,000,000 EUR"),
        START: len("2018-08-01"),
        COUNT: len("projects"),
    }


def test_the_columns_with_the_highest_numbers_go_first_and_those_without_a_number_never() -> None:
    hidden = [[column.name for column in layout(COLUMNS, ROWS, width).hidden] for width in range(400, 0, -1)]
    steps = [names for position, names in enumerate(hidden) if names != hidden[position - 1] or not position]
    by_importance = sorted(COLUMNS, key=lambda column: -column.drop_order)[:-2]
    assert steps == [
        [column.name for column in COLUMNS if column in by_importance[:gone]]
        for gone in range(len(by_importance) + 1)
    ]


def test_a_table_is_never_wider_than_the_room_unless_it_says_so() -> None:
    for width in range(1, 300):
        plan = layout(COLUMNS, ROWS, width)
        assert plan.too_narrow == (_width(plan) > width), width
        assert not plan.too_narrow or list(plan.widths) == [ID, NAME]


def test_a_column_goes_only_if_there_is_no_room_for_it() -> None:
    columns, row = (ID, STATUS), (("abcdef", "active"),)
    assert layout(columns, row, 6 + GAP + 6).hidden == ()
    assert layout(columns, row, 6 + GAP + 5).hidden == (STATUS,)


def test_a_column_without_any_value_goes_first() -> None:
    empty, name = Column("themes", ColumnKind.LIST, 1), Column("status", ColumnKind.STATUS, 9)
    rows: Sequence[tuple[Cell, ...]] = [("abcdef", [], "active"), ("b", None, "ended")]
    assert layout((ID, empty, name), rows, 6 + GAP + 6 + GAP + 6).hidden == ()
    assert layout((ID, empty, name), rows, 6 + GAP + 6).hidden == (empty,)
    assert layout((ID, empty, name), rows, 6).hidden == (empty, name)


def test_a_text_that_all_rows_have_goes_before_what_tells_them_apart() -> None:
    columns = (ID, NAME, PERIOD, STATUS)
    rows = [("a", "The same name", Period("2020", "2021"), "ended"), ("b", "The same name", None, "active")]
    assert layout(columns, rows, 21).hidden == (NAME,)
    assert NAME not in layout(columns, rows[:1], 21).hidden
    # It comes back where more has to go.
    wide = [(*row[:3], "x" * 100) for row in rows[:1]] + [(*rows[1][:3], "y")]
    assert layout(columns, wide, 40).hidden == (STATUS,)


def test_an_id_that_all_rows_have_goes_before_what_tells_them_apart() -> None:
    rows: list[tuple[Cell, ...]] = [("a" * 10, "b", "2020-01-01"), ("a" * 10, "b", "2021-01-01")]
    kind = Column("kind", ColumnKind.ID)
    # Not another one: a sum never stands without its kind.
    assert layout((ID, kind, START), rows, 17).hidden == (ID,)
    assert START in layout((ID, kind, START), [*rows, ("c", "b", "2020-01-01")], 17).hidden


def test_a_column_without_any_value_takes_no_room_from_texts() -> None:
    columns, rows = (ID, NAME, STATUS), [("a", "A name of several words", None), ("b", "Another", None)]
    whole = len("id") + GAP + len("A name of several words")
    assert layout(columns, rows, whole + GAP + len("status")).hidden == ()
    narrow = layout(columns, rows, whole + GAP + len("status") - 1)
    assert (narrow.hidden, narrow.widths[NAME]) == ((STATUS,), len("A name of several words"))
    assert layout(columns, rows, whole, keep_all=True).hidden == ()


def test_room_that_is_left_is_used() -> None:
    texts = [("p", "word " * 30, "word " * 30)]
    columns = (ID, NAME, Column("summary", ColumnKind.TEXT, 7))
    for width in (40, 41, 80, 81):
        assert _width(layout(columns, texts, width)) == width


def test_a_table_without_rows_has_its_columns() -> None:
    assert layout((ID, NAME), [], 80).widths == {ID: 2, NAME: 4}


def test_an_id_is_never_cut_or_broken() -> None:
    for width in range(1, 200):
        assert layout(COLUMNS, ROWS, width).widths[ID] == len(LONG_ID)
        assert lines(ColumnKind.ID, LONG_ID, width) == [LONG_ID]


@pytest.mark.parametrize("kind", [ColumnKind.DATE, ColumnKind.STATUS, ColumnKind.COUNT])
@pytest.mark.parametrize("cell", ["2016-03-01", "suspended", 1_234_567])
def test_dates_statuses_and_counts_are_never_broken(kind: ColumnKind, cell: Cell) -> None:
    column = Column("x", kind)
    shown = lines(kind, cell, 1)
    assert shown == [f"{cell:,}" if isinstance(cell, int) else cell]
    assert layout((column,), [(cell,), (None,)], 1) == Layout({column: len(shown[0])}, (), too_narrow=True)


@pytest.mark.parametrize(
    ("period", "whole", "years"),
    [
        (Period("2018-08-01", "2022-12-31"), "2018-08-01 – 2022-12-31", "2018–2022"),
        (Period("2018-08", "2022"), "2018-08 – 2022", "2018–2022"),
        (Period("2018-08", None), "2018-08 –", "2018–"),
        (Period(None, "2022-12-31"), "? – 2022-12-31", "?–2022"),
    ],
)
def test_a_period_is_whole_or_in_years_but_never_broken(period: Period, whole: str, years: str) -> None:
    for width in range(1, 40):
        (shown,) = lines(ColumnKind.PERIOD, period, width)
        assert shown in (whole, years)
        assert cell_len(shown) <= max(width, len(years))
    assert lines(ColumnKind.PERIOD, period, 40) == [whole]
    must_stay = Column("x", ColumnKind.PERIOD)
    plan = layout((must_stay,), [(period,)], len(years) - 1)
    assert plan == Layout({must_stay: len(years)}, (), too_narrow=True)


def test_either_all_periods_of_a_table_are_whole_or_all_are_in_years() -> None:
    periods = [
        Period("2018-08-01", "2022-12-31"),
        Period("2016", "2017"),
        Period("2016", None),
        Period(None, "2020"),
    ]
    for width in range(5, 60):
        plan = layout((ID, PERIOD), [("p", period) for period in periods], width)
        if PERIOD in plan.widths:
            shown = [lines(ColumnKind.PERIOD, period, plan.widths[PERIOD])[0] for period in periods]
            assert len({" – " in f"{text} " for text in shown}) == 1, (width, shown)


def test_a_sum_is_never_broken() -> None:
    sums = [MoneyCell(12_000_000, "EUR"), MoneyCell(1_500.5, "USD")]
    for width in range(1, 30):
        assert lines(ColumnKind.MONEY, sums, width) == ["12,000,000 EUR", "1,500.50 USD"]
    must_stay = Column("x", ColumnKind.MONEY)
    assert layout((must_stay,), [(sums,)], 13) == Layout({must_stay: 14}, (), too_narrow=True)


def test_a_total_is_broken_behind_its_kind_and_only_then_behind_its_sum() -> None:
    totals = [TotalCell("total-budget", MoneyCell(12_000_000, "EUR"), 3, 4)]
    whole = "total-budget 12,000,000 EUR (3 of 4)"
    assert lines(ColumnKind.MONEY, totals, len(whole)) == [whole]
    second = "  12,000,000 EUR (3 of 4)"
    for width in (len(second), len(whole) - 1):
        assert lines(ColumnKind.MONEY, totals, width) == ["total-budget", second]
    for width in (1, len("  12,000,000 EUR"), len(second) - 1):
        assert lines(ColumnKind.MONEY, totals, width) == ["total-budget", "  12,000,000 EUR", "  (3 of 4)"]
    column = Column("amounts", ColumnKind.MONEY)
    assert layout((column,), [(totals,)], 1).widths[column] == len("  12,000,000 EUR")


def test_a_list_gives_way_before_a_total_is_broken() -> None:
    totals = Column("totals", ColumnKind.MONEY)
    row = ("p", [TotalCell("total-budget", MoneyCell(12_000_000, "EUR"), 3, 4)], ["first-project", "second"])
    columns, whole = (ID, totals, THEMES), len("total-budget 12,000,000 EUR (3 of 4)")
    needed = len("id") + GAP + whole + GAP + len("first-project,")
    assert layout(columns, [row], needed).hidden == ()
    plan = layout(columns, [row], needed - 1)
    assert (plan.hidden, plan.widths[totals]) == ((THEMES,), whole)


def test_a_text_is_put_on_lines_between_its_words() -> None:
    assert lines(ColumnKind.TEXT, "one two  three four", 9) == ["one two", "three", "four"]
    assert lines(ColumnKind.TEXT, "one two three four", 18) == ["one two three four"]
    assert lines(ColumnKind.TEXT, "", 9) == [""]
    assert lines(ColumnKind.TEXT, None, 9) == [""]


def test_a_word_that_is_wider_than_a_line_is_broken() -> None:
    assert lines(ColumnKind.TEXT, "an abcdefghij k", 4) == ["an", "abcd", "efg…"]
    assert lines(ColumnKind.TEXT, "an abcdefghij k", 4, WHOLE) == ["an", "abcd", "efgh", "ij k"]


def test_a_word_of_any_length_is_broken_without_a_letter_lost() -> None:
    word = "".join(chr(ord("a") + number % 26) for number in range(20_000)) + "漢" * 500
    made = lines(ColumnKind.TEXT, word, 40, WHOLE)
    assert "".join(made) == word
    assert {cell_len(line) for line in made[:-1]} <= {39, 40}
    assert lines(ColumnKind.TEXT, word, 40) == [*made[:2], f"{made[2][:39]}…"]


def test_a_text_that_is_too_long_is_cut_and_shows_it() -> None:
    text = "one two three four five six seven"
    assert lines(ColumnKind.TEXT, text, 9) == ["one two", "three", "four fiv…"]
    assert lines(ColumnKind.TEXT, text, 9, 1) == ["one two…"]
    assert lines(ColumnKind.TEXT, "one two three four", 9, 3) == ["one two", "three", "four"]
    assert lines(ColumnKind.TEXT, "abcdefghi " * 4, 9) == ["abcdefghi", "abcdefghi", "abcdefgh…"]


def test_a_text_that_is_not_too_long_is_not_cut() -> None:
    for width in range(12, 120):
        shown = lines(ColumnKind.TEXT, "one two three four five six", width)
        assert " ".join(shown) == "one two three four five six"


def test_a_page_has_the_whole_of_a_text() -> None:
    text = "word " * 500
    assert " ".join(lines(ColumnKind.TEXT, text, 20, WHOLE)) == text.strip()


WIDE = {
    "chinese": "漢字" * 30,
    "mixed": "a漢b字 " * 30,
    "korean": "한국어 " * 30,
    "full width": "ＡＩＲＣＯＰ" * 10,
    "emoji": "👩\u200d👧🇰🇪❤\ufe0f" * 12,
    "accents": "e\u0301" * 90,
    "thai": "ก็" * 60,
}


@pytest.mark.parametrize("text", WIDE.values(), ids=WIDE)
def test_no_line_is_wider_than_its_column_however_wide_the_letters_are(text: str) -> None:
    for width in range(12, 60):
        assert all(cell_len(line) <= width for line in lines(ColumnKind.TEXT, text, width)), width
        whole = lines(ColumnKind.TEXT, text, width, WHOLE)
        assert all(cell_len(line) <= width for line in whole), width
        assert _unbroken(whole) == text.replace(" ", ""), width


def test_a_wide_letter_that_does_not_fit_is_not_cut_in_half() -> None:
    assert lines(ColumnKind.TEXT, "漢字漢字漢", 5) == ["漢字", "漢字", "漢"]
    assert lines(ColumnKind.TEXT, "漢字漢字漢字漢字", 5) == ["漢字", "漢字", "漢字…"]
    assert lines(ColumnKind.TEXT, "漢字漢字漢字漢字", 4) == ["漢字", "漢字", "漢…"]


def test_wide_letters_count_twice_in_the_width_of_a_column() -> None:
    assert layout((ID,), [("漢字",)], 80).widths == {ID: 4}
    assert layout((NAME,), [("漢字漢字",)], 80).widths == {NAME: 8}
    assert layout((THEMES,), [(["漢字"],)], 80).widths == {THEMES: 6}


@pytest.mark.parametrize(
    "lead", ["\u200d", "\u200d\u200d", "\ufe0f", "\u0301", "\u200b", "\u00ad"], ids=ascii
)
def test_letters_without_a_width_make_nothing_fail(lead: str) -> None:
    for width in range(12, 60):
        for word in ("漢" * 30, "a" * 30):
            assert _unbroken(lines(ColumnKind.TEXT, lead + word, width, WHOLE)) == lead + word


def test_entries_of_a_list_are_joined_where_they_fit() -> None:
    entries = ["human-trafficking", "maritime", "border"]
    assert lines(ColumnKind.LIST, entries, 80) == ["human-trafficking, maritime, border"]
    assert lines(ColumnKind.LIST, entries, 20) == ["human-trafficking,", "maritime, border"]
    assert lines(ColumnKind.LIST, entries, 18) == ["human-trafficking,", "maritime, border"]
    assert lines(ColumnKind.LIST, entries, 15) == ["human-trafficki", "ng, maritime,", "border"]
    assert lines(ColumnKind.LIST, [], 15) == [""]
    assert lines(ColumnKind.LIST, None, 15) == [""]


def test_an_entry_of_a_list_is_never_broken_in_a_table_that_has_room_for_it() -> None:
    entries = ["Global Illicit Flows Programme", "El PAcCTO", "漢字 漢字", "x"]
    assert len(entries[0]) < LONG_ENTRY
    for width in range(len(entries[0]) + 1, 120):
        plan = layout((ID, THEMES), [("p", entries)], width)
        if THEMES in plan.widths:
            shown = lines(ColumnKind.LIST, entries, plan.widths[THEMES])
            assert [part for line in shown for part in line.removesuffix(",").split(", ")] == entries, width


def test_an_entry_wider_than_its_column_is_broken_between_its_words() -> None:
    organisation = "United Nations agency, fund or commission (UN)"
    assert lines(ColumnKind.LIST, ["FPI", organisation, "EU"], 30) == [
        "FPI, United Nations agency,",
        "fund or commission (UN), EU",
    ]
    partners = Column("partners", ColumnKind.LIST)
    assert layout((partners,), [(["FPI", organisation],)], 10).widths == {partners: LONG_ENTRY}
    unbroken = organisation.replace(" ", "-")
    assert layout((partners,), [([unbroken],)], 10).widths == {partners: len(unbroken) + 1}


def test_a_list_that_is_too_long_says_how_many_more_there_are() -> None:
    entries = [f"entry-{number}" for number in range(50)]
    assert lines(ColumnKind.LIST, entries, 18) == [
        *("entry-0, entry-1,", "entry-2, entry-3,", "entry-4, entry-5,"),
        *("entry-6, entry-7,", "entry-8, entry-9,", "… 40 more"),
    ]
    assert lines(ColumnKind.LIST, entries[:6], 9) == [*(f"entry-{n}," for n in range(5)), "entry-5"]
    for width in range(12, 100):
        shown = lines(ColumnKind.LIST, entries, width)
        assert len(shown) <= 2 * SHORT
        *whole, last = " ".join(shown).split(", ")
        assert whole == entries[: len(whole)]
        assert last in (f"… {50 - len(whole)} more", entries[-1])


def test_a_page_has_the_whole_of_a_list() -> None:
    entries = [f"entry-{number}" for number in range(5_000)]
    assert len(lines(ColumnKind.LIST, entries, 13, WHOLE)) == 5_000


def test_a_cell_under_its_name_keeps_within_the_width_and_hangs() -> None:
    title = "The part of the Container Control Programme in Georgia"
    assert labelled(Column("title", ColumnKind.TEXT), title, 30) == [
        "  title: The part of the",
        "    Container Control",
        "    Programme in Georgia",
    ]
    assert labelled(PERIOD, Period("2018-08-01", "2022-12-31"), 36) == ["  period: 2018-08-01 – 2022-12-31"]
    assert labelled(PERIOD, Period("2018-08-01", "2022-12-31"), 30) == [
        "  period:",
        "    2018-08-01 – 2022-12-31",
    ]
    assert labelled(BUDGET, [MoneyCell(1, "EUR"), MoneyCell(2, "USD")], 30) == [
        "  budget:",
        "    1 EUR",
        "    2 USD",
    ]
    assert labelled(THEMES, ["entry"] * 50, 40)[-1] == "    entry, entry, entry, … 23 more"
    assert labelled(THEMES, [], 40) == labelled(NAME, None, 40) == []


def test_what_could_act_on_a_terminal_does_not_and_every_cell_is_counted_without_it() -> None:
    hostile = "a\x1b[31m\nb\x9b\u202ec"
    for kind, cell in (
        (ColumnKind.ID, hostile),
        (ColumnKind.TEXT, hostile),
        (ColumnKind.LIST, [hostile]),
        (ColumnKind.STATUS, hostile),
    ):
        assert lines(kind, cell, 40) == ["a\ufffd[31m b\ufffd\ufffdc"]
    assert layout((ID,), [(hostile,)], 80).widths == {ID: len("a\ufffd[31m b\ufffd\ufffdc")}


def _some_cell(chance: random.Random, kind: ColumnKind) -> Cell:
    def word() -> str:
        return "".join(chance.choices("abcdefgh-漢é", k=chance.randint(1, 25)))

    def date() -> str | None:
        return chance.choice([None, "2016", "2016-03", "2016-03-01"])

    cells: dict[ColumnKind, Cell] = {
        ColumnKind.ID: word(),
        ColumnKind.TEXT: " ".join(word() for _ in range(chance.randint(0, 12))),
        ColumnKind.LIST: [f"{word()} {word()}" for _ in range(chance.randint(0, 5))],
        ColumnKind.DATE: date(),
        ColumnKind.PERIOD: Period(date() or "2016", date()),
        ColumnKind.STATUS: chance.choice([None, "active", "suspended"]),
        ColumnKind.MONEY: [
            MoneyCell(chance.randint(0, 10**9), currency)
            for currency in ("EUR", "USD")[: chance.randint(0, 2)]
        ],
        ColumnKind.COUNT: chance.randint(0, 10**6),
        ColumnKind.CODE: chance.choice([None, "EUR", ["EUR", "USD"]]),
        ColumnKind.SUM: chance.randint(-(10**9), 10**9),
        ColumnKind.NUMBER: chance.randint(-9999, 9999),
    }
    if kind is ColumnKind.MONEY and chance.random() < 0.2:
        return 12345.5 if chance.random() < 0.5 else [1, 10**9]
    return cells[kind]


@pytest.mark.parametrize("seed", range(50))
def test_in_any_table_each_cell_keeps_within_its_column_and_the_table_within_its_room(seed: int) -> None:
    chance = random.Random(seed)
    kinds = chance.sample(list(ColumnKind)[1:], k=chance.randint(1, 7))
    columns = [ID, *(Column(kind.value * chance.randint(1, 2), kind, chance.randint(0, 8)) for kind in kinds)]
    rows = [[_some_cell(chance, column.kind) for column in columns] for _ in range(chance.randint(1, 6))]
    for width in range(20, 200, 7):
        plan = layout(columns, rows, width)
        assert plan.too_narrow == (_width(plan) > width)
        assert {*plan.widths, *plan.hidden} == set(columns)
        assert all(column.drop_order for column in plan.hidden)
        for row in rows:
            for column, cell in zip(columns, row, strict=True):
                if room := plan.widths.get(column):
                    assert max(map(cell_len, lines(column.kind, cell, room))) <= room, (column, cell, room)
