"""Money added up: whatever is published, rows and columns add up, and each cell is exact to the cent."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from counted import Series, added_up, rows

CENT = Fraction(1, 100)
values = st.integers(-10_000, 1_000_000).map(lambda cents: f"{cents / 100:.2f}")
years = st.integers(2018, 2022)
days = st.builds("{}-{:02}-{:02}".format, years, st.integers(1, 12), st.integers(1, 28))
percentages = st.none() | st.sampled_from(("33.33", "50", "66.67", "100", "12.5", "0", "70", "14.2857"))


def attribute(name: str, value: str | None) -> str:
    return "" if value is None else f' {name}="{value}"'


def sectors(codes: dict[str, str | None]) -> str:
    return "".join(
        f'<sector vocabulary="1" code="{code}"{attribute("percentage", percentage)}/>'
        for code, percentage in codes.items()
    )


def places(codes: dict[str, str | None]) -> str:
    elements = {"KE": "country", "UG": "country", "TZ": "country", "298": "region"}
    return "".join(
        f'<recipient-{elements[code]} code="{code}"{attribute("percentage", percentage)}/>'
        for code, percentage in sorted(codes.items(), key=lambda entry: entry[0].isdigit())
    )


of_sectors = st.dictionaries(st.sampled_from(("15210", "16063", "72050")), percentages, max_size=3).map(
    sectors
)
of_places = st.dictionaries(st.sampled_from(("KE", "UG", "TZ", "298")), percentages, max_size=3).map(places)


@st.composite
def transactions(draw: st.DrawFn) -> str:
    day, value = draw(st.none() | days), draw(values)
    dated = f'<transaction-date iso-date="{day}"/>' if day else ""
    own = draw(st.just("") | st.tuples(of_sectors, of_places).map("".join))
    kind = draw(st.sampled_from("23"))
    return f'<transaction><transaction-type code="{kind}"/>{dated}<value>{value}</value>{own}</transaction>'


@st.composite
def periods(draw: st.DrawFn) -> str:
    tag, first, last = draw(st.sampled_from(("budget", "planned-disbursement"))), draw(days), draw(days)
    return (
        f'<{tag} type="1"><period-start iso-date="{first}"/><period-end iso-date="{last}"/>'
        f"<value>{draw(values)}</value></{tag}>"
    )


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return an IATI file: the order of the elements is that of the standard."""
    activities = []
    for number in range(draw(st.integers(1, 3))):
        money = "".join(draw(st.lists(periods(), max_size=4))) + "".join(
            draw(st.lists(transactions(), max_size=4))
        )
        activities.append(
            f'<iati-activity default-currency="EUR"><iati-identifier>X-{number}</iati-identifier>'
            f'<reporting-org ref="X" type="10"/>{draw(of_places)}{draw(of_sectors)}{money}</iati-activity>'
        )
    return f'<iati-activities version="2.03">{"".join(activities)}</iati-activities>'


def read(run: Run, *arguments: str) -> list[dict[str, Any]]:
    result = run("by", *arguments, "--json")
    assert result.code == 0, result.err
    records: list[dict[str, Any]] = json.loads(result.out, parse_float=Fraction, parse_int=Fraction)
    return records


@given(
    file=files(), by=st.sampled_from(("sector", "country")), per=st.sampled_from(("year", "month", "quarter"))
)
def test_rows_and_what_is_in_none_are_the_total(
    tmp_path: Path, run: Run, file: str, by: str, per: str
) -> None:
    path = tmp_path / "activities.xml"
    path.write_text(file, encoding="utf-8")
    data = ("--data", str(path))
    exact = added_up(path, by, per)
    columns: dict[tuple[Series, str], Fraction] = {}
    published: dict[Series, Fraction] = {}
    for row in rows(path):
        published[row.series] = published.get(row.series, Fraction()) + row.value
    for record in read(run, by, "--split", "--per", per, *data):
        series = record["kind"], record["level"], record["currency"]
        assert sum(cell["value"] for cell in record["cells"]) == record["total"]
        for cell in record["cells"]:
            if record["row"] == "total":
                assert columns.get((series, cell["key"]), 0) == cell["value"]
            else:
                place = series, record["key"] or record["row"], cell["key"]
                assert abs(cell["value"] - exact.pop(place)) < CENT
                column = series, cell["key"]
                columns[column] = columns.get(column, Fraction()) + cell["value"]
        if record["row"] == "total":
            assert record["total"] == published.pop(series)
    assert all(abs(value) < CENT for value in exact.values())
    assert not published
    # Undivided, each group has all of its money along the calendar, exactly.
    whole = {(r["kind"], r["key"], r["row"]): r["total"] for r in read(run, by, "--kind", "budget", *data)}
    spread = read(run, by, "--kind", "budget", "--per", per, *data)
    assert {(r["kind"], r["key"], r["row"]): r["total"] for r in spread} == whole
    assert all(sum(cell["value"] for cell in r["cells"]) == r["total"] for r in spread)
