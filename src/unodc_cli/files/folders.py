"""Find the user's folders, as `platformdirs` does, without importing it in plain cases."""

import os
import sys
from pathlib import Path
from typing import Final

_NAME: Final = "unodc"


def cache() -> Path | None:
    """Return the folder for cached files; None if the user has no home."""
    if folder := os.environ.get("UNODC_CACHE"):
        return Path(folder)
    return _xdg("XDG_CACHE_HOME", ".cache") or _from_platformdirs("user_cache_path")


def configuration() -> Path | None:
    """Return the folder for configuration; None if the user has no home."""
    return _xdg("XDG_CONFIG_HOME", ".config") or _from_platformdirs("user_config_path")


def _xdg(variable: str, default: str) -> Path | None:
    """Return a folder of the XDG Base Directory Specification; None where it does not apply."""
    if sys.platform != "linux" or "ANDROID_ROOT" in os.environ:
        return None
    folder, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if os.path.isabs(folder):  # noqa: PTH117 - a Path cannot be empty
        return Path(folder, _NAME)
    return Path(home, default, _NAME) if os.path.isabs(home) else None  # noqa: PTH117


def _from_platformdirs(function: str) -> Path | None:
    import platformdirs  # noqa: PLC0415 - it costs as much as an answer

    try:
        folder: Path = getattr(platformdirs, function)(_NAME)
    except RuntimeError:  # no home folder
        return None
    return folder
