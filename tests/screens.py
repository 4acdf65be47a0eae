"""A terminal of a test's own: what a person would see."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from typing import Final, NamedTuple

COMMAND: Final = (sys.executable, "-m", "unodc_cli")


class Screen(NamedTuple):
    """The screen of a terminal after a command, stdout and stderr together."""

    code: int
    text: str


def shown(*arguments: str, width: int = 80, **environment: str) -> Screen:
    """Run a command in a process of its own on a terminal as wide as this."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=child, stdout=child, stderr=child, env=os.environ | environment
    )
    os.close(child)
    written = b""
    while part := _read(parent):
        written += part
    os.close(parent)
    return Screen(process.wait(), written.decode().replace("\r\n", "\n"))


def piped(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, off a terminal."""
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, env=os.environ | environment, check=False
    )


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # Linux says so when the other end is closed
        return b""
