"""Filters in SQL find the same projects as the rules, applied to the JSON documents."""

import csv
import io
import json
from collections.abc import Callable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TODAY, Run
from portfolios import (
    BODIES,
    COUNTRIES,
    OF_REGIONS,
    PROGRAMMES,
    REGIONS,
    ROLES,
    STATUSES,
    THEMES,
    WORDS,
    Entry,
    dates,
    earliest,
    latest,
    maybe,
    own_partners,
    plain,
    portfolios,
    some,
)
from unodc_cli.query.field_names import sortable

Written = Callable[[Entry], str]
Filters = Mapping[str, list[str]]

ONE_OF = {
    "theme": THEMES,
    "partner": BODIES,
    "role": ROLES,
    "country": tuple(COUNTRIES),
    "region": REGIONS,
    "programme": tuple(PROGRAMMES),
    "status": STATUSES,
    "text": WORDS,
}


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    """Return a few filters, each with one value or several."""
    words = {name: st.sampled_from(words) for name, words in ONE_OF.items()}
    known = {**words, **{name: dates() for name in ("active", "starts", "ends")}}
    chosen = {name: draw(st.lists(known[name], min_size=1, max_size=3)) for name in draw(some(sorted(known)))}
    begins, ends = draw(maybe(dates())), draw(maybe(dates()))
    if begins and ends and latest(ends) < earliest(begins):
        begins, ends = ends, begins
    return {**chosen, **{name: [date] for name, date in (("from", begins), ("to", ends)) if date}}


def options(chosen: Filters) -> list[str]:
    return [part for name, values in chosen.items() for value in values for part in (f"--{name}", value)]


def finds(file: Entry, stated: Entry, project: Entry, chosen: Filters) -> bool:
    """Return whether a project meets all filters: one of the values of each is enough."""

    def one(name: str, meets: Callable[[str], bool]) -> bool:
        return name not in chosen or any(meets(value) for value in chosen[name])

    roles = chosen.get("role")
    in_role = [p for p in project["partners"] if roles is None or p["role"] in roles]
    said = words(file, stated, project)
    first, last = chosen.get("from", ["1000"])[0], chosen.get("to", ["9999"])[0]
    return all((
        one("theme", lambda theme: theme in project["themes"]),
        one("partner", lambda body: any(partner["id"] == body for partner in in_role)),
        one("role", lambda _: bool(in_role)),
        one("country", lambda country: country in project["countries"]),
        one("region", lambda region: is_in(project, region)),
        one("programme", lambda programme: programme in programmes(project)),
        one("status", lambda status: project["status"] == status),
        one("text", lambda word: word in said),
        one("starts", lambda date: lies_in(project["start"], date)),
        one("ends", lambda date: lies_in(project["end"], date)),
        one("active", lambda date: runs(project, date, date)),
        not {"from", "to"} & set(chosen) or runs(project, first, last),
    ))  # fmt: skip


def is_in(project: Entry, region: str) -> bool:
    wanted = set(OF_REGIONS[region])
    within = [
        stated
        for stated in project["regions"]
        if set(OF_REGIONS[stated]) and set(OF_REGIONS[stated]) < wanted
    ]
    return region in project["regions"] or bool(within) or bool(wanted & set(project["countries"]))


def programmes(project: Entry) -> set[str]:
    """Return the programmes of a project and its phases, and those that pay for them."""
    found = {entry["programme"] for entry in (project, *project["phases"])}
    for _ in PROGRAMMES:
        found |= {PROGRAMMES[programme] for programme in found if programme}
    return found


def runs(project: Entry, since: str, until: str) -> bool:
    """Return whether a project can have run on some day of a period; unknown dates are open."""
    start, end = project["start"], project["end"]
    if start and end and latest(end) < earliest(start):
        start, end = end, start
    dated = [phase for phase in project["phases"] if phase["start"] or phase["end"]]
    if not (start or end or dated):
        return False
    begins = [start] if start else [phase["start"] for phase in dated]
    first = min(map(earliest, begins)) if begins and all(begins) else ""
    if not first and project["status"] == "planned":
        first = TODAY
    last = latest(end) if end else TODAY if project["status"] in ("ended", "cancelled") else "9999-99-99"
    return first <= latest(until) and last >= earliest(since)


def lies_in(date: str | None, period: str) -> bool:
    """Return whether a date is known and can mean a day of a period."""
    return date is not None and earliest(date) <= latest(period) and latest(date) >= earliest(period)


