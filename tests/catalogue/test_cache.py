import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from unodc_cli.catalogue import cache as catalogue
from unodc_cli.catalogue.cache import PAGE
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.documents import COLUMNS, complete
from unodc_cli.catalogue.facets import tagged
from unodc_cli.errors import DataError
from unodc_cli.readers import detect
from unodc_cli.readers.reading import Reading

TODAY = "2024-07-01"

pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "the cache" / "of it"
    monkeypatch.setenv("UNODC_CACHE", str(folder))
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return _written(tmp_path / "data.toml", "p")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the name of each file that is read, as a catalogue that is used again reads none."""
    names: list[str] = []
    really = detect.read

    def noted(path: Path) -> Reading:
        names.append(path.name)
        return really(path)

    monkeypatch.setattr(detect, "read", noted)
    return names


def _written(file: Path, *ids: str, title: str = "T", summary: str = "words") -> Path:
    projects = "".join(f'[[projects]]\nid = "{id_}"\ntitle = "{id_}"\nsummary = "{summary}"\n' for id_ in ids)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'[portfolio]\ntitle = "{title}"\n{projects}', encoding="utf-8")
    return file


def _ids(made: Catalogue) -> list[str]:
    return [row[0] for row in made.rows("SELECT id FROM projects ORDER BY num")]


def _everything(made: Catalogue) -> list[object]:
    """Return all that can be asked of a catalogue, each page of it."""
    tables = (
        "meta",
        "projects",
        "documents",
        "phases",
        "terms",
        "tags",
        "names",
        "amounts",
        "sources",
        "uses",
    )
    rows = [made.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]
    found = made.rows("SELECT rowid FROM texts WHERE texts MATCH 'words' ORDER BY rowid")
    return [*rows, found, _titles(made)]


def _titles(made: Catalogue) -> list[str]:
    return [json.loads(document)["title"] for document in _documents(made)]


def _documents(made: Catalogue) -> list[bytes]:
    rows = made.rows(f"SELECT {COLUMNS} FROM documents ORDER BY num")
    return [complete(*row, today=TODAY) for row in rows]


def _kept(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def test_a_catalogue_is_kept_and_used_again(data: Path, cache: Path, read: list[str]) -> None:
    assert [catalogue.run([data], _ids) for _ in range(3)] == [["p"]] * 3
    assert read == ["data.toml"]
    assert _kept(cache).suffix == ".sqlite"


def test_a_catalogue_that_is_used_again_gives_the_same_answers(data: Path, read: list[str]) -> None:
    made = catalogue.run([data], _everything)
    assert catalogue.run([data], _everything) == made
    assert read == ["data.toml"]


def test_the_catalogue_that_is_used_again_is_the_one_in_the_cache(data: Path, cache: Path) -> None:
    catalogue.run([data], _ids)
    database = sqlite3.connect(_kept(cache))
    database.execute("UPDATE projects SET id = 'from the cache'")
    database.commit()
    database.close()
    assert catalogue.run([data], _ids) == ["from the cache"]


def test_nobody_can_write_into_a_kept_catalogue_by_asking(data: Path, cache: Path) -> None:
    catalogue.run([data], _ids)
    before = _kept(cache).read_bytes()

    def spoil(made: Catalogue) -> str:
        try:
            made.rows("DELETE FROM projects")
        except sqlite3.OperationalError as error:
            return str(error)
        return "it could"

    assert catalogue.run([data], spoil) == "attempt to write a readonly database"
    assert _kept(cache).read_bytes() == before


def test_a_file_of_another_size_is_read_anew(data: Path, read: list[str]) -> None:
    catalogue.run([data], _ids)
    then = data.stat()
    _written(data, "p", "q")
    os.utime(data, ns=(then.st_atime_ns, then.st_mtime_ns))
    assert catalogue.run([data], _ids) == ["p", "q"]
    assert read == ["data.toml"] * 2


def test_a_file_of_another_time_is_read_anew(data: Path, read: list[str]) -> None:
    catalogue.run([data], _ids)
    then = data.stat()
    _written(data, "q")
    os.utime(data, ns=(then.st_atime_ns, then.st_mtime_ns + 1))
    assert data.stat().st_size == then.st_size
    assert catalogue.run([data], _ids) == ["q"]
    assert read == ["data.toml"] * 2


@pytest.mark.parametrize("how", ["in its place", "as another file"])
def test_a_file_of_the_same_size_and_time_is_read_anew(how: str, data: Path, read: list[str]) -> None:
    catalogue.run([data], _ids)
    then = data.stat()
    if how == "in its place":
        _written(data, "q")
    else:
        _written(data.with_suffix(".new"), "q").replace(data)
    os.utime(data, ns=(then.st_atime_ns, then.st_mtime_ns))
    now = data.stat()
    assert (now.st_size, now.st_mtime_ns) == (then.st_size, then.st_mtime_ns)
    assert catalogue.run([data], _ids) == ["q"]
    assert read == ["data.toml"] * 2


def test_a_file_that_is_older_than_its_catalogue_thinks_is_read_anew(data: Path, read: list[str]) -> None:
    catalogue.run([data], _ids)
    then = data.stat()
    os.utime(data, ns=(then.st_atime_ns, then.st_mtime_ns - 10**9))
    catalogue.run([data], _ids)
    assert read == ["data.toml"] * 2


@pytest.mark.parametrize(("what", "other"), [("VERSION", -1), ("__version__", "0.0.0")])
def test_the_catalogue_of_another_version_is_not_used(
    what: str, other: object, data: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.run([data], _ids)
    monkeypatch.setattr(catalogue, what, other)
    for _ in range(2):
        assert catalogue.run([data], _ids) == ["p"]
    assert read == ["data.toml"] * 2


def test_files_do_not_take_each_others_catalogues(tmp_path: Path, cache: Path, read: list[str]) -> None:
    one, two = _written(tmp_path / "1.toml", "one"), _written(tmp_path / "2.toml", "two")
    asked: list[list[Path]] = [[one], [two], [one, two], [two, one]]
    for _ in range(2):
        assert [catalogue.run(paths, _ids) for paths in asked] == [
            ["one"],
            ["two"],
            ["one", "two"],
            ["two", "one"],
        ]
    assert len(read) == 6
    assert len(list(cache.iterdir())) == 4


def test_files_of_the_same_relative_path_do_not_take_each_others_catalogues(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = []
    for name in ("one", "two"):
        file = _written(tmp_path / name / "data.toml", name)
        os.utime(file, ns=(0, 0))
        monkeypatch.chdir(file.parent)
        answers.append(catalogue.run([Path("data.toml")], _ids))
    assert answers == [["one"], ["two"]]
    assert len(list(cache.iterdir())) == 2


def test_a_file_that_is_named_twice_is_read_once(
    data: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data.parent)
    assert catalogue.run([data, data], _ids) == ["p"]
    assert catalogue.run([Path("data.toml"), Path("./data.toml")], _ids) == ["p"]
    assert read == ["data.toml"] * 2


def test_a_file_that_is_named_in_two_ways_is_read_once(
    data: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data.parent)
    assert catalogue.run([data, Path("data.toml")], _ids) == ["p"]
    assert read == ["data.toml"]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda good: b"",
    "text": lambda good: b"this is no database\n" * 500,
    "zeros": lambda good: bytes(len(good)),
    "cut within the first page": lambda good: good[:100],
    "cut behind the first page": lambda good: good[:PAGE],
    "cut in half": lambda good: good[: len(good) // 2],
    "cut by a page": lambda good: good[:-PAGE],
    "the head only": lambda good: good[:100] + b"\xff" * (len(good) - 100),
    "all but the first page": lambda good: good[:PAGE] + b"\xff" * (len(good) - PAGE),
    "all but the first page, zeros": lambda good: good[:PAGE] + bytes(len(good) - PAGE),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_catalogue_is_made_anew_without_a_word(
    damage: str, data: Path, cache: Path, read: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    right = catalogue.run([data], _everything)
    good = _kept(cache).read_bytes()
    _kept(cache).write_bytes(DAMAGES[damage](good))

    assert catalogue.run([data], _everything) == right
    assert read == ["data.toml"] * 2
    assert catalogue.run([data], _everything) == right
    assert read == ["data.toml"] * 2, "what was made anew was not kept"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("filling", [b"\0", b"\xff", b"\x0d\x41"], ids=["zeros", "ones", "letters"])
def test_a_catalogue_damaged_in_any_page_gives_no_wrong_answer(
    filling: bytes, tmp_path: Path, cache: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = _written(tmp_path / "data.toml", *(f"p{number}" for number in range(30)), summary="words " * 40)
    right = catalogue.run([data], _everything)
    good = _kept(cache).read_bytes()
    size = PAGE
    pages = range(len(good) // size)
    assert len(pages) > 20
    for page in pages:
        middle = (filling * size)[:size]
        _kept(cache).write_bytes(good[: page * size] + middle + good[(page + 1) * size :])
        assert catalogue.run([data], _everything) == right, page
    assert capfd.readouterr() == ("", "")


def test_a_catalogue_damaged_inside_of_a_long_document_is_made_anew(tmp_path: Path, cache: Path) -> None:
    data = _written(tmp_path / "data.toml", "p", summary="words " * 4000)
    catalogue.run([data], _titles)
    good = _kept(cache).read_bytes()
    place = good.index(b"words " * 100)
    _kept(cache).write_bytes(good[:place] + bytes(500) + good[place + 500 :])
    assert catalogue.run([data], _titles) == ["p"]


def _cut_document(kept: Path, id_: str) -> None:
    good, end = kept.read_bytes(), b'"activity": null}'
    at = good.index(end, good.index(b'"id": "%s"' % id_.encode())) + len(end)
    kept.write_bytes(good[: at - 5] + bytes(5) + good[at:])


def test_a_document_that_is_cut_off_is_made_anew(data: Path, cache: Path, read: list[str]) -> None:
    right = catalogue.run([data], _documents)
    _cut_document(_kept(cache), "p")
    assert catalogue.run([data], _documents) == right
    assert read == ["data.toml"] * 2


def test_a_document_with_a_flipped_bit_is_made_anew(data: Path, cache: Path, read: list[str]) -> None:
    right = catalogue.run([data], _documents)
    good = _kept(cache).read_bytes()
    begin = good.index(right[0][:10])
    flips = [(begin + step, 1 << step % 8) for step in range(0, len(right[0]), 7)]
    for place, bit in flips:
        _kept(cache).write_bytes(good[:place] + bytes([good[place] ^ bit]) + good[place + 1 :])
        assert catalogue.run([data], _documents) == right
    assert len(read) == 1 + len(flips)


@pytest.mark.parametrize(
    "command",
    [
        ["list", "--json"],
        ["list"],
        ["show", "p"],
        ["search", "words"],
        ["sql", "SELECT document FROM projects"],
    ],
    ids=lambda command: command[0],
)
def test_no_answer_has_a_document_with_a_flipped_bit(
    command: list[str], data: Path, cache: Path, run: Run
) -> None:
    right = run(*command, "--data", str(data))
    good = _kept(cache).read_bytes()
    place = good.index(b"words", good.index(b'"summary": '))
    _kept(cache).write_bytes(good[:place] + b"W" + good[place + 1 :])
    assert run(*command, "--data", str(data)) == right
    assert _kept(cache).read_bytes() == good


def test_what_turns_out_to_be_damaged_on_the_way_is_an_error(tmp_path: Path, cache: Path, run: Run) -> None:
    data = _written(tmp_path / "data.toml", *(f"p{number}" for number in range(1200)))
    right = run("list", "--json", "--data", str(data)).out
    _cut_document(_kept(cache), "p1150")
    cut = run("list", "--json", "--data", str(data))
    assert cut.code == 1
    assert right.startswith(cut.out)
    assert cut.out.count("\n") > 1000
    assert "the answer is not complete" in cut.err
    assert run("list", "--json", "--data", str(data)).out == right, "what is damaged was not dropped"


def test_a_database_of_something_else_in_the_place_of_a_catalogue_is_replaced(
    data: Path, cache: Path, read: list[str]
) -> None:
    catalogue.run([data], _ids)
    kept = _kept(cache)
    kept.unlink()
    database = sqlite3.connect(kept)
    database.execute("CREATE TABLE meta (something TEXT)")
    database.commit()
    database.close()
    assert [catalogue.run([data], _ids) for _ in range(2)] == [["p"]] * 2
    assert read == ["data.toml"] * 2


def test_a_folder_in_the_place_of_a_catalogue_is_left_alone(data: Path, cache: Path) -> None:
    catalogue.run([data], _ids)
    kept = _kept(cache)
    kept.unlink()
    (kept / "inside").mkdir(parents=True)
    assert catalogue.run([data], _ids) == ["p"]
    assert (kept / "inside").is_dir()
    assert _kept(cache) == kept, "something was left behind"


@pytest.mark.parametrize("inside", ["", "folder", "folder/folder"])
def test_a_cache_that_cannot_be_written_is_done_without(
    inside: str, data: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a file"
    file.write_text("mine", encoding="utf-8")
    monkeypatch.setenv("UNODC_CACHE", str(file / inside))
    assert [catalogue.run([data], _ids) for _ in range(2)] == [["p"]] * 2
    assert read == ["data.toml"] * 2
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_cache_that_cannot_even_be_looked_into_is_done_without(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A name that is too long is refused as a folder without permission is, but to root also.
    monkeypatch.setenv("UNODC_CACHE", str(data.parent / ("x" * 300)))
    assert catalogue.run([data], _ids) == ["p"]


@pytest.mark.parametrize("name", ["with blanks", "é 漢", "50%", "a?mode=memory", "a#b", "a&b", "'", '"'])
def test_a_cache_may_have_any_name(
    name: str, data: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNODC_CACHE", str(tmp_path / name))
    assert [catalogue.run([data], _ids) for _ in range(2)] == [["p"]] * 2
    assert read == ["data.toml"]
    assert _kept(tmp_path / name)


def test_the_cache_may_be_a_relative_path(
    data: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UNODC_CACHE", "here")
    assert [catalogue.run([data], _ids) for _ in range(2)] == [["p"]] * 2
    assert read == ["data.toml"]
    assert _kept(tmp_path / "here")


@pytest.mark.parametrize("given", [None, ""])
def test_without_a_cache_of_its_own_it_is_in_the_users_cache_folder(
    given: str | None, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if given is None:
        monkeypatch.delenv("UNODC_CACHE", raising=False)
    else:
        monkeypatch.setenv("UNODC_CACHE", given)
    monkeypatch.setattr("unodc_cli.files.folders.sys.platform", "any")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "user" / name)
    assert catalogue.run([data], _ids) == ["p"]
    assert _kept(tmp_path / "user" / "unodc")


def test_the_cache_of_the_environment_is_asked_for_each_time(
    data: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("one", "two", "one", "two"):
        monkeypatch.setenv("UNODC_CACHE", str(tmp_path / folder))
        catalogue.run([data], _ids)
        assert _kept(tmp_path / folder)
    assert read == ["data.toml"] * 2


def test_two_that_make_it_at_the_same_moment_both_answer(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one begins and ends while the first one is reading."""
    really = detect.read
    answers = []

    def slow(path: Path) -> Reading:
        monkeypatch.setattr(detect, "read", really)
        answers.append(catalogue.run([path], _ids))
        return really(path)

    monkeypatch.setattr(detect, "read", slow)
    answers.append(catalogue.run([data], _ids))
    assert answers == [["p"], ["p"]]
    assert _kept(cache)


