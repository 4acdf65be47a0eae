"""The names of terms and sources, for documents, which have only their ids."""

from unodc_cli.catalogue.database import Catalogue

SOURCE = ("id", "title", "publisher", "url", "accessed", "kind")

Source = dict[str, str | None]


class Labels:
    """The names of a catalogue's terms, and its sources."""

    def __init__(self, catalogue: Catalogue) -> None:
        rows = catalogue.rows("SELECT kind, id, name, label FROM terms")
        self._names: dict[tuple[str, str], str] = {(kind, id_): name for kind, id_, name, _ in rows}
        self._labels = {(kind, id_): label for kind, id_, _, label in rows}
        listed = catalogue.rows(f"SELECT {', '.join(SOURCE)} FROM sources")
        self.sources: dict[str, Source] = {row[0]: dict(zip(SOURCE, row, strict=True)) for row in listed}

    def name(self, kind: str, id_: str) -> str:
        """Return the name of a term."""
        return self._names.get((kind, id_), id_)

    def labelled(self, kind: str, id_: str) -> str:
        """Return the name of a term with its acronym: `World Customs Organization (WCO)`."""
        name, label = self.name(kind, id_), self._labels.get((kind, id_), id_)
        return name if label in (name, id_) or label in name else f"{name} ({label})"

    def source(self, id_: str, *, accessed: bool = False) -> str:
        """Return a source as a reference: title, publisher, kind, and the day it was read."""
        source = self.sources[id_]
        day = f"accessed {source['accessed']}" if accessed and source["accessed"] else None
        details = ", ".join(text for text in (source["publisher"], source["kind"], day) if text)
        return f"{source['title']} ({details})" if details else str(source["title"])
