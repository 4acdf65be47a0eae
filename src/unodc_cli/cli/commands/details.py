"""The commands for rows of projects and organisations: results, documents, places, budgets."""

from collections.abc import Sequence
from typing import Annotated, Final

from unodc_cli.cli.answer import answer
from unodc_cli.cli.options import FILTERS, Argument, ExcludedOptions, Option
from unodc_cli.cli.request import Request
from unodc_cli.query.details import ConditionMaker, Detail, details
from unodc_cli.views.formats import Format

# The formats that have all fields.
_ALL: Final = (Format.JSON, Format.NDJSON, Format.CSV, Format.TSV, Format.XLSX, Format.GEOJSON)
_Names = Annotated[
    list[str] | None,
    Argument("[PROJECT]...", "Ids, acronyms or other names; all if none is given.", ("names", "project")),
]


_KINDS: Final = (
    *("words", "total-budget", "recipient-org-budget", "recipient-region-budget"),
    *("recipient-country-budget", "total-expenditure"),
)
# Organisations have no other filters of projects.
_NOT_OF_BUDGETS: Final = tuple(name for name in FILTERS if name not in ("publisher", "country", "region"))


def results(*, names: _Names = None, request: Request) -> int:
    """List results: indicators with baseline, target and actual value.

    One row for each period. Attainment is the actual value in per cent of the target.

    Examples:
      unodc results aircop
      unodc results --theme firearms --fields project,result,actual,end
    """
    from unodc_cli.query.reports.results import DETAIL  # noqa: PLC0415 - the other commands do not need it

    return _listed(DETAIL, request, names)


def budgets(
    *,
    names: Annotated[
        list[str] | None,
        Argument(
            "[ORGANISATION]...", "Identifiers or names; all if none is given.", ("names", "organisation")
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        Option("--kind", "Of this kind: total-budget, recipient-country-budget …", "KIND", completion=_KINDS),
    ] = None,
    year: Annotated[
        list[str] | None, Option("--year", "With a period that overlaps it: 2021, or 2021..2023.", "YEAR")
    ] = None,
    request: Annotated[Request, ExcludedOptions(_NOT_OF_BUDGETS)],
) -> int:
    """List the budgets and the expenditure of organisations.

    They come from organisation files of the IATI standard. Each row is a statement of its own: kinds
    overlap, lines are parts of their row, and activities have budgets too, so nothing is added up.

    Examples:
      unodc budgets --data organisations.xml
      unodc budgets --country kenya --year 2024 --data organisations.xml
    """
    from unodc_cli.query.reports.budgets import DETAIL, kind_and_period  # noqa: PLC0415

    return _listed(DETAIL, request, names, kind_and_period(kind or (), year or (), request.today))


def documents(
    *,
    names: _Names = None,
    category: Annotated[
        list[str] | None,
        Option(
            "--category",
            "Of this category, by code or name: A02, objectives.",
            "CATEGORY",
            completion=("codes", "DocumentCategory"),
        ),
    ] = None,
    request: Request,
) -> int:
    """List the documents that published activities link to.

    Documents of results and of organisation files are listed too. Addresses are printed, never opened.

    Examples:
      unodc documents --data activities.xml
      unodc documents --category "tender" --country kenya --data activities.xml
    """
    from unodc_cli.query.reports.documents import DETAIL, of_categories  # noqa: PLC0415

    return _listed(DETAIL, request, names, of_categories(category or ()))


def locations(
    *,
    names: _Names = None,
    stand_ins: Annotated[
        bool, Option("--stand-ins", "In geojson, also points that only stand in for a country.")
    ] = False,
    request: Request,
) -> int:
    """List the places of published activities, with points and how exact they are.

    Some points only stand in for a place: those of a whole country, and those that many activities share
    without saying how exact they are. The field stand_in marks them, and geojson leaves them out.

    Examples:
      unodc locations --country kenya --data activities.xml
      unodc locations --data activities.xml -o places.geojson
    """
    from unodc_cli.query.reports.locations import DETAIL, places_only, with_points  # noqa: PLC0415

    if request.output.format is not Format.GEOJSON or request.output.count_only:
        return _listed(DETAIL, request, names)
    if stand_ins:
        detail = DETAIL._replace(nothing="no project that matches these filters has a point")
        return _listed(detail, request, names, with_points())
    detail = DETAIL._replace(
        nothing="no project that matches these filters has a place with a point: --stand-ins adds points "
        "that stand for a country"
    )
    notes = ("only places: --stand-ins adds points that stand for a country",)
    return _listed(detail, request, names, places_only(), notes)


def _listed(
    detail: Detail,
    request: Request,
    names: list[str] | None,
    conditions: Sequence[ConditionMaker] = (),
    notes: Sequence[str] = (),
) -> int:
    columns = None if request.output.format in _ALL else detail.in_tables
    return answer(
        request,
        lambda catalogue: details(
            catalogue,
            detail,
            request.filters,
            request.selection,
            request.today,
            names=tuple(names or ()),
            conditions=conditions,
            columns=columns,
            notes=notes,
        ),
    )
