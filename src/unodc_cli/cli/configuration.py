"""The user's configuration file: TOML, optional, never written by the tool.

The command line wins over the environment, the environment over the file, the file over the default.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from unodc_cli.errors import DataError, Fault, UsageError
from unodc_cli.files import folders
from unodc_cli.model.names import one_of
from unodc_cli.views.formats import FORMATS, Format
from unodc_cli.views.terminal import Colour

_NO_LINES: Final[Mapping[str, int]] = {}


class ConfigurationError(DataError):
    """The configuration file has mistakes."""

    hint = "`unodc help configuration` lists the settings, `unodc config` shows those in force"


class Configuration:
    """The settings of the file, and its mistakes. A setting that is missing or wrong is empty."""

    def __init__(
        self,
        *,
        data: tuple[Path, ...] = (),
        format: Format | None = None,  # noqa: A002 - the names of the settings
        color: Colour | None = None,
        pager: str | None = None,
        faults: tuple[Fault, ...] = (),
        lines: Mapping[str, int] = _NO_LINES,
    ) -> None:
        self.data = data
        # For terminals only: the output in a pipe does not depend on it.
        self.format = format
        self.color = color
        self.pager = pager
        self.faults = faults
        # The line of each setting.
        self.lines = lines


def path() -> Path | None:
    """Return the path of the configuration file, existing or not; None if there is no folder for it."""
    if variable := os.environ.get("UNODC_CONFIG"):
        return Path(variable)
    folder = folders.configuration()
    return folder / "config.toml" if folder else None


def data_paths(configured: Configuration | None = None) -> tuple[Path, ...]:
    """Return the data files to read without --data: of UNODC_DATA, else of the configuration, else none.

    Raises ConfigurationError if the configuration is needed and has mistakes.
    """
    paths = tuple(Path(path) for path in os.environ.get("UNODC_DATA", "").split(os.pathsep) if path)
    return paths or (configured or checked()).data


def checked() -> Configuration:
    """Return the configuration. Raises ConfigurationError if the file has mistakes."""
    configured = read()
    if configured.faults:
        raise ConfigurationError(configured.faults)
    return configured


def read(*, lines: bool = False) -> Configuration:
    """Return the configuration with its mistakes; with `lines`, also the line of each setting."""
    file = path()
    is_named = bool(os.environ.get("UNODC_CONFIG"))
    if file is None or not (is_named or os.path.exists(file)):  # noqa: PTH110 - quicker than a Path
        return Configuration()
    try:
        text = file.read_bytes().decode("utf-8-sig")
        table = _parsed(text)
    except OSError as error:
        return _unreadable(file, None, f"cannot be read: {error.strerror}")
    except _NotTomlError as error:
        return _unreadable(file, error.line, str(error))
    except UnicodeDecodeError:
        return _unreadable(file, None, "not UTF-8: save the file as UTF-8 text")
    values: dict[str, Any] = {}
    mistakes: dict[str, str] = {}
    names: dict[str, str] = {}
    for key, value in table.items():
        try:
            names[key] = one_of("setting", key, tuple(SETTINGS))
            values[names[key]] = SETTINGS[names[key]](value, file)
        except UsageError as error:
            mistakes[key] = f"{error}: {error.hint}" if error.hint else str(error)
    lines_by_key = _lines(text) if lines or mistakes else {}
    faults = tuple(Fault(str(file), lines_by_key.get(key), message) for key, message in mistakes.items())
    return Configuration(
        **values, faults=faults, lines={names.get(key, key): line for key, line in lines_by_key.items()}
    )


class _NotTomlError(Exception):
    def __init__(self, line: int | None, message: str) -> None:
        self.line = line
        super().__init__(f"not TOML: {message}")


def _parsed(text: str) -> dict[str, Any]:
    import tomli  # noqa: PLC0415 - only a configuration needs it

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise _NotTomlError(error.lineno, error.msg) from error
    except (RecursionError, ValueError) as error:  # nested too deeply; a number of thousands of digits
        raise _NotTomlError(None, str(error)) from error


def _lines(text: str) -> dict[str, int]:
    from unodc_cli.files.toml_positions import positions  # noqa: PLC0415 - it costs as much as an answer

    return {str(path[0]): line for path, line in positions(text).items() if len(path) == 1}


def _unreadable(file: Path, line: int | None, message: str) -> Configuration:
    return Configuration(faults=(Fault(str(file), line, message),))


def _data(value: object, file: Path) -> tuple[Path, ...]:
    entries = value if isinstance(value, list) else [value]
    paths = [file.parent / _home(entry) for entry in entries if isinstance(entry, str) and entry]
    if not paths or len(paths) < len(entries):
        msg = "data must be the path of a file or folder, or a list of paths"
        raise UsageError(msg)
    return tuple(paths)


def _home(path: str) -> str:
    """Expand ~ at the beginning of a path."""
    return os.path.expanduser(path)  # noqa: PTH111 - a Path raises for a user who does not exist


def _format(value: object, _: Path) -> Format:
    return FORMATS[one_of("format", _text("format", value), tuple(FORMATS))]


def _colour(value: object, _: Path) -> Colour:
    return Colour(one_of("colour", _text("color", value), tuple(Colour)))


def _pager(value: object, _: Path) -> str:
    return _text("pager", value)


def _text(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        msg = f"{key} must be a text, in quotes"
        raise UsageError(msg)
    return value


# The settings of the file, each with the parser of its value. They are fields of Configuration.
SETTINGS: Final[Mapping[str, Callable[[object, Path], object]]] = {
    "data": _data,
    "format": _format,
    "color": _colour,
    "pager": _pager,
}