PROCESS = """
import sys
from pathlib import Path
from unodc_cli.catalogue import cache, compiler
from unodc_cli.readers import detect
print("ready", flush=True)
sys.stdin.readline()
print(cache.run([Path(sys.argv[1])], lambda made: made.rows("SELECT COUNT(*), MAX(id) FROM projects")[0]))
"""


def test_processes_that_make_it_at_the_same_moment_all_answer(
    tmp_path: Path, cache: Path, read: list[str]
) -> None:
    data = _written(tmp_path / "data.toml", *(f"p{number:03}" for number in range(200)))
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, data],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate() for process in processes] == [("(200, 'p199')\n", "")] * len(processes)
    assert _kept(cache)
    assert len(catalogue.run([data], _ids)) == 200
    assert read == []


def test_one_that_is_being_read_stays_whole_when_another_takes_its_place(tmp_path: Path) -> None:
    names = [f"p{number:03}" for number in range(300)]
    data = _written(tmp_path / "data.toml", *names, summary="words " * 50)
    catalogue.run([data], _ids)

    def meanwhile(made: Catalogue) -> list[str]:
        made.rows("SELECT id FROM projects WHERE num = 1")
        _written(data, "q", "r")
        assert catalogue.run([data], _ids) == ["q", "r"]
        return _titles(made)

    assert catalogue.run([data], meanwhile) == names


