"""The launcher: Ctrl-C, defects and closed streams around every command."""

import gc
import io
import os
import sys
from pathlib import Path

_INTERRUPTED = 130
# An answer has few reference cycles, and the usual search for them takes a fortieth of its time.
_COLLECTION_THRESHOLD = 100_000


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(_COLLECTION_THRESHOLD)
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except Exception as error:
        if os.environ.get("UNODC_DEBUG"):
            raise
        from unodc_cli.cli.main import print_defect  # noqa: PLC0415

        print_defect(error)
        sys.exit(1)


def _run() -> None:
    # A stream that was closed before the start is None. What is written to it is lost.
    if sys.stdout is None or sys.stderr is None:
        null_file = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - it stays open to the end
        sys.stdout, sys.stderr = sys.stdout or null_file, sys.stderr or null_file
    from unodc_cli.cli.main import run  # noqa: PLC0415 - Ctrl-C may come while modules load

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", newline="")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
