"""Write src/unodc_cli/codelists/countries.py and currencies.py: codes of both, and the names of countries.

Codes and names come from Unicode CLDR by way of babel: the territories of ISO 3166-1 and Kosovo (`XK`), in
English, French, Spanish, Portuguese and German (OTHER_NAMES adds what CLDR does not have), the codes that
ISO withdrew with what came after them, and the currencies of ISO 4217, past ones too.

    python scripts/make_countries.py && ruff format src/unodc_cli/codelists
"""

import re
from pathlib import Path

from babel import Locale
from babel.core import get_global

LANGUAGES = ("en", "fr", "es", "pt", "de")
PACKAGE = Path(__file__).parents[1] / "src" / "unodc_cli" / "codelists"
# CLDR territories that are no country of ISO 3166-1 (user-assigned and exceptional codes), Kosovo aside.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# Codes that CLDR replaces although ISO 3166-1 never had them: for the United Kingdom and for the EU.
NOT_WITHDRAWN = {"UK", "QU"}
# Codes of CLDR that ISO 4217 never had, and its own for testing and for no currency.
NOT_CURRENCIES = {
    *("ARL", "ARM", "BAN", "BGM", "BGO", "BOL", "BRZ", "CNH", "CNX", "KRH", "KRO"),
    *("MAF", "MCF", "MDC", "MKN", "MVP", "PES", "VNN", "XTS", "XXX"),
}
# The names that the tool shows, where the one of CLDR is unusual among its users.
SHOWN = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CV": "Cabo Verde",
    "CZ": "Czechia",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "Palestine",
    "TR": "Türkiye",
    "VN": "Viet Nam",
    "LA": "Lao PDR",
}
OTHER_NAMES = {
    "BN": ["Brunei Darussalam"],
    "BO": ["Plurinational State of Bolivia"],
    # "Congo" is a name of both: the tool asks which one is meant.
    "CD": [
        "Congo",
        "DRC",
        "RDC",
        "RD Congo",
        "DR Congo",
        "République démocratique du Congo",
        "República Democrática del Congo",
        "Congo-Kinshasa",
        "Congo DR",
        "Congo, Democratic Republic of the",
    ],
    "CF": ["Centrafrique"],
    "CG": ["Congo", "République du Congo", "Congo-Brazzaville", "Congo, Republic of the"],
    "CI": ["Ivory Coast", "Côte d'Ivoire"],
    "CV": ["Cape Verde"],
    "CZ": ["Czech Republic"],
    "FM": ["Federated States of Micronesia"],
    "GB": ["UK", "Great Britain", "Britain"],
    "GM": ["The Gambia"],
    # The EU's own code.
    "GR": ["EL"],
    "IR": ["Islamic Republic of Iran"],
    "KP": ["DPRK", "Democratic People's Republic of Korea"],
    "KR": ["Republic of Korea"],
    "LA": ["Lao People's Democratic Republic", "Lao"],
    "MD": ["Republic of Moldova"],
    "MK": ["FYROM", "Republic of North Macedonia", "Macedonia"],
    "MM": ["Burma", "Birmanie"],
    "PS": ["State of Palestine", "Occupied Palestinian Territory", "West Bank and Gaza Strip"],
    "RU": ["Russian Federation"],
    "ST": ["Sao Tome and Principe"],
    "SY": ["Syrian Arab Republic"],
    "SZ": ["Swaziland"],
    "TL": ["East Timor"],
    "TR": ["Turkey"],
    "TZ": ["United Republic of Tanzania"],
    "US": ["USA", "US", "United States of America"],
    "VA": ["Holy See"],
    "VE": ["Bolivarian Republic of Venezuela"],
    "XK": ["Kosovo*", "Kosovo under UNSCR 1244"],
}


def names(code: str) -> list[str]:
    """Return the names of a country, the one to show first, each once."""
    listed = [SHOWN.get(code, "")]
    for language in LANGUAGES:
        territories = Locale(language).territories
        listed += [
            territories.get(code, ""),
            territories.get(f"{code}_alt_short", ""),
            territories.get(f"{code}_alt_variant", ""),
        ]
    listed += OTHER_NAMES.get(code, [])
    return list(dict.fromkeys(name.replace("’", "'") for name in listed if name))


def countries() -> list[str]:
    """Return the lines of the module of countries."""
    known = [str(code) for code in Locale("en").territories]
    codes = sorted(c for c in known if re.fullmatch("[A-Z]{2}", c) and c not in NOT_COUNTRIES)
    lines = [
        '"""Countries: ISO 3166-1 alpha-2 codes and XK, and the names by which people know them.',
        "",
        "Made by scripts/make_countries.py from Unicode CLDR (Unicode licence). Do not edit: run the script.",
        '"""',
        "",
        "# The name that is shown comes first.",
        "NAMES: dict[str, tuple[str, ...]] = {",
    ]
    for code in codes:
        listed = ", ".join('"' + name.replace('"', '\\"') + '"' for name in names(code))
        lines.append(f'    "{code}": ({listed},),')
    lines += [
        "}",
        "CODES = frozenset(NAMES)",
        "# The codes that ISO 3166-1 withdrew, and those of the countries that are there now.",
        "SUCCESSORS: dict[str, tuple[str, ...]] = {",
    ]
    for code, successors in sorted(get_global("territory_aliases").items()):
        if re.fullmatch("[A-Z]{2}", code) and code not in NOT_WITHDRAWN:
            listed = ", ".join(f'"{successor}"' for successor in sorted(successors))
            lines.append(f'    "{code}": ({listed},),')
    return [*lines, "}", ""]


def currencies() -> list[str]:
    """Return the lines of the module of currencies."""
    codes = sorted({str(code) for code in Locale("en").currencies} - NOT_CURRENCIES)
    return [
        '"""Currencies: ISO 4217 codes, past ones too.',
        "",
        "Made by scripts/make_countries.py from Unicode CLDR (Unicode licence). Do not edit: run the script.",
        '"""',
        "",
        "CODES = frozenset(",
        "    {",
        *(f'        "{code}",' for code in codes),
        "    }",
        ")",
        "",
    ]


def main() -> None:
    """Write the modules."""
    for name, lines in (("countries", countries()), ("currencies", currencies())):
        (PACKAGE / f"{name}.py").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
