"""The request that a command answers: the shared options, resolved and checked."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from unodc_cli.cli import configuration
from unodc_cli.cli.configuration import Configuration
from unodc_cli.cli.options import FILTERS, Command, shared_options
from unodc_cli.errors import UsageError
from unodc_cli.files.inputs import ReadingSettings, exists
from unodc_cli.model import dates
from unodc_cli.model.names import fold, one_of
from unodc_cli.query.filters import Filters
from unodc_cli.query.selection import Selection
from unodc_cli.views import delivery
from unodc_cli.views.delivery import Output
from unodc_cli.views.formats import FORMATS, Format
from unodc_cli.views.options import DocumentOptions, RowOptions
from unodc_cli.views.terminal import Colour, colour_setting

# More rows than any portfolio has; one more still fits in 32 bits.
_MOST_ROWS = 2**31 - 2
_FORMAT_OF_ENDING: Final = {f".{name}": name for name in FORMATS if name != Format.TABLE}
# Endings that name no format. Any other is an unsupported format or a slip.
_PLAIN_ENDINGS: Final = ("", ".txt", ".text", ".tab", ".dat", ".log", ".out", ".tmp")
# Unsupported endings, and what their programs can open instead.
_INSTEAD: Final = {
    **dict.fromkeys((".docx", ".odt", ".doc"), "text processors open -o {}.html"),
    ".pdf": "-o {}.html can be printed as PDF by a browser",
    **dict.fromkeys((".xls", ".ods"), "-o {}.xlsx is a workbook"),
}
# Words of other tools for all fields, and for the direction of an order.
_ALL: Final = ("all", "*")
_DIRECTIONS: Final = ("asc", "desc", "ascending", "descending")
_ROW_FORMATS: Final = (Format.CSV, Format.TSV)
# The flags of RowOptions, by the parameters that they set.
_ROW_FLAGS: Final = {"raw": "--raw", "no_header": "--no-header", "bom": "--bom"}

# The shared options by the names of their parameters. Those that a command does not have are missing.
Values = Mapping[str, Any]


class Inputs:
    """The data files to read, and how to read them."""

    def __init__(self, paths: tuple[Path, ...], settings: ReadingSettings, *, strict: bool) -> None:
        # Empty: the bundled portfolio.
        self.paths = paths
        self.settings = settings
        # Exit with 1 if a file could not be read in full.
        self.strict = strict


class Request:
    """The shared options of a call: which projects, which fields, from which data, written how and where."""

    def __init__(
        self, filters: Filters, selection: Selection, inputs: Inputs, today: str, output: Output
    ) -> None:
        self.filters = filters
        self.selection = selection
        self.inputs = inputs
        self.today = today
        self.output = output


def command_arguments(command: Command, values: dict[str, Any]) -> dict[str, Any]:
    """Return the keyword arguments of a command, with a Request in the place of the shared options.

    Raises UsageError for a value that an option does not take, ConfigurationError if the configuration file
    has mistakes and the command reads data.
    """
    shared = {name: values[name] for name in shared_options(command)}
    if not shared:
        return values
    own_values = {name: value for name, value in values.items() if name not in shared}
    return {**own_values, "request": build_request(shared)}


def build_request(values: Values) -> Request:
    """Return the request that the values of the shared options make."""
    # A command that reads no data can answer whatever the configuration says.
    configured = configuration.checked() if "data" in values else configuration.read()
    target = values.get("output")
    if target is not None and str(target) == "-":
        target = None
    return Request(
        _filters(values), _selection(values), _inputs(values, configured), _today(values["today"]),
        _output(values, configured, target),
    )  # fmt: skip


def _filters(values: Values) -> Filters:
    """Return the filters. A repeated option has a list as its value, one that was not typed None."""
    typed: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name in FILTERS
        if (value := values.get(name)) is not None
    }
    return Filters(**typed)


def _selection(values: Values) -> Selection:
    limit = values.get("limit")
    if limit is not None and limit < 1:
        msg = f"--limit {limit}: it must be at least 1"
        raise UsageError(msg, "leave --limit out for all")
    return Selection(
        _fields(values.get("fields")),
        _sort_keys(values.get("sort")),
        None if limit is None else min(limit, _MOST_ROWS),
    )


def _fields(text: str | None) -> tuple[str, ...]:
    names = _comma_separated(text)
    if any(name.lower() in _ALL for name in names):
        msg = f"--fields {text}: fields are named one by one"
        raise UsageError(msg, "name some (`unodc help fields` lists them); --json without --fields has all")
    return names


def _sort_keys(text: str | None) -> tuple[str, ...]:
    """Return the keys of an order. Raises UsageError for the directions of other tools: `start:desc`."""
    keys = _comma_separated(text)
    for key in keys:
        name, _, direction = key.replace(" ", ":").rpartition(":")
        if name and direction.lower() in _DIRECTIONS:
            sign = "-" if direction.lower().startswith("desc") else ""
            msg = f"--sort {key}: descending is a - before the field"
            raise UsageError(msg, f"write --sort {sign}{name.strip(':+-')}")
    return keys


def _comma_separated(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in (text or "").split(",") if part.strip()))


def _inputs(values: Values, configured: Configuration) -> Inputs:
    return Inputs(
        tuple(values.get("data") or configuration.data_paths(configured)),
        ReadingSettings(_language(values.get("language")), exact=values.get("exact", False)),
        strict=values.get("strict", False),
    )


def _language(text: str | None) -> str:
    if not text:
        return "en"
    from unodc_cli.codelists.iati import codelist  # noqa: PLC0415 - few ask for a language
    from unodc_cli.codelists.languages import language  # noqa: PLC0415

    entries = codelist("Language").entries
    # Those of three letters are too many for a list.
    if (code := language(text)) in entries or len(code) == len("eng"):
        return code
    msg = f"--lang {text}: that is not a language (ISO 639)"
    named = (e.code for e in entries.values() if fold(text) in map(fold, e.name.split(";")))
    raise UsageError(msg, f"write {next(named, 'en, fr, es, pt …')}")


def _today(typed: str | None) -> str:
    text = typed or os.environ.get("UNODC_TODAY")
    if not text:
        return date.today().isoformat()  # noqa: DTZ011 - the day where the user is
    try:
        return dates.earliest(dates.parse(text))
    except ValueError as error:
        msg = f"--today: {error}"
        raise UsageError(msg) from error


def _output(values: Values, configured: Configuration, target: Path | None) -> Output:
    return Output(
        _format(values, configured, target),
        target,
        RowOptions(
            raw=values.get("raw", False),
            header=not values.get("no_header"),
            bom=values.get("bom", False),
        ),
        values.get("count", False),
        _colour(values.get("color"), configured, target),
        _pager(configured) if values.get("pager") else None,
        values.get("quiet", False),
        _document(values),
    )


def _document(values: Values) -> DocumentOptions:
    """Return the options of pictures and Markdown; without colours, a picture is on white too."""
    is_plain = (values.get("color") or "").lower() == Colour.NEVER
    return DocumentOptions(not values.get("no_notes"), values.get("light", False) or is_plain, is_plain)


def _format(values: Values, configured: Configuration, target: Path | None) -> Format | None:
    """Return the format: the one that was typed, that of the file's ending, or the configured one.

    The configured format is for terminals only: the output that a script gets does not depend on it. Raises
    UsageError for an ending that promises an unsupported format, and for options that contradict each other.
    """
    name = values.get("format")
    if target is not None and not (name or values.get("json")):
        name = _format_of_ending(target)
    chosen = FORMATS[one_of("format", name, tuple(FORMATS))] if name else None
    if target is not None and chosen and _differs(target, chosen) and not values.get("quiet"):
        delivery.print_message(f"note: {target} is written as {chosen}, whatever its ending says")
    if values.get("json"):
        if chosen not in (None, Format.JSON):
            msg = f"--json conflicts with --format {chosen}"
            raise UsageError(msg, "use only one of them")
        chosen = Format.JSON
    row_flags = [flag for name, flag in _ROW_FLAGS.items() if values.get(name)]
    if row_flags and chosen not in (None, *_ROW_FORMATS):
        msg = f"{row_flags[0]} is for csv and tsv, not for {chosen}"
        raise UsageError(msg, f"leave {row_flags[0]} out, or use --format csv or tsv")
    if not (chosen or row_flags or target or not configured.format) and delivery.writes_to_terminal():
        chosen = configured.format
    if chosen is Format.XLSX and target is None and delivery.writes_to_terminal():
        msg = "a workbook cannot be shown on a terminal"
        raise UsageError(msg, "write it to a file: --output FILE.xlsx")
    return chosen


def _differs(target: Path, chosen: Format) -> bool:
    """Return whether the ending of a file names another format than the one that was typed."""
    of_ending = _FORMAT_OF_ENDING.get(target.suffix.lower())
    return of_ending is not None and FORMATS[of_ending] is not chosen


def _format_of_ending(target: Path) -> str | None:
    ending = target.suffix.lower()
    if ending not in (*_PLAIN_ENDINGS, *_FORMAT_OF_ENDING):
        msg = f"--output {target}: there is no format {ending}"
        others = f"use {', '.join(_FORMAT_OF_ENDING)}, or choose one with --format"
        instead = _INSTEAD.get(ending)
        raise UsageError(msg, f"{instead.format(target.stem)}; or {others}" if instead else others)
    if str(target).lower() in FORMATS and not exists(target):
        msg = f"--output {target}: a file of that name, or the format?"
        raise UsageError(msg, f"write --format {target}; a new file needs an ending")
    return _FORMAT_OF_ENDING.get(ending)


def _colour(text: str | None, configured: Configuration, target: Path | None) -> Colour:
    typed = Colour(one_of("colour", text, tuple(Colour))) if text else None
    if target is not None:
        # The variables and the configuration are for terminals, not for files.
        return typed or Colour.NEVER
    return colour_setting(typed, configured.color)[0]


def _pager(configured: Configuration) -> str:
    from unodc_cli.views import pager  # noqa: PLC0415 - rarely used

    return pager.pager_setting(configured.pager)[0]
