"""Findings for a data keeper, and data without any."""

import pytest
from lxml import etree

from unodc_cli.check.iati.observer import Observer
from unodc_cli.check.iati.survey import Survey
from unodc_cli.readers.iati.element import ActivityContext
from unodc_cli.readers.iati.kinds import FindingKind

TODAY = "2024-07-01"
FILE = "data.xml"


def observed(*activities: str) -> tuple[list[tuple[str | None, str]], list[tuple[str | None, str]]]:
    """Return what is found in the last of the activities, and in the file."""
    observer = Observer(FILE, TODAY, Survey())
    for activity in activities:
        observation = observer.observe(parsed(f"<iati-activities>{activity}</iati-activities>"))
    last, file = observation.faults, observer.file_faults()
    return [(f.kind, f.message) for f in last], [(f.kind, f.message) for f in file]


def parsed(text: str) -> ActivityContext:
    return ActivityContext(etree.fromstring(text)[0], FILE, "")


def found_in(inside: str) -> list[tuple[str | None, str]]:
    """Return the findings of an activity, without the standard's own rules (test_rules.py)."""
    found = observed(f"<iati-activity>{inside}</iati-activity>")[0]
    return [(kind, message) for kind, message in found if not (kind or "").startswith("rule ")]


def dates(status: str = "", **named: str) -> str:
    codes = {"ps": "1", "as": "2", "pe": "3", "ae": "4"}
    written = "".join(
        f'<activity-date type="{codes[name.rstrip("_")]}" iso-date="{day}"/>' for name, day in named.items()
    )
    return f'<activity-status code="{status}"/>{written}' if status else written


CODES = {"1": ("11110", "11120", "11130", "11182"), "2": ("111",)}


def sectors(*percentages: str, vocabulary: str = "1") -> str:
    codes = CODES.get(vocabulary, ("1", "2", "3"))
    return "".join(
        f'<sector vocabulary="{vocabulary}" code="{codes[n]}" percentage="{p}"/>'
        for n, p in enumerate(percentages)
    )


def transaction(value: str, date: str = "2020-01-01", at: str = "2020-01-01") -> str:
    return (
        f'<transaction><transaction-type code="3"/><transaction-date iso-date="{date}"/>'
        f'<value value-date="{at}">{value}</value></transaction>'
    )


BOTH_BUDGETS = '<budget type="1"><value>1</value></budget><budget type="2"><value>2</value></budget>'
BUDGET = (
    '<budget><period-start iso-date="{}"/><period-end iso-date="{}"/><value value-date="2020-01-01" '
    'currency="EUR">1</value></budget>'
)
PAID = (
    '<transaction ref="1"><transaction-type code="3"/><transaction-date iso-date="2020-01-01"/>'
    '<value value-date="2020-01-01" currency="EUR">1</value><receiver-org><narrative>A</narrative>'
    "</receiver-org></transaction>"
)
PLANNED = """<planned-disbursement updated="{}"><period-start iso-date="2013-01-01"/>
<period-end iso-date="2013-12-31"/><value value-date="2013-01-01">1</value></planned-disbursement>"""
SECONDARY = '<reporting-org ref="XM-A" secondary-reporter="1"/><iati-identifier>XM-B-1</iati-identifier>'
FORMER = (
    '<reporting-org ref="XM-A"/><other-identifier type="B1" ref="XM-B"/>'
    "<iati-identifier>XM-B-1</iati-identifier>"
)

TWO_VOCABULARIES = (
    '<recipient-region vocabulary="1" code="298" percentage="100"/>'
    '<recipient-region vocabulary="99" code="X" percentage="100"/>'
)


