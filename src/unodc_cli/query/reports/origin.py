"""Where an answer comes from: the portfolio and the filters, in words."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.query.filters import Filters
from unodc_cli.query.labels import Words
from unodc_cli.query.resolve import resolve_all
from unodc_cli.report.origin import Origin

_TERMS: Final = ("theme", "partner", "country", "region", "programme")
_OPTIONS: Final = {
    "since": "from",
    "until": "to",
    "starts_since": "starts since",
    "ends_by": "ends by",
    "min_amount": "min amount",
}


def origin(catalogue: Catalogue, filters: Filters, paths: Sequence[Path], today: str) -> Origin:
    """Return where the answer for these filters comes from."""
    return Origin(
        catalogue.meta("title") or "Projects",
        catalogue.meta("summary"),
        catalogue.meta("updated"),
        catalogue.meta("licence"),
        tuple(path.name for path in paths),
        tuple(_filters(catalogue, filters)),
        today,
    )


def _filters(catalogue: Catalogue, filters: Filters) -> Iterator[tuple[str, str]]:
    """Yield what each filter asks for: terms by their names, all else as it was typed."""
    words = Words(catalogue)
    for option, typed in filters._asdict().items():
        if not typed:
            continue
        if option == "conflicts":
            yield "conflicts", "sources differ"
        elif option in _TERMS:
            ids = resolve_all(catalogue, option, typed)
            yield option, " or ".join(words.labelled(option, id_) for id_ in ids)
        else:
            yield _OPTIONS.get(option, option), " or ".join(typed)
