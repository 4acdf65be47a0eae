"""A report and a terminal → text. Which view for which format."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple, assert_never

from unodc_cli.report import Report
from unodc_cli.terminal import Terminal
from unodc_cli.views import records

# How wide a picture is where no terminal says so.
_PICTURE = 100


class Format(StrEnum):
    """The forms of an answer."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"
    SVG = "svg"


class View(NamedTuple):
    """An answer in its form, and what is to be said of the form (which columns had no room)."""

    text: Iterable[str]
    notes: tuple[str, ...] = ()
    # Drawn for people, so it is for the terminal's own character set; else it is UTF-8.
    drawn: bool = False


def render(report: Report, form: Format | None, terminal: Terminal, typed: Sequence[str] = ()) -> View:
    """Return the report in a form; without one, drawn for a person or, off a terminal, as plain rows.

    A picture has as its title what was `typed`.
    """
    if form is None:
        form = Format.TABLE if terminal.interactive or report.is_read else Format.TSV
    match form:
        case Format.TABLE:
            return _drawn(report, terminal)
        case Format.SVG:
            return _pictured(report, terminal, typed)
        case _:
            return View(_recorded(report, form))


def _recorded(report: Report, form: Format) -> Iterable[str]:
    match form:
        case Format.JSON:
            return records.json_text(report)
        case Format.NDJSON:
            return records.ndjson(report)
        case Format.CSV:
            return records.csv_text(report)
        case Format.TSV:
            return records.tsv(report)
        case Format.MARKDOWN:
            from unodc_cli.views import markdown  # noqa: PLC0415 - only this form needs it

            return markdown.markdown(report)
        case Format.TABLE | Format.SVG:
            raise ValueError(form)
    assert_never(form)


def _pictured(report: Report, terminal: Terminal, typed: Sequence[str]) -> View:
    from unodc_cli.views import svg  # noqa: PLC0415 - it imports Rich

    width = terminal.width if terminal.measured else _PICTURE
    drawn = _drawn(report, Terminal(interactive=True, width=width, colour=True))
    return View([svg.picture(drawn.text, width, svg.command(typed))], drawn.notes)


def _drawn(report: Report, terminal: Terminal) -> View:
    # Rich costs more to import than all the rest of an answer.
    from unodc_cli.page import Chart, Pages  # noqa: PLC0415
    from unodc_cli.views import pages, tables, timeline  # noqa: PLC0415

    match report:
        case Chart():
            return View(timeline.draw(report, terminal), drawn=True)
        case Pages(chosen=False):
            return View(pages.draw(report, terminal), drawn=True)
        case _:
            text, hidden = tables.draw(report, terminal)
            note = f"no room for: {', '.join(hidden)} (a wider terminal or --fields shows them)"
            return View(text, (note,) if hidden else (), drawn=True)
