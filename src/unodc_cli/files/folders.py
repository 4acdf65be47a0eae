"""Where a user's own files are: what `platformdirs` says, without its import where the answer is plain."""

import os
import sys
from pathlib import Path
from typing import Final

_OURS: Final = "unodc"


def cache() -> Path | None:
    """Return the folder for what can be made anew; None where nobody has one."""
    if given := os.environ.get("UNODC_CACHE"):
        return Path(given)
    return _plain("XDG_CACHE_HOME", ".cache") or _asked("user_cache_path")


def configuration() -> Path | None:
    """Return the folder for what the user sets; None where nobody has one."""
    return _plain("XDG_CONFIG_HOME", ".config") or _asked("user_config_path")


def _plain(variable: str, usual: str) -> Path | None:
    """Return the folder that the XDG Base Directory Specification names, where it holds."""
    if sys.platform != "linux" or "ANDROID_ROOT" in os.environ:
        return None
    given, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if os.path.isabs(given):  # noqa: PTH117 - an empty text is no path
        return Path(given, _OURS)
    return Path(home, usual, _OURS) if os.path.isabs(home) else None  # noqa: PTH117


def _asked(function: str) -> Path | None:
    import platformdirs  # noqa: PLC0415 - it costs as much as an answer

    try:
        folder: Path = getattr(platformdirs, function)(_OURS)
    except RuntimeError:  # no home folder
        return None
    return folder
