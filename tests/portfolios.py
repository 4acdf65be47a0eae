"""Portfolios made at random: what a data file may state, as plain values, and what JSON must then say."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

Entry = dict[str, Any]

THEMES, BODIES, REGIONS, SOURCES = (
    ("t1", "t2", "t3"),
    ("o1", "o2", "o3", "o4"),
    ("r1", "r2", "r3"),
    ("s1", "s2"),
)
PROGRAMMES = {"g1": None, "g2": "g1", "g3": "g2", "g4": None}
COUNTRIES = {"KE": "Kenya", "SO": "Somalia", "DJ": "Djibouti", "DE": "Germany", "XK": "Kosovo"}
OF_REGIONS = {"r1": ["KE", "SO"], "r2": ["DE"], "r3": []}
ROLES = ("funding", "accountable", "extending", "implementing")
STATUSES = ("planned", "active", "ended", "cancelled", "suspended")
KINDS = ("total-budget", "eu-contribution", "unodc-share", "decision-budget")
OF_PARTNERS = ("partner-contribution", "partner-share")
# Words of which no two have a stem in common, and none is in a name that the tool brings with it.
WORDS = ("zebra", "quartz", "lynx", "gnu", "oboe", "yurt", "kiwi", "fjord")

anything = st.text(min_size=1, max_size=12).filter(str.strip)
plain = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def some(values: Any, most: int = 3) -> st.SearchStrategy[list[Any]]:
    """Return a few of the values, each at most once."""
    strategy = values if isinstance(values, st.SearchStrategy) else st.sampled_from(tuple(values))
    return st.lists(strategy, unique=True, max_size=most)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Return a date known to the year, the month or the day."""
    year = draw(st.integers(2015, 2025) | st.sampled_from((1000, 1999, 9999)))
    text = f"{year}-{draw(st.integers(1, 12)):02}-{draw(st.sampled_from((1, 15, 28))):02}"
    return text[: draw(st.sampled_from((4, 7, 10)))]


def earliest(date: str) -> str:
    return (date + "-01-01")[:10]


def latest(date: str) -> str:
    """Return a text that sorts with the last day of a date: no month has a day 99."""
    return date + "-99-99"[len(date) - 10 :] if len(date) < 10 else date


@st.composite
def spans(draw: st.DrawFn) -> Entry:
    start, end = draw(maybe(dates())), draw(maybe(dates()))
    if start and end and latest(end) < earliest(start):
        start, end = end, start
    return {"start": start, "end": end}


def supports() -> st.SearchStrategy[Entry]:
    return st.fixed_dictionaries({"sources": some(SOURCES)})


numbers = st.integers(0, 2**53) | st.integers(0, 9) | st.floats(0, 2**53)


@st.composite
def projects(draw: st.DrawFn, id_: str, texts: st.SearchStrategy[str]) -> Entry:
    """Return what a file states of a project."""
    phases = [
        {
            "id": phase,
            "name": draw(texts),
            **draw(spans()),
            "status": draw(maybe(st.sampled_from(STATUSES))),
            "title": draw(maybe(texts)),
            "aliases": draw(some(texts, 2)),
            "summary": draw(maybe(texts)),
            "programme": draw(maybe(st.sampled_from(tuple(PROGRAMMES)))),
            "regions": draw(some(REGIONS, 1)),
            "countries": draw(some(COUNTRIES, 2)),
        }
        for phase in draw(some(("f1", "f2"), 2))
    ]
    of_phase = maybe(st.sampled_from([phase["id"] for phase in phases])) if phases else st.none()
    roles = st.tuples(st.sampled_from(BODIES), maybe(st.sampled_from(ROLES)))
    partners = draw(some(roles))
    bodies = {body for body, _ in partners}
    kinds = (*KINDS, *OF_PARTNERS) if bodies else KINDS
    sums = st.tuples(st.sampled_from(kinds), st.sampled_from(("EUR", "USD")), of_phase)
    owners = st.lists(st.sampled_from(sorted(bodies)), unique=True, min_size=1) if bodies else st.none()
    title = draw(texts)
    return {
        "id": id_,
        "title": title,
        "acronym": draw(maybe(texts)),
        "aliases": draw(some(texts, 2)),
        "summary": draw(maybe(texts)),
        "themes": draw(some(THEMES)),
        "programme": draw(maybe(st.sampled_from(tuple(PROGRAMMES)))),
        "regions": draw(some(REGIONS, 2)),
        "countries": draw(some(COUNTRIES)),
        **draw(spans()),
        "status": draw(maybe(st.sampled_from(STATUSES))),
        "sdgs": draw(some(("1", "16", "16.4", "5.a"))),
        "links": draw(some(texts.map(lambda text: f"https://example.org/{text}"), 2)),
        "partners": [{"organisation": body, "role": role, **draw(supports())} for body, role in partners],
        "amounts": [
            {
                "kind": kind,
                "value": draw(numbers),
                "currency": currency,
                "phase": phase,
                "partner": draw(owners) if kind in OF_PARTNERS else None,
                **draw(supports()),
            }
            for kind, currency, phase in draw(some(sums))
        ],
        "identifiers": [
            {"scheme": "other", "value": draw(texts), "phase": draw(of_phase), **draw(supports())}
            for _ in range(draw(st.integers(0, 2)))
        ],
        "results": [
            {
                "figure": draw(maybe(numbers.map(lambda number: -number) | numbers)),
                "what": draw(texts),
                "as_of": draw(maybe(dates())),
                "phase": draw(of_phase),
                **draw(supports()),
            }
            for _ in range(draw(st.integers(0, 2)))
        ],
        "phases": phases,
        "conflicts": [
            {"field": "title", "value": draw(texts | numbers), "note": draw(maybe(texts)), **draw(supports())}
            for _ in range(draw(st.integers(0, 1)))
        ],
        "evidence": {"title": [{**draw(supports()), "note": draw(maybe(texts))}]},
    }