def test_a_folder_stands_for_the_data_files_in_it_in_the_order_of_their_names(
    tmp_path: Path, read: list[str]
) -> None:
    folder = tmp_path / "folder"
    _written(folder / "b.toml", "b", title="B")
    _written(folder / "a.toml", "a", title="A")
    _written(folder / "c" / "d.toml", "d")
    for name in "gfie":
        _written(folder / f"{name}.toml", name)
    (folder / "e.txt").write_text("no data", encoding="utf-8")
    assert catalogue.run([folder], _ids) == ["a", "b", "d", "e", "f", "g", "i"]
    assert catalogue.run([folder], lambda made: made.meta("title")) == "A"
    assert read == [f"{name}.toml" for name in "abdefgi"]


def test_what_is_only_named_like_a_data_file_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    _written(folder / "a.toml", "a")
    (folder / "b.toml").mkdir()
    assert catalogue.run([folder], _ids) == ["a"]


def test_a_file_that_comes_into_a_folder_or_goes_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    _written(folder / "a.toml", "a")
    assert catalogue.run([folder], _ids) == ["a"]
    _written(folder / "b.toml", "b")
    assert catalogue.run([folder], _ids) == ["a", "b"]
    (folder / "a.toml").unlink()
    assert catalogue.run([folder], _ids) == ["b"]


