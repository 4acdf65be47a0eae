"""Write src/unodc_cli/views/html/map.json: the shapes of countries, as paths in whole numbers.

The shapes are those of Natural Earth 4.1 (public domain), as the npm package world-atlas 2.0.2 (ISC) has them
at 1:50 million, in the Equal Earth projection, simplified until a map of 1,000 units shows no difference.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/make_map.py package/countries-50m.json package/countries-10m.json
"""

import heapq
import json
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from babel.core import get_global

TARGET = Path(__file__).parents[1] / "src" / "unodc_cli" / "views" / "html" / "map.json"
WIDTH: Final = 1000
TRIANGLE: Final = 3
# Areas in square units: smaller corners of a coast, and smaller islands, are left out.
CORNER: Final = 1.3
ISLAND: Final = 0.7
# A country with a smaller area is drawn as a circle too.
SMALL: Final = 6
# The shapes without a code of ISO 3166-1 that are drawn under one; the others are drawn without a code.
BY_NAME: Final = {"Kosovo": "XK"}
# Natural Earth at 1:50 million has no Tuvalu.
FROM_10M: Final = {"Tuvalu"}
# Not drawn: nobody works there, and it takes the most room.
NOT_DRAWN: Final = {"AQ"}


class Overseas(NamedTuple):
    """A part of a country's shape that has a code of its own, by the box of degrees in which it lies."""

    country: str
    code: str
    west: float
    south: float
    east: float
    north: float


OVERSEAS: Final = (
    Overseas("FR", "GF", -56, 1, -50, 7),
    Overseas("FR", "GP", -62, 15.8, -60.9, 16.6),
    Overseas("FR", "MQ", -61.3, 14.3, -60.7, 15),
    Overseas("FR", "RE", 55, -21.5, 56, -20.5),
    Overseas("FR", "YT", 45, -13.1, 45.4, -12.5),
)

Point = tuple[float, float]
Ring = list[Point]


def projected(longitude: float, latitude: float) -> Point:
    """Return a point in the Equal Earth projection (Šavrič, Patterson, Jenny 2018), in units of its width."""
    a = (1.340264, -0.081106, 0.000893, 0.003796)
    root = math.sqrt(3)
    theta = math.asin(root / 2 * math.sin(math.radians(latitude)))
    six = theta**6
    x = (
        2
        * root
        * math.radians(longitude)
        * math.cos(theta)
        / (3 * (9 * a[3] * theta**8 + 7 * a[2] * six + 3 * a[1] * theta**2 + a[0]))
    )
    y = theta * (a[0] + a[1] * theta**2 + six * (a[2] + a[3] * theta**2))
    # The equator is 5.413 wide.
    scale = WIDTH / 5.4133
    return WIDTH / 2 + x * scale, -y * scale


