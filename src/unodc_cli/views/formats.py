"""The formats of an answer, and the view that renders each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, Literal, assert_never

from unodc_cli.errors import UsageError
from unodc_cli.report.report import Report
from unodc_cli.views import json_text
from unodc_cli.views.options import DocumentOptions, RowOptions
from unodc_cli.views.terminal import Terminal

# The width of a picture if it is not drawn on a terminal.
_PICTURE_WIDTH = 100
_DEFAULT_ROWS = RowOptions()


_DEFAULT_DOCUMENT = DocumentOptions()
_UTF_8: Final = "utf-8"


class Format(StrEnum):
    """The formats of an answer."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"
    SVG = "svg"
    XLSX = "xlsx"
    HTML = "html"
    GEOJSON = "geojson"
    SARIF = "sarif"


# The formats by all their names.
FORMATS: Final[Mapping[str, Format]] = {
    **{format_.value: format_ for format_ in Format},
    "jsonl": Format.NDJSON,
    "md": Format.MARKDOWN,
    "htm": Format.HTML,
}


# Formats for people, without the entries that all rows share.
_TABLES: Final = (Format.TABLE, Format.MARKDOWN, Format.SVG, Format.HTML)


class View:
    """A rendered answer: its text in chunks, its encoding, and notes on the rendering."""

    def __init__(
        self,
        chunks: Iterable[str] | Iterable[bytes],
        encoding: str | None = _UTF_8,
        notes: tuple[str, ...] = (),
    ) -> None:
        # Bytes are encoded already, such as the JSON documents of the catalogue.
        self.chunks = chunks
        # None: that of the terminal, for what is drawn.
        self.encoding = encoding
        self.notes = notes


def render(
    report: Report,
    format_: Format | None,
    terminal: Terminal,
    words: Sequence[str] = (),
    *,
    rows: RowOptions = _DEFAULT_ROWS,
    document: DocumentOptions = _DEFAULT_DOCUMENT,
) -> View:
    """Render a report in a format. Without one, draw it on a terminal and write TSV off it.

    The command line, `words`, is the title of a picture, and stands on a page.
    """
    form = format_ or _default_format(report, terminal, rows)
    if form not in _TABLES:
        report.show_all()
    match form:
        case Format.TABLE:
            text, notes = _draw(report, terminal)
            return View(text, encoding=None, notes=notes)
        case Format.SVG | Format.XLSX | Format.HTML | Format.MARKDOWN as kept:
            return _kept(report, kept, terminal, words, document)
        case Format.GEOJSON | Format.SARIF as special:
            return _special(report, special)
        case Format.CSV | Format.TSV as separated:
            return _rows(report, separated, terminal, rows)
        case Format.JSON:
            return View(json_text.json_text(report))
        case Format.NDJSON:
            return View(json_text.ndjson(report))
        case other:
            assert_never(other)


def _rows(
    report: Report, format_: Literal[Format.CSV, Format.TSV], terminal: Terminal, options: RowOptions
) -> View:
    from unodc_cli.views import records  # noqa: PLC0415 - documents have no cells

    text = records.csv_text if format_ is Format.CSV else records.tsv
    return View(text(report, options, keep_controls=_keeps_controls(options, terminal)))


def _special(report: Report, format_: Literal[Format.GEOJSON, Format.SARIF]) -> View:
    """Return a report in a format of one command only. Raises UsageError for the report of another."""
    if format_ is Format.GEOJSON:
        from unodc_cli.views.geojson import geojson  # noqa: PLC0415 - few ask for it

        return View(geojson(report))
    if report.sarif is None:
        msg = "--format sarif is for findings"
        raise UsageError(msg, "`unodc check` has them")
    return View(report.sarif())


def _default_format(report: Report, terminal: Terminal, rows: RowOptions) -> Format:
    """Return the format without --format. Options of rows ask for rows, and pages are never rows."""
    is_drawn = (terminal.interactive or report.is_page) and rows.are_default
    return Format.TABLE if is_drawn else Format.TSV


def _keeps_controls(rows: RowOptions, terminal: Terminal) -> bool:
    """Return whether raw texts keep control characters: never on a terminal, which would obey them."""
    return rows.raw and not terminal.interactive


def _markdown(report: Report, words: Sequence[str], options: DocumentOptions) -> View:
    from unodc_cli.views import markdown  # noqa: PLC0415 - only this format needs it
    from unodc_cli.views.footer import footer  # noqa: PLC0415

    return View(markdown.markdown(report, footer(report, words) if options.notes else None))


