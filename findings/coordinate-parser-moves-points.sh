#!/usr/bin/env bash
# coordinate-parser 1.0.7 (npm): a place is moved when one of its two angles is written shorter than the other.
#
# Gazetteers write 12°S, 36°49'20"E where the minutes are zero. The package takes the four numbers without their signs
# and letters and gives half of them to each angle, so that the 36 degrees of longitude become minutes of latitude. Its
# description promises an error for an odd number of numbers; an even one passes. A minus before zero degrees, as
# everywhere within a degree of the equator, is lost as well, since it is taken from the number. No report of either was
# found upstream.
#
# Expected: -12 and 36.8222; -0.5042 and 36.8222 (or an error).
# Seen: -12.6 and 49.3333, in the ocean; 0.5042 and 36.8222, on the other side of the equator.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . coordinate-parser@1.0.7 parse-dms@0.0.5
node - <<'JAVASCRIPT'
const assert = require("node:assert");
const Coordinates = require("coordinate-parser");
const parseDms = require("parse-dms");

const round = (pair) => pair.map((angle) => Number(angle.toFixed(4)));
const tries = [
  ["12°00'00\"S, 36°49'20\"E", [-12, 36.8222], [-12, 36.8222]],
  ["12°S, 36°49'20\"E", [-12.6, 49.3333], [-12, 36.8222]],
  ["0°30'15\"S, 36°49'20\"E", [-0.5042, 36.8222], [-0.5042, 36.8222]],
  ["-0°30'15\", 36°49'20\"", [0.5042, 36.8222], [-0.5042, 36.8222]],
];
for (const [text, expected, right] of tries) {
  const point = new Coordinates(text);
  const seen = round([point.getLatitude(), point.getLongitude()]);
  const other = parseDms(text);
  console.log(`${text}: coordinate-parser ${seen.join(" ")}, parse-dms ${round([other.lat, other.lon]).join(" ")}`);
  assert.deepStrictEqual(round([other.lat, other.lon]), right);
  assert.deepStrictEqual(seen, expected, "changed");
}
JAVASCRIPT
