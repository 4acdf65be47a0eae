"""Sums of partners in a data file."""

import pytest

from unodc_cli.errors import DataError
from unodc_cli.model import project as model
from unodc_cli.model.kinds import AmountKind
from unodc_cli.readers.toml import reader

HEAD = """[portfolio]
title = "T"
partners = [{ organisation = "unodc", role = "implementing" }]
"""
ORGANISATIONS = "".join(
    f'[[organisations]]\nid = "{id_}"\nname = "{id_.upper()}"\n'
    for id_ in ("eu", "unodc", "imo", "interpol", "iom")
)
PROJECT = """[[projects]]
id = "p"
title = "P"
partners = [{ organisation = "imo" }, { organisation = "interpol" }, { organisation = "eu" }]
phases = [{ id = "one", name = "One" }]
"""


def read(*amounts: str) -> list[model.Amount]:
    """Return the amounts of a project, each as it is written but for its value and currency."""
    lines = "".join(f'{{ value = 5, currency = "EUR", {amount} }},\n' for amount in amounts)
    file = f"{HEAD}{ORGANISATIONS}{PROJECT}amounts = [\n{lines}]\n"
    [record] = reader.parse(file.encode(), "data.toml").reading().records()
    return [model.Amount(**amount) for amount in record.content["amounts"]]


@pytest.mark.parametrize(
    ("written", "kind", "partner"),
    [
        ('kind = "partner-share", partner = "imo"', "partner-share", "imo"),
        ('kind = "partner-share", partner = ["imo", "unodc"]', "partner-share", "imo; unodc"),
        ('kind = "partner-share", partner = "unodc"', "unodc-share", None),
        ('kind = "unodc-share"', "unodc-share", None),
        ('kind = "partner-contribution", partner = ["interpol"]', "partner-contribution", "interpol"),
        ('kind = "partner-contribution", partner = "eu"', "eu-contribution", None),
        ('kind = "eu-contribution"', "eu-contribution", None),
        ('kind = "total-budget"', "total-budget", None),
    ],
)
def test_a_sum_says_whose_it_is(written: str, kind: AmountKind, partner: str | None) -> None:
    assert read(written) == [model.Amount(kind=kind, value=5, currency="EUR", partner=partner)]


def test_partners_and_phases_have_sums_of_their_own() -> None:
    of_each = [
        'kind = "partner-share", partner = "imo"',
        'kind = "partner-share", partner = "interpol"',
        'kind = "partner-share", partner = "imo", phase = "one"',
        'kind = "partner-contribution", partner = "imo"',
        'kind = "unodc-share"',
    ]
    assert len(read(*of_each)) == len(of_each)


SECOND = "a second amount of the kind 'partner-share' in EUR for the same period and the partner"


@pytest.mark.parametrize(
    ("amounts", "message"),
    [
        (['kind = "partner-share"'], 'a partner-share names its partner: partner = "interpol"'),
        (['kind = "partner-share", partner = []'], 'a partner-share names its partner: partner = "interpol"'),
        (
            ['kind = "total-budget", partner = "imo"'],
            "'total-budget' names no partner: partner-contribution and partner-share do",
        ),
        (
            ['kind = "unodc-share", partner = "unodc"'],
            "'unodc-share' names no partner: partner-contribution and partner-share do",
        ),
        (['kind = "partner-share", partner = "iom"'], "'iom' is no partner of this project"),
        (
            ['kind = "partner-share", partner = "imoo"'],
            "no organisation has the id 'imoo': did you mean 'imo'?",
        ),
        (['kind = "partner-share", partner = 5'], "'partner' must be text: put it in quotes"),
        (['kind = "partner-share", partner = "imo"'] * 2, f"{SECOND} 'imo'"),
        (['kind = "partner-share", partner = ["imo", "imo"]'], f"{SECOND} 'imo'"),
        (
            [
                'kind = "partner-share", partner = ["interpol", "imo"]',
                'kind = "partner-share", partner = "imo"',
            ],
            f"{SECOND} 'imo'",
        ),
        (['kind = "unodc-share"', 'kind = "partner-share", partner = "unodc"'], f"{SECOND} 'unodc'"),
    ],
)
def test_faults_of_sums_of_partners_are_told(amounts: list[str], message: str) -> None:
    with pytest.raises(DataError) as error:
        read(*amounts)
    [fault] = error.value.faults
    assert fault.message.endswith(f": {message}")
    assert fault.line == 24 + len(amounts)


def test_a_programme_has_no_sums_of_partners() -> None:
    amount = '{ kind = "partner-share", partner = "imo", value = 5, currency = "EUR" }'
    file = f'{HEAD}{ORGANISATIONS}[[programmes]]\nid = "x"\nname = "X"\namounts = [{amount}]\n{PROJECT}'
    with pytest.raises(DataError) as error:
        reader.parse(file.encode(), "data.toml")
    [fault] = error.value.faults
    assert fault.message == "programmes x, amounts 1: a programme has no sums of partners"
