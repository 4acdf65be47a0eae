"""What takes long can be stopped, and leaves nothing behind."""

import contextlib
import sys
from collections.abc import Iterator

# What a shell has as the exit code of what a signal ended, without the number of the signal.
_STOPPED = 128


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Let `kill` and `timeout` end a long reading as Ctrl-C does: what was begun is taken away."""
    import signal  # noqa: PLC0415 - a warm start reads nothing
    import threading  # noqa: PLC0415

    def stop(number: int, _: object) -> None:
        sys.exit(_STOPPED + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    # Whoever started it may have it ignore some (nohup), or handle them in C.
    ours = [n for n in numbers if signal.getsignal(n) not in (signal.SIG_IGN, None)]
    before = {number: signal.signal(number, stop) for number in ours}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