@st.composite
def portfolios(draw: st.DrawFn, texts: st.SearchStrategy[str] = anything, most: int = 6) -> Entry:
    """Return what a data file states."""
    named = {"name": texts, "aliases": some(texts, 2)}
    return {
        "portfolio": {
            "title": draw(texts),
            "summary": draw(maybe(texts)),
            "updated": draw(maybe(dates())),
            "partners": [{"organisation": "o1", "role": "funding"}] if draw(st.booleans()) else [],
        },
        "sources": [{"id": id_, "title": draw(texts), "publisher": draw(maybe(texts))} for id_ in SOURCES],
        "themes": [{"id": id_, **draw(st.fixed_dictionaries(named))} for id_ in THEMES],
        "organisations": [
            {"id": id_, "acronym": draw(maybe(texts)), **draw(st.fixed_dictionaries(named))} for id_ in BODIES
        ],
        "programmes": [
            {"id": id_, "parent": parent, **draw(spans()), **draw(st.fixed_dictionaries(named))}
            for id_, parent in PROGRAMMES.items()
        ],
        "regions": [
            {"id": id_, "countries": inside, **draw(st.fixed_dictionaries(named))}
            for id_, inside in OF_REGIONS.items()
        ],
        "projects": [draw(projects(f"p-{number}", texts)) for number in range(draw(st.integers(0, most)))],
    }


def document(file: Entry, project: Entry) -> Entry:
    """Return what JSON must say of a project, but for its evidence; a status only if it is stated."""
    names = {body["id"]: body["acronym"] or body["name"] for body in file["organisations"]}
    shared = [(partner["organisation"], partner["role"]) for partner in file["portfolio"]["partners"]]
    own = [(partner["organisation"], partner["role"]) for partner in project["partners"]]
    partners = [*(partner for partner in own if partner not in shared), *shared]
    phases = project["phases"]
    given = {
        **{name: value for name, value in project.items() if name != "evidence"},
        "partners": [{"id": id_, "name": names[id_], "role": role} for id_, role in partners],
        "amounts": [_amount(amount, project["amounts"]) for amount in project["amounts"]],
        "identifiers": [_bare(identifier) for identifier in project["identifiers"]],
        "results": [_bare(result) for result in project["results"]],
        "activity": None,
    }
    for name in ("regions", "countries"):
        stated = [*project[name], *(value for phase in phases for value in phase[name])]
        given[name] = list(dict.fromkeys(stated))
    if phases:
        given["start"] = project["start"] or phases[0]["start"]
        given["end"] = project["end"] or phases[-1]["end"]
    return given


def _amount(amount: Entry, all_of_it: Sequence[Entry]) -> Entry:
    wholes = [
        other
        for other in all_of_it
        if other["phase"] is None
        and (other["kind"], other["currency"]) == (amount["kind"], amount["currency"])
        and set(amount["partner"] or ()) <= set(other["partner"] or ())
    ]
    counted = amount["phase"] is None or not wholes
    partner = "; ".join(amount["partner"] or []) or None
    return {**_bare(amount), "level": None, "partner": partner, "counted": counted}


def _bare(entry: Entry) -> Entry:
    return {name: value for name, value in entry.items() if name != "sources"}


def own_partners(file: Entry, project: Entry) -> list[str]:
    """Return the organisations that a project has beside those of the whole portfolio."""
    shared = [(partner["organisation"], partner["role"]) for partner in file["portfolio"]["partners"]]
    return [
        partner["organisation"]
        for partner in project["partners"]
        if (partner["organisation"], partner["role"]) not in shared
    ]
