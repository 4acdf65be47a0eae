"""Sums of money that are added up in advance, so that a table of all money need not read each row.

Rows are added up that are of the same year, kind, currency and level, and of projects with the same terms
and shares of one group of kinds (`flags.SUMMED`). Of parts of a year or of certain projects, rows are read.
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

# What a row has of its own sets it apart from other rows, by the table of sums.
_OWN: Final = {"sums_by_places": OWN_RECIPIENTS, "sums_by_sectors": OWN_SECTORS}

# The money of a period in several years has its days.
_IS_SPREAD: Final = "m.last > m.first AND m.last / 10000 > m.first / 10000"
_FIRST: Final = f"CASE WHEN {_IS_SPREAD} THEN m.first ELSE m.first / 10000 * 10000 + 101 END"
# Of a period that is no longer than a day, it is not after the first one.
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
