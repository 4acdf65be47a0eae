"""A finding in published data: something to look at, with its kind and line."""

from typing import NamedTuple

from unodc_cli.errors import Fault
from unodc_cli.readers.iati.element import Element, line_of
from unodc_cli.readers.iati.kinds import FindingKind


class Finding(NamedTuple):
    """Something to look at, and the line of the file on which it stands."""

    kind: FindingKind
    line: int | None
    message: str

    def in_file(self, file: str) -> Fault:
        """Return the finding with the file in which it stands."""
        return Fault(file, self.line, self.message, self.kind)


def at(element: Element, kind: FindingKind, message: str) -> Finding:
    """Return a finding at the line of an element."""
    return Finding(kind, line_of(element), message)
