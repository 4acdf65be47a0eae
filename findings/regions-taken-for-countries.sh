#!/usr/bin/env bash
# hdx-python-country 4.2.5 and country_converter 1.3.2: regions of the OECD's list of recipients become countries.
#
# Aid data names regions in the words of the OECD's Development Assistance Committee, such as "Southern Africa,
# regional". Both packages turn names of countries into ISO codes by regular expressions and similar words, and answer
# for a region with a country, some of them on another continent.
#
# Expected: no country.
# Seen: Southern Africa is the French Southern Territories (hdx) or South Africa (country_converter), Eastern Africa is
# Uruguay (hdx), whose official name begins with "Eastern Republic".
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
# A later pandas than 3.0 keeps country_converter from starting: country-converter-loses-namibia.sh
"$work/venv/bin/pip" install --quiet hdx-python-country==4.2.5 country_converter==1.3.2 pandas==3.0.2
"$work/venv/bin/python" - <<'PYTHON'
import logging

logging.disable(logging.CRITICAL)
from country_converter import CountryConverter
from hdx.location.country import Country

Country.countriesdata(use_live=False)
convert = CountryConverter().convert
seen = {
    region: (Country.get_iso3_country_code_fuzzy(region)[0], convert(region, to="ISO3"))
    for region in ("Southern Africa, regional", "Eastern Africa, regional", "South America, regional")
}
for region, (hdx, coco) in seen.items():
    print(f"{region}: hdx {hdx}, country_converter {coco}")
assert seen == {
    "Southern Africa, regional": ("ATF", "ZAF"),
    "Eastern Africa, regional": ("URY", "not found"),
    "South America, regional": (None, "not found"),
}, "changed"
PYTHON
