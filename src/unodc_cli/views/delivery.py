"""Write the answer to the terminal, a pipe or a file, and notes on it to stderr."""

import codecs
import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple, TextIO

from unodc_cli.errors import OutputError
from unodc_cli.report.report import Report
from unodc_cli.text import inert
from unodc_cli.views.formats import Format, View, render
from unodc_cli.views.options import DocumentOptions, RowOptions
from unodc_cli.views.terminal import Colour, detect

# In characters, as much as a pipe takes at a time.
_CHUNK = 1 << 16
_UTF_8 = "utf-8"


class Output(NamedTuple):
    """The format of an answer, and where and how it is written."""

    # None: drawn on a terminal, otherwise TSV.
    format: Format | None = None
    # None: standard output.
    target: Path | None = None
    rows: RowOptions = RowOptions()
    # Only the number of rows.
    count_only: bool = False
    colour: Colour | None = None
    # The command of a pager if one was asked for; empty if there is none.
    pager: str | None = None
    # Without notes and warnings.
    is_quiet: bool = False
    document: DocumentOptions = DocumentOptions()


def write_report(report: Report, output: Output) -> None:
    """Write a report, and its notes to stderr.

    A file is no terminal, even if the command was typed on one: it has no colours and no drawing unless the
    user asked for them. A pager that cannot be started is not used.
    """
    terminal = detect(sys.stdout, output.colour)
    if output.target is not None:
        colour = output.colour is Colour.ALWAYS
        terminal = terminal._replace(interactive=False, colour=colour, unicode=True)
    if output.count_only:
        view = View([f"{report.count}\n"])
    else:
        view = render(
            report, output.format, terminal, sys.argv[1:], rows=output.rows, document=output.document
        )
    if output.target is not None:
        write_file(view, output.target)
    elif output.pager is not None and terminal.interactive and _show_in_pager(view, output.pager):
        pass
    elif not _write(view):
        return
    row_notes = () if output.count_only else report.row_notes
    print_notes((*report.notes, *row_notes, *view.notes), output)


def print_notes(notes: Iterable[str], output: Output) -> None:
    """Write notes to stderr, unless the user wants none."""
    if output.is_quiet or not output.document.notes:
        return
    for note in notes:
        print_message(f"note: {note}")


def progress_bar() -> AbstractContextManager[Callable[[int, int], None]]:
    """Return a callback for progress (bytes read, bytes in all): a progress bar on a terminal."""
    if not sys.stderr.isatty():
        return nullcontext(_ignore)
    from unodc_cli.views.progress import ProgressBar  # noqa: PLC0415 - only a terminal shows it

    return ProgressBar()


def _ignore(_done: int, _total: int) -> None:
    pass


def writes_to_terminal() -> bool:
    """Return whether stdout is a terminal."""
    return detect(sys.stdout).interactive


def _show_in_pager(view: View, command: str) -> bool:
    """Show the answer in a pager; return whether it could be started."""
    from unodc_cli.views import pager  # noqa: PLC0415 - rarely used

    try:
        pager.show(_encoded(view, view.encoding or sys.stdout.encoding), command)
    except pager.NoPagerError as error:
        print_message(f"note: {error}")
        return False
    return True


def print_message(text: str) -> None:
    """Write a line to stderr for a person, without control characters, and wrapped on a terminal."""
    text = inert(text)
    if sys.stderr.isatty():
        import textwrap  # noqa: PLC0415 - only a terminal needs it

        width = detect(sys.stderr).width
        text = textwrap.fill(
            text, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
    try:
        sys.stderr.write(f"{text}\n")
    except OSError:  # nobody reads it
        _discard(sys.stderr)


def write_line(text: str) -> None:
    """Write a line to stdout, without control characters. Raises OutputError if it cannot."""
    write_text([f"{inert(text)}\n"])


def write_text(chunks: Iterable[str], *, encoding: str | None = None) -> None:
    """Write a text to stdout, in the terminal's encoding or another. Raises OutputError if it cannot."""
    _write(View(chunks, encoding))


def _write(view: View) -> bool:
    """Write to stdout; return whether all was read, as a reader may stop early (`| head`)."""
    encoding = view.encoding or sys.stdout.encoding or _UTF_8
    try:
        for chunk in _encoded(view, encoding):
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.buffer.write(chunk)
            else:  # a program that calls this one has replaced the stream
                sys.stdout.write(chunk.decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
        return False
    except OSError as error:
        _discard(sys.stdout)
        target = "standard output"
        raise OutputError(target, error.strerror or str(error)) from error
    return True


def _encoded(view: View, encoding: str) -> Iterator[bytes]:
    """Return the chunks of a view as bytes."""
    # One encoder for all chunks: some encodings begin with a mark.
    encoder = codecs.getincrementalencoder(encoding)("replace")
    for chunk in _joined(view.chunks):
        yield chunk if isinstance(chunk, bytes) else encoder.encode(chunk)


def _joined(chunks: Iterable[str] | Iterable[bytes]) -> Iterator[str | bytes]:
    """Join short texts to larger chunks, since each write costs time."""
    texts: list[str] = []
    length = 0
    for chunk in chunks:
        if isinstance(chunk, bytes):
            yield chunk
            continue
        texts.append(chunk)
        length += len(chunk)
        if length >= _CHUNK:
            yield "".join(texts)
            texts.clear()
            length = 0
    yield "".join(texts)


def _discard(stream: TextIO) -> None:
    """Redirect a stream to nowhere, so that Python does not complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_file(view: View, target: Path) -> None:
    """Write a file completely or not at all; write to a device or a pipe directly.

    Raises OutputError if it cannot be written.
    """
    try:
        path = target.resolve()
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(_encoded(view, _UTF_8))
        else:
            _replace(view, path)
    except (OSError, RuntimeError) as error:  # a link that leads to itself is a RuntimeError in Python 3.11
        raise OutputError(str(target), getattr(error, "strerror", None) or str(error)) from error


def _replace(view: View, path: Path) -> None:
    from unodc_cli.files.atomic import replacing  # noqa: PLC0415 - most answers go to stdout

    with replacing(path) as new:
        with new.open("wb") as file:
            file.writelines(_encoded(view, _UTF_8))
        new.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask())


def _umask() -> int:
    """Return the mask of permissions of new files, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
