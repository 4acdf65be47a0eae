"""The recognition of themes by published words and sectors."""

import pytest

from unodc_cli.files.inputs import bundled
from unodc_cli.model.portfolio import Organisation
from unodc_cli.readers import detect
from unodc_cli.readers.iati.organisations import OrganisationMatcher
from unodc_cli.readers.iati.themes import ThemeMatcher

VOCABULARY = detect.read(bundled()).portfolio.vocabulary


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
        "Office des Nations Unies contre la drogue et le crime (ONUDC)",
        "Oficina de las Naciones Unidas contra la Droga y el Delito",
        "Escritório das Nações Unidas sobre Drogas e Crime",
        "UNODC Regional Office",
        "UNODC Regional Office for South Asia",
        "UNODC - Colombia",
        "UNODC (Colombia)",
    ],
)
def test_unodc_is_found_as_it_is_written(name: str) -> None:
    match = OrganisationMatcher(VOCABULARY.organisations).resolve("N/A", name)
    assert match is not None
    assert match.id == "unodc"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("World Customs Organisation", "wco"),
        ("World Custom Organizaton", "wco"),
        ("World  Customs Organization (W.C.O.)", "wco"),
        ("United Nations Development Program", "undp"),
        ("Untied Nations Offfice on Drugs and Crime", "unodc"),
        ("United Nations Office for Drugs and Crime", "unodc"),
        ("UN Office onn Drugs an Crime", "unodc"),
        ("THE FOOD AND AGRICULTURE ORGANIZATION OF THE UNITED NATIONS", "fao"),
        ("International Organisation of Migration", "iom"),
        ("Nigerian Customs Service", "nigeria-customs"),
        ("National Drug Law Enforcement Agency of Nigeria", "ndlea"),
        ("National Drug Law Enforcement Agency", "national-drug-law-enforcement-agency"),
        ("World Bank (WB)", "world-bank"),
    ],
)
def test_a_slip_in_a_word_does_not_make_another_body(name: str, known: str) -> None:
    match = OrganisationMatcher(VOCABULARY.organisations).resolve("", name)
    assert match is not None
    assert match.id == known


@pytest.mark.parametrize(
    "name",
    [
        "United Nations Office on Sport",
        "United Nations Office at Vienna",
        "International Organization for Standardization",
        "World Health Organization",
        "Central Bank",
        "Niger Customs Service",
        "Nigerien Customs Service",
        "Niger Police Force",
        "Niger Immigration Service",
        "Malian Ministry of the Interior",
        "National Drug Law Enforcement Agency (Liberia)",
        "NATIONAL DRUG LAW ENFORCEMENT AGENCY (LIBERIA)",
        "National Drug Law Enforcement Agency (Algeria)",
        "National Agency for Food and Drug Administration and Control (Niger)",
        "Transparency International (UK)",
        "Transparency International (Kenya)",
        "Regional Maritime University (Guyana)",
        "UNODC - Friends of the Vienna Office",
        "FRANCE - MALI",
        "Regional Office",
        "Southern American Development Community",
        "United Nations Development Fund",
    ],
)
def test_another_body_with_a_like_name_is_not_taken_for_a_known_one(name: str) -> None:
    match = OrganisationMatcher(VOCABULARY.organisations).resolve("", name)
    assert match is not None
    assert match.name == name


def test_of_two_known_names_that_are_near_the_one_with_the_same_words_is_meant() -> None:
    bodies = [
        Organisation(id="north", name="Northern Ports Security Board"),
        Organisation(id="south", name="Southern Ports Security Board"),
    ]
    match = OrganisationMatcher(bodies).resolve("", "Southern Port Security Board")
    assert match is not None
    assert match.id == "south"