def _kept(
    report: Report,
    format_: Literal[Format.SVG, Format.XLSX, Format.HTML, Format.MARKDOWN],
    terminal: Terminal,
    words: Sequence[str],
    options: DocumentOptions,
) -> View:
    """Return a report in a format for files that are kept, each with the command line that made it."""
    match format_:
        case Format.SVG:
            return _picture(report, terminal, words, options)
        case Format.XLSX:
            return _workbook(report, words)
        case Format.HTML:
            return _page(report, words)
        case Format.MARKDOWN:
            return _markdown(report, words, options)
    assert_never(format_)


def _workbook(report: Report, words: Sequence[str]) -> View:
    """Return a workbook with the answer as one sheet, the command and notes as another."""
    from unodc_cli.report.rows import Column, ColumnKind  # noqa: PLC0415
    from unodc_cli.report.sheet import Sheet  # noqa: PLC0415
    from unodc_cli.views.workbook import workbook  # noqa: PLC0415 - an extra

    command = " ".join(["unodc", *words])
    about = [("command", command), *(("note", note) for note in report.kept_notes)]
    columns = (Column("what", ColumnKind.TEXT), Column("text", ColumnKind.TEXT))
    book = workbook(
        [Sheet("answer", report.columns, report.rows), Sheet("about", columns, about)],
        title=command,
        day=date.today().isoformat(),  # noqa: DTZ011 - the day where the user is
    )
    return View([book.content], notes=tuple(book.notes))


def _page(report: Report, words: Sequence[str]) -> View:
    from unodc_cli.views.command_line import command  # noqa: PLC0415 - only this format and pictures need it
    from unodc_cli.views.html.document import html  # noqa: PLC0415 - it imports Jinja2

    return View(html(report, command(words)))


def _picture(report: Report, terminal: Terminal, words: Sequence[str], options: DocumentOptions) -> View:
    """Return a picture with all columns, and with the notes below: it has no terminal that could be wider."""
    from unodc_cli.views import svg  # noqa: PLC0415 - it imports Rich
    from unodc_cli.views.command_line import command  # noqa: PLC0415
    from unodc_cli.views.footer import footer  # noqa: PLC0415

    width = terminal.width if terminal.measured else _PICTURE_WIDTH
    width = max(width, _width_of_all(report))
    text, notes = _draw(report, Terminal(interactive=True, width=width, colour=not options.plain))
    below = footer(report, words) if options.notes else None
    drawn = [*text, "\n", *below.drawn(width)] if below else text
    return View([svg.picture(drawn, width, command(words), light=options.light)], notes=notes)


def _width_of_all(report: Report) -> int:
    """Return the width that a picture of a table needs, which has all columns; 0 for pages and charts."""
    from unodc_cli.report.chart import Chart  # noqa: PLC0415
    from unodc_cli.report.crosstab import CrossTab  # noqa: PLC0415

    match report:
        case CrossTab(has_selected_fields=False):
            from unodc_cli.views import crosstab  # noqa: PLC0415

            return crosstab.width(report)
        case Chart() | Report(is_page=True):
            return 0
        case _:
            from unodc_cli.views.layout import least_width  # noqa: PLC0415

            return least_width(report.columns, list(report.rows))


def _draw(report: Report, terminal: Terminal) -> tuple[Iterable[str], tuple[str, ...]]:
    """Return a report as drawn for people, with notes on the drawing. It imports parts of Rich."""
    from unodc_cli.report.chart import Chart  # noqa: PLC0415
    from unodc_cli.report.crosstab import CrossTab  # noqa: PLC0415
    from unodc_cli.report.page import Pages  # noqa: PLC0415

    match report:
        case Chart():
            from unodc_cli.views import timeline  # noqa: PLC0415

            return timeline.draw(report, terminal), ()
        case Pages(has_selected_fields=False):
            from unodc_cli.views import pages  # noqa: PLC0415

            return pages.draw(report, terminal), ()
        case CrossTab(has_selected_fields=False):
            from unodc_cli.views import crosstab  # noqa: PLC0415

            drawn, remarks = crosstab.draw(report, terminal)
            return drawn, tuple(remarks)
        case _:
            from unodc_cli.views import tables  # noqa: PLC0415

            text, hidden = tables.draw(report, terminal)
            report.hide(hidden)
            missed = [name for name, is_used in hidden.items() if is_used]
            note = f"hidden columns: {', '.join(missed)} (use --fields or a wider terminal)"
            return text, (note,) if missed else ()
