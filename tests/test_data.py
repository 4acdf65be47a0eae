"""The bundled portfolio keeps its own rules."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator

from conftest import SMALL, TODAY, Run
from unodc_cli.check.kinds import WeaknessKind
from unodc_cli.check.weaknesses import weak_places
from unodc_cli.files.inputs import bundled
from unodc_cli.readers import detect

MUST_NOT_BE = {
    *(
        WeaknessKind.UNSUPPORTED,
        WeaknessKind.UNUSED,
        WeaknessKind.TWICE,
        WeaknessKind.NOT_ACTIVE,
        WeaknessKind.NOT_BEGUN,
    ),
    *(WeaknessKind.CONTRADICTING, WeaknessKind.TOO_MUCH),
}
PROJECTS = """
    aircop asia-wildlife bmm ccp-georgia counter-piracy crimjust crwc disrupt eccas-wildlife ecowas-drugs
    eutranscrim firearms-flows firearms-trafficking glo-act glo-act-asia-middle-east glo-act-bangladesh
    glo-act-south-asia guard-wildlife haiti-borders heroin-route-eco iccwc jordan-borders mase mase-rider
    nigeria-drugs nigeria-migration nigeria-trafficking north-africa-smuggling ocwar-t pacsom-egypt passmar
    pccp port-security
    ports-and-airports prelac protect-silk-routes protect-southeast-asia red-sea safe safe-seas-africa samm
    somali-maritime-police swaims unwaste wastenet
"""


def kinds(path: Path) -> set[str | None]:
    return {fault.kind for fault in weak_places(detect.parse(path), TODAY)}


def test_every_value_has_evidence_and_every_source_a_value() -> None:
    found = [
        (fault.kind, str(fault))
        for fault in weak_places(detect.parse(bundled()), "2026-11-29")
        if fault.kind in MUST_NOT_BE
    ]
    assert found == []


@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [
        ('title = ["page"]\n', "", WeaknessKind.UNSUPPORTED),
        (', sources = ["page"], note = "training"', "", WeaknessKind.UNSUPPORTED),
        ('values = ["DJ"]', "values = []", None),
        (', { sources = ["paper"], values = ["DJ"] }', "", WeaknessKind.UNSUPPORTED),
        ('sources = ["paper"]\nnote = "says', 'sources = []\nnote = "says', WeaknessKind.UNSUPPORTED),
        ('url = "https://example.org/daily"', 'url = "https://example.org/portfolio"', WeaknessKind.TWICE),
        ("[[themes]]", '[[sources]]\nid = "idle"\ntitle = "Idle"\n\n[[themes]]', WeaknessKind.UNUSED),
        ('end = "2020-02"', 'end = "2020-02"\nstatus = "active"', WeaknessKind.NOT_ACTIVE),
    ],
)  # fmt: skip
def test_the_check_of_the_rules_can_fail(
    tmp_path: Path, right: str, wrong: str, kind: WeaknessKind | None
) -> None:
    text = SMALL.read_text(encoding="utf-8")
    # The first project of the small portfolio is fully supported; keep that one only.
    text = text[: text.index('[[projects]]\nid = "sea-watch"')].replace(
        "[projects.evidence]\n",
        "[projects.evidence]\n"
        + "".join(f'{name} = ["page"]\n' for name in ("acronym", "programme", "sdgs")),
    )
    path = tmp_path / "portfolio.toml"
    path.write_text(text, encoding="utf-8")
    assert not kinds(path) & MUST_NOT_BE
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    found = kinds(path) & MUST_NOT_BE
    assert kind in found if kind else not found


def test_the_portfolio_holds_what_the_data_page_says(run: Run) -> None:
    projects = json.loads(run("list", "--json").out)
    assert sorted(project["id"] for project in projects) == PROJECTS.split()
    assert {theme for project in projects for theme in project["themes"]} == {
        "trafficking", "wildlife", "maritime", "firearms", "borders",
    }  # fmt: skip
    links = {link for project in projects for link in project["links"]}
    addresses = {source["url"] for source in json.loads(run("sources", "--json").out)}
    assert links <= addresses


def parsed(path: Path) -> Any:
    """Return a data file as an editor's schema check sees it: days are text."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [plain(entry) for entry in value]
        return value.isoformat() if isinstance(value, datetime.date) else value

    return plain(tomli.loads(path.read_text(encoding="utf-8")))


def test_data_files_pass_the_schema_for_editors(run: Run) -> None:
    schema = json.loads(run("schema", "--data").out)
    Draft202012Validator.check_schema(schema)
    example = Path(__file__).parents[1] / "docs" / "examples" / "safe-rivers.toml"
    for path in (bundled(), SMALL, example):
        Draft202012Validator(schema).validate(parsed(path))


def test_the_schema_for_editors_finds_mistakes_and_describes_keys(run: Run) -> None:
    schema = json.loads(run("schema", "--data").out)
    for right, wrong in [
        ('start = "2016-02"', 'start = "16-2"'),
        ('kind = "press"', 'kind = "blog"'),
        ("sdgs", "sdg"),
        ('currency = "EUR"', 'currency = "EURO"'),
        ("value = 4000000", "value = -1"),
        ("value = 4000000", "value = 1e300"),
    ]:
        assert right in SMALL.read_text(encoding="utf-8")
        content = tomli.loads(
            SMALL.read_text(encoding="utf-8").replace(right, wrong).replace("2024-06-30", "2024")
        )
        assert not Draft202012Validator(schema).is_valid(content)
    assert list(undescribed(schema)) == []


def undescribed(schema: dict[str, Any]) -> Iterator[str]:
    """Return the tables of the data file without a description."""
    return (name for name, table in schema["$defs"].items() if "description" not in table)
