"""Loose spellings and other words find what is meant, and answers note what they cannot know."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ACTIVITIES, SMALL, Run
from unodc_cli.readers import detect


def ids(run: Run, *arguments: str) -> set[str]:
    return set(run("list", *arguments, "--fields", "id").out.split()[1:])


def test_a_region_has_what_is_stated_of_a_region_within_it(run: Run) -> None:
    west = ids(run, "--region", "west africa")
    assert west
    assert west <= ids(run, "--region", "africa")
    stated = {p["id"] for p in json.loads(run("list", "--json").out) if "southeast-asia" in p["regions"]}
    assert stated
    assert stated <= ids(run, "--region", "asia")


@pytest.mark.parametrize(
    ("option", "name", "meant"),
    [
        ("--region", "Afrique de l'Ouest", "west-africa"),
        ("--country", "République démocratique du Congo", "CD"),
        ("--country", "RDC", "CD"),
        ("--country", "Centrafrique", "CF"),
        ("--theme", "pêche illégale", "wildlife"),
        ("--theme", "trafic d'armes", "firearms"),
    ],
)
def test_names_in_other_languages_and_words_of_a_theme_are_understood(
    run: Run, option: str, name: str, meant: str
) -> None:
    assert ids(run, option, name) == ids(run, option, meant)


def test_a_name_is_suggested_for_its_initials(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(
        """<iati-activities><iati-activity default-currency="EUR"><iati-identifier>a</iati-identifier>
        <transaction><transaction-type code="3"/><transaction-date iso-date="2020-01-01"/>
        <value value-date="2020-01-01">1</value><receiver-org><narrative>Institute for the Study of
        Rivers*Institut pour l'etude</narrative></receiver-org></transaction></iati-activity>
        </iati-activities>"""
    )
    result = run("money", "--receiver", "ISR", "--data", str(file))
    assert result.code == 2
    assert "did you mean 'institute-for-the-study-of-rivers" in result.err
    assert "did you mean" not in run("money", "--receiver", "XSR", "--data", str(file)).err


def test_the_words_of_a_theme_are_not_listed_as_its_names(run: Run) -> None:
    [wildlife] = [theme for theme in json.loads(run("themes", "--json").out) if theme["id"] == "wildlife"]
    assert not [name for name in wildlife["aliases"] if "illégale" in name]


def test_a_partner_that_has_nothing_names_those_that_are_called_alike(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(
        """<iati-activities><iati-activity><iati-identifier>a</iati-identifier><participating-org role="4">
        <narrative>Friends of INTERPOL Society</narrative></participating-org></iati-activity>
        </iati-activities>"""
    )
    result = run("list", "--partner", "interpol", "--data", str(file))
    assert result.code == 0
    assert "with this in their name: 'Friends of INTERPOL Society'" in result.err


def test_a_filter_by_status_says_what_it_could_not_know(run: Run) -> None:
    active = run("list", "--status", "active", "--json")
    unknown = [p for p in json.loads(run("list", "--json").out) if p["status"] is None]
    assert f"note: {len(unknown)} more projects match but have no known status" in active.err


def test_a_status_that_the_dates_contradict_is_said(run: Run) -> None:
    data = ("--data", str(ACTIVITIES), "--today", "2030-01-01")
    for words in (("list", "--status", "active"), ("by-theme",)):
        assert "1 project is published as active with a past end" in run(*words, *data).err


def test_the_bundled_portfolio_stands_beside_files(run: Run) -> None:
    together = int(run("list", "--count", "--data", "bundled", "--data", str(ACTIVITIES)).out)
    assert together == int(run("list", "--count").out) + 2


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.csv", "id,"),
        ("a.json", "[\n"),
        ("a.JSONL", '{"id'),
        ("a.md", "| id"),
        ("a.svg", "<svg"),
        ("a.txt", "id\t"),
    ],
)
def test_a_file_has_the_form_that_its_ending_names(run: Run, tmp_path: Path, name: str, begins: str) -> None:
    target = tmp_path / name
    assert run("list", "--fields", "id,title", "-o", str(target)).code == 0
    assert target.read_text(encoding="utf-8").startswith(begins)
    assert run("list", "--format", "tsv", "--fields", "id", "-o", str(target)).code == 0
    assert target.read_text(encoding="utf-8").startswith("id\n")


def test_a_dash_is_stdout(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("themes", "--fields", "id", "-o", "-").out.startswith("id\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["list", "timeline", "by-theme", "themes", "sources"])
def test_a_limit_may_be_any_number(run: Run, command: str) -> None:
    assert run(command, "--limit", "9" * 30, "--json").out == run(command, "--json").out


def test_a_placeholder_is_no_date_and_a_wrong_order_loses_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(
        """<iati-activities><iati-activity><iati-identifier>a</iati-identifier>
        <activity-date type="1" iso-date="2019-02-01"/><activity-date type="2" iso-date="2050-12-31"/>
        <activity-date type="3" iso-date="2018-12-31"/></iati-activity></iati-activities>"""
    )
    data = ("--data", str(file))
    [project] = json.loads(run("list", "--json", *data).out)
    assert (project["start"], project["end"]) == ("2019-02-01", "2018-12-31")
    assert project["activity"]["dates"]["start_actual"] == "2050-12-31"
    notes = {entry["field"]: entry["note"] for entry in project["evidence"]}
    assert notes["start"] == "line 2; planned; 2050-12-31 is a placeholder"
    assert run("list", "--count", "--active", "2019-01", *data).out == "1\n"
    assert run("list", "--count", "--active", "2020", *data).out == "0\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_is_stopped_while_it_reads_a_pipe_leaves_nothing_behind(tmp_path: Path, number: int) -> None:
    copies, pipe = tmp_path / "copies", tmp_path / "data.toml"
    copies.mkdir()
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-m", "unodc_cli", "list", "--data", str(pipe)],
        env={**os.environ, "TMPDIR": str(copies)},
        stdout=subprocess.DEVNULL,
    )
    with pipe.open("wb") as end:
        end.write(SMALL.read_bytes()[:100])
        end.flush()
        # Who writes into a pipe waits until somebody reads it: by now it has been begun.
        assert list(copies.iterdir())
        process.send_signal(number)
    assert process.wait(30) == 128 + number
    assert not list(copies.iterdir())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_is_stopped_while_it_compiles_leaves_nothing_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def stopped(*_: object) -> None:
        assert list(tmp_path.glob(".*"))
        os.kill(os.getpid(), number)

    monkeypatch.setenv("UNODC_CACHE", str(tmp_path))
    monkeypatch.setattr(detect, "read_all", stopped)
    before = signal.signal(number, lambda *_: None)
    try:
        assert run("list").code == 128 + number
    finally:
        signal.signal(number, before)
    assert not list(tmp_path.glob(".*"))


def test_what_a_part_of_a_name_was_taken_for_is_said(small: Run) -> None:
    for typed, said in (
        (("show", "watch"), "'watch' was taken for sea-watch (Sea Watch)"),
        (("list", "--theme", "mari"), "'mari' was taken for maritime (Maritime crime)"),
        (("search", "cocaine", "--theme", "mari"), "'mari' was taken for maritime (Maritime crime)"),
        (("by-partner", "--country", "keny"), "'keny' was taken for KE (Kenya)"),
    ):
        assert f"note: {said}\n" in small(*typed).err
    assert "was taken for" not in small("show", "Sea Watch", "--theme", "MARITIME").err
    assert "was taken for" not in small("list", "--theme", "piracy", "--country", "kenya").err


def test_a_country_is_known_as_lists_of_codes_have_it(run: Run) -> None:
    for typed in ("EL", "Moldova, Republic of", "TANZANIA, UNITED REPUBLIC OF", "Iran, Islamic Republic of"):
        found = run("list", "--country", typed, "--json")
        assert (found.code, "taken for" in found.err) == (0, False), typed
    assert run("list", "--country", "EL").out == run("list", "--country", "GR").out


def test_an_identifier_is_found_whatever_others_are_like_it(run: Run, tmp_path: Path) -> None:
    ids = ("AB-1-23", "AB-1/23", "ab-1-23")
    activities = "".join(
        f"<iati-activity><iati-identifier>{id_}</iati-identifier></iati-activity>" for id_ in ids
    )
    data = tmp_path / "ids.xml"
    data.write_text(f"<iati-activities>{activities}</iati-activities>", encoding="utf-8")
    for id_ in ids:
        assert run("show", id_, "--fields", "id", "--data", str(data)).out == f"id\n{id_}\n"
    assert run("show", "Ab 1 23", "--data", str(data)).code == 2
