"""Weaknesses of data files: the warning must be on the line that is marked with `#!`."""

import pytest

from unodc_cli.check.kinds import WeaknessKind
from unodc_cli.check.weaknesses import weak_places
from unodc_cli.readers.toml import reader as toml

TODAY = "2026-06-15"
HEAD = '[portfolio]\ntitle = "T"\n'
PROJECT = '[[projects]]\nid = "p"\ntitle = "P"\n'
PHASES = """[[projects.phases]]
id = "one"
name = "One"
[[projects.phases]]
id = "two"
name = "Two"
"""


def found(text: str, kind: WeaknessKind) -> list[str]:
    """Return the messages of one kind, which must be those of the marked lines."""
    weak = [
        fault for fault in weak_places(toml.parse(text.encode(), "data.toml"), TODAY) if fault.kind is kind
    ]
    marked = [number for number, line in enumerate(text.split("\n"), 1) if line.endswith("#!")]
    assert [fault.line for fault in weak] == marked
    return [fault.message for fault in weak]


def money(*amounts: tuple[str, str, str, str | None], mark: int | None = None) -> str:
    """Return a project with two phases and these amounts: kind, value, currency, phase."""
    text = PROJECT + "amounts = [\n"
    for index, (kind, value, currency, phase) in enumerate(amounts):
        of_phase = f', phase = "{phase}"' if phase else ""
        text += f'{{ kind = "{kind}", value = {value}, currency = "{currency}"{of_phase} }},'
        text += " #!\n" if index == mark else "\n"
    return HEAD + text + "]\n" + PHASES


def test_phases_that_have_more_money_than_their_project_are_weak() -> None:
    text = money(
        ("total-budget", "9_000_000", "EUR", None),
        ("eu-contribution", "5_000_000", "EUR", None),
        ("eu-contribution", "3_000_000", "EUR", "one"),
        ("eu-contribution", "2_500_000.5", "EUR", "two"),
        mark=1,
    )
    assert found(text, WeaknessKind.TOO_MUCH) == [
        "projects p, amounts 2: eu-contribution: 5,500,000.5 EUR in phases, 5,000,000 EUR in all"
    ]


@pytest.mark.parametrize(
    "amounts",
    [
        [("total-budget", "3", "EUR", None), ("total-budget", "1", "EUR", "one")],
        [("total-budget", "3", "EUR", None), ("total-budget", "5", "USD", "one")],
        [("total-budget", "3", "EUR", None), ("unodc-share", "5", "EUR", "one")],
        [("total-budget", "3", "EUR", "one"), ("total-budget", "5", "EUR", "two")],
        [
            ("total-budget", "0.3", "EUR", None),
            ("total-budget", "0.1", "EUR", "one"),
            ("total-budget", "0.2", "EUR", "two"),
        ],
    ],
    ids=["less", "another currency", "another kind", "no sum of the whole", "the same, in fractions"],
)
def test_phases_that_have_no_more_money_than_their_project_are_not_weak(
    amounts: list[tuple[str, str, str, str | None]],
) -> None:
    assert found(money(*amounts), WeaknessKind.TOO_MUCH) == []


EUR_10, EUR_5 = ("10_000_000", "EUR"), ("5_000_000", "EUR")
XAF = ("6_500_000_000", "XAF")
OF_BMZ, OF_IMO = "bmz", "imo"


def sums(*amounts: tuple[str, tuple[str, str], str | None, str | None], mark: bool = False) -> str:
    """Return a project with these amounts: kind, value and currency, phase, partner. The last is marked."""
    organisations = "".join(
        f'[[organisations]]\nid = "{id_}"\nname = "{id_.upper()}"\n' for id_ in ("unodc", "bmz", "imo")
    )
    partners = "".join(f'{{ organisation = "{id_}" }},' for id_ in ("unodc", "bmz", "imo"))
    lines = []
    for kind, (value, currency), phase, partner in amounts:
        more = (f', phase = "{phase}"' if phase else "") + (f', partner = "{partner}"' if partner else "")
        lines.append(f'{{ kind = "{kind}", value = {value}, currency = "{currency}"{more} }},')
    listed = "\n".join(lines) + (" #!" if mark else "")
    return f"{HEAD}{organisations}{PROJECT}partners = [{partners}]\namounts = [\n{listed}\n]\n{PHASES}"


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        (
            [("total-budget", EUR_10, None, None), ("eu-contribution", EUR_10, None, None)],
            "total-budget 10,000,000 EUR and eu-contribution 10,000,000 EUR",
        ),
        (
            [("eu-contribution", EUR_5, "one", None), ("unodc-share", EUR_5, "one", None)],
            "eu-contribution 5,000,000 EUR and unodc-share 5,000,000 EUR",
        ),
        (
            [("total-budget", XAF, None, None), ("eu-contribution", EUR_10, None, None)],
            "total-budget 6,500,000,000 XAF and eu-contribution 10,000,000 EUR",
        ),
        (
            [("eu-contribution", ("9", "USD"), None, None), ("eu-contribution", ("1", "EUR"), None, None)],
            "eu-contribution 9 USD and eu-contribution 1 EUR",
        ),
        (
            [("partner-share", ("9", "USD"), None, OF_IMO), ("partner-share", ("1", "EUR"), None, OF_IMO)],
            "partner-share 9 USD and partner-share 1 EUR",
        ),
    ],
    ids=["of the EU alone", "all for UNODC", "at a fixed rate", "in two currencies", "a partner's in two"],
)
def test_one_sum_in_two_kinds_or_currencies_is_weak(
    amounts: list[tuple[str, tuple[str, str], str | None, str | None]], said: str
) -> None:
    assert found(sums(*amounts, mark=True), WeaknessKind.ONE_SUM) == [f"projects p, amounts 2: {said}"]


