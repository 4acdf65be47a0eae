"""What the user has set for good: a small TOML file, which is read if it is there and never written.

What is typed wins over the environment, that over the file, that over the default.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from unodc_cli.errors import DataError, Fault, UsageError
from unodc_cli.files import folders
from unodc_cli.query.resolve import one_of
from unodc_cli.views.formats import FORMATS, Format
from unodc_cli.views.terminal import Colour


class ConfigurationError(DataError):
    """The configuration cannot be used."""

    hint = "`unodc help configuration` says what may be in it, and `unodc config` what holds"


class Configuration(NamedTuple):
    """What is set; what is not, and what is set wrongly, is empty. `faults` are all mistakes."""

    data: tuple[Path, ...] = ()
    # For terminals: what a pipe gets does not depend on it.
    form: Format | None = None
    colour: Colour | None = None
    pager: str | None = None
    faults: tuple[Fault, ...] = ()
    # The line of each key that is set.
    lines: Mapping[str, int] = {}


def path() -> Path | None:
    """Return the file of the configuration, there or not; None where there is no folder for it."""
    if given := os.environ.get("UNODC_CONFIG"):
        return Path(given)
    folder = folders.configuration()
    return folder / "config.toml" if folder else None


def data() -> list[Path]:
    """Return the data that is asked if nothing is typed; nothing: the bundled portfolio.

    Raises ConfigurationError if it cannot be known.
    """
    given = [Path(path) for path in os.environ.get("UNODC_DATA", "").split(os.pathsep) if path]
    return given or list(checked().data)


def checked() -> Configuration:
    """Return what is set. Raises ConfigurationError if the file has mistakes."""
    found = read()
    if found.faults:
        raise ConfigurationError(found.faults)
    return found


def read(*, lines: bool = False) -> Configuration:
    """Return what is set, with the mistakes of the file; with `lines`, also on which lines."""
    file = path()
    is_named = bool(os.environ.get("UNODC_CONFIG"))
    if file is None or not (is_named or os.path.exists(file)):  # noqa: PTH110 - quicker than a Path
        return Configuration()
    try:
        text = file.read_bytes().decode("utf-8-sig")
        written = _parsed(text)
    except OSError as error:
        return _unreadable(file, None, f"cannot be read: {error.strerror}")
    except _NotTomlError as error:
        return _unreadable(file, error.line, str(error))
    except UnicodeDecodeError:
        return _unreadable(file, None, "not UTF-8: save the file as UTF-8 text")
    values: dict[str, Any] = {}
    mistakes: dict[str, str] = {}
    meant_by: dict[str, str] = {}
    for key, value in written.items():
        try:
            meant_by[key] = one_of("setting", key, tuple(KEYS))
            name, meant = KEYS[meant_by[key]]
            values[name] = meant(value, file)
        except UsageError as error:
            mistakes[key] = f"{error}: {error.hint}" if error.hint else str(error)
    at = _lines(text) if lines or mistakes else {}
    faults = tuple(Fault(str(file), at.get(key), message) for key, message in mistakes.items())
    return Configuration(
        **values, faults=faults, lines={meant_by.get(key, key): line for key, line in at.items()}
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
    from unodc_cli.readers.toml.positions import positions  # noqa: PLC0415 - it costs as much as an answer

    return {str(found[0]): line for found, line in positions(text).items() if len(found) == 1}


def _unreadable(file: Path, line: int | None, message: str) -> Configuration:
    return Configuration(faults=(Fault(str(file), line, message),))


def _data(value: object, file: Path) -> tuple[Path, ...]:
    listed = value if isinstance(value, list) else [value]
    found = [file.parent / _home(entry) for entry in listed if isinstance(entry, str) and entry]
    if not found or len(found) < len(listed):
        msg = "data is the path of a file or folder, or a list of them"
        raise UsageError(msg)
    return tuple(found)


def _home(path: str) -> str:
    """Return a path with the home folder in the place of ~, if there is one."""
    return os.path.expanduser(path)  # noqa: PTH111 - a Path raises for a user who does not exist


def _form(value: object, _: Path) -> Format:
    return FORMATS[one_of("format", _text("format", value), tuple(FORMATS))]


def _colour(value: object, _: Path) -> Colour:
    return Colour(one_of("colour", _text("color", value), tuple(Colour)))


def _pager(value: object, _: Path) -> str:
    return _text("pager", value)


def _text(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        msg = f"{key} is a text, in quotes"
        raise UsageError(msg)
    return value


# Each key of the file, what it sets, and how its value is understood.
KEYS: Final[Mapping[str, tuple[str, Callable[[object, Path], object]]]] = {
    "data": ("data", _data),
    "format": ("form", _form),
    "color": ("colour", _colour),
    "pager": ("pager", _pager),
}
