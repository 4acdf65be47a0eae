"""Notes on groups: on their projects, and on their totals of money."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.facets import tagged
from unodc_cli.model.money import TOGETHER
from unodc_cli.model.names import fold
from unodc_cli.query.dimensions import CATEGORY, Dimension
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.records import Record
from unodc_cli.query.reports.group_totals import OF_PARTNERS, of_kind

# The number of partners that a note names.
_NAMED: Final = 3
_REASONS: Final = {
    "theme": "published activities are recognised by the words and sectors of [[themes]], those of the "
    "bundled portfolio or of a file of yours beside (--data mine.toml)",
    "programme": "published activities name no programme; see `unodc by publisher` and `unodc tree ID`",
}
# Of the codes of channels, those that stand for others: 12000 is "Recipient Government".
_CLASS_OF_CHANNELS: Final = "000"


def on_totals(groups: Sequence[Record], kinds: Collection[str]) -> Iterator[str]:
    """Yield the notes on the totals of groups; `kinds` of amounts have columns of their own."""
    yield from _flawed_values(groups)
    yield from _contested(groups)
    yield from _not_stated(groups, kinds)


def on_partners(catalogue: Catalogue, groups: Sequence[Record]) -> Iterator[str]:
    """Yield the notes on groups that are partners."""
    yield from _of_several(catalogue)
    yield from _classes(catalogue, groups)


def _flawed_values(groups: Sequence[Record]) -> tuple[str, ...]:
    """Return a note on totals with published values that are corrections, or unreadable."""
    totals = [total for group in groups for total in group["totals"]]
    parts = [
        f"{len(flawed)} of these totals {'has' if len(flawed) == 1 else 'have'} {values}"
        for name, values in (("negative", "values below zero"), ("unreadable", "unreadable values left out"))
        if (flawed := [total for total in totals if total[name]])
    ]
    return (f"{'; '.join(parts)}: --json counts them",) if parts else ()


def _contested(groups: Sequence[Record]) -> Iterator[str]:
    """Yield a note on totals with sums on which sources differ."""
    count = sum(bool(total["contested"]) for group in groups for total in group["totals"])
    if count:
        verb = "total has a sum" if count == 1 else "totals have sums"
        yield f"{count} {verb} on which sources differ (* in tables): unodc list --conflicts"


def _not_stated(groups: Sequence[Record], kinds: Collection[str]) -> tuple[str, ...]:
    """Return a note if sums in columns of their own are not those of all projects of a group."""
    totals = [(total, group) for group in groups for kind in kinds for total in of_kind(group, kind)]
    if all(total["projects"] == group["count"] for total, group in totals):
        return ()
    return ("not all projects of a group state these sums: --fields totals says how many do",)


def _of_several(catalogue: Catalogue) -> Iterator[str]:
    """Yield a note on sums that partners have together: they are in no total, as each part is unknown."""
    [[count]] = catalogue.rows(
        f"""SELECT COUNT(DISTINCT amounts.rowid) FROM amounts JOIN grouped USING (project)
        JOIN shown USING (term) WHERE counted AND {OF_PARTNERS} AND instr(partner, '{TOGETHER}')
        AND instr('{TOGETHER}' || partner || '{TOGETHER}', '{TOGETHER}' || term || '{TOGETHER}')"""
    )
    if count:
        sums, are = ("sum", "is") if count == 1 else ("sums", "are")
        yield (
            f"{count} {sums} of several partners together {are} in no partner's total: "
            "unodc list --fields amounts"
        )


def _classes(catalogue: Catalogue, groups: Sequence[Record]) -> Iterator[str]:
    """Yield a note with the partners that are classes of organisations, such as `International NGO`."""
    if not catalogue.rows("SELECT 1 FROM spellings LIMIT 1"):
        return
    from unodc_cli.codelists.iati import codelist  # noqa: PLC0415 - curated data has no classes

    channels = codelist("CRSChannelCode").entries.items()
    classes = {_singular(entry.name) for code, entry in channels if code.endswith(_CLASS_OF_CHANNELS)}
    classes |= {_singular(entry.name) for entry in codelist("OrganisationType").entries.values()}
    names = [group["name"] for group in groups if _singular(group["name"]) in classes]
    if names:
        others = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        are = "is a class" if len(names) == 1 else "are classes"
        yield f"{', '.join(names[:_NAMED])}{others} {are} of organisations, published instead of a name"


def _singular(name: str) -> str:
    """Return a name as it is compared, also with `organisations` for `organisation`."""
    return " ".join(word.removesuffix("s") for word in fold(name).split())


def under_one_name(catalogue: Catalogue, groups: Mapping[str, Record]) -> Iterator[str]:
    """Yield notes on partners, known by their published names alone, that have several references."""
    # What a vocabulary knows has an acronym or other names (`catalogue.terms`).
    rows = catalogue.rows(
        """SELECT partner, group_concat(DISTINCT ref) FROM spellings
        WHERE partner IN (SELECT term FROM shown) AND instr(ref, '-') GROUP BY partner
        HAVING COUNT(DISTINCT upper(ref)) > 1 AND NOT EXISTS (SELECT 1 FROM names
            WHERE names.kind = 'partner' AND names.id = partner AND rank IN (1, 3))
        ORDER BY SUM(count) DESC, partner"""
    )
    for partner, references in rows[:_NAMED]:
        listed = ", ".join(references.split(","))
        yield f"'{groups[partner]['name']}' has several references and may be several bodies: {listed}"
    if len(rows) > _NAMED:
        yield f"{len(rows) - _NAMED:,} more partners have several references: list them with --spellings"


def overlap(groups: Sequence[Record], dimension: Dimension) -> tuple[str, ...]:
    """Return a note if a project is in several groups, and so counts in each of them."""
    members = [project for group in groups for project in group["projects"]]
    if len(members) == len(set(members)):
        return ()
    several = f"a project with several {dimension.plural} counts in each of them"
    return (f"{several}, so counts and totals do not add up",)


def unfiltered_groups(groups: Sequence[Record], dimension: Dimension, filters: Filters) -> Iterator[str]:
    """Yield a note that groups are not filtered: a project in Nigeria and Brazil counts in both."""
    of_regions = filters.region if dimension.name == "country" else ()
    names = [*getattr(filters, dimension.name, ()), *of_regions]
    if names and len(groups) > 1 and dimension.source == "terms":
        yield f"projects count in all of their {dimension.plural}, not only in those of the filter"


def ungrouped(catalogue: Catalogue, where: Condition, kind: str) -> tuple[str, ...]:
    """Return notes on the matching projects that are in no group, with the reason."""
    sql = f"""SELECT COUNT(*) FROM projects
        WHERE {where.sql} AND num NOT IN (SELECT project FROM grouped)"""
    count = int(catalogue.rows(sql, where.parameters)[0][0])
    if not count:
        return ()
    projects = "matching project has" if count == 1 else "matching projects have"
    note = f"{count} {projects} no known {kind} and {'is' if count == 1 else 'are'} in no group"
    note += _reason(catalogue, kind)
    coarse = catalogue.rows(f"{sql} AND {CATEGORY}", where.parameters)[0][0] if kind == "sector" else 0
    if not coarse:
        return (note,)
    have, them = ("has", "it") if coarse == 1 else ("have", "them")
    return (
        note,
        f"{coarse} of these {have} only a category of sectors: `unodc by sector-category` counts {them}",
    )


def below_others(catalogue: Catalogue, where: Condition) -> tuple[str, ...]:
    """Return a note on projects whose programme has an instrument above it, in which they do not count."""
    [[count]] = catalogue.rows(
        f"""SELECT COUNT(DISTINCT project) FROM {tagged("programme")} WHERE NOT direct
        AND project IN (SELECT num FROM projects WHERE {where.sql})""",
        where.parameters,
    )
    if not count:
        return ()
    projects, it = (
        ("1 project counts", "it names") if count == 1 else (f"{count} projects count", "they name")
    )
    note = f"{projects} in the programme that {it}, not in the instrument that pays for it"
    return (f"{note}: `unodc programmes` counts both, as --programme finds both",)


def _reason(catalogue: Catalogue, kind: str) -> str:
    """Return why published activities have no term of a kind."""
    # Only they have a line.
    if kind not in _REASONS or not catalogue.rows("SELECT 1 FROM projects WHERE line IS NOT NULL LIMIT 1"):
        return ""
    return f": {_REASONS[kind]}"
