"""The money that partners give to a project, and have of it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from conftest import Run

Ask = Callable[..., Any]
NAMES = {"eu": "European Union", "unodc": "UNODC", "imo": "IMO", "interpol": "INTERPOL", "bmz": "BMZ"}
NOTE = "note: 1 sum of several partners together is in no partner's total: unodc list --fields amounts\n"


def amount(kind: str, value: float, **more: object) -> dict[str, object]:
    return {"kind": kind, "value": value, "currency": "EUR", **more}


PORTS = {
    "id": "ports",
    "title": "Ports",
    "themes": ["sea"],
    "partners": [
        *({"organisation": id_, "role": "implementing"} for id_ in ("imo", "interpol")),
        {"organisation": "bmz", "role": "funding"},
    ],
    "phases": [{"id": "one", "name": "One"}, {"id": "two", "name": "Two"}],
    "amounts": [
        amount("eu-contribution", 28),
        amount("partner-share", 16, partner=["imo", "unodc"]),
        amount("partner-share", 5, partner="interpol"),
        amount("partner-share", 3, partner="interpol", phase="one"),
        amount("partner-contribution", 2, partner="bmz", phase="one"),
        amount("partner-contribution", 1, partner="bmz", phase="two"),
    ],
}
ROADS = {
    "id": "roads",
    "title": "Roads",
    "themes": ["sea"],
    "partners": [{"organisation": "interpol", "role": "implementing"}],
    "amounts": [amount("partner-share", 4, partner="interpol"), amount("partner-share", 7, partner="unodc")],
}
FILE = {
    "portfolio": {
        "title": "T",
        "partners": [
            {"organisation": "eu", "role": "funding"},
            {"organisation": "unodc", "role": "implementing"},
        ],
    },
    "themes": [{"id": "sea", "name": "Sea"}],
    "organisations": [{"id": id_, "name": name} for id_, name in NAMES.items()],
    "projects": [PORTS, ROADS],
}


@pytest.fixture
def ask(run: Run, written: Callable[[Mapping[str, Any]], str]) -> Ask:
    data = written(FILE)
    return lambda *arguments: run(*arguments, "--data", data)


def totals(out: str) -> dict[str, dict[str, tuple[float, int]]]:
    """Return of each group its totals: the sum, and how many projects state it."""
    return {
        group["key"]: {total["kind"]: (total["value"], total["projects"]) for total in group["totals"]}
        for group in json.loads(out)
    }


def test_what_a_partner_gives_or_has_stands_in_its_own_group_only(ask: Ask) -> None:
    result = ask("by-partner", "--json")
    assert totals(result.out) == {
        "eu": {"eu-contribution": (28, 1), "unodc-share": (7, 1)},
        "unodc": {"eu-contribution": (28, 1), "unodc-share": (7, 1)},
        "interpol": {"eu-contribution": (28, 1), "unodc-share": (7, 1), "partner-share": (9, 2)},
        "imo": {"eu-contribution": (28, 1)},
        "bmz": {"eu-contribution": (28, 1), "partner-contribution": (3, 1)},
    }
    assert NOTE in result.err


def test_a_sum_of_several_is_told_of_where_one_of_them_is_shown(ask: Ask) -> None:
    assert NOTE in ask("by-partner", "--sort", "key", "--limit", "5").err
    # Of those shown, bmz alone, none has it.
    assert "several partners together" not in ask("by-partner", "--sort", "key", "--limit", "1").err
    assert "several partners together" not in ask("by-theme").err


def test_no_total_adds_a_share_to_what_it_is_a_share_of(ask: Ask) -> None:
    assert totals(ask("by-theme", "--json").out) == {
        "sea": {
            "eu-contribution": (28, 1),
            "partner-contribution": (3, 1),
            "unodc-share": (7, 1),
            "partner-share": (25, 2),
        }
    }


def test_shares_are_fields_and_say_whose_they_are(ask: Ask) -> None:
    assert ask(
        "list", "--fields", "id,partner-share,partner-contribution", "--sort", "-partner-share"
    ).out == ("id\tpartner-share\tpartner-contribution\nports\t21 EUR\t3 EUR\nroads\t4 EUR\t\n")
    assert ask("list", "--fields", "amounts", "--text", "ports").out.splitlines()[1] == (
        "eu-contribution 28 EUR; partner-share of imo and unodc 16 EUR; partner-share of interpol 5 EUR; "
        "partner-share of interpol 3 EUR (one); partner-contribution of bmz 2 EUR (one); "
        "partner-contribution of bmz 1 EUR (two)"
    )


def test_a_page_names_the_partner_beside_the_sum(ask: Ask) -> None:
    lines = [" ".join(line.split()) for line in ask("show", "ports").out.splitlines()]
    for line in (
        "kind partner amount of",
        "eu-contribution 28 EUR all",
        "partner-share IMO, UNODC 16 EUR all",
        "partner-contribution BMZ 2 EUR One",
    ):
        assert line in lines


def test_scripts_have_the_id_of_the_partner(ask: Ask) -> None:
    project = json.loads(ask("show", "ports", "--json").out)
    assert [amount["partner"] for amount in project["amounts"]] == [
        *(None, "imo; unodc", "interpol", "interpol", "bmz", "bmz")
    ]
    rows = ask("sql", "SELECT project, value, partner, counted FROM amounts WHERE kind = 'partner-share'").out
    assert rows.splitlines()[1:] == [
        "ports\t16\timo; unodc\t1",
        "ports\t5\tinterpol\t1",
        "ports\t3\tinterpol\t0",
        "roads\t4\tinterpol\t1",
    ]
