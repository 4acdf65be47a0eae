"""`unodc locations` and GeoJSON: places, and points that only stand in for a country."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

DETAILS = Path(__file__).parents[1] / "data" / "details.xml"


@pytest.fixture
def locations(run: Run) -> Callable[..., Any]:
    def rows(*arguments: str, data: str = str(DETAILS)) -> Any:
        result = run("locations", *arguments, "--json", "--data", data)
        assert result.code == 0, result.err
        return json.loads(result.out)

    return rows


def test_there_is_a_row_for_each_location(locations: Callable[..., Any]) -> None:
    names = [element.findtext("name/narrative") for element in ET.parse(DETAILS).getroot().iter("location")]
    # Those of results are references.
    assert [row["name"] for row in locations()] == [name for name in names if name]


def test_a_row_has_what_is_said_of_a_place(locations: Callable[..., Any]) -> None:
    port, *_ = locations()
    line = port.pop("line")
    assert DETAILS.read_text(encoding="utf-8").splitlines()[line - 1].startswith('<location ref="KE-PORT">')
    assert port.pop("file") == str(DETAILS)
    assert port == {
        "project": "XM-TEST-CLASSES",
        "name": "Port of Mombasa",
        "description": "The container terminal",
        "activity_description": "Dredging",
        "latitude": -4.05,
        "longitude": 39.66,
        "exactness": "exact",
        "stand_in": None,
        "reach": "activity",
        "class": "structure",
        "feature": "port",
        "ids": [{"vocabulary": "G1", "code": "186301"}],
        "areas": [
            {"vocabulary": "G1", "level": "1", "code": "186298", "name": None},
            {"vocabulary": None, "level": None, "code": "KE", "name": None},
        ],
        "ref": "KE-PORT",
        "percentage": None,
    }


def test_what_stands_in_for_a_country_is_called_so(locations: Callable[..., Any]) -> None:
    assert {row["name"]: row["stand_in"] for row in locations()} == {
        "Port of Mombasa": None,
        "Kenya": "country",
        "Trinidad and Tobago": "country",
        # The point that is Kenya's is not that of Nairobi.
        "Nairobi": "shared",
        "Lamu": None,
        "Nowhere": "nowhere",
        "Off the Earth": None,
        "Without a point": None,
    }


@pytest.mark.parametrize(("count", "stand_in"), [(4, None), (5, "shared")])
def test_a_point_of_many_activities_is_no_place(
    locations: Callable[..., Any], file: Callable[[bytes, str], str], count: int, stand_in: str | None
) -> None:
    activities = "".join(
        f"<iati-activity><iati-identifier>X-{n}</iati-identifier><location><name>Harbour</name>"
        "<point><pos>5 5</pos></point></location><location><name>Quay</name>"
        "<point><pos>6 6</pos></point><exactness code='1'/></location></iati-activity>"
        for n in range(count)
    )
    data = file(f"<iati-activities version='2.03'>{activities}</iati-activities>".encode(), ".xml")
    rows = locations(data=data)
    assert {row["stand_in"] for row in rows if row["name"] == "Harbour"} == {stand_in}
    # Whoever says how exact a point is means it.
    assert {row["stand_in"] for row in rows if row["name"] == "Quay"} == {None}


def test_show_has_places_and_no_stand_ins(run: Run, file: Callable[[bytes, str], str]) -> None:
    out = run("show", "XM-TEST-CLASSES", "--data", str(DETAILS)).out
    _, _, places = out.partition("\nPlaces\n")
    assert [line.strip() for line in places.split("\n\n")[0].splitlines()] == [
        "- Port of Mombasa (port; exact; latitude -4.05, longitude 39.66)",
        "- Lamu (latitude -2.27, longitude 40.9)",
        "- Off the Earth",
        "- Without a point",
    ]
    many = "".join(f"<location><name>Village {number}</name></location>" for number in range(45))
    data = f"<iati-activities><iati-activity><iati-identifier>X</iati-identifier>{many}</iati-activity>"
    out = run("show", "X", "--data", file(f"{data}</iati-activities>".encode(), ".xml")).out
    assert "- Village 39\n" in out
    assert "- Village 40\n" not in out
    assert "- and 5 more: `unodc locations` lists all\n" in out


def test_what_is_no_point_on_earth_is_none(locations: Callable[..., Any]) -> None:
    [off] = [row for row in locations() if row["name"] == "Off the Earth"]
    assert (off["latitude"], off["longitude"]) == (None, None)


def test_geojson_has_the_places_longitude_first(run: Run) -> None:
    result = run("locations", "--format", "geojson", "--data", str(DETAILS))
    collection = json.loads(result.out)
    assert collection["type"] == "FeatureCollection"
    port, lamu = collection["features"]
    assert port["type"] == "Feature"
    assert port["geometry"] == {"type": "Point", "coordinates": [39.66, -4.05]}
    assert port["properties"]["name"] == "Port of Mombasa"
    assert lamu["properties"]["name"] == "Lamu"
    assert "--stand-ins adds points that stand for a country" in result.err


def test_geojson_has_stand_ins_if_they_are_asked_for(run: Run) -> None:
    out = run("locations", "--format", "geojson", "--stand-ins", "--data", str(DETAILS)).out
    assert len(json.loads(out)["features"]) == 6


def test_geojson_of_nothing_is_an_empty_collection(run: Run) -> None:
    result = run("locations", "--format", "geojson")
    assert json.loads(result.out) == {"type": "FeatureCollection", "features": []}


def test_geojson_without_a_place_names_the_option_that_adds_stand_ins(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "stand-ins.xml"
    text = DETAILS.read_text(encoding="utf-8").replace("-4.05 39.66", "0 0").replace("-2.27 40.9", "0 0")
    data.write_text(text, encoding="utf-8")
    result = run("locations", "--format", "geojson", "--data", str(data))
    assert json.loads(result.out)["features"] == []
    assert "has a place with a point: --stand-ins adds points that stand for a country" in result.err
    result = run("locations", "--format", "geojson", "--stand-ins", "--data", str(data))
    assert "nothing found" not in result.err
    assert len(json.loads(result.out)["features"]) == 6


@pytest.mark.parametrize("command", [["list"], ["locations", "--fields", "name"]])
def test_geojson_of_what_has_no_place_is_explained(run: Run, command: list[str]) -> None:
    result = run(*command, "--format", "geojson")
    assert (result.code, result.out) == (2, "")
    assert "--format geojson is for places" in result.err


def test_a_file_may_be_named_so(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "places.geojson"
    assert run("locations", "--data", str(DETAILS), "-o", str(target)).code == 0
    assert len(json.loads(target.read_text(encoding="utf-8"))["features"]) == 2


def test_coordinates_of_old_files_are_read(
    locations: Callable[..., Any], file: Callable[[bytes, str], str]
) -> None:
    data = file(
        b"<iati-activities version='1.01'><iati-activity><iati-identifier>X</iati-identifier><location>"
        b"<name>Goma</name><coordinates latitude='-1.67' longitude='29.22'/></location></iati-activity>"
        b"</iati-activities>",
        ".xml",
    )
    [row] = locations(data=data)
    assert (row["latitude"], row["longitude"]) == (-1.67, 29.22)
