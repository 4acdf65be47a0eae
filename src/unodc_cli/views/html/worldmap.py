"""The map: countries, coloured by the number of projects in them."""

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

_SHAPES: Final = Path(__file__).with_name("map.json")
# Above the smallest step, each holds about twice as much as the one before.
_STEPS: Final = 5


class Shape(NamedTuple):
    """A country on the map: its path, or the place of a circle where it is too small to be seen."""

    code: str
    path: str
    circle: tuple[int, int] | None
    step: int
    title: str


class Step(NamedTuple):
    """A colour of the map, with the numbers that it stands for."""

    number: int
    least: int
    text: str


class Map(NamedTuple):
    """The map of a page."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    steps: tuple[Step, ...]
    # Countries with projects that have no shape.
    missing: tuple[str, ...]


def world_map(counts: Mapping[str, int], names: Mapping[str, str]) -> Map:
    """Return the map for the number of projects in each country."""
    shapes = json.loads(_SHAPES.read_text(encoding="utf-8"))
    paths, circles = shapes["paths"], shapes["circles"]
    steps = _steps(max(counts.values(), default=0))
    return Map(
        shapes["width"],
        shapes["height"],
        tuple(
            Shape(
                code,
                paths.get(code, ""),
                tuple(circles[code]) if code in circles else None,
                _step(counts.get(code, 0), steps),
                f"{names[code]}: {counts[code]}" if code in counts else "",
            )
            for code in sorted({*paths, *circles})
        ),
        steps,
        tuple(sorted(names[code] for code in counts if code not in paths and code not in circles)),
    )


def _steps(most: int) -> tuple[Step, ...]:
    """Return the colours up to the largest number: 1, 2–3, 4–7 …, with larger steps for larger numbers."""
    factor = max(2.0, most ** (1 / _STEPS))
    bounds = sorted({round(factor**power) for power in range(_STEPS)} if most else set())
    bounds = [bound for bound in bounds if bound <= most]
    texts = []
    for bound, following in pairwise([*bounds, most + 1]):
        texts.append(f"{bound:,}" if following - bound == 1 else f"{bound:,}–{following - 1:,}")
    return tuple(
        Step(number, bound, text) for number, (bound, text) in enumerate(zip(bounds, texts, strict=True), 1)
    )


def _step(count: int, steps: tuple[Step, ...]) -> int:
    return max((step.number for step in steps if step.least <= count), default=0)
