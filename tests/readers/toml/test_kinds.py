"""Kinds of amounts in a data file: those of the IATI standard, and those that it declares."""

import pytest

from unodc_cli.check.kinds import WeaknessKind
from unodc_cli.check.weaknesses import weaknesses
from unodc_cli.errors import DataError
from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.readers.toml.reader import parse

HEAD = '[portfolio]\ntitle = "T"\n'
GRANT = '[[kinds]]\nid = "grant"\nname = "Grant"\n'


def project(*amounts: str) -> str:
    listed = ", ".join(f"{{ {amount} }}" for amount in amounts)
    return f'[[projects]]\nid = "p"\ntitle = "P"\namounts = [{listed}]\n'


def faults_of(text: str) -> list[str]:
    with pytest.raises(DataError) as raised:
        parse((HEAD + text).encode(), "data.toml")
    return [fault.message for fault in raised.value.faults]


@pytest.mark.parametrize("kind", [kind for kind in AMOUNT_KINDS if not kind.startswith("partner-")])
def test_a_file_may_have_every_kind(kind: str) -> None:
    parsed = parse((HEAD + project(f'kind = "{kind}", value = 1, currency = "EUR"')).encode(), "data.toml")
    [record] = parsed.reading().records()
    assert [amount["kind"] for amount in record.content["amounts"]] == [kind]


@pytest.mark.parametrize(
    ("kind", "question"),
    [("grnt", "did you mean 'grant'? "), ("budjet", "did you mean 'budget'? "), ("xyzzy", "")],
)
def test_an_unknown_kind_is_told_the_nearest_and_how_to_declare_it(kind: str, question: str) -> None:
    [message] = faults_of(GRANT + project(f'kind = "{kind}", value = 1, currency = "EUR"'))
    assert message == (
        f"projects p, amounts 1: '{kind}' is not a kind of amount: {question}"
        "A kind of your own is declared once: [[kinds]] with id and name"
    )


@pytest.mark.parametrize(
    ("id_", "fault"),
    [
        ("budget", "'budget' is a kind of amount already: it needs no [[kinds]]"),
        ("title", "'title' is the name of a field, so no kind of amount can have it: title-sum could be one"),
        (
            "Grant",
            "'Grant' is not an id: lower-case letters and digits, in parts joined by hyphens: write grant",
        ),
    ],
)
def test_a_kind_of_ones_own_has_a_name_that_nothing_else_has(id_: str, fault: str) -> None:
    [message] = faults_of(GRANT.replace('"grant"', f'"{id_}"'))
    assert message == f"kinds {id_}: {fault}"


def test_a_kind_is_declared_once() -> None:
    [message] = faults_of(GRANT + GRANT)
    assert "the id 'grant' is used twice; first in line 4" in message


def test_sums_of_ones_own_kind_follow_the_rules_of_all() -> None:
    grant = 'kind = "grant", value = 1, currency = "EUR"'
    [message] = faults_of(GRANT + project(grant, grant))
    assert "a second amount of the kind 'grant' in EUR for the same period" in message
    organisation = '[[organisations]]\nid = "us"\nname = "Us"\n'
    assert any(
        "'grant' names no partner" in message
        for message in faults_of(GRANT + organisation + project(f'{grant}, partner = "us"'))
    )


def test_what_is_committed_may_be_what_is_paid() -> None:
    sums = [f'kind = "{kind}", value = 5, currency = "EUR"' for kind in ("commitment", "disbursement")]
    form = parse((HEAD + project(*sums)).encode(), "data.toml").form
    assert WeaknessKind.ONE_SUM not in [weakness.kind for weakness in weaknesses(form, "2026-01-01")]
