"""Looks at the activities of a file while they are read: what they have, and what is to be looked at."""

from typing import NamedTuple

from unodc_cli.check.iati.dates import of_dates
from unodc_cli.check.iati.findings import Finding
from unodc_cli.check.iati.money import FileMoney
from unodc_cli.check.iati.parties import of_identifier, of_partners, parents
from unodc_cli.check.iati.shares import of_shares
from unodc_cli.check.iati.survey import Survey
from unodc_cli.check.iati.texts import of_texts
from unodc_cli.readers.iati.element import Element, line_of
from unodc_cli.readers.iati.seen import Seen


class Observed(NamedTuple):
    """What is to be said of one activity, and what is to be compared with all the others."""

    line: int
    parents: list[tuple[str, int]]
    findings: list[Finding]


class Observer:
    """Sees the activities of one file, one by one, on the day `today`, while they are read."""

    def __init__(self, today: str, survey: Survey) -> None:
        self._today = today
        self._survey = survey
        self._money = FileMoney()
        self._last: Observed | None = None

    def observe(self, element: Element) -> None:
        """Look at an `iati-activity`; `take` says what was found."""
        seen = Seen(element)
        self._survey.add(seen)
        found = [
            *of_identifier(seen),
            *of_dates(seen, self._today),
            *of_shares(seen),
            *of_partners(seen),
            *self._money.of_money(seen),
            *of_texts(seen),
        ]
        self._last = Observed(line_of(element), parents(seen), found)

    def take(self) -> Observed:
        """Return what was found in the activity that was observed last."""
        if self._last is None:
            msg = "no activity was observed"
            raise RuntimeError(msg)
        taken, self._last = self._last, None
        return taken

    def of_file(self) -> list[Finding]:
        """Return what was found in the file as a whole."""
        return list(self._money.of_file())
