"""A report as one HTML page."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from unodc_cli import __version__
from unodc_cli.report.crosstab import CrossTab
from unodc_cli.report.dossier import Dossier
from unodc_cli.report.origin import Origin
from unodc_cli.report.page import Facts, Grid, Items, Pages, Prose
from unodc_cli.report.report import Report
from unodc_cli.text import inert
from unodc_cli.views.crosstab import in_cents
from unodc_cli.views.html.packing import Fragments, packed
from unodc_cli.views.html.projects import FIRST_ROWS, MOST_ROWS, Projects, tight
from unodc_cli.views.html.tables import Table, table
from unodc_cli.views.html.values import web_address

_TEMPLATES: Final = Path(__file__).with_name("templates")
# A page up to this size (bytes) can be mailed. A larger one has parts of its text compressed.
MOST_PLAIN: Final = 250_000
_COMMENT: Final = re.compile(r"^\s*//.*$", re.MULTILINE)
_SPACE: Final = re.compile(r"\s*([{};:,>])\s+|\s+(?=\{)")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
# Answers that are not from a portfolio, such as that of `check`.
_NO_PORTFOLIO: Final = Origin("unodc", None, None, None, (), (), "")
# The parts of a page that not every report has, with their defaults.
_ABSENT: Final = {
    "pages": (),
    "table": None,
    "dossier": None,
    "map": None,
    "map_is_packed": False,
    "chunks": (),
    "facets": "",
    "facets_are_packed": False,
}


def html(report: Report, command: str = "") -> Iterator[str]:
    """Return a report as a page, with where the answer comes from and the command that asked."""
    origin = report.origin or _NO_PORTFOLIO
    templates = _environment()
    style, script = _style(), _script()
    frame = {
        **_ABSENT,
        "origin": origin,
        # A page has no options that would show more.
        "notes": [note.partition(": --")[0] for note in report.kept_notes],
        "style": style,
        "script": script,
        "policy": _policy(style, script),
        "version": __version__,
        "command": command,
        "heading": _heading(report, origin, command),
    }
    page = templates.get_template("page.html")
    match report:
        case Dossier(has_selected_fields=False):
            projects = Projects(report, templates.get_template("projects.html").module)
            for packing in projects.packings:
                text = page.render({**frame, **projects.parts(packing)})
                if len(text.encode()) <= MOST_PLAIN:
                    break
            yield text
        case Pages() if report.is_page:
            yield from page.generate({**frame, "pages": report.pages})
        case CrossTab(has_selected_fields=False):
            yield from page.generate({**frame, **_rows(in_cents(report), templates)})
        case _:
            yield from page.generate({**frame, **_rows(report, templates)})


def _heading(report: Report, origin: Origin, command: str) -> str:
    """Return the title of a page: the filters and, unless it is a dossier, the command line."""
    filters = " · ".join(value for _, value in origin.filters)
    return filters if isinstance(report, Dossier) else " · ".join(text for text in (command, filters) if text)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    environment.filters |= {
        "day": _day,
        "web": web_address,
        "grid": _grid,
    }
    environment.tests["facts"] = lambda body: isinstance(body, Facts)
    environment.tests["prose"] = lambda body: isinstance(body, Prose)
    environment.tests["items"] = lambda body: isinstance(body, Items)
    return environment


def _grid(grid: Grid) -> Table:
    return table(grid.columns, grid.rows)


def _finalized(value: Any) -> Any:
    """Remove characters that change the display, such as its direction; keep markup."""
    return inert(value) if type(value) is str else value


def _style() -> str:
    """Return the style sheet without the blanks that only people need."""
    return _SPACE.sub(r"\1", _read("page.css")).replace(";}", "}").strip()


def _script() -> str:
    """Return the script without comments and indentation."""
    lines = _COMMENT.sub("", _read("page.js")).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return the content security policy: this style and this script, and nothing from anywhere."""
    style_hash, script_hash = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _day(text: str) -> str:
    """Return a date as people write it: `23 November 2026`, `November 2026`, `2026`."""
    year, *others = text.split("-")
    if not others:
        return year
    month = _MONTHS[int(others[0]) - 1]
    return " ".join([*(str(int(day)) for day in others[1:]), month, year])


def _rows(report: Report, templates: Environment) -> dict[str, Any]:
    """Return the values for the template of the page: the report as a table."""
    macros: Any = templates.get_template("rows.html").module
    html_table = table(report.columns, report.rows)
    rows = [tight(macros.row(row, html_table.columns)) for row in html_table.rows]
    is_packed = len(rows) > MOST_ROWS
    return {
        "table": html_table,
        "rows": rows[:FIRST_ROWS] if is_packed else rows,
        "total": len(rows),
        "chunks": packed([Fragments(row) for row in rows]) if is_packed else (),
    }