def words(file: Entry, stated: Entry, project: Entry) -> set[str]:
    """Return every word that is searched."""
    bodies = {body["id"]: body for body in file["organisations"]}
    themes = {theme["id"]: theme["name"] for theme in file["themes"]}
    own = [bodies[body] for body in own_partners(file, stated)]
    texts = [
        *(project["title"], project["acronym"], *project["aliases"], project["id"], project["summary"]),
        *(result["what"] for result in project["results"]),
        *(text for body in own for text in (body["acronym"], body["name"])),
        *(p[name] for p in project["phases"] for name in ("name", "title", "summary")),
        *(alias for phase in project["phases"] for alias in phase["aliases"]),
        *(themes[theme] for theme in project["themes"]),
        *(COUNTRIES[country] for country in project["countries"]),
    ]
    return {word for text in texts if text for word in text.lower().split()}


@settings(max_examples=12)
@given(file=portfolios(plain, 8), asked=st.lists(filters(), min_size=6, max_size=6))
def test_a_filter_finds_what_a_reader_of_the_json_finds(
    run: Run, written: Written, file: Entry, asked: list[Filters]
) -> None:
    path = written(file)
    projects = json.loads(run("list", "--json", "--data", path).out)
    for chosen in asked:
        result = run("list", *options(chosen), "--json", "--data", path)
        assert result.code == 0
        assert json.loads(result.out) == [
            project
            for project, stated in zip(projects, file["projects"], strict=True)
            if finds(file, stated, project, chosen)
        ]


@settings(max_examples=12)
@given(
    file=portfolios(plain, 8),
    chosen=filters(),
    sort=st.lists(st.sampled_from(sortable()), min_size=1, max_size=3),
    downwards=st.booleans(),
    limit=st.integers(1, 9),
)
def test_an_order_and_a_limit_do_not_change_what_is_found(  # noqa: PLR0917
    run: Run, written: Written, file: Entry, chosen: Filters, sort: list[str], downwards: bool, limit: int
) -> None:
    data = ("--json", "--data", written(file))
    order = ("--sort", ",".join(f"-{name}" if downwards else name for name in sort))
    ordered = json.loads(run("list", *order, *data).out)
    found = json.loads(run("list", *options(chosen), *data).out)
    both = json.loads(run("list", *options(chosen), *order, *data).out)
    assert both == [project for project in ordered if project in found]
    cut = json.loads(run("list", *options(chosen), *order, "--limit", str(limit), *data).out)
    assert cut == both[:limit]


OTHERS = ("by-theme", "by-partner", "by-country", "by-programme", "sources", "themes", "partners", "regions")


@settings(max_examples=6)
@given(file=portfolios(plain), chosen=filters(), limit=st.integers(1, 3))
def test_the_limit_of_each_command_is_a_prefix(
    run: Run, written: Written, file: Entry, chosen: Filters, limit: int
) -> None:
    path = written(file)
    for command in OTHERS:
        asked = (command, *options(chosen), "--json", "--data", path)
        assert json.loads(run(*asked, "--limit", str(limit)).out) == json.loads(run(*asked).out)[:limit]


# Of each, the fields that are one text or number in both.
SINGLE = {
    "list": ("id", "title", "acronym", "summary", "programme", "start", "end", "status"),
    "timeline": ("id", "phase", "start", "end", "status"),
    "sources": ("id", "title", "publisher", "url", "accessed", "kind", "values"),
    "by-theme": ("key", "name", "count", "active"),
    "partners": ("id", "name", "count"),
}
LISTS = {
    "list": ("aliases", "themes", "regions", "countries", "links", "sdgs"),
    "sources": ("projects",),
    "by-theme": ("projects",),
    "partners": ("aliases",),
}


@settings(max_examples=8)
@given(file=portfolios(plain), chosen=filters(), form=st.sampled_from(["csv", "tsv"]))
def test_rows_hold_what_json_holds(
    run: Run, written: Written, file: Entry, chosen: Filters, form: str
) -> None:
    path = written(file)
    for command, fields in SINGLE.items():
        asked = (command, *options(chosen), "--data", path)
        documents = json.loads(run(*asked, "--json").out)
        out = run(*asked, "--format", form).out
        rows = list(csv.DictReader(io.StringIO(out, newline=""), delimiter="\t" if form == "tsv" else ","))
        # Tabs part the columns of a table; commas those of a record.
        shown = [name for name in fields if form == "csv" or not rows or name in rows[0]]
        assert [[row[name] for name in shown] for row in rows] == [
            ["" if entry[name] is None else str(entry[name]) for name in shown] for entry in documents
        ]
        for name in LISTS.get(command, ()) if form == "csv" else ():
            assert [row[name] for row in rows] == ["; ".join(entry[name]) for entry in documents]
