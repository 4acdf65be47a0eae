"""The words by which projects are found: themes, partners, countries, regions, programmes."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from unodc_cli.codelists.countries import NAMES
from unodc_cli.model.names import fold
from unodc_cli.model.project import Portfolio

# How much a name is the thing's own: an acronym beats a title, a title an alias.
# A word by which published activities are recognised is understood too, but not what the theme is called.
ID, ACRONYM, NAME, ALIAS, WORD = range(5)


class Derived:
    """What follows from a term: the regions of a country, the instruments above a programme."""

    def __init__(self, portfolio: Portfolio) -> None:
        themes = {("theme", theme.id): theme.name for theme in portfolio.themes}
        self._names = themes | {("partner", body.id): body.name for body in portfolio.organisations}
        self._parents = {programme.id: programme.parent for programme in portfolio.programmes}
        self._regions = {region.id: set(region.countries) for region in portfolio.regions}
        self._around = {
            inner: [outer for outer, more in self._regions.items() if countries and countries < more]
            for inner, countries in self._regions.items()
        }

    def name(self, kind: str, id_: str) -> str | None:
        """Return the name of a theme, partner or country."""
        return NAMES[id_][0] if kind == "country" else self._names.get((kind, id_))

    def above(self, programme: str) -> Iterator[str]:
        """Return the instruments that pay for a programme, the nearest first."""
        seen = {programme}
        while (parent := self._parents.get(programme)) and parent not in seen:
            seen.add(parent)
            yield (programme := parent)

    def around(self, region: str) -> Sequence[str]:
        """Return the regions that have all the countries of a region, and more."""
        return self._around.get(region, ())

    def regions_with(self, countries: Iterable[str]) -> Iterator[str]:
        """Return the regions in which any of the countries is."""
        wanted = set(countries)
        return (region for region, inside in self._regions.items() if inside & wanted)


def derived(portfolios: Sequence[Portfolio]) -> list[Derived]:
    """Return what follows from the terms of each portfolio, made once for those that share them."""
    made = {key: Derived(portfolio) for key, portfolio in _distinct(portfolios).items()}
    return [made[_vocabulary(portfolio)] for portfolio in portfolios]


def _vocabulary(portfolio: Portfolio) -> tuple[int, ...]:
    """Return what is the same of portfolios that share their terms, as files of published data do."""
    shared = (portfolio.themes, portfolio.organisations, portfolio.programmes, portfolio.regions)
    return tuple(map(id, shared))


def _distinct(portfolios: Sequence[Portfolio]) -> dict[tuple[int, ...], Portfolio]:
    """Return the first of the portfolios that share their terms, by what they share."""
    first: dict[tuple[int, ...], Portfolio] = {}
    for portfolio in portfolios:
        first.setdefault(_vocabulary(portfolio), portfolio)
    return first


def write_terms(database: sqlite3.Connection, portfolios: Sequence[Portfolio]) -> None:
    """Write the terms of all portfolios with every name by which they are known, and the sources."""
    terms: list[tuple[str, str, str, str, str | None]] = []
    names: list[tuple[str, str, str, int, str]] = []

    def add(
        kind: str,
        id_: str,
        name: str,
        others: Iterable[str],
        *,
        acronym: str | None = None,
        detail: str | None = None,
    ) -> None:
        terms.append((kind, id_, name, acronym or name, detail))
        own = [(id_, ID), (acronym, ACRONYM), (name, NAME), *((other, ALIAS) for other in others)]
        names.extend((kind, fold(text), id_, rank, text) for text, rank in own if text)

    for portfolio in _distinct(portfolios).values():
        for theme in portfolio.themes:
            add("theme", theme.id, theme.name, theme.aliases)
            words = (word.removesuffix("*") for word in theme.words)
            names.extend(("theme", fold(word), theme.id, WORD, word) for word in words)
        for body in portfolio.organisations:
            add("partner", body.id, body.name, (*body.aliases, *body.identifiers), acronym=body.acronym)
        for programme in portfolio.programmes:
            detail = programme.model_dump_json(include={"parent", "start", "end", "summary", "amounts"})
            add(
                "programme",
                programme.id,
                programme.name,
                programme.aliases,
                acronym=programme.acronym,
                detail=detail,
            )
        for region in portfolio.regions:
            add("region", region.id, region.name, region.aliases)
    for code, (name, *others) in NAMES.items():
        add("country", code, name, others)
    database.executemany("INSERT OR IGNORE INTO terms VALUES (?, ?, ?, ?, ?)", terms)
    # Published data has the terms of the curated files beside it, which are written as well.
    database.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", dict.fromkeys(names))
    sources = [
        (source.id, source.title, source.publisher, source.url, source.accessed, source.kind)
        for portfolio in portfolios
        for source in portfolio.sources
    ]
    database.executemany("INSERT OR IGNORE INTO sources VALUES (?, ?, ?, ?, ?, ?)", sources)


def write_published_partners(database: sqlite3.Connection) -> None:
    """Write the partners of published data that no file describes, by the name that is written most often."""
    rows = database.execute(
        """SELECT partner, COALESCE(NULLIF(name, ''), ref), SUM(count) FROM spellings
        WHERE partner NOT IN (SELECT id FROM terms WHERE kind = 'partner')
        GROUP BY partner, COALESCE(NULLIF(name, ''), ref) ORDER BY partner, SUM(count) DESC, name"""
    ).fetchall()
    terms: dict[str, str] = {}
    for id_, name, _ in rows:
        terms.setdefault(id_, name)
    database.executemany(
        "INSERT INTO terms VALUES ('partner', ?, ?, ?, NULL)",
        [(id_, name, name) for id_, name in terms.items()],
    )
    database.executemany(
        "INSERT INTO names VALUES ('partner', ?, ?, ?, ?)",
        [
            (fold(text), id_, rank, text)
            for id_, name in terms.items()
            for text, rank in ((id_, ID), (name, NAME))
        ],
    )
