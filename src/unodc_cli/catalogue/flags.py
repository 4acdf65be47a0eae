"""Keys and flags of the rows of money: how keys are built, and the meaning of each bit."""

from typing import Final

# The key of a row is the number of its project and, in so many bits below, its own. No activity has more.
ROW_BITS: Final = 24
# The money is of a period; it has recipients or sectors of its own; a revised row replaces it; the project's
# own sum contains it.
OF_PERIOD, OWN_RECIPIENTS, OWN_SECTORS, REPLACED, CONTAINED = 1, 2, 4, 8, 16
