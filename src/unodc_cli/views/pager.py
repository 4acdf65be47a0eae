"""A program in which a person turns the pages of a long answer."""

import contextlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from typing import Final

_USUAL: Final = "less"
# An answer that fits is only shown; colours are kept; the answer stays on the screen.
_AS_WE_LIKE: Final = "FRX"


class NoPagerError(Exception):
    """There is no pager that could be started. `str()` says why."""


def chosen(
    configured: str | None = None, environment: Mapping[str, str] = os.environ
) -> tuple[str, str | None]:
    """Return the command of the pager (empty: there is none), and the variable that names it, if any."""
    for name in ("UNODC_PAGER", "PAGER"):
        if command := environment.get(name, "").strip():
            return command, name
    if configured:
        return configured, None
    return (f"{_USUAL} -{_AS_WE_LIKE}" if shutil.which(_USUAL) else ""), None


def show(text: Iterable[bytes], command: str) -> None:
    """Show a text in a pager, and wait until it is left; one that is left early is no mistake.

    The command is split as a shell does it, but no shell runs it. Raises NoPagerError if it can not start.
    """
    with _started(command) as pager:
        assert pager.stdin is not None  # noqa: S101 - it is asked for
        with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
            pager.stdin.writelines(text)
        with contextlib.suppress(BrokenPipeError):
            pager.stdin.close()
        while pager.poll() is None:
            # Ctrl-C is for the pager: it stops a search in it, and does not leave it.
            with contextlib.suppress(KeyboardInterrupt):
                pager.wait()


def _started(command: str) -> subprocess.Popen[bytes]:
    if not command:
        msg = "there is no pager: UNODC_PAGER or PAGER names one"
        raise NoPagerError(msg)
    try:
        return subprocess.Popen(  # noqa: S603 - the user's own command, and no shell
            shlex.split(command),
            stdin=subprocess.PIPE,
            env={"LESS": _AS_WE_LIKE, **os.environ},
        )
    except (OSError, ValueError, IndexError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        msg = f"the pager '{command}' cannot be started: {reason}"
        raise NoPagerError(msg) from error
