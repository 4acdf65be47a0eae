"""The origin of an answer: the portfolio and the filters, in words."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.query.filters import Filters
from unodc_cli.query.labels import Labels
from unodc_cli.query.resolve import resolve_all
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.report.origin import Origin

# More files than this are counted only.
_SHOWN: Final = 5
_TERMS: Final = ("theme", "partner", "country", "region", "programme")
_OPTIONS: Final = {
    "since": "from",
    "until": "to",
    "starts_since": "starts since",
    "ends_by": "ends by",
    "min_amount": "min amount",
}


def origin(catalogue: Catalogue, filters: Filters, paths: Sequence[Path], today: str) -> Origin:
    """Return the origin of an answer to these filters, on the day `today` (ISO)."""
    return Origin(
        catalogue.meta("title") or "Projects",
        catalogue.meta("summary"),
        catalogue.meta("updated"),
        catalogue.meta("licence"),
        tuple(path.name for path in paths),
        tuple(_filters(catalogue, filters)),
        today,
    )


def unread(catalogue: Catalogue) -> tuple[str, ...]:
    """Return notes on the files that could not be read, or not to their end."""
    faults = catalogue.unread()
    named = [fault._replace(file=Path(fault.file).name) for fault in faults[:_SHOWN]]
    notes = [f"{fault.kind or FindingKind.UNREADABLE}: {fault}" for fault in named]
    if others := len(faults) - len(named):
        notes.append(f"{others:,} more files could not be read in full")
    return tuple(notes)


def _filters(catalogue: Catalogue, filters: Filters) -> Iterator[tuple[str, str]]:
    """Yield each filter with its values: terms by their names, all others as they were typed."""
    labels = Labels(catalogue)
    for option, typed in filters._asdict().items():
        if not typed:
            continue
        if option == "conflicts":
            yield "conflicts", "sources differ"
        elif option in _TERMS:
            ids = resolve_all(catalogue, option, typed)
            yield option, " or ".join(labels.labelled(option, id_) for id_ in ids)
        else:
            yield _OPTIONS.get(option, option), " or ".join(typed)