@pytest.mark.parametrize(
    ("inside", "kind", "message"),
    [
        (
            '<reporting-org ref="XM-A"/><iati-identifier> XM-B-1 </iati-identifier>',
            FindingKind.NOT_PREFIXED,
            "'XM-B-1' does not begin with 'XM-A'",
        ),
        (
            dates(ps="2020-01-02", pe="2020-01-01"),
            FindingKind.END_BEFORE_START,
            "planned end 2020-01-01, planned start 2020-01-02",
        ),
        (
            dates(as_="2020-01-02", ae="2020-01-01"),
            FindingKind.END_BEFORE_START,
            "actual end 2020-01-01, actual start 2020-01-02",
        ),
        (
            "<budget><period-start>2020-01-02</period-start><period-end iso-date='2020-01-01'/></budget>",
            FindingKind.END_BEFORE_START,
            "budget: end 2020-01-01, start 2020-01-02",
        ),
        (
            dates(as_="2020-01-02", pe="2020-01-01"),
            FindingKind.OVERTAKEN,
            "planned end 2020-01-01, actual start 2020-01-02",
        ),
        (dates(as_="2024-07-02"), FindingKind.FUTURE, "actual start 2024-07-02"),
        (dates(ps="2019"), FindingKind.NOT_EXACT, "planned start 2019"),
        (
            '<activity-date type="2" iso-date="0000-00-00">2018-05-01</activity-date>',
            FindingKind.NOT_A_DATE,
            "actual start: '0000-00-00' is not a date: its text, 2018-05-01, was read",
        ),
        (
            dates(pe="2021-07-31") + dates(pe="2021-12-31") + dates(pe="2021-07-31"),
            FindingKind.SEVERAL_DATES,
            "planned end: 2021-07-31, 2021-12-31; 2021-12-31 counts",
        ),
        (dates("4", ae="2024-07-02"), FindingKind.FUTURE, "actual end 2024-07-02"),
        (transaction("1", "2024-08"), FindingKind.FUTURE, "transaction 2024-08"),
        (dates(as_="1900-01-01"), FindingKind.PLACEHOLDER_YEAR, "actual start 1900-01-01"),
        (dates("2", ae="2099-12-31"), FindingKind.PLACEHOLDER_YEAR, "actual end 2099-12-31"),
        (
            '<budget><period-end iso-date="2050-12-31"/></budget>',
            FindingKind.PLACEHOLDER_YEAR,
            "budget, end 2050-12-31",
        ),
        (
            '<budget><period-start iso-date="2050-01-01"/><period-end iso-date="2050-12-31"/></budget>',
            FindingKind.PLACEHOLDER_YEAR,
            "budget, start 2050-01-01",
        ),
        (transaction("1", "9999-01-01"), FindingKind.PLACEHOLDER_YEAR, "transaction 9999-01-01"),
        (
            dates("2", pe="2024-06-30"),
            FindingKind.PAST_ITS_END,
            "status 2 (implementation), planned end 2024-06-30",
        ),
        (
            dates("2", pe="2025-06-30", ae="2024-06-30"),
            FindingKind.PAST_ITS_END,
            "status 2 (implementation), actual end 2024-06-30",
        ),
        (
            dates("4", pe="2024-07-02"),
            FindingKind.BEFORE_ITS_END,
            "status 4 (closed), planned end 2024-07-02",
        ),
        (
            dates("2", ps="2024-07-02", pe="2025-01-01"),
            FindingKind.NOT_BEGUN,
            "status 2 (implementation), planned start 2024-07-02",
        ),
        (dates("1", as_="2024-07-01"), FindingKind.HAS_BEGUN, "status 1 (pipeline), actual start 2024-07-01"),
        (dates("1", as_="2024-07-02"), FindingKind.FUTURE, "actual start 2024-07-02"),
        (dates("99"), FindingKind.UNKNOWN_STATUS, "'99' is not a status"),
        (dates("Implementation"), FindingKind.UNKNOWN_STATUS, "'Implementation' is not a status"),
        (
            '<activity-date type="9" iso-date="2020-01-01"/>',
            FindingKind.UNKNOWN_DATE_TYPE,
            "'9' is not a type of date",
        ),
        (sectors("50", "40"), FindingKind.SECTOR_SHARES, "sectors: 50 + 40 = 90"),
        (sectors("60"), FindingKind.SECTOR_SHARES, "sectors: 60 = 60"),
        (
            sectors("100") + sectors("90", "20", vocabulary="99"),
            FindingKind.SECTOR_SHARES,
            "sectors of vocabulary 99: 90 + 20 = 110",
        ),
        (
            sectors("50", "") + sectors("100", vocabulary="2"),
            FindingKind.NO_SHARES,
            "sectors: 1 of 2 state one",
        ),
        (sectors("half", "50%"), FindingKind.NO_SHARES, "sectors: 1 of 2 state one"),
        (sectors("33,333", " 50 % ", "nan", "1e1"), FindingKind.NO_SHARES, "sectors: 1 of 4 state one"),
        (
            '<recipient-country code="KE" percentage="60"/><recipient-region code="298" percentage="60"/>',
            FindingKind.RECIPIENT_SHARES,
            "countries and regions: 60 + 60 = 120",
        ),
        (
            '<recipient-country code="KE"/><recipient-country code="SO"/>',
            FindingKind.NO_SHARES,
            "countries: 0 of 2 state one",
        ),
        (
            '<participating-org role="4" ref="n/a"><narrative>Body</narrative></participating-org>',
            FindingKind.PLACEHOLDER_REF,
            "'n/a', role 4: 'Body'",
        ),
        (
            '<participating-org role="Funding">Body</participating-org>',
            FindingKind.NO_REF,
            "role Funding: 'Body'",
        ),
        ('<participating-org role="1" ref="XM-A"/>', FindingKind.NO_NAME, "role 1, reference 'XM-A'"),
        (transaction("-1,000.50"), FindingKind.NEGATIVE, "transaction -1,000.50"),
        ("<budget><value>0.00</value></budget>", FindingKind.ZERO, "budget 0.00"),
        (
            '<recipient-country code="AN"/>',
            FindingKind.WITHDRAWN_CODE,
            "recipient-country 'AN', now BQ, CW, SX",
        ),
        ('<recipient-country code="bu"/>', FindingKind.WITHDRAWN_CODE, "recipient-country 'bu', now MM"),
        ('<recipient-country code="ZZ"/>', FindingKind.UNKNOWN_CODE, "recipient-country 'ZZ'"),
        (
            "<recipient-country><narrative>Kenya</narrative></recipient-country>",
            FindingKind.NO_CODE,
            "recipient-country: 'Kenya'",
        ),
        ('<sector code=" "/>', FindingKind.NO_CODE, "sector"),
        ('<sector code="99999"/>', FindingKind.UNKNOWN_CODE, "sector '99999'"),
        ('<sector vocabulary="2" code="15130"/>', FindingKind.UNKNOWN_CODE, "sector '15130'"),
        ('<sector code="15161"/>', FindingKind.WITHDRAWN_CODE, "sector '15161', since 2020-02-28"),
        (
            '<recipient-region code="380"/>',
            FindingKind.WITHDRAWN_CODE,
            "recipient-region '380', since 2020-05-04",
        ),
        (
            '<transaction><recipient-country code="AN"/></transaction>',
            FindingKind.WITHDRAWN_CODE,
            "recipient-country 'AN', now BQ, CW, SX",
        ),
        ('<budget><value currency="EUX">1</value></budget>', FindingKind.UNKNOWN_CODE, "currency 'EUX'"),
        (
            '<sector code="72050" percentage="20"/><sector code="72050" percentage="80"/>',
            FindingKind.CODE_TWICE,
            "sector '72050'; first in line 1",
        ),
        (
            '<transaction><transaction-type code="2"/><transaction-type code="3"/></transaction>',
            FindingKind.REPEATED,
            "transaction/transaction-type; first in line 1",
        ),
        (
            '<activity-status code="2"/><activity-status code="2"/>',
            FindingKind.REPEATED,
            "activity-status; first in line 1",
        ),
        (
            '<iati-identifier>A-1</iati-identifier><related-activity type="1" ref=" A-1 "/>',
            FindingKind.SELF,
            "'A-1', type 1",
        ),
        (SECONDARY, FindingKind.SECONDARY, "'XM-A' repeats what others report"),
        ("<budget><value> -7 </value></budget>", FindingKind.NEGATIVE, "budget -7"),
        (BOTH_BUDGETS, FindingKind.BOTH_BUDGETS, "1 original, 1 revised"),
        (
            BUDGET.format("2020-01-01", "2020-12-31") + BUDGET.format("2020-07-01", "2021-06-30"),
            FindingKind.OVERLAP,
            "budget 2020-07-01 to 2021-06-30, and 2020-01-01 to 2020-12-31 in line 1",
        ),
        (
            BUDGET.format("2020-01-01", "2020-01-01") * 2,
            FindingKind.OVERLAP,
            "budget 2020-01-01 to 2020-01-01, and 2020-01-01 to 2020-01-01 in line 1",
        ),
        (f"{PAID}\n {PAID}", FindingKind.TRANSACTION_TWICE, "the same as that in line 1"),
        ("<result/>", FindingKind.NO_PERIOD, "a result without an indicator"),
        ("<result><indicator/></result>", FindingKind.NO_PERIOD, "an indicator without a period"),
        *(
            (f"<location><point><pos>{pos}</pos></point></location>", FindingKind.NO_POINT, f"'{pos}'")
            for pos in ("NaN NaN", "91 0", "0 181", "1e309 2", "1", "10°N 20°E")
        ),
        (
            '<location><coordinates latitude="x" longitude="3"/></location>',
            FindingKind.NO_POINT,
            "'x 3'",
        ),
        (
            '<result><indicator><baseline year="20x"/><period/></indicator></result>',
            FindingKind.NOT_A_DATE,
            "baseline: '20x' is not a date",
        ),
        (
            '<document-link url="a:b"><document-date iso-date="2021-02-30"/></document-link>',
            FindingKind.NOT_A_DATE,
            "document-date: '2021-02-30' is not a date",
        ),
        (
            PLANNED.format("2013-05-01") + PLANNED.format("2013-05-01") + PLANNED.format("2013-06-01"),
            FindingKind.EARLIER_PLANS,
            "planned disbursement of 2013-01-01 to 2013-12-31, of 2013-05-01 and 2013-06-01",
        ),
        (
            '<budget/><budget type=" Revised "/><budget type="9"/>',
            FindingKind.BOTH_BUDGETS,
            "1 original, 1 revised",
        ),
        ("<title>Caf\ufffd</title>", FindingKind.LOST_LETTERS, "title: 'Caf\ufffd'"),
        (
            "<title><narrative>Law &amp;amp; order</narrative></title>",
            FindingKind.ESCAPED_TWICE,
            "title: 'Law &amp; order'",
        ),
        ("<title>it&amp;#39;s</title>", FindingKind.ESCAPED_TWICE, "title: 'it&#39;s'"),
        (
            "<description><narrative>One.&lt;br/&gt;Two.</narrative></description>",
            FindingKind.HTML,
            "description: 'One.<br/>Two.'",
        ),
        (
            f"<description>{'long ' * 9}&lt;p class='x'&gt;{' more' * 9}</description>",
            FindingKind.HTML,
            "description: '…long long long long <p class='x'> more more more more…'",
        ),
    ],
)
def test_it_is_found_once_and_nothing_else_is(inside: str, kind: FindingKind, message: str) -> None:
    assert found_in(inside) == [(kind, message)]


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<reporting-org ref="XM-A"/><iati-identifier>XM-A-1</iati-identifier>',
        FORMER,
        "".join(f'<sector vocabulary="99" vocabulary-uri="{uri}" code="1"/>' for uri in "ab"),
        dates("2", ps="2020-01-01", as_="2019-01-01", pe="2024-07-01"),
        dates("4", ps="2020-01-01", pe="2020-01-01", ae="2024-07-01"),
        dates("3", pe="2020-01-01"),
        dates(ps="2020-01-01") * 2,
        dates("1", ps="2024-07-02"),
        dates("2", ps="2024-07-02", as_="2024-07-01"),
        dates("2", ps="2024-07-01"),
        '<activity-status code="2"/><activity-date type=" Start-Planned " iso-date="2024-07-01"/>',
        '<activity-date type="start-actual">2004-01-01</activity-date>',
        '<activity-date type="2" iso-date="soon"/>',
        sectors("33.33", "33.33", "33.34"),
        sectors("33.33", "33.33", "33.33"),
        sectors("100", vocabulary="1") + sectors("40", "60", vocabulary="7"),
        '<sector code="15110"/>',
        '<sector vocabulary="DAC" code="15110" percentage="50"/><sector code="15130" percentage="50"/>',
        TWO_VOCABULARIES,
        transaction("0") + transaction("-0.00") + transaction("much"),
        '<budget type="1"><value>1</value></budget><budget><value>2</value></budget>',
        "<title>R&amp;D; AT&amp;T; 3 &lt; 4 and a &lt;b</title>",
        # Personal, so never looked into.
        "<contact-info><person-name>J\ufffdne &amp;amp; &lt;b&gt;Roe&lt;/b&gt;</person-name></contact-info>",
        "<!-- \ufffd -->",
        '<participating-org ref="XM-A"><!-- c -->Body</participating-org>',
    ],
)
def test_nothing_is_found_where_nothing_is_to_be_looked_at(inside: str) -> None:
    assert found_in(inside) == []


