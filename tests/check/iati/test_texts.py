"""Texts stand in narratives since version 2.01, and nowhere else."""

import json
from collections.abc import Callable

import pytest

from conftest import Run

ENTRIES = {
    "iati-activities": "<iati-activity><iati-identifier>XM-A-1</iati-identifier>{}</iati-activity>",
    "iati-organisations": "<iati-organisation><organisation-identifier>XM-A</organisation-identifier>{}"
    "</iati-organisation>",
}


def outside(
    run: Run, file: Callable[[bytes, str], str], root: str, inside: str, version: str = "2.03"
) -> list[tuple[str, int, str]]:
    text = f'<{root} version="{version}">\n{ENTRIES[root].format(inside)}</{root}>'
    kinds = json.loads(run("check", file(text.encode(), ".xml"), "--json").out)["kinds"]
    found = [kind for kind in kinds if kind["kind"] == "text outside a narrative"]
    return [(kind["severity"], kind["line"], kind["message"]) for kind in found]


@pytest.mark.parametrize(
    ("root", "inside", "message"),
    [
        ("iati-organisations", "<name>\n Safe Ports </name>", "name: 'Safe Ports'"),
        ("iati-organisations", "<reporting-org>Ports</reporting-org>", "reporting-org: 'Ports'"),
        ("iati-activities", "<title>Ports<narrative>Ports</narrative></title>", "title: 'Ports'"),
        ("iati-activities", "<title><!-- later -->Ports</title>", "title: 'Ports'"),
        (
            "iati-activities",
            "<transaction><provider-org ref='XM-B'>Bank</provider-org></transaction>",
            "provider-org: 'Bank'",
        ),
        (
            "iati-activities",
            f"<description>{'a' * 60}</description>",
            f"description: '{'a' * 40}…'",
        ),
    ],
)
def test_a_text_outside_a_narrative_is_found(
    run: Run, file: Callable[[bytes, str], str], root: str, inside: str, message: str
) -> None:
    assert outside(run, file, root, inside) == [("error", 2, message)]
    # In versions 1.0x texts stand so.
    assert outside(run, file, root, inside, "1.05") == []


@pytest.mark.parametrize(
    "inside",
    [
        "<title>\n <narrative>Ports</narrative>\n <!-- Hafen -->\n</title>",
        "<transaction><value>5</value></transaction><location><point><pos>1 2</pos></point></location>",
        # Contact details are personal, and not looked into.
        "<contact-info><organisation>Ports</organisation><person-name>A</person-name></contact-info>",
    ],
)
def test_what_stands_in_a_narrative_or_needs_none_is_not_found(
    run: Run, file: Callable[[bytes, str], str], inside: str
) -> None:
    assert outside(run, file, "iati-activities", inside) == []
