"""What published words mean."""

import pytest

from unodc_cli import readers
from unodc_cli.catalogue import bundled
from unodc_cli.readers.iati.recognition import Organisations, Themes

PORTFOLIO = readers.read(bundled()).portfolio


# As published, in d-portal's export of June 2021.
@pytest.mark.parametrize(
    "name",
    [
        "UNITED NATIONS OFFICE ON DRUGS ANDCRIME",
        "United Nations Office On Drugs Andcrime*",
        "UNITED NATIONS OFFICE ON DRUGS AND CRIME 301997891",
        "United Nations Office on Drugs and Crime (UNODC)",
        "UNODC United Nations Office on Drugs and Crime",
        "United Nations Office on Drug and Crime",
        "UNODC",
    ],
)
def test_unodc_is_found_as_it_is_written(name: str) -> None:
    match = Organisations(PORTFOLIO.organisations).resolve("N/A", name)
    assert match is not None
    assert match.id == "unodc"


@pytest.mark.parametrize(
    "name",
    [
        "United Nations Office for Project Services",
        "United Nations Office on Sport",
        "United Nations Office at Vienna",
        "International Organization for Standardization",
        "World Health Organization",
        "Central Bank",
    ],
)
def test_another_body_with_a_like_name_is_not_taken_for_a_known_one(name: str) -> None:
    match = Organisations(PORTFOLIO.organisations).resolve("", name)
    assert match is not None
    assert match.id in ("unops", name.lower().replace(" ", "-"))


@pytest.mark.parametrize(
    ("ref", "name", "found"),
    [
        ("XM-DAC-41128", "", "unodc"),
        ("xm-dac-41128", "Something else", "unodc"),
        ("N/A", "", None),
        ("", "  ", None),
        ("XM-DAC-99999", "", "xm-dac-99999"),
        ("", "Recipient Government", "recipient-government"),
        ("", "RECIPIENT  GOVERNMENT.", "recipient-government"),
    ],
)
def test_references_and_unknown_names(ref: str, name: str, found: str | None) -> None:
    match = Organisations(PORTFOLIO.organisations).resolve(ref, name)
    assert (match and match.id) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("UNODC 12 345", "unodc"),
        ("345", "345"),
        ("UNODC (Vienna) (1)", "unodc-vienna"),
        ("UNODC (Vienna)  ", "unodc"),
        ("UNODC Vienna)", "unodc-vienna"),
        ("UNODC (Vienna", "unodc-vienna"),
    ],
)
def test_what_stands_behind_a_name_is_left_out(name: str, found: str) -> None:
    match = Organisations(PORTFOLIO.organisations).resolve("", name)
    assert match is not None
    assert match.id == found


@pytest.mark.parametrize(
    "name", ["1 " * 500_000 + "x", " " * 1_000_000 + "x", "(x) " * 250_000 + "x", "a" * 1_000_000]
)
def test_a_name_of_a_megabyte_is_read_as_quickly_as_others(name: str) -> None:
    """Were each place of it tried as the beginning of its end, this would not come to its own in an hour."""
    match = Organisations(PORTFOLIO.organisations).resolve("", name)
    assert match is not None
    assert match.id.endswith(name[-1])


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Combating piracy off the coast", {"maritime"}),
        ("Lutte contre la traite des êtres humains", {"trafficking"}),
        ("Combate al narcotráfico y al tráfico de armas", {"borders", "firearms"}),
        ("Combate à caça furtiva", {"wildlife"}),
        ("Smuggling of migrants and illegal logging", {"trafficking", "wildlife"}),
        ("Ivory Coast road maintenance", set()),
        ("Traffic lights for Nairobi", set()),
        ("Cités durables", set()),
        ("Small army of volunteers", set()),
    ],
)
def test_themes_are_found_by_words_in_four_languages(text: str, themes: set[str]) -> None:
    hits = Themes(PORTFOLIO.themes).found([], [("title", text)])
    assert {hit.theme for hit in hits} == themes


def test_a_hit_says_why() -> None:
    hits = Themes(PORTFOLIO.themes).found(
        ["16063"], [("title", ""), ("description", "Anti-trafficking of girls")]
    )
    assert [tuple(hit) for hit in hits] == [
        ("borders", "sector", "16063", "sector"),
        ("trafficking", "word", "anti trafficking", "description"),
    ]
