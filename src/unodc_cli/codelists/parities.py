"""Currencies with a rate to the euro that a law fixes.

An amount of a day before the law is not converted: until then the rate was another, or there was none. So the
devaluation of the CFA franc in January 1994 (from 50 to 100 for one French franc) changes nothing here: it
was five years before the euro.
"""

from typing import Final, NamedTuple


class Parity(NamedTuple):
    """A fixed rate: units of the currency for so many euros, the day since when, and the law that says so."""

    units: int
    euros: int
    since: str
    law: str


CONVERSION_RATES: Final = "Council Regulation (EC) No 2866/98, Article 1, as amended"
# The currencies that the euro replaced, by the day of it. A rate has six significant figures, in the law.
_REPLACED: Final = {
    "1999-01-01": {
        "ATS": "13.7603",
        "BEF": "40.3399",
        "DEM": "1.95583",
        "ESP": "166.386",
        "FIM": "5.94573",
        "FRF": "6.55957",
        "IEP": "0.787564",
        "ITL": "1936.27",
        "LUF": "40.3399",
        "NLG": "2.20371",
        "PTE": "200.482",
    },
    "2001-01-01": {"GRD": "340.750"},
    "2007-01-01": {"SIT": "239.640"},
    "2008-01-01": {"CYP": "0.585274", "MTL": "0.429300"},
    "2009-01-01": {"SKK": "30.1260"},
    "2011-01-01": {"EEK": "15.6466"},
    "2014-01-01": {"LVL": "0.702804"},
    "2015-01-01": {"LTL": "3.45280"},
    "2023-01-01": {"HRK": "7.53450"},
    "2026-01-01": {"BGN": "1.95583"},
}
# 100 CFA francs, or 75 Comorian francs, are one French franc of 6.55957 to the euro.
_FRANC_ZONE: Final = "Council Decision 98/683/EC, by the French franc's rate in Regulation (EC) No 2866/98"
_PEGGED: Final = {
    # Every reference to the ecu is one to the euro, also of a day before it.
    "XEU": Parity(1, 1, "", "Council Regulation (EC) No 1103/97, Article 2"),
    "XAF": Parity(655957, 1000, "1999-01-01", _FRANC_ZONE),
    "XOF": Parity(655957, 1000, "1999-01-01", _FRANC_ZONE),
    "KMF": Parity(49196775, 100000, "1999-01-01", _FRANC_ZONE),
    "CVE": Parity(
        110265,
        1000,
        "1999-01-01",
        "Council Decision 98/744/EC; exchange agreement of Portugal and Cape Verde of 13 March 1998",
    ),
    # One mark is one German mark.
    "BAM": Parity(
        195583,
        100000,
        "1999-01-01",
        "Law on the Central Bank of Bosnia and Herzegovina, Article 32 (Official Gazette 1/97, 29/02)",
    ),
    # 1,000 francs are 8.38 euros.
    "XPF": Parity(100000, 838, "1999-01-01", "Décret n° 98-1152 and arrêté of 31 December 1998 (France)"),
}


def _replaced() -> dict[str, Parity]:
    """Return the parities of the currencies that the euro replaced."""
    return {
        currency: Parity(
            int(rate.replace(".", "")), 10 ** len(rate.partition(".")[2]), since, CONVERSION_RATES
        )
        for since, rates in _REPLACED.items()
        for currency, rate in rates.items()
    }


PARITIES: Final = {**_replaced(), **_PEGGED}