@pytest.mark.parametrize(
    ("ref", "name", "found"),
    [
        ("XM-DAC-41128", "", "unodc"),
        ("xm-dac-41128", "Something else", "unodc"),
        ("41128", "Something else", "unodc"),
        ("41AAA", "", "unops"),
        ("41000", "Recipient Government", "recipient-government"),
        ("", "Organisation internationale pour les migrations", "iom"),
        ("", "Organización Mundial de Aduanas", "wco"),
        ("", "DEUTSCHE GESELLSCHAFT FUR INTERNATIONALE ZUSAMMENARBEIT (GIZ) GMBH", "giz"),
        ("", "CAMOES - INSTITUTO DA COOPERACAO EDA LINGUA IP", "instituto-camoes"),
        ("N/A", "", None),
        ("", "  ", None),
        ("XM-DAC-99999", "", "xm-dac-99999"),
        ("", "Recipient Government", "recipient-government"),
        ("", "RECIPIENT  GOVERNMENT.", "recipient-government"),
    ],
)
def test_references_and_unknown_names(ref: str, name: str, found: str | None) -> None:
    match = OrganisationMatcher(VOCABULARY.organisations).resolve(ref, name)
    assert (match and match.id) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("UNODC 12 345", "unodc"),
        ("345", "345"),
        ("UNODC (Vienna) (1)", "unodc-vienna"),
        ("UNODC (ABC)  ", "unodc"),
        ("UNODC (Vienna)  ", "unodc-vienna"),
        ("UNODC Vienna)", "unodc-vienna"),
        ("UNODC (Vienna", "unodc-vienna"),
    ],
)
def test_what_stands_behind_a_name_is_left_out(name: str, found: str) -> None:
    match = OrganisationMatcher(VOCABULARY.organisations).resolve("", name)
    assert match is not None
    assert match.id == found


@pytest.mark.parametrize(
    "name", ["1 " * 500_000 + "x", " " * 1_000_000 + "x", "(x) " * 250_000 + "x", "a" * 1_000_000]
)
def test_a_name_of_a_megabyte_is_read_as_quickly_as_others(name: str) -> None:
    """Were each place of it tried as the beginning of its end, this would not come to its own in an hour."""
    match = OrganisationMatcher(VOCABULARY.organisations).resolve("", name)
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
        ("Lutte contre le trafic d'êtres humains", {"trafficking"}),
        ("Projet de lutte contre la traite des personnes", {"trafficking"}),
        ("Le projet traite des personnes handicapées", set()),
        ("La traite et la transformation du lait", set()),
        ("Prevención de la trata de personas", {"trafficking"}),
        ("Se trata de personas mayores en zonas rurales", set()),
        ("Contrabando de migrantes", {"trafficking"}),
        ("Sex trafficking of minors", {"trafficking"}),
        ("Comércio ilegal de marfim", {"wildlife"}),
        ("Trafic d’ivoire", {"wildlife"}),
        ("Tráfico de vida silvestre", {"wildlife"}),
        ("Illegally logged timber", {"wildlife"}),
        ("Counter-Piracy Programme", {"maritime"}),
        ("Piracy in the Gulf of Guinea and armed robbery at sea", {"maritime"}),
        ("Lutte contre la piraterie maritime", {"maritime"}),
        ("Piratería frente a las costas de Somalia", {"maritime"}),
        ("Fight against counterfeiting and piracy of software", set()),
        ("Prévention de la piraterie informatique", set()),
        ("Maritime transport and fishing ports", set()),
        ("Prolifération des armes légères et de petit calibre", {"firearms"}),
        ("Smuggling of weapons", {"firearms"}),
        ("Gestion intégrée des frontières", {"borders"}),
        ("Narcotrafic et crime organisé", {"borders"}),
        ("Heroine of the nation", set()),
    ],
)
def test_themes_are_found_by_words_in_four_languages(text: str, themes: set[str]) -> None:
    hits = ThemeMatcher(VOCABULARY.themes).find([], [("title", text)])
    assert {hit.theme for hit in hits} == themes


def test_a_hit_says_why() -> None:
    hits = ThemeMatcher(VOCABULARY.themes).find(
        ["16063"], [("title", ""), ("description", "Anti-trafficking of girls")]
    )
    assert [tuple(hit) for hit in hits] == [
        ("borders", "sector", "16063", "sector"),
        ("trafficking", "word", "anti trafficking", "description"),
    ]
