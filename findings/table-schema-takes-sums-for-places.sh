#!/usr/bin/env bash
# frictionless 5.21.0 and dataflows 0.5.12: a column of amounts with decimal commas is a column of points on the globe.
#
# Table Schema, the standard for the types of columns that both implement, has a type geopoint, whose usual form is a
# longitude and a latitude with a comma between them. Among the types that a column can be guessed to have, it comes
# before text. 1,5 and 12,75 million, as most of Europe writes them, are then 1° East, 5° North and 12° East, 75° North.
# dataflows writes the points in place of the amounts. A sum with more than 90 hundredths is no latitude, so that one of
# 12,95 makes the same column a text. Nothing in the guides warns of it, and no report of it was found upstream.
#
# Expected: text.
# Seen: the type geopoint; [1, 5] and [12, 75] as values, and "12, 75" in the file that dataflows writes.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet frictionless==5.21.0 dataflows==0.5.12 tableschema==1.21.0
venv/bin/python - <<'PYTHON'
from dataflows import Flow, dump_to_path, load
from frictionless import Resource


def seen(name, *amounts):
    lines = (f'{number},"{amount}"' for number, amount in enumerate(amounts))
    with open(f"{name}.csv", "w") as file:
        print("project,millions", *lines, sep="\n", file=file)
    resource = Resource(f"{name}.csv")
    rows = [row["millions"] for row in resource.read_rows()]
    [others], package, _ = Flow(load(f"{name}.csv"), dump_to_path("out")).results()
    types = resource.schema.fields[1].type, package.descriptor["resources"][0]["schema"]["fields"][1]["type"]
    print(name, types, rows, [row["millions"] for row in others], open(f"out/{name}.csv").read().split("\n")[1:3])
    return types


assert seen("points", "1.5", "12.75") == ("number", "number")
assert seen("above", "1,5", "12,95") == ("string", "string")
assert seen("commas", "1,5", "12,75") == ("geopoint", "geopoint"), "changed"
assert '"12, 75"' in open("out/commas.csv").read(), "changed: dataflows"
PYTHON
