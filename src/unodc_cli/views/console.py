"""Render with Rich to a text. Only charts need it."""

import io

from rich.console import Console, RenderableType

from unodc_cli.views.styles import without_unicode
from unodc_cli.views.terminal import Terminal


def printed(terminal: Terminal, *parts: RenderableType) -> str:
    """Render the parts with Rich for a terminal, without trailing blanks."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        force_terminal=terminal.colour,
        color_system="standard" if terminal.colour else None,
        no_color=not terminal.colour,
        width=terminal.width,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part, crop=False)
    text = "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().split("\n")[:-1])
    return without_unicode(text, terminal)
