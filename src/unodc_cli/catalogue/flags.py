"""The rows of money: their keys, their flags, and the sums that are added up at compile time."""

from typing import Final

# The key of a row is the number of its project and, in so many bits below, its own. No activity has more.
ROW_BITS: Final = 24
# The money is of a period; it has recipients or sectors of its own; a revised row replaces it; the project's
# own sum contains it.
OF_PERIOD, OWN_RECIPIENTS, OWN_SECTORS, REPLACED, CONTAINED = 1, 2, 4, 8, 16

# The tables of sums that are added up at compile time; each has all combinations of terms of these kinds.
SUMMED: Final = {
    "sums_by_places": ("country", "region"),
    "sums_by_sectors": ("sector",),
    "sums_by_types": (
        *("theme", "publisher", "level", "aid-type", "flow-type", "finance-type"),
        *("tied-status", "collaboration-type", "scope", "humanitarian", "conditions"),
    ),
}
# The decimals that the value of a row `m` needs, in SQL; two if it cannot be read.
DECIMALS: Final = """CASE WHEN m.units IS NULL OR m.trillionths % 10000000000 = 0 THEN 2
    WHEN m.trillionths % 1000000000 = 0 THEN 3 WHEN m.trillionths % 1000000 = 0 THEN 6 ELSE 12 END"""