def test_a_folder_and_a_file_in_it_are_read_once(tmp_path: Path, read: list[str]) -> None:
    file = _written(tmp_path / "folder" / "a.toml", "a")
    assert catalogue.run([file, file.parent, tmp_path], _ids) == ["a"]
    assert read == ["a.toml"]


def test_a_folder_without_data_files_is_an_error_that_names_it(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "notes.txt").write_text("no data", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        catalogue.run([folder], _ids)
    endings = "*.toml, *.xml, *.xml.gz, *.xml.xz"
    assert str(caught.value) == f"{folder}: there is no data file ({endings}) in this folder"
    assert not cache.exists()


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(DataError) as caught:
        catalogue.run([tmp_path / "none.toml"], _ids)
    assert str(caught.value) == f"{tmp_path / 'none.toml'}: cannot be read: No such file or directory"
    assert not cache.exists()


def test_a_file_that_cannot_even_be_looked_at_is_an_error_that_names_it(tmp_path: Path, cache: Path) -> None:
    # A name that is too long is refused as a file in a folder without permission is, but to root also.
    file = tmp_path / ("x" * 300)
    with pytest.raises(DataError) as caught:
        catalogue.run([file], _ids)
    assert str(caught.value).startswith(f"{file}: cannot be read: ")
    assert not cache.exists()


def test_a_file_that_is_gone_is_an_error_though_its_catalogue_is_kept(data: Path) -> None:
    catalogue.run([data], _ids)
    data.unlink()
    with pytest.raises(DataError, match="cannot be read"):
        catalogue.run([data], _ids)


def test_a_file_with_mistakes_is_an_error_until_they_are_mended(data: Path) -> None:
    catalogue.run([data], _ids)
    data.write_text('[portfolio]\ntitle = ""\n', encoding="utf-8")
    for _ in range(2):
        with pytest.raises(DataError) as caught:
            catalogue.run([data], _ids)
        assert [(fault.file, fault.line) for fault in caught.value.faults] == [(str(data), 2)]
    _written(data, "mended")
    assert catalogue.run([data], _ids) == ["mended"]


def test_a_project_that_is_in_two_files_is_an_error_that_names_it_and_both(
    tmp_path: Path, cache: Path
) -> None:
    one, two = _written(tmp_path / "1.toml", "a", "p"), _written(tmp_path / "2.toml", "p", "b")
    for _ in range(2):
        with pytest.raises(DataError) as caught:
            catalogue.run([one, two], _ids)
        assert str(caught.value) == f"{two}: the project 'p' is also in {one}"
    assert list(cache.iterdir()) == []


def test_what_several_files_know_under_the_same_id_is_one_thing(tmp_path: Path) -> None:
    theme = '[[themes]]\nid = "drugs"\nname = "Drugs"\n'
    for name in ("one", "two"):
        file = _written(tmp_path / "folder" / f"{name}.toml", name)
        text = file.read_text(encoding="utf-8")
        file.write_text(f'{text}themes = ["drugs"]\n{theme}', encoding="utf-8")
    asked = f"SELECT project FROM {tagged('theme')} WHERE term = 'drugs' ORDER BY project"
    assert catalogue.run([tmp_path / "folder"], lambda made: str(made.rows(asked))) == "[(1,), (2,)]"
    count = "SELECT COUNT(*) FROM terms WHERE kind = 'theme'"
    assert catalogue.run([tmp_path / "folder"], lambda made: str(made.rows(count))) == "[(1,)]"


def test_an_error_of_the_question_is_not_taken_for_a_damaged_catalogue(data: Path, read: list[str]) -> None:
    catalogue.run([data], _ids)

    def question(made: Catalogue) -> str:
        msg = f"no answer from {len(_ids(made))}"
        raise LookupError(msg)

    with pytest.raises(LookupError, match="no answer from 1"):
        catalogue.run([data], question)
    assert read == ["data.toml"]


def test_a_cache_may_be_thrown_away_at_any_time(data: Path, cache: Path, read: list[str]) -> None:
    catalogue.run([data], _ids)
    shutil.rmtree(cache)
    assert catalogue.run([data], _ids) == ["p"]
    assert read == ["data.toml"] * 2


def test_signals_are_handled_as_before_and_ignored_ones_stay_so(data: Path, cache: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    during: list[object] = []

    def look(_done: int, _total: int) -> None:
        during.extend(signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP))

    try:
        with catalogue.running([data], _ids, progress=look) as found:
            assert found == ["p"]
        after = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)]
    finally:
        signal.signal(signal.SIGHUP, ignored)
    assert during[0] not in (before, signal.SIG_IGN)
    assert during[1] == signal.SIG_IGN
    assert after == [before, signal.SIG_IGN]


KILLED = """
import os, signal, sys
from pathlib import Path
from unodc_cli.catalogue import cache, compiler
compiler.write_terms = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
cache.run([Path(sys.argv[1])], lambda catalogue: None)
"""


def test_what_a_killed_process_left_behind_goes_at_the_next_compile(data: Path, cache: Path) -> None:
    for _ in range(3):
        killed = subprocess.run([sys.executable, "-c", KILLED, data], check=False)
        assert killed.returncode == -signal.SIGKILL
        assert len(list(cache.iterdir())) == 1, "the unfinished file of the one before stayed"
    assert catalogue.run([data], _ids) == ["p"]
    assert _kept(cache).suffix == ".sqlite"
