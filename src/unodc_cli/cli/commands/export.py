"""The command that writes files for other tools."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

from unodc_cli.catalogue import cache
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.cli.answer import warn
from unodc_cli.cli.options import Argument, ExcludedOptions, Option
from unodc_cli.cli.request import Request
from unodc_cli.errors import OutputError, UsageError
from unodc_cli.files import inputs, pipes
from unodc_cli.model.names import one_of
from unodc_cli.views import delivery
from unodc_cli.views.formats import View

if TYPE_CHECKING:
    from unodc_cli.export.iati import Publisher
    from unodc_cli.report.data_table import DataTable

_OF_ANSWERS: Final = (
    *("format", "json", "fields", "sort", "limit", "count", "no_header", "raw", "bom", "pager", "output"),
    "color",
)
_PARTS_OF_PUBLISHER: Final = 3
# The formats, and the endings that mean them.
_FORMATS: Final = {"iati": ".xml", "xlsx": ".xlsx", "parquet": ""}


class _Job(NamedTuple):
    """An export: the projects, and the file or folder to write."""

    target: Path
    catalogue: Catalogue
    paths: Sequence[Path]
    request: Request
    publisher: "Publisher | None"
    exact_dates: bool

    def documents(self) -> Iterable[str | bytes]:
        """Return the documents of the projects that match the filters, each time from the first on."""
        from unodc_cli.query.reports.projects import projects  # noqa: PLC0415
        from unodc_cli.query.selection import Selection  # noqa: PLC0415

        request = self.request
        report = projects(self.catalogue, request.filters, Selection(), request.today, columns=None)
        return report.documents

    def tables(self) -> "Iterable[DataTable]":
        """Return the tables of the projects that match the filters."""
        from unodc_cli.query.tables import tables  # noqa: PLC0415

        return tables(self.catalogue, self.request.filters, self.request.today)


def export(
    *,
    target: Annotated[
        str | None, Argument("TARGET", "FILE.xml (IATI), FILE.xlsx (workbook) or FOLDER/ (Parquet).")
    ] = None,
    form: Annotated[
        str | None,
        Option(
            "--format",
            "iati, xlsx or parquet, whatever the ending of TARGET.",
            "FORMAT",
            completion=("words", *_FORMATS),
        ),
    ] = None,
    reporting_org: Annotated[
        str | None,
        Option("--reporting-org", "IATI: who publishes, as 'REFERENCE TYPE NAME'.", "ORG"),
    ] = None,
    exact_dates: Annotated[
        bool, Option("--exact-dates", "IATI: leave out dates that are not exact.")
    ] = False,
    request: Annotated[Request, ExcludedOptions(_OF_ANSWERS)],
) -> int:
    """Write the projects as files for other tools.

    Published activities are copied as published. docs/tables.md has the tables.

    Examples:
      unodc export kenya.xml --country kenya --data activities.xml
      unodc export tables/ --theme maritime
    """
    if not target:
        msg = "export needs a TARGET"
        raise UsageError(msg, "FILE.xml (IATI), FILE.xlsx (workbook) or FOLDER/ (Parquet)")
    ending = _FORMATS[one_of("format", form, list(_FORMATS))] if form else Path(target).suffix.lower()
    write = _WRITERS.get(ending)
    if write is None:
        msg = f"{target}: there is no export to {ending}"
        raise UsageError(msg, "use FILE.xml (IATI), FILE.xlsx (workbook) or FOLDER/ (Parquet), or --format")
    publisher = _publisher(reporting_org)
    with (
        inputs.opened(request.inputs.paths) as paths,
        delivery.progress_bar() as progress,
        cache.running(paths, lambda catalogue: catalogue, request.inputs.settings, progress) as catalogue,
    ):
        job = _Job(Path(target), catalogue, paths, request, publisher, exact_dates)
        code = warn(request, catalogue)
        try:
            delivery.print_notes(list(write(job)), request.output)
        except OSError as error:
            raise OutputError(target, error.strerror or str(error)) from error
    return code


def _publisher(text: str | None) -> "Publisher | None":
    """Return the publisher that was typed as identifier, type and name. Raises UsageError."""
    if text is None:
        return None
    from unodc_cli.codelists.iati import codelist  # noqa: PLC0415
    from unodc_cli.export.iati import Publisher  # noqa: PLC0415

    parts = text.split(maxsplit=_PARTS_OF_PUBLISHER - 1)
    if len(parts) != _PARTS_OF_PUBLISHER or not parts[1].isdigit():
        msg = f"--reporting-org '{text}': write identifier, code of OrganisationType, and name"
        raise UsageError(msg, "for example: --reporting-org 'XX-EXAMPLE-1 40 An organisation'")
    types = codelist("OrganisationType").entries
    if parts[1] not in types:
        msg = f"--reporting-org: OrganisationType has no code '{parts[1]}'"
        raise UsageError(msg, ", ".join(f"{entry.code} {entry.name}" for entry in types.values()))
    return Publisher(*parts)


def _write_iati(job: _Job) -> Iterator[str]:
    from unodc_cli.export import activities  # noqa: PLC0415
    from unodc_cli.export.omissions import omissions_by_field  # noqa: PLC0415
    from unodc_cli.export.terms import terms  # noqa: PLC0415

    files = {pipes.name(path): path for path in job.paths}
    writing = activities.write(
        job.documents,
        files,
        job.publisher,
        terms(job.paths),
        job.request.today,
        exact_dates=job.exact_dates,
    )
    delivery.write_file(View(writing.chunks), job.target)
    for field, reason, count in omissions_by_field(writing.omissions):
        times = "once" if count == 1 else f"{count:,} times"
        yield f"not written: {field} ({times}): {reason}"


def _write_parquet(job: _Job) -> Iterator[str]:
    from unodc_cli.export import parquet  # noqa: PLC0415

    counts = parquet.write(job.tables(), job.target)
    yield f"{len(counts):,} tables in {job.target}, {sum(map(bool, counts.values())):,} of them with rows"


def _write_workbook(job: _Job) -> Iterator[str]:
    from unodc_cli.export.tables import sheets  # noqa: PLC0415
    from unodc_cli.query.reports.origin import origin, unread  # noqa: PLC0415
    from unodc_cli.views.workbook import workbook  # noqa: PLC0415

    title, day = job.catalogue.meta("title") or "portfolio", job.request.today
    about = (
        ("portfolio", title),
        ("data as of", job.catalogue.meta("updated")),
        ("day of the answer", day),
        *origin(job.catalogue, job.request.filters, job.paths, day).filters,
        *(("note", note) for note in unread(job.catalogue)),
    )
    book = workbook(sheets(job.tables(), about), title=title, day=day)
    delivery.write_file(View([book.content]), job.target)
    yield from book.notes


_WRITERS: Final[Mapping[str, Callable[[_Job], Iterator[str]]]] = {
    ".xml": _write_iati,
    ".xlsx": _write_workbook,
    "": _write_parquet,
}