@pytest.mark.parametrize(
    "amounts",
    [
        [("total-budget", EUR_10, None, None), ("eu-contribution", EUR_5, None, None)],
        [("total-budget", EUR_5, None, None), ("eu-contribution", EUR_5, "one", None)],
        [("eu-contribution", EUR_5, None, None), ("partner-contribution", EUR_5, None, OF_BMZ)],
        [("unodc-share", EUR_5, None, None), ("partner-share", EUR_5, None, OF_IMO)],
        [("partner-share", EUR_5, None, OF_BMZ), ("partner-share", EUR_5, None, OF_IMO)],
        [("partner-share", ("9", "USD"), None, OF_BMZ), ("partner-share", EUR_5, None, OF_IMO)],
        [("total-budget", XAF, None, None), ("eu-contribution", EUR_5, None, None)],
        [("total-budget", ("11_000_000", "USD"), None, None), ("eu-contribution", EUR_10, None, None)],
        [("total-budget", ("0", "EUR"), None, None), ("eu-contribution", ("0", "EUR"), None, None)],
    ],
    ids=[
        *("two sums", "of the whole and of a phase", "of two who give", "of UNODC and a partner"),
        *("of two partners", "of two in two currencies", "not at the fixed rate", "no fixed rate", "nothing"),
    ],
)
def test_sums_that_may_well_be_two_are_not_weak(
    amounts: list[tuple[str, tuple[str, str], str | None, str | None]],
) -> None:
    assert found(sums(*amounts), WeaknessKind.ONE_SUM) == []


def test_a_partner_has_no_more_in_phases_than_in_all_and_no_other_counts() -> None:
    of_two = [
        ("partner-share", EUR_5, None, OF_IMO),
        ("partner-share", EUR_10, "one", OF_BMZ),
        ("partner-share", ("4", "EUR"), "one", OF_IMO),
    ]
    assert found(sums(*of_two), WeaknessKind.TOO_MUCH) == []
    more = [("partner-share", EUR_10, "two", OF_IMO), ("partner-share", EUR_5, None, OF_IMO)]
    assert found(sums(*more, mark=True), WeaknessKind.TOO_MUCH) == [
        "projects p, amounts 2: partner-share: 10,000,000 EUR in phases, 5,000,000 EUR in all"
    ]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ('status = "active" #!\nstart = "2026-07"', ["projects p: active: it starts 2026-07"]),
        ('status = "ended" #!\nstart = 2027', ["projects p: ended: it starts 2027"]),
        ('status = "active"\nstart = 2026', []),
        ('status = "active"\nstart = "2026-06-15"', []),
        ('status = "planned"\nstart = 2027', []),
        ('status = "cancelled"\nstart = 2027', []),
        ('status = "ended"\nend = 2027', []),
        ("start = 2027", []),
    ],
)
def test_a_status_of_what_is_still_to_come_is_weak(span: str, expected: list[str]) -> None:
    assert found(HEAD + PROJECT + span, WeaknessKind.NOT_BEGUN) == expected


def test_a_status_of_a_phase_that_is_still_to_come_is_weak() -> None:
    text = (
        HEAD + PROJECT + '[[projects.phases]]\nid = "one"\nname = "One"\nstart = 2027\nstatus = "active" #!'
    )
    assert found(text, WeaknessKind.NOT_BEGUN) == ["projects p, phases one: active: it starts 2027"]


