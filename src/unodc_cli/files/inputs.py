"""Find the data files for what was typed: files, folders, pipes, and the bundled portfolio."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from unodc_cli.errors import DataError, Fault, UsageError
from unodc_cli.files import pipes

# The endings of data files in a folder.
ENDINGS: Final = (".toml", ".xml", ".xml.gz", ".xml.xz")
# Names the bundled portfolio beside files: `--data bundled --data activities.xml`.
BUNDLED: Final = "bundled"


_LANGUAGE: Final = "en"


class ReadingSettings:
    """Settings for reading published data: language, name matching and processes."""

    def __init__(
        self, language: str = _LANGUAGE, *, exact: bool = False, in_this_process: bool = False
    ) -> None:
        # The language of texts, where there is a choice (ISO 639-1).
        self.language = language
        # Organisations are told apart by their published names, not resolved to known ones.
        self.exact = exact
        # Files are read in this process alone, since others read other files beside it.
        self.in_this_process = in_this_process

    @property
    def asked_language(self) -> str:
        """The language if it is not the default; else an empty text."""
        return "" if self.language == _LANGUAGE else self.language

    def words(self) -> list[str]:
        """Return the settings that the catalogue depends on and that are not the default."""
        language = [self.language] if self.asked_language else []
        return [*language, "exact"] if self.exact else language


def bundled() -> Path:
    """Return the path of the portfolio that comes with the tool, in a wheel or in its repository."""
    here = Path(__file__).parents[1]
    installed = here / "data" / "portfolio.toml"
    return installed if installed.exists() else here.parents[1] / "data" / "portfolio.toml"


def starter() -> Path:
    """Return the path of the data file that `unodc init` copies."""
    return Path(__file__).with_name("starter.toml")


@contextlib.contextmanager
def opened(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield the data files for the paths (see `files`), with copies of pipes, to be read again.

    Raises DataError for a file that cannot be read.
    """
    inputs = files(paths)
    if not any(pipes.is_read_once(path) for path in inputs):
        yield inputs
        return
    from unodc_cli.files.interrupts import exit_on_signals  # noqa: PLC0415 - most answers read no pipe

    with exit_on_signals(), pipes.copied(inputs) as copied:
        yield copied


def files(paths: Sequence[Path]) -> list[Path]:
    """Return the data files for the paths that were typed, each once.

    A folder stands for the files in it and below it, and no path at all, or `bundled`, for the bundled file.
    Raises DataError for a folder without data files, UsageError for an address on the web.
    """
    inputs: list[Path] = []
    named = [bundled() if str(path) == BUNDLED and not exists(path) else path for path in paths]
    for path in named or [bundled()]:
        _refuse_address(path)
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a folder that may not be entered
            inside = sorted(f for f in path.rglob("*") if f.name.lower().endswith(ENDINGS) and f.is_file())
            if not inside:
                looked_for = ", ".join(f"*{ending}" for ending in ENDINGS)
                raise DataError(
                    [Fault(str(path), None, f"there is no data file ({looked_for}) in this folder")]
                )
            inputs += inside
        else:
            inputs.append(path)
    return list({os.path.abspath(path): path for path in reversed(inputs)}.values())[::-1]  # noqa: PTH100


def exists(path: Path) -> bool:
    """Return whether a file exists; False for a path that the system refuses, such as one too long."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises where the system refuses


def _refuse_address(path: Path) -> None:
    scheme, colon, rest = str(path).partition(":")
    if colon and scheme.lower() in ("http", "https", "ftp") and not exists(path):
        msg = f"{scheme}://{rest.lstrip('/')}: only files on this machine are read; the network is not used"
        raise UsageError(msg, "download it, and use the file")
