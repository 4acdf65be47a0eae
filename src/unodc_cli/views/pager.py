"""Show a long answer in a pager, such as less."""

import contextlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from typing import Final

_DEFAULT: Final = "less"
# Leave at once if the answer fits on the screen, keep colours, do not clear the screen.
_LESS_OPTIONS: Final = "FRX"


class NoPagerError(Exception):
    """No pager can be started."""


def pager_setting(
    configured: str | None = None, environment: Mapping[str, str] = os.environ
) -> tuple[str, str | None]:
    """Return the command of the pager, empty if there is none, and the variable that sets it, if one does."""
    for name in ("UNODC_PAGER", "PAGER"):
        if command := environment.get(name, "").strip():
            return command, name
    if configured:
        return configured, None
    return (f"{_DEFAULT} -{_LESS_OPTIONS}" if shutil.which(_DEFAULT) else ""), None


def show(text: Iterable[bytes], command: str) -> None:
    """Show a text in a pager, and wait until the user leaves it.

    The command is split as a shell would, but no shell runs it. Raises NoPagerError if it cannot be started.
    """
    with _started(command) as pager:
        assert pager.stdin is not None  # noqa: S101 - it is a pipe
        with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
            pager.stdin.writelines(text)
        with contextlib.suppress(BrokenPipeError):
            pager.stdin.close()
        while pager.poll() is None:
            # Ctrl-C is for the pager, where it stops a search.
            with contextlib.suppress(KeyboardInterrupt):
                pager.wait()


def _started(command: str) -> subprocess.Popen[bytes]:
    if not command:
        msg = "there is no pager: set UNODC_PAGER or PAGER"
        raise NoPagerError(msg)
    try:
        return subprocess.Popen(  # noqa: S603 - the user's own command, and no shell
            shlex.split(command),
            stdin=subprocess.PIPE,
            env={"LESS": _LESS_OPTIONS, **os.environ},
        )
    except (OSError, ValueError, IndexError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        msg = f"the pager '{command}' cannot be started: {reason}"
        raise NoPagerError(msg) from error