NAMES = {
    "an acronym twice": (
        (
            '[[projects]]\nid = "a"\ntitle = "A"\nacronym = "SAFE"\n'
            '[[projects]]\nid = "b"\ntitle = "B"\nacronym = "Safe" #!'
        ),
        ["projects b: 'Safe' is also a name of 'a'"],
    ),
    "an alias that is an id": (
        (
            '[[projects]]\nid = "safe-seas"\ntitle = "A"\n'
            '[[projects]]\nid = "b"\ntitle = "B"\naliases = ["Bee",\n"Safe Seas"] #!'
        ),
        ["projects b, aliases 2: 'Safe Seas' is also a name of 'safe-seas'"],
    ),
    "a title twice": (
        '[[projects]]\nid = "a"\ntitle = "Côte"\n[[projects]]\nid = "b"\ntitle = "cote" #!',
        ["projects b: 'cote' is also a name of 'a'"],
    ),
    "one name three times": (
        (
            '[[themes]]\nid = "a"\nname = "Sea"\n[[themes]]\nid = "b"\nname = "sea" #!\n'
            '[[themes]]\nid = "c"\nname = "C"\naliases = ["SEA"] #!'
        ),
        ["themes b: 'sea' is also a name of 'a'", "themes c, aliases 1: 'SEA' is also a name of 'a'"],
    ),
    "an organisation": (
        (
            '[[organisations]]\nid = "a"\nname = "A"\nacronym = "IO"\n'
            '[[organisations]]\nid = "b"\nname = "B"\nacronym = "IO" #!'
        ),
        ["organisations b: 'IO' is also a name of 'a'"],
    ),
    "a programme": (
        '[[programmes]]\nid = "a"\nname = "A"\n[[programmes]]\nid = "b"\nname = "B"\nacronym = "A" #!',
        ["programmes b: 'A' is also a name of 'a'"],
    ),
    "a region": (
        '[[regions]]\nid = "a"\nname = "A"\n[[regions]]\nid = "b"\nname = "B"\naliases = ["A"] #!',
        ["regions b, aliases 1: 'A' is also a name of 'a'"],
    ),
    "one thing that repeats its own": (
        '[[projects]]\nid = "safe"\ntitle = "Safe"\nacronym = "SAFE"\naliases = ["safe!"]',
        [],
    ),
    "things of different kinds": (
        '[[themes]]\nid = "sea"\nname = "Sea"\n[[regions]]\nid = "sea"\nname = "Sea"',
        [],
    ),
    "names of signs only": (
        '[[themes]]\nid = "a"\nname = "–"\n[[themes]]\nid = "b"\nname = "…"',
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES)
def test_a_name_that_several_things_of_a_kind_have_is_weak(text: str, expected: list[str]) -> None:
    assert found(HEAD + text, WeaknessKind.SAME_NAME) == expected


def test_a_project_without_any_evidence_is_found_once() -> None:
    text = f'{HEAD}[[projects]] #!\nid = "p"\ntitle = "P"\nstart = 2020\n{PHASES}start = 2021\n'
    assert found(text, WeaknessKind.NO_EVIDENCE) == ["projects p: none of its 3 values has a source"]
    assert found(text.replace("#!", ""), WeaknessKind.UNSUPPORTED) == []


def test_a_project_with_some_evidence_is_told_what_has_none() -> None:
    text = f"""{HEAD}[[sources]]
id = "s"
title = "S"
[[projects]]
id = "p"
title = "P"
start = 2020 #!
[projects.evidence]
title = ["s"]
"""
    assert found(text, WeaknessKind.UNSUPPORTED) == ["projects p: start"]


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        (
            [("total-budget", "5_000", "EUR", None), ("eu-contribution", "6_000", "EUR", None)],
            "eu-contribution 6,000 EUR, total-budget 5,000 EUR",
        ),
        (
            [("total-budget", "5_000", "EUR", "one"), ("unodc-share", "6_000", "EUR", "one")],
            "unodc-share 6,000 EUR, total-budget 5,000 EUR",
        ),
        (
            [
                ("total-budget", "2_000", "EUR", "one"),
                ("total-budget", "3_000", "EUR", "two"),
                ("eu-contribution", "6_000", "EUR", None),
            ],
            "eu-contribution 6,000 EUR, total-budget 5,000 EUR",
        ),
        (
            [("decision-budget", "5_000", "EUR", None), ("eu-contribution", "6_000", "EUR", None)],
            "eu-contribution 6,000 EUR, decision-budget 5,000 EUR",
        ),
    ],
    ids=["of the project", "of a phase", "of all phases", "of the decision"],
)
def test_a_part_larger_than_the_whole_is_weak(
    amounts: list[tuple[str, str, str, str | None]], said: str
) -> None:
    [message] = found(money(*amounts, mark=len(amounts) - 1), WeaknessKind.LARGER_PART)
    assert message.endswith(said)


@pytest.mark.parametrize(
    "amounts",
    [
        [("total-budget", "6_000", "EUR", None), ("eu-contribution", "6_000", "EUR", None)],
        [("total-budget", "5_000", "USD", None), ("eu-contribution", "6_000", "EUR", None)],
        [("total-budget", "5_000", "EUR", "one"), ("eu-contribution", "6_000", "EUR", None)],
        [("total-budget", "5_000", "EUR", "one"), ("eu-contribution", "6_000", "EUR", "two")],
        [("total-budget", "5_000", "EUR", None), ("commitment", "6_000", "EUR", None)],
    ],
    ids=["as large", "another currency", "of some phases", "of another phase", "no part"],
)
def test_what_is_no_part_or_not_larger_is_not_weak(amounts: list[tuple[str, str, str, str | None]]) -> None:
    assert found(money(*amounts), WeaknessKind.LARGER_PART) == []
