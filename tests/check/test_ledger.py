"""Families of all files together: circles of parents are found, however deep the rest is."""

from unodc_cli.check.ledger import Ledger


def circles(**parents: str) -> list[str]:
    ledger = Ledger()
    for project, parent in parents.items():
        ledger.note_family(project, "a.xml", [(parent, 7)], [])
    return [fault.message for _, fault in ledger.circles()]


def test_a_circle_of_parents_is_found_once() -> None:
    assert circles(a="b", b="c", c="a", d="a", e="d") == ["a → b → c → a"]
    assert circles(a="b", b="a", c="d", d="c") == ["a → b → a", "c → d → c"]


def test_a_family_without_a_circle_is_none() -> None:
    assert circles(**{f"n{number}": f"n{number + 1}" for number in range(50)}) == []


def test_a_parent_that_calls_its_own_parent_a_child_is_a_circle() -> None:
    ledger = Ledger()
    ledger.note_family("a", "a.xml", [("b", 3)], [("b", 4)])
    assert [fault.message for _, fault in ledger.circles()] == ["a → b → a"]


def test_a_circle_of_a_further_parent_is_found() -> None:
    ledger = Ledger()
    for project, parents in {"a": "b", "b": "a", "c": "ad", "d": "c", "e": "c"}.items():
        ledger.note_family(project, "a.xml", [(parent, 3) for parent in parents], [])
    assert [fault.message for _, fault in ledger.circles()] == ["a → b → a", "c → d → c"]


def test_who_is_its_own_parent_is_no_circle_but_a_finding_of_its_own() -> None:
    assert circles(a="a") == []
