"""The shared filters, as a condition on the catalogue's projects.

Repeating a filter means or; different filters mean and.
"""

from collections.abc import Iterator, Sequence

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.catalogue.facets import having
from unodc_cli.codelists.classifications import GROUPING, code_of_flag
from unodc_cli.errors import UsageError
from unodc_cli.model import dates, status
from unodc_cli.model.exact import to_json
from unodc_cli.model.names import fold, one_of
from unodc_cli.query.filters import Condition, Filters
from unodc_cli.query.periods import ENDS, STARTS, DateColumns, falls_within, runs_within
from unodc_cli.query.resolve import resolve_all, role_of, status_of
from unodc_cli.query.spans import FIRST_DAY, LAST_DAY, day, span

# The filters that name terms of their own kind.
TERMS = ("theme", "country", "region", "programme", "sector", "publisher", "goal")
# The kinds of term that `--where` takes.
WHERE = GROUPING
# Kinds of term that have an option of their own alone.
_OWN_OPTIONS = (*TERMS, "partner", "marker", "status")
# The hierarchy level of activities without children.
LOWEST = "lowest"
# Nobody is a child of itself.
_WITHOUT_CHILDREN = """num NOT IN (SELECT parents.num FROM relations
        JOIN projects AS parents ON parents.num = project
        WHERE kind = 'child' AND other <> parents.id)
    AND id NOT IN (SELECT other FROM relations JOIN projects AS children ON children.num = project
        WHERE kind = 'parent' AND other <> children.id)"""
# Of PolicySignificance: targeted, as one aim or as the principal one, and more of two markers. 0 is none.
_SIGNIFICANCES = ("1", "2", "3", "4")


def condition(catalogue: Catalogue, filters: Filters, today: str) -> Condition:
    """Return the filters as a condition. Raises UsageError for an unknown word, and as `resolve_all`."""
    where = Condition(today)
    roles = tuple(role_of(role) for role in filters.role)
    for kind in TERMS:
        if names := getattr(filters, kind):
            _tagged(where, kind, resolve_all(catalogue, kind, names))
    if filters.marker:
        _marked(where, catalogue, filters.marker)
    if filters.partner or roles:
        _tagged(where, "partner", resolve_all(catalogue, "partner", filters.partner), roles)
    if filters.status:
        words = [where.bind(status_of(word)) for word in filters.status]
        where.parts.append(f"({status.SQL}) IN ({', '.join(words)})")
    for periods in periods_of(filters, today):
        runs = (runs_within(where.bind(first), where.bind(last)) for first, last in periods)
        where.parts.append(f"({' OR '.join(runs)})")
    for date, days in _days(filters, today):
        within = (falls_within(date, where.bind(first), where.bind(last)) for first, last in days)
        where.parts.append(f"({' OR '.join(within)})")
    if filters.text:
        from unodc_cli.query.fts_expression import expression  # noqa: PLC0415 - few filter by words

        expressions = " OR ".join(f"({expression(text, '--text')})" for text in filters.text)
        where.parts.append(f"num IN (SELECT rowid FROM texts WHERE texts MATCH {where.bind(expressions)})")
    where.parts += _of_families(where, catalogue, filters)
    for kind, names in typed_terms(filters.where).items():
        _tagged(where, kind, resolve_all(catalogue, kind, names))
    if filters.min_amount:
        from unodc_cli.query.sums import with_sums  # noqa: PLC0415 - few filter by money

        where.parts.append(with_sums(where.bind, catalogue, filters.min_amount))
    if filters.conflicts:
        where.parts.append("conflicts > 0")
    return where


def _of_families(where: Condition, catalogue: Catalogue, filters: Filters) -> Iterator[str]:
    """Yield the conditions on the hierarchy level and the family of published activities."""
    if filters.level:
        yield _on_levels(where, filters.level)
    if filters.family:
        from unodc_cli.query.families import family  # noqa: PLC0415 - few filter by families

        ids = [
            member.id
            for id_ in resolve_all(catalogue, "project", filters.family)
            for member in family(catalogue, id_).members
        ]
        yield f"id IN (SELECT value FROM json_each({where.bind(to_json(ids))}))"


