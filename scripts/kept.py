"""Files that are made of the source and kept in the repository."""

import sys
from collections.abc import Mapping
from pathlib import Path


def keep(made: Mapping[Path, str]) -> None:
    """Write the files that are not as they are made now; with --check, exit with 1 if there are any."""
    stale = [
        path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    checks = "--check" in sys.argv
    for path in stale:
        if not checks:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
        print(f"{'stale' if checks else 'written'}: {path.name}")
    if stale and checks:
        sys.exit(1)
