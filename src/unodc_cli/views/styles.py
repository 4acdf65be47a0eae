"""Lines of styled text, for terminals with colours and without."""

from collections.abc import Iterable, Sequence

from unodc_cli.views.terminal import Terminal

# A text without line ends, and its style as Rich names it; "" for none.
Span = tuple[str, str]
Line = Sequence[Span]

# The characters of the drawings, on terminals with ASCII only.
_ASCII = str.maketrans("–—…·‘’“”│├└", "--~-''\"\"||`")


def rendered(lines: Iterable[Line], terminal: Terminal) -> str:
    """Return lines as text for a terminal, without trailing blanks."""
    render = _coloured if terminal.colour else _plain
    return "".join(f"{render(line).rstrip()}\n" for line in lines)


def without_unicode(text: str, terminal: Terminal) -> str:
    """Return a drawing in ASCII if the terminal has nothing else."""
    return text if terminal.unicode else text.translate(_ASCII)


def _plain(line: Line) -> str:
    return "".join([text for text, _ in line])


def _coloured(line: Line) -> str:
    from rich.color import ColorSystem  # noqa: PLC0415 - only colours need them
    from rich.style import Style  # noqa: PLC0415

    return "".join(
        Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if style else text
        for text, style in line
    )