def test_money_on_several_levels_is_said_of_the_file() -> None:
    one = f'<iati-activity hierarchy="1">{transaction("1")}</iati-activity>'
    two = f'<iati-activity hierarchy="2">{transaction("1")}</iati-activity>'
    none = '<iati-activity hierarchy="3"/>'
    assert observed(one, two, two, none)[1] == [
        (
            FindingKind.LEVELS,
            "activities with money by level: 1 on 1, 2 on 2; across levels, money may count twice",
        )
    ]
    assert observed(one, none)[1] == []


def test_value_dates_that_are_the_day_of_export_are_said_of_the_file() -> None:
    years = [f"20{year}-03-01" for year in range(10, 20)]
    first, last = years[0], years[-1]
    exported = "".join(transaction("1", day, "2021-05-25") for day in years)
    assert observed(f"<iati-activity>{exported}</iati-activity>")[1] == [
        (
            FindingKind.VALUE_DATES,
            f"all 10 are of 2021-05, the transactions of {first} to {last}: this seems the day of export",
        )
    ]
    paid = "".join(transaction("1", day, day) for day in years)
    assert observed(f"<iati-activity>{paid}</iati-activity>")[1] == []


def test_the_line_is_that_of_the_element() -> None:
    padding = "\n" * 70_000
    text = (
        f"<iati-activities>{padding}<iati-activity>\n{transaction('-1')}\n</iati-activity></iati-activities>"
    )
    observation = Observer(FILE, TODAY, Survey()).observe(parsed(text))
    assert (observation.line, observation.faults[0].line) == (70_001, 70_002)


