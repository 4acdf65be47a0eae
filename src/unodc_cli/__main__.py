"""The launcher: what holds around every command. Ctrl-C, errors, streams that are closed."""

import gc
import io
import os
import sys
from pathlib import Path

_INTERRUPTED = 130
# Little of what an answer needs is in cycles, and looking for some takes a fortieth of its time.
_RARELY = 100_000


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(_RARELY)
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except Exception as error:
        if os.environ.get("UNODC_DEBUG"):
            raise
        from unodc_cli.views.delivery import say  # noqa: PLC0415

        say(f"error: this is a defect of unodc: {type(error).__name__}: {error}")
        say("hint: please report it, with what was typed and `unodc --version`; UNODC_DEBUG=1 shows where")
        sys.exit(1)


def _run() -> None:
    # A stream that was closed before the start is None. Whatever is written to it is gone.
    if sys.stdout is None or sys.stderr is None:
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - it is there to the end
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    from unodc_cli.cli.main import run  # noqa: PLC0415 - Ctrl-C may come while modules load
    from unodc_cli.errors import UnodcError  # noqa: PLC0415
    from unodc_cli.views.delivery import say  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", newline="")
    try:
        sys.exit(run(sys.argv[1:]))
    except UnodcError as error:
        for message in error.messages:
            say(f"error: {message}")
        if error.hint:
            say(f"hint: {error.hint}")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
