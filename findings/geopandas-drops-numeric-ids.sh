#!/usr/bin/env bash
# geopandas 1.2.0 with pyogrio 0.13.0: identifiers of places are lost if they are numbers, and kept if they are texts.
#
# A feature of GeoJSON has its identifier beside its properties, a text or a number (RFC 7946, 3.2). GDAL, which reads
# the file, makes a column of ids that are texts, and its own feature numbers of those that are numbers. pyogrio leaves
# the latter out, and geopandas counts the rows from 0. So two files that differ by quotation marks alone have different
# columns, and what was joined by number is joined to row numbers, which look alike. `fid_as_index=True`, an option of
# pyogrio that geopandas passes on, brings them back as the index; the documentation of geopandas does not name it.
#
# Expected: a column id, 7 and 1, from both.
# Seen: '7' and '1' from texts; from numbers, no column and the index 0 and 1.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet geopandas==1.2.0 pyogrio==0.13.0
venv/bin/python - <<'PYTHON'
import json

import geopandas


def read(ids, **options):
    features = [
        {"type": "Feature", "id": id_, "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": at}}
        for id_, name, at in zip(ids, ["Mombasa", "Lamu"], [[39.66, -4.05], [40.9, -2.27]])
    ]
    with open("places.geojson", "w") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)
    places = geopandas.read_file("places.geojson", **options)
    print(f"ids {ids} {options or ''}: columns {list(places.columns)}, index {list(places.index)}")
    return places


assert list(read(["7", "1"])["id"]) == ["7", "1"]
assert list(read([7, 1], fid_as_index=True).index) == [7, 1]
numbered = read([7, 1])
assert "id" not in numbered.columns and list(numbered.index) == [0, 1], "changed"
PYTHON
