"""Numbers as IATI files write them: sums of money, and percentages."""

import re

from unodc_cli.model import exact

# xsd:decimal, as the standard has it; and blanks or commas between thousands, as publishers write it.
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:[, ][0-9]{3})+)?(?:\.[0-9]*)?")
# A number of fewer digits is below the largest.
_SHORT = 15
# Larger ones are mistakes, and JSON holds no larger whole numbers for everyone.
_LARGEST = 2**53


def amount(written: str) -> int | str | None:
    """Return a sum as a whole number, or else as plain decimal text; None if it is neither."""
    text = written.strip()
    if len(text) < _SHORT and text.isascii():
        units, point, decimals = text.removeprefix("-").partition(".")
        if units.isdecimal():
            if not point:
                return int(text)
            # The text is in its final form already.
            if decimals.isdecimal() and decimals[-1] != "0" and (units[0] != "0" or units == "0"):
                return text
    if not _DECIMAL.fullmatch(text):
        return None
    value = exact.parse(text.replace(",", "").replace(" ", ""))
    if value is None or not abs(value) < _LARGEST * exact.ONE:
        return None
    return exact.plain(value) if value % exact.ONE else value // exact.ONE


def no_amount(written: str) -> str:
    """Return the reason why `amount` returns None for a text."""
    text = written.strip()
    if _DECIMAL.fullmatch(text) and any(map(str.isdecimal, text)):
        return f"'{written}' is too large for a sum: the largest are below {_LARGEST:,}"
    return f"'{written}' is not a sum"


def percentage(written: str) -> float | None:
    """Return a percentage as a number; None if it is none.

    In "33,333" the comma may stand before decimals or between thousands, so it is not a number.
    """
    text = written.strip().removesuffix("%").rstrip()
    share = None if "," in text or " " in text else amount(text)
    return float(share) if isinstance(share, str) else share
