"""What is wrong with data files, what is weak in them, and how much they state."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from unodc_cli import readers
from unodc_cli.errors import DataError, Fault
from unodc_cli.model import Project
from unodc_cli.page import Grid, Items, Page, Pages, Section
from unodc_cli.readers.weaknesses import Kind as Weakness
from unodc_cli.reading import Record
from unodc_cli.report import Column, Kind
from unodc_cli.text import to_json

_COLUMNS = (
    Column("level", Kind.STATUS),
    Column("kind", Kind.TEXT),
    Column("file", Kind.TEXT),
    Column("line", Kind.COUNT),
    Column("message", Kind.TEXT),
)
_EXAMPLES = 3
_NO_STATEMENT = ("id", "evidence", "activity")


@dataclass
class Findings:
    """What was found in all the files."""

    errors: list[Fault] = field(default_factory=list)
    warnings: list[tuple[Weakness, Fault]] = field(default_factory=list)
    projects: int = 0
    stated: Counter[str] = field(default_factory=Counter)

    @property
    def coverage(self) -> list[tuple[str, int]]:
        """How many projects state each field. Partners of the whole portfolio do not count."""
        return [(name, self.stated[name]) for name in Project.model_fields if name not in _NO_STATEMENT]

    def count(self, record: Record) -> None:
        """Count what a project states."""
        self.projects += 1
        stated = {name for name, value in record.content.items() if value not in (None, [])}
        self.stated.update(stated if record.own_partners else stated - {"partners"})


def check(files: Sequence[Path], today: str, bundled: Path) -> Findings:
    """Examine data files; `today` is the day for which a project can be past its end.

    The words by which published activities are recognised are those of the bundled portfolio.
    """
    findings = Findings()
    found_in: dict[str, Path] = {}
    for file in files:
        try:
            reading, weak = readers.examine(file, today, bundled)
        except DataError as error:
            findings.errors += error.faults
            continue
        findings.warnings += weak
        before = findings.projects
        for record in reading.records:
            findings.count(record)
            id_ = record.content["id"]
            if found_in.setdefault(id_, file) != file:
                message = f"the project '{id_}' is also in {found_in[id_]}"
                findings.errors.append(Fault(str(file), None, message))
        if findings.projects == before:
            findings.errors += reading.faults
        else:
            findings.warnings += [(Weakness.PUBLISHED, fault) for fault in reading.faults]
    return findings


def report(findings: Findings, files: Sequence[Path], *, everything: bool) -> Pages:
    """Return the findings as a report; of each kind of warning a few examples, or all of them."""
    document = {
        "files": [str(file) for file in files],
        "errors": [_record(fault) for fault in findings.errors],
        "warnings": [{"kind": kind, **_record(fault)} for kind, fault in findings.warnings],
        "coverage": [
            {"field": name, "projects": count, "of": findings.projects} for name, count in findings.coverage
        ],
    }
    errors = [("error", None, fault) for fault in findings.errors]
    warnings = [("warning", str(kind), fault) for kind, fault in findings.warnings]
    title = f"{_counted(len(findings.errors), 'error')}, {_counted(len(findings.warnings), 'warning')}"
    return Pages(
        _COLUMNS,
        [(level, kind, fault.file, fault.line, fault.message) for level, kind, fault in [*errors, *warnings]],
        [to_json(document)],
        single=True,
        pages=(
            Page(
                f"{title} in {', '.join(str(file) for file in files)}", tuple(_sections(findings, everything))
            ),
        ),
    )


def _record(fault: Fault) -> dict[str, str | int | None]:
    return {"file": fault.file, "line": fault.line, "message": fault.message}


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _sections(findings: Findings, everything: bool) -> Iterator[Section]:
    if findings.errors:
        yield Section("errors", Items(tuple((str(fault), None) for fault in findings.errors)))
    by_kind: dict[Weakness, list[Fault]] = defaultdict(list)
    for kind, fault in findings.warnings:
        by_kind[kind].append(fault)
    for kind, faults in by_kind.items():
        shown = faults if everything else faults[:_EXAMPLES]
        items = [str(fault) for fault in shown]
        if len(shown) < len(faults):
            items.append(f"… and {len(faults) - len(shown)} more: --all shows them")
        yield Section(f"{kind} ({len(faults)})", Items(tuple((item, None) for item in items)))
    if findings.projects:
        total = findings.projects
        rows = tuple((name, count, f"{100 * count // total} %") for name, count in findings.coverage)
        columns = (Column("field", Kind.ID), Column("projects", Kind.COUNT), Column("share", Kind.COUNT))
        yield Section(f"coverage: which of the {_counted(total, 'project')} state what", Grid(columns, rows))