def test_parents_are_kept_to_be_compared_with_all_activities() -> None:
    related = '<related-activity type="1" ref=" A-1 "/>\n<related-activity type="2" ref="A-2"/>'
    activity = parsed(f"<iati-activities><iati-activity>{related}</iati-activity></iati-activities>")
    assert Observer(FILE, TODAY, Survey()).observe(activity).parents == [("A-1", 1)]


def test_a_value_of_a_megabyte_is_looked_at_as_quickly_as_others() -> None:
    assert FindingKind.NEGATIVE not in dict(found_in(transaction("-" + "1" * 1_000_000 + "x")))


@pytest.mark.parametrize(
    "inside",
    [
        # Years one after the other, also with a day in common; an original and a revised one.
        BUDGET.format("2020-01-01", "2020-12-31") + BUDGET.format("2021-01-01", "2021-12-31"),
        BUDGET.format("2020-01-01", "2021-01-01") + BUDGET.format("2021-01-01", "2022-01-01"),
        BUDGET.format("2020-01-01", "2020-12-31").replace("<budget", '<budget type="1"')
        + BUDGET.format("2020-01-01", "2020-12-31").replace("<budget", '<budget type="2"'),
        PAID + PAID.replace('ref="1"', 'ref="2"'),
        PAID + PAID.replace("<narrative>A", "<narrative>B"),
    ],
)
def test_money_that_is_not_stated_twice_is_not_found(inside: str) -> None:
    assert not {FindingKind.OVERLAP, FindingKind.TRANSACTION_TWICE} & {kind for kind, _ in found_in(inside)}


def test_budgets_of_an_organisation_overlap_for_one_recipient_only() -> None:
    period = '<period-start iso-date="{}"/><period-end iso-date="{}"/><value currency="EUR">1</value>'
    budget = (
        '<recipient-country-budget><recipient-country code="{}"/>' + period + "</recipient-country-budget>"
    )
    years = ("2020-01-01", "2020-12-31"), ("2020-06-01", "2021-05-31")
    for countries, count in ((("KE", "UG"), 0), (("KE", "KE"), 1)):
        inside = "".join(budget.format(code, *year) for code, year in zip(countries, years, strict=True))
        organisation = f"<iati-organisation>{inside}</iati-organisation>"
        kinds = [kind for kind, _ in observed(organisation)[0]]
        assert kinds.count(FindingKind.OVERLAP) == count
