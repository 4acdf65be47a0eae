"""The footer of pictures and Markdown documents: the notes of an answer, and its origin."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unodc_cli.report.origin import Origin
from unodc_cli.report.report import Report
from unodc_cli.text import inert
from unodc_cli.views.command_line import command


class Footer(NamedTuple):
    """Notes, and a sentence each on the filter, the data and the question."""

    notes: tuple[str, ...]
    about: tuple[str, ...]

    def drawn(self, width: int) -> Iterator[str]:
        """Return it as lines of at most this width, dim on a terminal."""
        paragraphs = [*(f"note: {inert(note)}" for note in self.notes), *map(inert, self.about)]
        lines = [line for text in paragraphs for line in textwrap.wrap(text, width, subsequent_indent="  ")]
        return (f"\x1b[2m{line}\x1b[0m\n" for line in lines)


def footer(report: Report, words: Sequence[str]) -> Footer | None:
    """Return the footer of an answer on data; None of any other, such as the settings."""
    if report.origin is None:
        return Footer(report.unread, ()) if report.unread else None
    return Footer(report.kept_notes, tuple(_about(report.origin, words)))


def _about(origin: Origin, words: Sequence[str]) -> Iterator[str]:
    if origin.filters:
        yield f"Filter: {'; '.join(f'{name}: {value}' for name, value in origin.filters)}."
    data = ", ".join(origin.files) or origin.title
    yield f"Data: {data}, of {origin.updated}." if origin.updated else f"Data: {data}."
    yield f"Asked on {origin.today}: {command(words)}"
