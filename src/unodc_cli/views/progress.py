"""The progress of reading large files."""

import sys
import time
from types import TracebackType
from typing import Any, Self

from unodc_cli.views.terminal import detect

# In seconds. A shorter reading shows no bar.
_PATIENCE = 0.7


class ProgressBar:
    """A progress bar on stderr. It appears when reading takes long, and vanishes at the end."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, done: int, total: int) -> None:
        """Show the number of bytes read so far, and of bytes in all."""
        if self._shown is None:
            if not total or time.monotonic() - self._began < _PATIENCE:
                return
            self._show(total)
        self._shown.update(self._task, completed=done)
        if done >= total:
            self.close()

    def close(self) -> None:
        """Remove the bar."""
        if self._shown is not None:
            self._shown.stop()

    def _show(self, total: int) -> None:
        from rich.console import Console  # noqa: PLC0415 - only what takes long needs it
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        self._shown = Progress(
            TextColumn("reading"),
            BarColumn(),
            DownloadColumn(),
            TimeRemainingColumn(),
            console=Console(file=sys.stderr, color_system="standard" if detect(sys.stderr).colour else None),
            transient=True,
        )
        self._task = self._shown.add_task("reading", total=total)
        self._shown.start()