def _on_levels(where: Condition, levels: Sequence[str]) -> str:
    """Return the condition that a project is on one of these hierarchy levels, or has no children."""
    parts = []
    for level in levels:
        if fold(level) == LOWEST:
            parts.append(_WITHOUT_CHILDREN)
        elif level.isascii() and level.isdigit():
            parts.append(having("level", f"term = {where.bind(str(int(level)))}"))
        else:
            msg = f"--level {level}: a hierarchy level is a number"
            raise UsageError(msg, f"write 1 or 2, or {LOWEST}: activities without children")
    return f"({' OR '.join(parts)})"


def typed_terms(where: Sequence[str]) -> dict[str, list[str]]:
    """Return the names in texts such as `flow-type=10`, by the kind of term. Raises UsageError."""
    names: dict[str, list[str]] = {}
    for text in where:
        kind, equals, name = text.partition("=")
        if not (equals and name.strip()):
            msg = f"--where {text}: it is a kind and a code or name"
            raise UsageError(msg, "write it as flow-type=10, or scope=national")
        if (own := kind.strip().lower()) in _OWN_OPTIONS:
            msg = f"--where {text}: it has an option of its own"
            raise UsageError(msg, f"write --{own} {name.strip()}")
        kind_name = one_of("kind", kind.strip(), WHERE)
        names.setdefault(kind_name, []).append(code_of_flag(kind_name, name.strip()))
    return names


def periods_of(filters: Filters, today: str) -> Iterator[list[tuple[str, str]]]:
    """Yield the periods (first and last day) in which a project must have run: in one of each list."""
    if filters.active:
        yield [span("--active", text, today) for text in filters.active]
    if filters.since or filters.until:
        # Repeated, --from means the earliest of its days, and --to the latest.
        first = min((_first("--from", text, today) for text in filters.since), default=FIRST_DAY)
        last = max((_last("--to", text, today) for text in filters.until), default=LAST_DAY)
        if first > last:
            msg = f"--from {min(filters.since)} is after --to {max(filters.until)}"
            raise UsageError(msg, "nothing can lie between them")
        yield [(first, last)]


def _days(filters: Filters, today: str) -> Iterator[tuple[DateColumns, list[tuple[str, str]]]]:
    """Yield the spans (first and last day) in one of which a start or an end must fall."""
    if filters.starts:
        yield STARTS, [span("--starts", text, today) for text in filters.starts]
    if filters.ends:
        yield ENDS, [span("--ends", text, today) for text in filters.ends]
    if filters.starts_since:
        yield STARTS, [(_first("--starts-since", text, today), LAST_DAY) for text in filters.starts_since]
    if filters.ends_by:
        yield ENDS, [(FIRST_DAY, _last("--ends-by", text, today)) for text in filters.ends_by]


def _first(option: str, text: str, today: str) -> str:
    return dates.earliest(day(option, text, today))


def _last(option: str, text: str, today: str) -> str:
    return dates.latest(day(option, text, today))


def _tagged(where: Condition, kind: str, ids: list[str], roles: tuple[str, ...] = ()) -> None:
    parts = []
    if ids:
        parts.append(f"term IN ({', '.join(where.bind(id_) for id_ in ids)})")
    if roles:
        parts.append(f"role IN ({', '.join(where.bind(role) for role in roles)})")
    where.parts.append(having(kind, " AND ".join(parts)))


def _marked(where: Condition, catalogue: Catalogue, markers: tuple[str, ...]) -> None:
    """Add the condition that a project targets one of the markers, with a significance if one is typed."""
    resolve_all(catalogue, "marker", [marker_of(text)[0] for text in markers])
    parts = []
    for name, significance in map(marker_of, markers):
        [id_] = resolve_all(catalogue, "marker", [name])
        role = f" AND role = {where.bind(significance)}" if significance else ""
        parts.append(f"(term = {where.bind(id_)}{role})")
    where.parts.append(having("marker", f"({' OR '.join(parts)})"))


def marker_of(text: str) -> tuple[str, str]:
    """Return the name and the significance of a typed marker: `gender=2`; an empty one is any."""
    name, equals, significance = text.partition("=")
    if equals and significance.strip() not in _SIGNIFICANCES:
        msg = f"--marker {text}: a significance is 1 (significant), 2 (principal), 3 or 4"
        raise UsageError(msg, f"leave it out for all that target it: --marker {name}")
    return name, significance.strip()
