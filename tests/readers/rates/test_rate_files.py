"""Rates from a file of the user's own: each shape, what wins, and what is refused."""

import contextlib
import csv
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_cli.codelists.rates import Missing, shipped
from unodc_cli.errors import DataError
from unodc_cli.readers.rates.reader import FileRates, read_rates

Reader = Callable[..., FileRates]
IMF = "Date,Rate,Currency,Frequency,Source,Country code,Country\n"


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read rates from a file with this content."""

    def reader(content: str | bytes, name: str = "rates.csv") -> FileRates:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_rates(path)

    return reader


@pytest.fixture
def refused(read: Reader, tmp_path: Path) -> Callable[..., list[str]]:
    """Return what is said of a file that cannot be read, without the folder."""

    def messages(content: str | bytes, name: str = "rates.csv") -> list[str]:
        with pytest.raises(DataError) as caught:
            read(content, name)
        return [message.removeprefix(f"{tmp_path}/") for message in caught.value.messages]

    return messages


def euros(file: FileRates, currency: str, day: str, *, latest: bool = False) -> Fraction | str:
    """Return the units for one euro, or why there are none."""
    quote = shipped([file], latest=latest).quote(currency, day)
    return quote.reason if isinstance(quote, Missing) else Fraction(quote.units, quote.per)


def test_a_rate_of_a_month_or_year_holds_for_all_of_it(read: Reader) -> None:
    file = read("date,currency,rate\n2020-02,NGN,400.5\n2021,NGN,450\n2020-12,KES,130\n")
    assert euros(file, "NGN", "2020-01-31") == "before the first rate"
    assert euros(file, "NGN", "2020-02-01") == euros(file, "NGN", "2020-02-29") == Fraction("400.5")
    assert euros(file, "NGN", "2020-03-01") == "no rate then"
    assert euros(file, "NGN", "2021-12-31") == 450
    assert euros(file, "NGN", "2022-01-01") == "after the last rate"
    assert euros(file, "NGN", "2022-01-01", latest=True) == 450
    assert euros(file, "KES", "2020-12-31") == 130
    assert file.last_day() == "2021-12-31"


def test_a_rate_of_a_day_holds_until_the_next_of_its_currency(read: Reader) -> None:
    file = read("date,currency,rate\n2020-02-10,NGN,2\n2020-02-03,NGN,1\n2020-02-05,KES,7\n")
    assert euros(file, "NGN", "2020-02-02") == "before the first rate"
    assert [euros(file, "NGN", f"2020-02-{day:02}") for day in (3, 9, 10)] == [1, 1, 2]
    assert euros(file, "NGN", "2020-02-11") == "after the last rate"
    assert euros(file, "NGN", "2020-02-11", latest=True) == 2


def test_a_base_other_than_the_euro_goes_by_the_rates_of_the_other_sources(read: Reader) -> None:
    file = read("date,currency,rate,base\n2021-06,NGN,400,USD\n2021-06,KES,5,XAF\n2021-06,ZMW,3,QQQ\n")
    assert euros(file, "NGN", "2021-06-20") == 400 * Fraction("1.1898")
    assert euros(file, "KES", "2021-06-20") == 5 * Fraction("655.957")
    assert shipped([file]).quote("ZMW", "2021-06-20") == ("unknown currency", "QQQ")
    quote = shipped([file]).quote("NGN", "2021-06-20")
    assert not isinstance(quote, Missing)
    assert quote.source == "rates.csv; ECB reference rates"


def test_a_base_that_leads_back_to_the_currency_ends_at_another_source(read: Reader) -> None:
    file = read("date,currency,rate,base\n2021-06,NGN,400,USD\n2021-06,USD,0.5,NGN\n2021-06,GHS,2,NGN\n")
    assert euros(file, "NGN", "2021-06-20") == 400 * Fraction("1.1898")
    assert euros(file, "GHS", "2021-06-20") == 800 * Fraction("1.1898")
    circle = read("date,currency,rate,base\n2021-06,NGN,10,GHS\n2021-06,GHS,0.1,NGN\n")
    assert euros(circle, "NGN", "2021-06-20") == "unknown currency"


def test_the_law_comes_before_the_file_and_the_file_before_the_ecb(read: Reader) -> None:
    file = read("date,currency,rate\n2021-06,XAF,1\n2021-06,USD,1\n")
    assert euros(file, "XAF", "2021-06-20") == Fraction("655.957")
    assert euros(file, "USD", "2021-06-20") == 1
    # Days that the file does not have are the ECB's.
    assert euros(file, "USD", "2021-07-01") == Fraction("1.1884")
    # So are those after its last rate, before the last one is taken for them.
    assert euros(file, "USD", "2021-07-01", latest=True) == Fraction("1.1884")


MONTH = [
    {"country": "Nigeria", "currency": "Naira", "isoA3Code": "NGN", "isoA2Code": "NG", "value": 500.12},
    {"country": "France", "currency": "Euro", "isoA3Code": "EUR", "isoA2Code": "FR", "value": 1},
    {"country": "Niger", "currency": "CFA", "isoA3Code": "XOF", "isoA2Code": "NE", "value": 655.957},
    {"country": "Mali", "currency": "CFA", "isoA3Code": "XOF", "isoA2Code": "ML", "value": 655.957},
]


@pytest.mark.parametrize("name", ["inforeuro-2021-06.json", "202106.json", "rates_2021_06_en.json"])
def test_a_month_of_inforeuro_has_its_month_in_the_name_of_the_file(read: Reader, name: str) -> None:
    file = read(json.dumps(MONTH), name)
    assert euros(file, "NGN", "2021-06-30") == Fraction("500.12")
    assert euros(file, "NGN", "2021-07-01") == "after the last rate"


def test_a_month_of_inforeuro_may_say_its_month(read: Reader) -> None:
    header = "country,currency,isoA3Code,isoA2Code,value,comment"
    file = read(f"{header},month\nNigeria,Naira,NGN,NG,500.12,,2021-06\n")
    assert euros(file, "NGN", "2021-06-30") == Fraction("500.12")
    file = read("ISO A3 Code;Value;Year;Month\nNGN;500.12;2021;6\n")
    assert euros(file, "NGN", "2021-06-30") == Fraction("500.12")


def test_a_month_of_inforeuro_without_a_month_is_refused(refused: Callable[..., list[str]]) -> None:
    message = "says no month: add a column month, or name the file like inforeuro-2021-06.json"
    assert refused(json.dumps(MONTH), "inforeuro.json") == [f"inforeuro.json:1: {message}"]


def test_the_history_of_a_currency_in_inforeuro(read: Reader) -> None:
    months = [
        {"currencyIso": "NGN", "refCurrencyIso": "EUR", "amount": 0.8, "dateStart": start, "dateEnd": end}
        for start, end in [("01/10/2023", "31/10/2023"), ("01/09/2023", "30/09/2023")]
    ]
    file = read(json.dumps(months), "ngn.json")
    assert euros(file, "NGN", "2023-09-30") == Fraction("0.8")
    assert file.last_day() == "2023-10-31"


def test_rates_of_the_imf_are_for_a_dollar_and_hold_for_the_time_that_they_end(read: Reader) -> None:
    file = read(
        f"{IMF}2020-03-31,400,NGN,M,IMF,NG,Nigeria\n2020-06-30,2,GHS,Q,IMF,GH,Ghana\n"
        "2020-12-31,2.877436E-08,AOA,A,IMF,AO,Angola\n2020-03-31,1,USD,M,IMF,US,United States\n"
        '2020-03-31,7,,M,IMF,1C_459,"Yemen, P.D. Rep."\n'
    )
    # 1 EUR was 1.0956 USD on 31 March 2020, and 1.1117 on the 2nd.
    assert euros(file, "NGN", "2020-03-31") == 400 * Fraction("1.0956")
    assert euros(file, "NGN", "2020-03-02") == 400 * Fraction("1.1122")
    assert euros(file, "NGN", "2020-02-29") == "before the first rate"
    assert not isinstance(euros(file, "GHS", "2020-04-01"), str)
    assert euros(file, "AOA", "2020-12-31") == Fraction("2.877436E-08") * Fraction("1.2271")
    assert not isinstance(euros(file, "AOA", "2020-01-02"), str)


def test_the_euro_of_the_same_file_belongs_to_its_other_rates(read: Reader) -> None:
    file = read(f"{IMF}2020-03-31,400,NGN,M,IMF,NG,Nigeria\n2020-03-31,0.8,EUR,M,IMF,U2,Euro Area\n")
    assert euros(file, "NGN", "2020-03-02") == 500


def test_the_file_of_the_imf_for_drawing_rights_is_refused(refused: Callable[..., list[str]]) -> None:
    rows = "2020-03-31,545,NGN,M,IMF,NG,Nigeria\n2020-03-31,1.36,USD,M,IMF,US,United States\n"
    message = "has rates for something else than a US dollar, which is 1.36 here"
    assert refused(IMF + rows) == [f"rates.csv:3: {message}"]


def test_two_rates_of_the_imf_for_one_time_are_both_left_out_and_told(read: Reader) -> None:
    rows = "2020-03-31,2.7,XCD,M,IMF,AI,Anguilla\n2020-03-31,2.71,XCD,M,IMF,AG,Antigua\n"
    file = read(f"{IMF}{rows}2020-04-30,2.7,XCD,M,IMF,AI,Anguilla\n2020-04-30,2.70,XCD,M,IMF,AG,Antigua\n")
    assert file.notes == ("two rates for the same time, neither of them used: XCD",)
    assert euros(file, "XCD", "2020-03-15") == "before the first rate"
    assert not isinstance(euros(file, "XCD", "2020-04-15"), str)


def test_a_newer_file_of_the_ecb_continues_the_rates(read: Reader) -> None:
    file = read("Date,USD,ISK,\n2027-01-06,1.3,150,\n2027-01-05,1.2,N/A,\n2027-01-04,1.1,140,\n")
    assert [euros(file, "USD", f"2027-01-{day:02}") for day in (4, 5, 6)] == [
        Fraction("1.1"),
        Fraction("1.2"),
        Fraction("1.3"),
    ]
    # It was left out on the 5th, so it had no rate then.
    assert [euros(file, "ISK", f"2027-01-{day:02}") for day in (4, 5, 6)] == [140, "no rate then", 150]


NOT_A_TABLE = (
    "is not a table of exchange rates: expected the columns date, currency and rate, or those of InforEuro, "
    "the IMF or the ECB"
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", f"1: {NOT_A_TABLE}"),
        ("<html><body>Not found</body></html>", f"1: {NOT_A_TABLE}"),
        ("Currency,Value\nNGN,4\n", f"1: {NOT_A_TABLE}"),
        ("date,currency,rate\n", " has no exchange rates"),
        ("date,currency,rate\n2020,EUR,1\n", " has no exchange rates"),
        ("date,currency,rate\n2020,NGN,x\n", "2: 'x' is not a rate: write a positive number such as 655.957"),
        ("date,currency,rate\n\n2020,NGN,\n", "3: '' is not a rate: write a positive number such as 655.957"),
        (
            "date,currency,rate\n2020,Naira,4\n",
            "2: 'Naira' is not a currency: write its three letters, such as USD",
        ),
        (
            "date,currency,rate\n2020-13,NGN,4\n",
            "2: '2020-13' is not a date: write 2021-06-30, 2021-06 or 2021",
        ),
        (
            "date,currency,rate\n03/04/2021,NGN,4\n",
            "2: '03/04/2021' is not a date: write 2021-06-30, 2021-06 or 2021",
        ),
        ("date,currency,rate\n2020,NGN,4\n2020,NGN,5\n", "3: has another rate of NGN than line 2"),
        (
            "date,currency,rate\n2020,NGN,4\n2020-03,NGN,4\n",
            "3: has a rate of NGN for days that line 2 has, too",
        ),
        (b"date,currency,rate\n2020,NGN,4\xe9\n", "2: is not in UTF-8: save it again as UTF-8"),
        (f"{IMF}2020-03-31,1,NGN,W,IMF,NG,x\n", "2: 'W' is not a frequency: expected D, M, Q or A"),
        (f"{IMF}2020-03,1,NGN,M,IMF,NG,x\n", "2: '2020-03' is not a day: write 2021-06-30"),
        ('{"a": 1}', "1: is not a list of exchange rates"),
        ("[\n1]", "2: is not an exchange rate: expected { … }"),
        ('[{"date": 1},\n]', "2: is not JSON: Expecting value"),
        ("[" * 100_000, " is nested too deeply"),
        (
            '[{"date":2020,"currency":"NGN","rate":1},\n{"date":2021,"currency":"NGN","rate":true}]',
            "2: 'true' is not a rate: write a positive number such as 655.957",
        ),
        (
            '[{"date": "2020", "currency": "NGN", "rate": NaN}]',
            "1: 'NaN' is not a rate: write a positive number such as 655.957",
        ),
        (
            'date,currency,rate\n"2020\n\x1b]0;x\x07",NGN,4\n',
            "3: '2020 \x1b]0;x\x07' is not a date: write 2021-06-30, 2021-06 or 2021",
        ),
        (
            "date,currency,rate\n" + "9" * 500 + ",NGN,4\n",
            f"2: '{'9' * 40}…' is not a date: write 2021-06-30, 2021-06 or 2021",
        ),
    ],
)
def test_a_wrong_file_is_one_message(
    content: str | bytes, message: str, refused: Callable[..., list[str]]
) -> None:
    assert refused(content) == [f"rates.csv:{message}"]


@pytest.mark.parametrize(
    "rate", ["0", "-1", "1e99", "1e-99", "1,5", "1 000", "inf", "0x10", "٣", "1" * 20, "=1+1"]
)
def test_no_other_number_is_a_rate(rate: str, refused: Callable[..., list[str]]) -> None:
    (message,) = refused(f'date,currency,rate\n2020,NGN,"{rate}"\n')
    assert message == f"rates.csv:2: '{rate}' is not a rate: write a positive number such as 655.957"


def test_a_cell_without_an_end_is_one_message(refused: Callable[..., list[str]]) -> None:
    limit = csv.field_size_limit(1000)
    try:
        messages = refused('date,currency,rate\n2020,NGN,"' + "1\n" * 2000)
    finally:
        csv.field_size_limit(limit)
    assert messages == ["rates.csv:502: is not CSV: field larger than field limit (1000)"]


def test_a_period_that_ends_before_it_starts_is_one_message(refused: Callable[..., list[str]]) -> None:
    messages = refused("currencyIso,amount,dateStart,dateEnd\nNGN,400,01/10/2023,30/09/2023\n")
    assert messages == ["rates.csv:2: ends on '30/09/2023', before it starts on '01/10/2023'"]


def test_of_many_wrong_lines_the_first_are_told(refused: Callable[..., list[str]]) -> None:
    messages = refused("date,currency,rate\n" + "2020,NGN,x\n" * 100)
    assert len(messages) == 21
    assert messages[-1] == "rates.csv: 80 more rates are wrong"


def test_a_file_that_is_not_there_is_one_message(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read: No such file or directory"):
        read_rates(tmp_path / "no.csv")


@given(st.text() | st.binary())
def test_any_file_is_read_or_refused(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    with pytest.raises(DataError):
        read_rates(path)


HEADERS = [
    "date,currency,rate",
    "date,currency,rate,base",
    IMF.strip(),
    "isoA3Code,value,month",
    "Date,USD,ISK",
]
CELLS = st.sampled_from(
    ["2020", "2020-03", "2020-03-31", "NGN", "USD", "4", "0.5", "M", "N/A", "", "x", "9999-12"]
)


@given(st.sampled_from(HEADERS), st.lists(st.lists(CELLS, max_size=5).map(",".join), max_size=5))
def test_rows_of_any_cells_are_read_or_refused(tmp_path: Path, header: str, rows: list[str]) -> None:
    path = tmp_path / "any.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    with contextlib.suppress(DataError):
        assert read_rates(path).last_day() >= "2020-03-31"
