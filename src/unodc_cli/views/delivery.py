"""The answer goes out: to the terminal or pipe, or into a file; notes beside it to stderr."""

import codecs
import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TextIO

from unodc_cli.errors import OutputError
from unodc_cli.report.rows import Report
from unodc_cli.text import inert
from unodc_cli.views.formats import Format, View, render
from unodc_cli.views.terminal import Colour, detect

# In letters. A pipe takes as much at a time.
_AT_ONCE = 1 << 16
_UTF_8 = "utf-8"


def give(
    report: Report,
    form: Format | None,
    target: Path | None,
    *,
    raw: bool = False,
    header: bool = True,
    bom: bool = False,
    count: bool = False,
    colour: Colour | None = None,
    pager: str | None = None,
) -> None:
    """Write a report in the form that is asked for; what must be said beside it goes to stderr.

    A file is no terminal, wherever the command was typed: no colour, no drawing unless it is asked for.
    `raw`, `header` and `bom` are those of `views.render`; with `count`, it is the number of rows alone.
    `pager` is the command of one, for a terminal; one that cannot be started is done without.
    """
    terminal = detect(sys.stdout, colour)
    if target is not None:
        terminal = terminal._replace(interactive=False, colour=colour is Colour.ALWAYS, unicode=True)
    if count:
        view = View([f"{report.count}\n"])
    else:
        view = render(report, form, terminal, sys.argv[1:], raw=raw, header=header, bom=bom)
    if target is not None:
        _save(view, target)
    elif pager is not None and terminal.interactive and _paged(view, pager):
        pass
    elif not _write(view):
        return
    on_rows = () if count else report.row_notes
    for note in (*report.notes, *on_rows, *view.notes):
        say(f"note: {note}")


def watched() -> AbstractContextManager[Callable[[int, int], None]]:
    """Return what is told how many bytes of how many have been read: a bar, if a person waits for it."""
    if not sys.stderr.isatty():
        return nullcontext(_unseen)
    from unodc_cli.views.progress import ProgressBar  # noqa: PLC0415 - only a terminal shows it

    return ProgressBar()


def _unseen(_done: int, _total: int) -> None:
    pass


def is_for_a_terminal() -> bool:
    """Whether stdout is a terminal."""
    return detect(sys.stdout).interactive


def _paged(view: View, command: str) -> bool:
    """Whether the answer was shown in a pager."""
    from unodc_cli.views import pager  # noqa: PLC0415 - few ask for it

    try:
        pager.show(_encoded(view, sys.stdout.encoding if view.drawn else _UTF_8), command)
    except pager.NoPagerError as error:
        say(f"note: {error}")
        return False
    return True


def say(text: str) -> None:
    """Write a line to stderr, for a person: fitted to the terminal if it is one, and inert."""
    text = inert(text)
    if sys.stderr.isatty():
        import textwrap  # noqa: PLC0415 - only a terminal needs it

        width = detect(sys.stderr).width
        text = textwrap.fill(
            text, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
    try:
        sys.stderr.write(f"{text}\n")
    except OSError:  # nobody listens
        _let_go_of(sys.stderr)


def write(text: Iterable[str], *, utf_8: bool = False) -> None:
    """Write a text to stdout; with `utf_8`, whatever the locale says.

    Raises OutputError if it cannot be written.
    """
    _write(View(text, drawn=not utf_8))


def _write(view: View) -> bool:
    """Return whether it was taken to the end: whoever reads may have read enough."""
    encoding = sys.stdout.encoding if view.drawn and sys.stdout.encoding else _UTF_8
    try:
        for part in _encoded(view, encoding):
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.buffer.write(part)
            else:  # a program that calls this one keeps the text
                sys.stdout.write(part.decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of(sys.stdout)
        return False
    except OSError as error:
        _let_go_of(sys.stdout)
        target = "standard output"
        raise OutputError(target, error.strerror or str(error)) from error
    return True


def _encoded(view: View, encoding: str) -> Iterator[bytes]:
    # An encoding may have a beginning, so the parts are not encoded one by one.
    encoder = codecs.getincrementalencoder(encoding)("replace")
    yield from map(encoder.encode, _gathered(view.text))
    yield from view.data


def _gathered(text: Iterable[str]) -> Iterator[str]:
    """Return the parts of a text in larger ones: each time that the system is asked to write costs time."""
    waiting: list[str] = []
    length = 0
    for part in text:
        waiting.append(part)
        length += len(part)
        if length >= _AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
            length = 0
    yield "".join(waiting)


def _let_go_of(stream: TextIO) -> None:
    """Keep Python from complaining when it flushes at the end what cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _save(view: View, target: Path) -> None:
    """Write a file as a whole or not at all; into a device or a pipe, as it comes.

    Raises OutputError if it cannot be written.
    """
    try:
        path = target.resolve()
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(_encoded(view, _UTF_8))
        else:
            _replace(view, path)
    except OSError as error:
        raise OutputError(str(target), error.strerror or str(error)) from error


def _replace(view: View, path: Path) -> None:
    import tempfile  # noqa: PLC0415 - most answers go to stdout

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(_encoded(view, _UTF_8))
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
