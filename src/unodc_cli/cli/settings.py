"""The settings in force, and the source of each."""

import os
from pathlib import Path
from typing import Final, NamedTuple

from unodc_cli.cli import configuration
from unodc_cli.files import folders, inputs
from unodc_cli.model.exact import to_json
from unodc_cli.report.report import Report
from unodc_cli.report.rows import Column, ColumnKind
from unodc_cli.views import pager, terminal

_COLUMNS: Final = (
    Column("setting", ColumnKind.ID),
    Column("value", ColumnKind.TEXT),
    Column("source", ColumnKind.TEXT),
    Column("set_by", ColumnKind.LIST),
)
_DEFAULT: Final = "default"
_FILE: Final = "config file"


class _Setting(NamedTuple):
    setting: str
    value: str | None
    # A variable, a line of the configuration file, or `default`.
    source: str
    set_by: tuple[str, ...] = ()


def settings(configured: configuration.Configuration) -> Report:
    """Return each setting with its value, its source, and everything that can set it, the strongest last."""
    file = configuration.path()

    def from_file(key: str, value: object) -> str:
        return f"{file}:{configured.lines[key]}" if value else _DEFAULT

    colour, colour_variable = terminal.colour_setting(configured=configured.color)
    command, pager_variable = pager.pager_setting(configured.pager)
    paths = configuration.data_paths(configured) or (inputs.bundled(),)
    rows = (
        _Setting(
            "data",
            os.pathsep.join(map(str, paths)),
            "UNODC_DATA" if os.environ.get("UNODC_DATA") else from_file("data", configured.data),
            (_FILE, "UNODC_DATA", "--data"),
        ),
        _Setting(
            "format",
            configured.format or "table",
            from_file("format", configured.format),
            (_FILE, "--format"),
        ),
        _Setting(
            "color",
            colour,
            colour_variable or from_file("color", configured.color),
            (_FILE, "TERM", "CLICOLOR_FORCE", "FORCE_COLOR", "NO_COLOR", "--color"),
        ),
        _Setting(
            "pager",
            command or None,
            pager_variable or from_file("pager", configured.pager),
            (_FILE, "PAGER", "UNODC_PAGER"),
        ),
        _from_variable("ascii", "yes" if os.environ.get("UNODC_ASCII") else "no", "UNODC_ASCII"),
        _from_variable("config file", _text(file), "UNODC_CONFIG"),
        _from_variable("cache folder", _text(folders.cache()), "UNODC_CACHE"),
        _Setting("bundled data", _text(inputs.bundled()), _DEFAULT),
    )
    return Report(_COLUMNS, rows, [to_json(row._asdict()) for row in rows])


def _from_variable(name: str, value: str | None, variable: str) -> _Setting:
    return _Setting(name, value, variable if os.environ.get(variable) else _DEFAULT, (variable,))


def _text(path: Path | None) -> str | None:
    return str(path) if path else None
