"""Values that an export leaves out, and the reasons."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Omission(NamedTuple):
    """A value, or a whole project, that is not in the file, and the reason."""

    project: str
    field: str
    reason: str


def omissions_by_field(omissions: Sequence[Omission]) -> Iterator[tuple[str, str, int]]:
    """Yield the field, reason and number of omissions, the most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    for omission in omissions:
        field = omission.field.partition("[")[0]
        counts[field, omission.reason] = counts.get((field, omission.reason), 0) + 1
    for (field, reason), count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        yield field, reason, count
