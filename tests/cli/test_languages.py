"""`--lang`: which texts are in the language that was asked for, and a note where they are not."""

from pathlib import Path

from conftest import Run

TITLES = {
    "both": "<narrative xml:lang='fr'>Un</narrative><narrative>One</narrative>",
    "unnamed": "<narrative>One</narrative>",
    "spanish": "<narrative xml:lang='es'>Uno</narrative>",
}
FALLBACK = "shown in the language of their publisher\n"


def written(folder: Path, *names: str, inherited: str = "") -> Path:
    activities = "".join(
        f"<iati-activity><iati-identifier>XM-{name}</iati-identifier><title>{TITLES[name]}</title></iati-activity>"
        for name in names
    )
    file = folder / "titles.xml"
    file.write_text(f"<iati-activities version='2.03' {inherited}>{activities}</iati-activities>")
    return file


def test_titles_in_other_languages_than_the_one_asked_for_are_said(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, *TITLES)
    for language, said in (
        ("fr", f"1 of 3 titles are published in French (fr): the others are {FALLBACK}"),
        ("es", f"1 of 3 titles are published in Spanish (es): the others are {FALLBACK}"),
        ("sv", f"no title is published in Swedish (sv): all are {FALLBACK}"),
    ):
        assert f"note: {said}" in run("list", "--lang", language, "--count", "--data", str(file)).err


def test_where_all_titles_are_in_the_language_nothing_is_said(run: Run, tmp_path: Path) -> None:
    inherited = written(tmp_path, "unnamed", "spanish", inherited="xml:lang='es'")
    assert "lang" not in run("list", "--lang", "es", "--count", "--data", str(inherited)).err
    # The default is a preference that nobody stated.
    assert "lang" not in run("list", "--lang", "en", "--count", "--data", str(inherited)).err


def test_curated_texts_have_no_choice_of_languages(run: Run) -> None:
    said = "note: --lang chooses among the texts of published data: there is none here\n"
    assert said in run("list", "--lang", "sv", "--count").err
