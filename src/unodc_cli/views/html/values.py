"""Values of projects as a page shows them: with what supports them, and what can be filtered by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from unodc_cli.model.kinds import OWN_KIND
from unodc_cli.report.dossier import Source
from unodc_cli.text import inert, is_web_address

if TYPE_CHECKING:
    from unodc_cli.model.documents import EvidenceDocument, ProjectDocument

# The evidence of a published value begins with its line in the file.
_LINE: Final = "line "
KOSOVO: Final = "XK"
_ACRONYMS: Final = ("eu", "unodc")


class Value(NamedTuple):
    """A text with its marks, the numbers of its sources or its line in the file, and a note."""

    text: str
    marks: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    line: str = ""
    note: str = ""


class Names:
    """The names of themes, partners, countries, regions and programmes."""

    def __init__(self, names: Mapping[tuple[str, str], str]) -> None:
        self._names = names

    def amount(self, kind: str) -> str:
        """Return the name of a kind of amount: `eu-contribution` → `EU contribution`."""
        if declared := self._names.get((OWN_KIND, kind)):
            return inert(declared)
        first, *others = kind.split("-")
        return " ".join([first.upper() if first in _ACRONYMS else first.capitalize(), *others])

    def name(self, kind: str, id_: str) -> str:
        """Return the name of a term. Kosovo carries the asterisk of its footnote."""
        name = self._names.get((kind, id_), id_)
        return f"{name}*" if (kind, id_) == ("country", KOSOVO) and not name.endswith("*") else name


class Footnotes:
    """The sources of a page, numbered as they come up."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def numbers(self, ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of sources, each once."""
        return tuple(sorted({self._numbers.setdefault(id_, len(self._numbers) + 1) for id_ in ids}))

    def listed(self) -> Iterator[tuple[int, Source]]:
        """Return the sources that were cited, by number."""
        for id_, number in self._numbers.items():
            yield number, self._sources.get(id_, Source(id_, None, None, None, None))

    def address(self, id_: str) -> str | None:
        """Return the web address of a source."""
        source = self._sources.get(id_)
        return source.url if source else None


class Evidence:
    """The evidence of one project: which sources support which of its values."""

    def __init__(self, document: "ProjectDocument", footnotes: Footnotes) -> None:
        self._entries: dict[str, list[EvidenceDocument]] = defaultdict(list)
        for entry in document["evidence"]:
            self._entries[entry["field"]].append(entry)
        self._contested = {conflict["field"] for conflict in document["conflicts"]}
        self._footnotes = footnotes
        # The source of a published activity is its file, of which each value has a line.
        self._is_published = document["activity"] is not None

    def of(
        self,
        text: str | None,
        *fields: str,
        value: str | None = None,
        contested: str | None = None,
    ) -> Value:
        """Return a text with what supports the fields that it stands for.

        For a list, `value` is the entry that the text stands for. `contested` is the field on which sources
        differ, if it is another.
        """
        entries = [
            entry
            for field in fields
            for entry in self._entries.get(field, ())
            if value is None or entry["values"] is None or value in entry["values"]
        ]
        disputed = {contested} if contested else set(fields)
        marks = (
            *(("derived",) if any(entry["derived"] for entry in entries) else ()),
            *(("contested",) if value is None and self._contested & disputed else ()),
        )
        line = ""
        sources: tuple[int, ...] = ()
        if self._is_published:
            line = next((line for entry in entries if (line := line_of(entry))), "")
        else:
            sources = self._footnotes.numbers(source for entry in entries for source in entry["sources"])
        return Value(inert(text or ""), marks, sources, line)

    def is_contested(self, field: str) -> bool:
        """Return True if sources differ on a field."""
        return field in self._contested

    def notes(self, *fields: str) -> list[str]:
        """Return what a reader must know of fields, and how they were worked out."""
        entries = (entry for field in fields for entry in self._entries.get(field, ()))
        return [text for entry in entries for text in remarks_of(entry)]


def grouped(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return values with those joined that have the same sources, marks and notes."""
    texts: dict[Value, list[str]] = {}
    for value in values:
        texts.setdefault(value._replace(text=""), []).append(value.text)
    return tuple(support._replace(text="; ".join(joined)) for support, joined in texts.items())


def line_of(entry: "EvidenceDocument") -> str:
    """Return the line that an entry of evidence names."""
    note: str = entry["note"] or ""
    return note.removeprefix(_LINE).split(";")[0] if note.startswith(_LINE) else ""


def remarks_of(entry: "EvidenceDocument") -> list[str]:
    """Return the texts of an entry of evidence without the line."""
    note: str = entry["note"] or ""
    if note.startswith(_LINE):
        note = note.partition("; ")[2]
    return [inert(text) for text in (entry["derived"], note) if text]


def web_address(text: str | None) -> str:
    """Return an address that may become a link, else an empty text."""
    return inert(text) if text and is_web_address(text) else ""


def period(start: str | None, end: str | None) -> str:
    """Return a period as a text, with `?` for a date that is not known; empty if neither is."""
    return f"{start or '?'} – {end or '?'}" if start or end else ""
