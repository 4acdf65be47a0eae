"""A report and a terminal → text. Which view for which format."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, Literal, NamedTuple, assert_never

from unodc_cli.report.rows import Report
from unodc_cli.views import records
from unodc_cli.views.terminal import Terminal

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


# What each form is called by, where it is chosen.
FORMATS: Final[Mapping[str, Format]] = {
    **{form.value: form for form in Format},
    "jsonl": Format.NDJSON,
    "md": Format.MARKDOWN,
}


class View(NamedTuple):
    """An answer in its form, and what is to be said of the form (which columns had no room)."""

    text: Iterable[str] = ()
    notes: tuple[str, ...] = ()
    # Drawn for people, so it is for the terminal's own character set; else it is UTF-8.
    drawn: bool = False
    # What is as it is stored, in UTF-8, in the place of the text.
    data: Iterable[bytes] = ()


def render(
    report: Report,
    form: Format | None,
    terminal: Terminal,
    typed: Sequence[str] = (),
    *,
    raw: bool = False,
    header: bool = True,
    bom: bool = False,
) -> View:
    """Return the report in a form; without one, drawn for a person or, off a terminal, as plain rows.

    A picture has as its title what was `typed`. `raw`, `header` and `bom` (a byte order mark) are for CSV and
    TSV, and ask for plain rows. With `raw`, texts are exactly those of the data, also what a spreadsheet
    would run; on a terminal, what acts on it is replaced all the same.
    """
    if form is None:
        of_rows = raw or bom or not header
        is_drawn = (terminal.interactive or report.is_page) and not of_rows
        form = Format.TABLE if is_drawn else Format.TSV
    controls = raw and not terminal.interactive
    match form:
        case Format.TABLE:
            return _drawn(report, terminal)
        case Format.SVG:
            return _pictured(report, terminal, typed)
        case Format.CSV:
            return View(records.csv_text(report, header=header, bom=bom, raw=raw, controls=controls))
        case Format.TSV:
            return View(records.tsv(report, header=header, bom=bom, raw=raw, controls=controls))
        case _:
            return _of_documents(report, form)


def _of_documents(report: Report, form: Literal[Format.JSON, Format.NDJSON, Format.MARKDOWN]) -> View:
    match form:
        case Format.JSON:
            return View(data=records.json_text(report))
        case Format.NDJSON:
            return View(data=records.ndjson(report))
        case Format.MARKDOWN:
            from unodc_cli.views import markdown  # noqa: PLC0415 - only this form needs it

            return View(markdown.markdown(report))
    assert_never(form)


def _pictured(report: Report, terminal: Terminal, typed: Sequence[str]) -> View:
    from unodc_cli.views import svg  # noqa: PLC0415 - it imports Rich

    width = terminal.width if terminal.measured else _PICTURE
    drawn = _drawn(report, Terminal(interactive=True, width=width, colour=True))
    return View([svg.picture(drawn.text, width, svg.command(typed))], drawn.notes)


def _drawn(report: Report, terminal: Terminal) -> View:
    # Rich costs more to import than all the rest of an answer.
    from unodc_cli.report.chart import Chart  # noqa: PLC0415
    from unodc_cli.report.page import Pages  # noqa: PLC0415

    match report:
        case Chart():
            from unodc_cli.views import timeline  # noqa: PLC0415

            return View(timeline.draw(report, terminal), drawn=True)
        case Pages(has_selected_fields=False):
            from unodc_cli.views import pages  # noqa: PLC0415

            return View(pages.draw(report, terminal), drawn=True)
        case _:
            from unodc_cli.views import tables  # noqa: PLC0415

            text, hidden = tables.draw(report, terminal)
            note = f"no room for: {', '.join(hidden)} (a wider terminal or --fields shows them)"
            return View(text, (note,) if hidden else (), drawn=True)
