"""Let signals end long work, so that it cleans up after itself."""

import contextlib
import sys
from collections.abc import Iterator

# A shell's exit code for a process that a signal ended: this and the number of the signal.
_EXIT_CODE_BASE = 128


@contextlib.contextmanager
def exit_on_signals() -> Iterator[None]:
    """Let `kill` and `timeout` end long work as Ctrl-C does: by an exception, so that files are removed."""
    import signal  # noqa: PLC0415 - a warm start reads nothing
    import threading  # noqa: PLC0415

    def stop(number: int, _: object) -> None:
        sys.exit(_EXIT_CODE_BASE + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    # The parent may have set some to be ignored (nohup), or a library handles them in C.
    ours = [n for n in numbers if signal.getsignal(n) not in (signal.SIG_IGN, None)]
    before = {number: signal.signal(number, stop) for number in ours}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
