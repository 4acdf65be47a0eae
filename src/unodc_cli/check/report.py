"""Report findings as rows, as JSON, and as a page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from unodc_cli.check.examination import Findings
from unodc_cli.check.iati.rules import Severity, is_rule, meaning, numbers, severity
from unodc_cli.check.iati.survey import Have, Survey
from unodc_cli.check.ledger import Tally
from unodc_cli.check.sarif import sarif
from unodc_cli.errors import Fault
from unodc_cli.files import pipes
from unodc_cli.model.exact import to_json
from unodc_cli.readers.iati.kinds import FindingKind
from unodc_cli.report.page import Facts, Grid, Items, Page, Pages, PageSection
from unodc_cli.report.report import Lazy
from unodc_cli.report.rows import Cell, Column, ColumnKind

_COLUMNS = (
    Column("level", ColumnKind.STATUS),
    Column("kind", ColumnKind.TEXT),
    Column("file", ColumnKind.TEXT),
    Column("line", ColumnKind.COUNT),
    Column("message", ColumnKind.TEXT),
    Column("severity", ColumnKind.STATUS),
)
_EXAMPLES = 3
# The most letters of a finding in the table.
_LONGEST = 200
_ORDER: Final = {str(kind): index for index, kind in enumerate(FindingKind)}
_WEIGHT: Final = {weight: index for index, weight in enumerate(Severity)}
# More files than this are not named in the title.
_NAMED = 3
_SHARE = Column("share", ColumnKind.COUNT)
_ELEMENT = Column("element", ColumnKind.TEXT)


def report(findings: Findings, files: Sequence[Path], *, everything: bool) -> Pages:
    """Return the findings as a report. Its page has a few examples of each kind, or all findings."""
    errors, warnings = len(findings.errors), len(findings.ledger)
    named = ", ".join(pipes.name(file) for file in files) if len(files) <= _NAMED else f"{len(files)} files"
    title = _title(findings, named)
    sections = _sections(findings, [pipes.name(file) for file in files], everything=everything)
    pages = Pages(
        _COLUMNS,
        Lazy(lambda: _rows(findings), lambda: errors + warnings),
        Lazy(lambda: _document(findings, files), lambda: errors + warnings),
        is_single_document=True,
        pages=(Page(title, tuple(sections), is_log=True),),
    )
    pages.sarif = lambda: sarif(findings)
    return pages


def _title(findings: Findings, named: str) -> str:
    """Return the title with the numbers of findings: by severity, if any are on published data."""
    errors, warnings = _counted(len(findings.errors), "error"), len(findings.ledger)
    weights: Counter[str] = Counter()
    for tally in findings.ledger.tallies:
        weights[severity(tally.kind)] += tally.findings
    if not any(_is_published(tally.kind) for tally in findings.ledger.tallies):
        return f"{errors}, {_counted(warnings, 'warning')} in {named}"
    severities = ", ".join(f"{weight} {weights[weight]:,}" for weight in Severity if weights[weight])
    unread = f"{errors}, " if findings.errors else ""
    return f"{unread}{_counted(warnings, 'finding')} in {named} (severity: {severities})"


def _is_published(kind: str) -> bool:
    return kind in _ORDER or is_rule(kind)


def _rows(findings: Findings) -> Iterator[tuple[Cell, ...]]:
    for fault in findings.errors:
        yield ("error", fault.kind, fault.file, fault.line, fault.message, str(Severity.ERROR))
    for fault, _ in findings.ledger.entries():
        weight = str(severity(fault.kind or ""))
        yield ("warning", fault.kind, fault.file, fault.line, fault.message, weight)


def _document(findings: Findings, files: Sequence[Path]) -> Iterator[str]:
    """Yield the parts of the JSON document: its beginning, each warning, its end."""
    head = {
        "files": [pipes.name(file) for file in files],
        "errors": [_place(fault) for fault in findings.errors],
    }
    yield f'{to_json(head)[:-1]}, "warnings": ['
    for index, (fault, project) in enumerate(findings.ledger.entries()):
        warning = to_json({"kind": fault.kind, **_place(fault), "project": project})
        yield f", {warning}" if index else warning
    total, survey = findings.projects, findings.survey
    rest = {
        "coverage": [{"field": name, "projects": n, "of": total} for name, n in findings.coverage],
        "kinds": [
            {
                "kind": t.kind,
                "findings": t.findings,
                "projects": t.projects or None,
                **_place(t.first),
                "severity": severity(t.kind),
                "rules": numbers(t.kind),
            }
            for t in findings.ledger.tallies
        ],
        "elements": _elements(survey, "activities"),
        "lacking": _lacking(survey, "activities"),
        "organisations": findings.of_organisations.activities,
        "organisation_elements": _elements(findings.of_organisations, "organisations"),
        "organisation_lacking": _lacking(findings.of_organisations, "organisations"),
    }
    yield f"], {to_json(rest)[1:]}"


def _elements(survey: Survey, noun: str) -> list[dict[str, object]]:
    return [{"path": path, noun: n, "of": survey.activities, "read": read} for path, n, read in survey.have()]


def _lacking(survey: Survey, noun: str) -> list[dict[str, object]]:
    return [
        {"path": path, noun: n, "of": survey.activities, "mandatory": mandatory}
        for path, n, mandatory in survey.lack()
    ]


def _place(fault: Fault) -> dict[str, object]:
    return {"file": fault.file, "line": fault.line, "message": fault.message}


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _sections(findings: Findings, files: Sequence[str], *, everything: bool) -> Iterator[PageSection]:
    if findings.errors:
        parts = (
            f"{fault} ({fault.kind})" if fault.kind == FindingKind.IN_PART else fault
            for fault in findings.errors
        )
        yield _list("errors", tuple(parts))
    published = [tally for tally in findings.ledger.tallies if _is_published(tally.kind)]
    for tally in findings.ledger.tallies:
        if tally not in published:
            yield _of_kind(findings, tally, None if everything else _EXAMPLES)
    published.sort(key=lambda tally: (_WEIGHT[severity(tally.kind)], _ORDER.get(tally.kind, len(_ORDER))))
    if published:
        yield _findings(published, files, _noun(findings))
    if everything:
        yield from (_of_kind(findings, tally, None) for tally in published)
    if findings.survey.activities:
        yield from _survey(findings.survey, "activities", everything=everything)
    if organisations := findings.of_organisations.activities:
        count = _counted(organisations, "organisation")
        rows = ((count, f"with {_counted(findings.budgets, 'budget')}: `unodc budgets` lists them"),)
        yield PageSection("organisation files", Facts(rows))
        yield from _survey(findings.of_organisations, "organisations", everything=everything)
    if findings.projects > findings.survey.activities:
        yield _coverage(findings)


def _list(heading: str, faults: Sequence[Fault | str], *more: str) -> PageSection:
    return PageSection(heading, Items(tuple((str(item), None) for item in (*faults, *more))))


def _of_kind(findings: Findings, tally: Tally, limit: int | None) -> PageSection:
    entries = findings.ledger.entries(tally.kind, -1 if limit is None else limit)
    faults = [entry.fault for entry in entries]
    hidden_count = tally.findings - len(faults)
    more = (f"… and {hidden_count:,} more: --all shows them",) if hidden_count else ()
    return _list(f"{meaning(tally.kind)} ({tally.findings:,})", faults, *more)


def _noun(findings: Findings) -> str:
    """Return what has findings: activities, organisations, or records of both."""
    if findings.of_organisations.activities:
        return "records" if findings.projects else "organisations"
    return "activities"


def _findings(tallies: Sequence[Tally], files: Sequence[str], noun: str) -> PageSection:
    """Return a table of the kinds with their counts and their first findings, with short file names."""
    names = {file: Path(file).name for file in files}
    short = names if len(set(names.values())) == len(names) else {}
    firsts = [t.first._replace(file=short.get(t.first.file, t.first.file)) for t in tallies]
    columns = (
        Column("severity", ColumnKind.STATUS),
        Column("finding", ColumnKind.TEXT),
        Column("rule", ColumnKind.CODE),
        Column("findings", ColumnKind.COUNT),
        Column(noun, ColumnKind.COUNT),
        Column("the first", ColumnKind.TEXT),
    )
    rows = tuple(
        (
            *(severity(t.kind), meaning(t.kind), ", ".join(numbers(t.kind)) or None),
            *(t.findings, t.projects or None, _first(first)),
        )
        for t, first in zip(tallies, firsts, strict=True)
    )
    return PageSection("findings (no file is changed)", Grid(columns, rows))


def _first(fault: Fault) -> str:
    """Return the first finding of a kind; of a rule, the words of which stand beside it, place and text."""
    kind = fault.kind or ""
    message = fault.message.removeprefix(meaning(kind)).removeprefix(": ") if is_rule(kind) else fault.message
    # A hostile text would fill the table; `--all` has it whole.
    short = message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
    return str(fault._replace(message=short)).removesuffix(": ")


def _survey(survey: Survey, noun: str, *, everything: bool) -> Iterator[PageSection]:
    total, have = survey.activities, survey.have()
    of_all = f"(of {total:,})"
    columns = (_ELEMENT, Column(noun, ColumnKind.COUNT), _SHARE)

    def elements(heading: str, listed: Sequence[Have]) -> Iterator[PageSection]:
        rows = tuple((h.path, h.activities, _share(h.activities, total)) for h in listed)
        if rows:
            yield PageSection(f"{heading} {of_all}", Grid(columns, rows))

    yield from elements(
        f"read: elements of {noun}", [h for h in have if h.read and (everything or "/" not in h.path)]
    )
    if lack := survey.lack():
        kinds = ("mandatory" if w.mandatory else "read" for w in lack)
        rows = tuple(
            (w.path, w.activities, _share(w.activities, total), kind)
            for w, kind in zip(lack, kinds, strict=True)
        )
        grid = Grid((*columns, Column("which is", ColumnKind.TEXT)), rows)
        yield PageSection(f"lacking: elements that {noun} do not have {of_all}", grid)
    yield from elements(
        f"not read: other elements of {noun}", [h for h in have if not (h.read or h.is_foreign)]
    )
    yield from elements(
        f"not of the standard: elements of {noun} in other namespaces", [h for h in have if h.is_foreign]
    )


def _share(count: int, total: int) -> str:
    """Return a share in whole percent, half up; only none is 0 %, and only all are 100 %."""
    if 0 < 100 * count < total:
        return "< 1 %"
    if 0 < 100 * (total - count) < total:
        return "> 99 %"
    return f"{(200 * count + total) // (2 * total)} %"


def _coverage(findings: Findings) -> PageSection:
    total = findings.projects
    rows = tuple((name, count, _share(count, total)) for name, count in findings.coverage)
    columns = (Column("field", ColumnKind.ID), Column("projects", ColumnKind.COUNT), _SHARE)
    states = "states" if total == 1 else "state"
    return PageSection(
        f"coverage: fields that the {_counted(total, 'project')} {states}", Grid(columns, rows)
    )


def weighs(findings: Findings, weight: str) -> bool:
    """Return whether any finding has this severity or a heavier one."""
    kinds = (tally.kind for tally in findings.ledger.tallies)
    return any(_WEIGHT[severity(kind)] <= _WEIGHT[Severity(weight)] for kind in kinds)
