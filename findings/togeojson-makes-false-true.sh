#!/usr/bin/env bash
# @tmcw/togeojson 7.1.3 (npm): a boolean of KML that says false becomes true in GeoJSON.
#
# KML lets a document declare the types of its data. The package heeds them: an int and a double become numbers, and
# text stays text. For a bool it asks whether anything is written, so that "0" and "false", two of the four ways in
# which XML Schema writes a boolean, are true as well, and every place of a list counts as verified. No report of it was
# found upstream.
#
# Expected: false for 0 and false; the number 0, beside it, is kept.
# Seen: true for all four.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . @tmcw/togeojson@7.1.3 @xmldom/xmldom@0.9.12
{
  echo '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Schema id="place" name="place">'
  echo '<SimpleField type="int" name="people"/><SimpleField type="bool" name="verified"/></Schema>'
  for verified in 1 true 0 false; do
    echo "<Placemark><name>$verified</name><ExtendedData><SchemaData schemaUrl='#place'>"
    echo "<SimpleData name='people'>0</SimpleData><SimpleData name='verified'>$verified</SimpleData>"
    echo "</SchemaData></ExtendedData><Point><coordinates>36.8,-1.3</coordinates></Point></Placemark>"
  done
  echo '</Document></kml>'
} >places.kml
cat >convert.mjs <<'JAVASCRIPT'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { kml } from "@tmcw/togeojson";
import { DOMParser } from "@xmldom/xmldom";

const { features } = kml(new DOMParser().parseFromString(readFileSync("places.kml", "utf8"), "text/xml"));
for (const { properties } of features) {
  console.log(`${properties.name}: people ${properties.people}, verified ${properties.verified}`);
}
assert.deepStrictEqual(features.map(({ properties }) => properties.name), ["1", "true", "0", "false"]);
assert(features.every(({ properties }) => properties.people === 0));
assert(features.every(({ properties }) => properties.verified === true), "changed");
JAVASCRIPT
node convert.mjs
