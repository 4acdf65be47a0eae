"""Precomputed sums of money, so that a table of all money need not read each row.

A sum is of rows of the same year, kind, currency and level, and of projects with the same terms and shares of
one group of kinds (`flags.SUMMED`). For parts of a year or selected projects, the rows themselves are read.
"""

import sqlite3
from typing import Final

from unodc_cli.catalogue.facets import facet_of
from unodc_cli.catalogue.flags import (
    CONTAINED,
    DECIMALS,
    OF_PERIOD,
    OWN_RECIPIENTS,
    OWN_SECTORS,
    REPLACED,
    ROW_BITS,
    SUMMED,
)

# The flag of rows with shares of their own, which are not added to others, by the table of sums.
_OWN: Final = {"sums_by_places": OWN_RECIPIENTS, "sums_by_sectors": OWN_SECTORS}

# Money for a period in several years keeps its days; other money has only its year.
_IS_SPREAD: Final = "m.last > m.first AND m.last / 10000 > m.first / 10000"
_FIRST: Final = f"CASE WHEN {_IS_SPREAD} THEN m.first ELSE m.first / 10000 * 10000 + 101 END"
# The last day of a period of one day, or none, is its first.
_LAST: Final = f"""CASE WHEN {_IS_SPREAD} THEN m.last
    WHEN m.last > m.first THEN m.last / 10000 * 10000 + 1231 ELSE m.last / 10000 * 10000 + 101 END"""


def write_sums(database: sqlite3.Connection) -> None:
    """Add up the money of all projects."""
    for name, kinds in SUMMED.items():
        facet = facet_of(kinds[0])
        own_bit = _OWN.get(name, 0)
        # Types of money are of its class.
        class_ = "c.typed" if name == "sums_by_types" else "c.series"
        database.execute(
            f"""INSERT INTO {name} SELECT
                CASE WHEN m.flags & {own_bit} THEN m.num ELSE likes.project << {ROW_BITS} END, {class_},
                SUM(m.units), SUM(m.trillionths), {_FIRST}, {_LAST},
                m.flags & {OF_PERIOD | REPLACED | own_bit},
                MAX({DECIMALS}), COUNT(*), COUNT(*) - COUNT(m.units)
            FROM alike CROSS JOIN
                (SELECT {facet} AS number, MIN(project) AS project FROM alike GROUP BY 1) AS likes
                ON likes.number = alike.{facet}
            CROSS JOIN money AS m
                ON m.num >= alike.project << {ROW_BITS} AND m.num < (alike.project + 1) << {ROW_BITS}
            CROSS JOIN classes AS c ON c.num = m.class
            WHERE NOT m.flags & {CONTAINED} GROUP BY 1, 2, 5, 6, 7"""  # noqa: S608 - our own words
        )
