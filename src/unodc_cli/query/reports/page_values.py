"""The values of a project as texts of its page: with marks, and with the numbers of their sources."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal

from unodc_cli.query import marks
from unodc_cli.query.labels import Labels
from unodc_cli.query.project_cells import period

if TYPE_CHECKING:
    from unodc_cli.model.documents import EvidenceDocument, NamedDocument, SpanDocument

_PHASE: Final = re.compile(r"phases\[(\d+)\]\.(.*)")


class PageValues:
    """The values of one project, whose sources are numbered as they come up."""

    def __init__(self, document: "NamedDocument", labels: Labels, today: str, *, footnotes: bool) -> None:
        self.document = document
        self.today = today
        self.labels = labels
        self.footnotes = footnotes
        self.numbers: dict[str, int] = {}
        self.evidence: Mapping[str, list[EvidenceDocument]] = defaultdict(list)
        for entry in document["evidence"]:
            self.evidence[entry["field"]].append(entry)
        self.contested = {conflict["field"] for conflict in document["conflicts"]}

    def marked(self, text: str | None, *fields: str, value: str | None = None) -> str:
        """Return a text with its marks (derived, contested) and sources.

        Of a list, `value` is the entry that the text stands for.
        """
        if not text:
            return ""
        entries = [
            entry
            for field in fields
            for entry in self.evidence[field]
            if value is None or entry["values"] is None or value in entry["values"]
        ]
        marks = [
            *(["derived"] if any(entry["derived"] for entry in entries) else []),
            *(["contested"] if self.contested & set(fields) and value is None else []),
        ]
        remark = f" ({', '.join(marks)})" if marks else ""
        return text + remark + self.cited(source for entry in entries for source in entry["sources"])

    def sources_of(self, *fields: str) -> Iterator[str]:
        """Return the sources of values."""
        return (source for field in fields for entry in self.evidence[field] for source in entry["sources"])

    def cited(self, sources: Iterable[str]) -> str:
        """Return the numbers of the sources as a footnote."""
        cited = list(dict.fromkeys(sources))
        numbers = [self.numbers.setdefault(source, len(self.numbers) + 1) for source in cited]
        return (
            f" [{', '.join(str(number) for number in sorted(numbers))}]" if numbers and self.footnotes else ""
        )

    def each(self, field: Literal["themes", "regions", "countries"], kind: str) -> str:
        """Return the names of a list of terms, each with its marks."""
        return "; ".join(
            self.marked(self.labels.name(kind, id_), field, value=id_) for id_ in self.document[field]
        )

    def dates(self, record: "SpanDocument", prefix: str) -> str:
        """Return the period of a project or phase with its marks; with footnotes, those of each date."""
        remark = " (the end is before the start)" if marks.is_reversed(record) else ""
        if record["start"] and record["end"] and not self.footnotes:
            return self.marked(str(period(record)), f"{prefix}start", f"{prefix}end") + remark
        start = self.marked(record["start"] or "?", f"{prefix}start")
        end = self.marked(record["end"], f"{prefix}end")
        return f"{start} – {end}".rstrip() + remark

    def status(self, record: "SpanDocument", prefix: str) -> str:
        """Return the status of a project or phase with its marks, and that the dates contradict it."""
        remark = " (the dates contradict it)" if marks.contradicts_dates(record, self.today) else ""
        return self.marked(record["status"], f"{prefix}status") + remark

    def place(self, field: str) -> str:
        """Return a path into the document as people say it: `phases[0].end` → `CRIMJUST I: end`."""
        if match := _PHASE.match(field):
            return f"{self.document['phases'][int(match[1])]['name']}: {match[2]}"
        name, _, index = field.rstrip("]").partition("[")
        if name == "partners":
            return f"partner {self.document['partners'][int(index)]['name']}"
        return f"{name.removesuffix('s')} {int(index) + 1}" if index else field