def area(ring: Sequence[Point]) -> float:
    """Return the area of a ring."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise([*ring, ring[0]]))) / 2


def _corner(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def unwrapped(line: Ring) -> Ring:
    """Return a line in degrees that goes on beyond 180° where it crosses the date line."""
    points: Ring = []
    for x, y in line:
        turns = round((points[-1][0] - x) / 360) if points else 0
        points.append((x + 360 * turns, y))
    return points


def simplified(line: Ring, least: float) -> list[bool]:
    """Return which points of a line to keep: not the corners that enclose less than `least`.

    Its ends stay, so that neighbours, who share the line, still meet. The algorithm is that of Visvalingam
    and Whyatt (1993).
    """
    before = list(range(-1, len(line) - 1))
    after = list(range(1, len(line) + 1))
    kept = [True] * len(line)
    if len(line) < TRIANGLE:
        return kept
    sizes = [0.0, *(_corner(*line[i - 1 : i + 2]) for i in range(1, len(line) - 1)), 0.0]
    queue = [(size, i) for i, size in enumerate(sizes) if 0 < i < len(line) - 1]
    heapq.heapify(queue)
    while queue:
        size, i = heapq.heappop(queue)
        if not kept[i] or size != sizes[i]:
            continue
        if size >= least:
            break
        kept[i] = False
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < len(line) - 1:
                # A corner never counts as smaller than a neighbour that was removed before it.
                sizes[j] = max(size, _corner(line[before[j]], line[j], line[after[j]]))
                heapq.heappush(queue, (sizes[j], j))
    return kept


class Atlas:
    """A TopoJSON file of countries."""

    def __init__(self, path: Path) -> None:
        topology = json.loads(path.read_text(encoding="utf-8"))
        (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
        self._degrees: list[Ring] = []
        for arc in topology["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * sx + tx, y * sy + ty))
            self._degrees.append(points)
        self._lines = []
        for arc in self._degrees:
            kept = simplified([projected(*point) for point in unwrapped(arc)], CORNER)
            self._lines.append([point for point, keep in zip(arc, kept, strict=True) if keep])
        self.shapes: list[dict[str, Any]] = topology["objects"]["countries"]["geometries"]

    def polygons(self, shape: dict[str, Any]) -> Iterator[tuple[Ring, list[Ring]]]:
        """Return each polygon of a shape in degrees: its whole outline, then its rings simplified."""
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for rings in polygons:
            yield self._joined(rings[0], self._degrees), [self._joined(ring, self._lines) for ring in rings]

    @staticmethod
    def _joined(arcs: Sequence[int], lines: Sequence[Ring]) -> Ring:
        ring: Ring = []
        for arc in arcs:
            points = lines[arc] if arc >= 0 else lines[~arc][::-1]
            ring += points[bool(ring) :]
        return placed(unwrapped(ring))


def placed(ring: Ring) -> Ring:
    """Return a ring with most of it within 180° of Greenwich: the rest of Siberia stands beside it."""
    x, _ = middle(ring)
    turn = -360 * round(x / 360)
    return [(x + turn, y) for x, y in ring]


def code_of(shape: dict[str, Any], codes: dict[str, str]) -> str:
    """Return the code under which a shape is drawn; none for what belongs to no country of ISO 3166-1."""
    return codes.get(shape.get("id", ""), BY_NAME.get(shape["properties"]["name"], ""))


def overseas(country: str, outline: Ring) -> str:
    """Return the code of the part of a country in which an outline lies."""
    x, y = outline[0]
    for part in OVERSEAS:
        if part.country == country and part.west < x < part.east and part.south < y < part.north:
            return part.code
    return country


def path(rings: Sequence[Ring], top: int) -> str:
    """Return rings as an SVG path: whole numbers, each point from the one before."""
    parts = []
    for ring in rings:
        rounded = [(round(x), round(y) - top) for x, y in ring]
        points = [point for point, following in pairwise([*rounded, rounded[0]]) if point != following]
        if len(points) < TRIANGLE:
            continue
        (x, y), *others = points
        steps = " ".join(f"{u - a} {v - b}" for (a, b), (u, v) in pairwise([(x, y), *others]))
        parts.append(f"M{x} {y}l{steps.replace(' -', '-')}z")
    return "".join(parts)


def middle(ring: Ring) -> Point:
    """Return the middle of a ring's points."""
    xs, ys = zip(*ring, strict=True)
    return sum(xs) / len(ring), sum(ys) / len(ring)


def main() -> None:
    """Write the file."""
    codes = {number: aliases[0] for number, aliases in get_global("territory_aliases").items()}
    atlas, fine = (Atlas(Path(name)) for name in sys.argv[1:])
    # Of each country its polygons, of each polygon the outline and the holes.
    drawn: dict[str, list[list[Ring]]] = {}
    largest: dict[str, tuple[float, Ring]] = {}
    for source, shape in [
        *((atlas, shape) for shape in atlas.shapes),
        *((fine, shape) for shape in fine.shapes if shape["properties"]["name"] in FROM_10M),
    ]:
        country = code_of(shape, codes)
        for whole, rings in source.polygons(shape):
            code = overseas(country, whole)
            full = [projected(*point) for point in whole]
            if area(full) >= largest.get(code, (0.0, []))[0]:
                largest[code] = (area(full), full)
            outlines = [[projected(*point) for point in ring] for ring in rings]
            drawn.setdefault(code, [])
            if area(outlines[0]) >= ISLAND:
                drawn[code].append([ring for ring in outlines if area(ring) >= ISLAND])
    kept = {code: polygons for code, polygons in sorted(drawn.items()) if code not in NOT_DRAWN}
    points = [point for polygons in kept.values() for outline, *_ in polygons for point in outline]
    top = math.floor(min(y for _, y in points))
    paths = {
        code: path([ring for rings in polygons for ring in rings], top) for code, polygons in kept.items()
    }
    circles = {}
    for code, polygons in kept.items():
        total = sum(area(outline) for outline, *_ in polygons)
        if code and (total < SMALL or not paths[code]):
            x, y = middle(largest[code][1])
            circles[code] = [round(x), round(y) - top]
    shapes = {
        "width": math.ceil(max(x for x, _ in points)),
        "height": math.ceil(max(y for _, y in points)) - top,
        "paths": {code: text for code, text in paths.items() if text},
        "circles": circles,
    }
    TARGET.write_text(
        json.dumps(shapes, separators=(",", ":")).replace('],"', '],\n"').replace('","', '",\n"') + "\n",
        encoding="utf-8",
    )
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {len(paths)} shapes, {len(circles)} circles")


if __name__ == "__main__":
    main()
