"""Generated files that are kept in the repository."""

import sys
from collections.abc import Mapping
from pathlib import Path


def keep(contents: Mapping[Path, str]) -> None:
    """Write the files whose content has changed; with --check, list them and exit with 1 if there are any."""
    stale = [
        path
        for path, text in contents.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    checks = "--check" in sys.argv
    for path in stale:
        if not checks:
            path.parent.mkdir(exist_ok=True)
            path.write_text(contents[path], encoding="utf-8")
        print(f"{'stale' if checks else 'written'}: {path.name}")
    if stale and checks:
        sys.exit(1)
