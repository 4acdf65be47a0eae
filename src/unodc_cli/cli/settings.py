"""Which settings hold, and where each comes from."""

import os
from pathlib import Path
from typing import Final, NamedTuple

from unodc_cli.cli import configuration
from unodc_cli.files import folders, inputs
from unodc_cli.report.rows import Column, ColumnKind, Report
from unodc_cli.text import to_json
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
    # A variable, a line of the configuration, or `default`.
    source: str
    set_by: tuple[str, ...] = ()


def settings(configured: configuration.Configuration) -> Report:
    """Return each setting with its value, its source, and all that could set it, the strongest last."""
    file = configuration.path()

    def from_file(key: str, value: object) -> str:
        return f"{file}:{configured.lines[key]}" if value else _DEFAULT

    colour, colour_variable = terminal.wanted(configured=configured.colour)
    command, pager_variable = pager.chosen(configured.pager)
    found = (
        _Setting(
            "data",
            os.pathsep.join(map(str, _data(configured))),
            "UNODC_DATA" if os.environ.get("UNODC_DATA") else from_file("data", configured.data),
            (_FILE, "UNODC_DATA", "--data"),
        ),
        _Setting(
            "format", configured.form or "table", from_file("format", configured.form), (_FILE, "--format")
        ),
        _Setting(
            "color",
            colour,
            colour_variable or from_file("color", configured.colour),
            (_FILE, "TERM", "CLICOLOR_FORCE", "FORCE_COLOR", "NO_COLOR", "--color"),
        ),
        _Setting(
            "pager",
            command or None,
            pager_variable or from_file("pager", configured.pager),
            (_FILE, "PAGER", "UNODC_PAGER"),
        ),
        _of_variable("ascii", "yes" if os.environ.get("UNODC_ASCII") else "no", "UNODC_ASCII"),
        _of_variable("config file", _shown(file), "UNODC_CONFIG"),
        _of_variable("cache folder", _shown(folders.cache()), "UNODC_CACHE"),
        _Setting("bundled data", _shown(inputs.bundled()), _DEFAULT),
    )
    return Report(_COLUMNS, found, [to_json(setting._asdict()) for setting in found])


def _data(configured: configuration.Configuration) -> tuple[Path, ...]:
    given = os.environ.get("UNODC_DATA")
    typed = tuple(Path(path) for path in given.split(os.pathsep) if path) if given else ()
    return typed or configured.data or (inputs.bundled(),)


def _of_variable(name: str, value: str | None, variable: str) -> _Setting:
    return _Setting(name, value, variable if os.environ.get(variable) else _DEFAULT, (variable,))


def _shown(path: Path | None) -> str | None:
    return str(path) if path else None
