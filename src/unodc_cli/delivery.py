"""The answer goes out: to the terminal or pipe, or into a file; notes beside it to stderr."""

import io
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from unodc_cli.errors import OutputError
from unodc_cli.report import Report
from unodc_cli.terminal import detect
from unodc_cli.text import inert
from unodc_cli.views import Format, render


class ReaderGoneError(Exception):
    """Whoever read the answer has read enough."""


def give(
    report: Report,
    form: Format | None,
    target: Path | None,
    *,
    raw: bool = False,
    header: bool = True,
    bom: bool = False,
) -> None:
    """Write a report in the form that is asked for; what must be said beside it goes to stderr.

    A file is no terminal, wherever the command was typed: no colour, no drawing unless it is asked for.
    `raw`, `header` and `bom` are those of `views.render`.
    """
    terminal = detect(sys.stdout)
    if target is not None:
        terminal = terminal._replace(interactive=False, colour=False, unicode=True)
    view = render(report, form, terminal, raw=raw, header=header, bom=bom)
    if target is None:
        write(view.text, utf_8=not view.drawn)
    else:
        save(view.text, target)
    for note in (*report.notes, *view.notes):
        say(f"note: {note}")


def say(text: str) -> None:
    """Write a line to stderr, for a person: fitted to the terminal if it is one, and inert."""
    text = inert(text)
    if sys.stderr.isatty():
        import textwrap  # noqa: PLC0415 - only a terminal needs it

        width = detect(sys.stderr).width
        text = textwrap.fill(
            text, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
    sys.stderr.write(f"{text}\n")


def write(text: Iterable[str], *, utf_8: bool = False) -> None:
    """Write to stdout; with `utf_8`, whatever the locale says.

    Raises ReaderGoneError if nobody reads any more, OutputError if it cannot be written.
    """
    if utf_8 and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        for part in text:
            sys.stdout.write(part)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_stdout()
        raise ReaderGoneError from None
    except OSError as error:
        _let_go_of_stdout()
        target = "standard output"
        raise OutputError(target, error.strerror or str(error)) from error


def _let_go_of_stdout() -> None:
    """Keep Python from complaining when it flushes at the end what cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def save(text: Iterable[str], target: Path) -> None:
    """Write a file as a whole or not at all; into a device or a pipe, as it comes.

    Raises OutputError if it cannot be written.
    """
    try:
        path = target.resolve()
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
                file.writelines(text)
        else:
            _replace(text, path)
    except OSError as error:
        raise OutputError(str(target), error.strerror or str(error)) from error


def _replace(text: Iterable[str], path: Path) -> None:
    import tempfile  # noqa: PLC0415 - most answers go to stdout

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.writelines(text)
        new.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the mask of new files; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
