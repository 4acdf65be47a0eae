"""The terms by which projects are found: themes, partners, countries, regions, programmes."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from unodc_cli.catalogue.schema import NAMES, SOURCES, TERMS
from unodc_cli.codelists.countries import NAMES as COUNTRY_NAMES
from unodc_cli.model.kinds import OWN_KIND
from unodc_cli.model.names import fold
from unodc_cli.model.portfolio import Portfolio, Vocabulary

# Ranks of names: an acronym beats a title, a title an alias. A word by which published activities are
# recognised is understood too, but is not a name of the theme.
# Identifiers of others find a project only as a whole.
ID, ACRONYM, NAME, ALIAS, WORD, OTHER = range(6)


class TermHierarchy:
    """The terms of a portfolio above others: regions of a country, instruments above a programme."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        themes = {("theme", theme.id): theme.name for theme in vocabulary.themes}
        self._names = themes | {("partner", body.id): body.name for body in vocabulary.organisations}
        self._parents = {programme.id: programme.parent for programme in vocabulary.programmes}
        self._regions = {region.id: set(region.countries) for region in vocabulary.regions}
        self._around = {
            inner: [outer for outer, larger in self._regions.items() if countries and countries < larger]
            for inner, countries in self._regions.items()
        }

    def name(self, kind: str, id_: str) -> str | None:
        """Return the name of a theme, partner or country."""
        return COUNTRY_NAMES[id_][0] if kind == "country" else self._names.get((kind, id_))

    def parents(self, programme: str) -> Iterator[str]:
        """Return the instruments that pay for a programme, the nearest first."""
        passed = {programme}
        while (parent := self._parents.get(programme)) and parent not in passed:
            passed.add(parent)
            yield (programme := parent)

    def regions_around(self, region: str) -> Sequence[str]:
        """Return the regions that have all the countries of a region, and others too."""
        return self._around.get(region, ())

    def regions_with(self, countries: Iterable[str]) -> Iterator[str]:
        """Return the regions in which any of the countries is."""
        codes = set(countries)
        return (region for region, inside in self._regions.items() if inside & codes)


def term_hierarchies(vocabularies: Sequence[Vocabulary]) -> list[TermHierarchy]:
    """Return the hierarchy of each vocabulary, built once for files that share it."""
    hierarchies = {key: TermHierarchy(vocabulary) for key, vocabulary in _distinct(vocabularies).items()}
    return [hierarchies[id(vocabulary)] for vocabulary in vocabularies]


def _distinct(vocabularies: Iterable[Vocabulary]) -> dict[int, Vocabulary]:
    """Return each vocabulary once, by its identity: published files share one."""
    return {id(vocabulary): vocabulary for vocabulary in vocabularies}


class _TermRows:
    """Rows of terms and of their names."""

    def __init__(self) -> None:
        self.terms: list[tuple[str, str, str, str, str | None]] = []
        self.names: list[tuple[str, str, str, int, str]] = []

    def add(
        self,
        kind: str,
        id_: str,
        name: str,
        aliases: Iterable[str],
        *,
        acronym: str | None = None,
        detail: str | None = None,
    ) -> None:
        self.terms.append((kind, id_, name, acronym or name, detail))
        ranked = [(id_, ID), (acronym, ACRONYM), (name, NAME), *((alias, ALIAS) for alias in aliases)]
        self.names.extend((kind, fold(text), id_, rank, text) for text, rank in ranked if text)

    def add_vocabulary(self, vocabulary: Vocabulary) -> None:
        for theme in vocabulary.themes:
            self.add("theme", theme.id, theme.name, theme.aliases)
            words = (word.removesuffix("*") for word in theme.words)
            self.names.extend(("theme", fold(word), theme.id, WORD, word) for word in words)
        for body in vocabulary.organisations:
            self.add("partner", body.id, body.name, (*body.aliases, *body.identifiers), acronym=body.acronym)
        for programme in vocabulary.programmes:
            id_, name, aliases, acronym = programme.id, programme.name, programme.aliases, programme.acronym
            detail = programme.model_dump_json(include={"parent", "start", "end", "summary", "amounts"})
            self.add("programme", id_, name, aliases, acronym=acronym, detail=detail)
        for region in vocabulary.regions:
            self.add("region", region.id, region.name, region.aliases)
        for kind in vocabulary.kinds:
            self.add(OWN_KIND, kind.id, kind.name, ())


def write_terms(database: sqlite3.Connection, portfolios: Sequence[Portfolio]) -> None:
    """Write the terms of all portfolios with all their names, and the sources."""
    rows = _TermRows()
    for vocabulary in _distinct(portfolio.vocabulary for portfolio in portfolios).values():
        rows.add_vocabulary(vocabulary)
    for code, (name, *aliases) in COUNTRY_NAMES.items():
        rows.add("country", code, name, aliases)
    database.executemany(TERMS.insert(ignore_duplicates=True), rows.terms)
    # Published data shares the terms of the curated files beside it, which are written as well.
    database.executemany(NAMES.insert(), dict.fromkeys(rows.names))
    sources = [
        (source.id, source.title, source.publisher, source.url, source.accessed, source.kind)
        for portfolio in portfolios
        for source in portfolio.sources
    ]
    database.executemany(SOURCES.insert(ignore_duplicates=True), sources)


def write_published_partners(database: sqlite3.Connection, *, has_outdated: bool) -> None:
    """Write the partners of published data that no file describes, by their most frequent name.

    With outdated projects, a name that one of the others has comes first.
    """
    kept = "SELECT DISTINCT partner, name FROM participants" if has_outdated else "SELECT NULL, NULL"
    rows = database.execute(
        f"""WITH kept (partner, name) AS MATERIALIZED ({kept})
        SELECT spellings.partner, COALESCE(NULLIF(spellings.name, ''), ref), SUM(count) FROM spellings
        LEFT JOIN kept ON kept.partner = spellings.partner AND kept.name = spellings.name
        WHERE spellings.partner NOT IN (SELECT id FROM terms WHERE kind = 'partner')
        GROUP BY 1, 2 ORDER BY 1, MAX(kept.partner IS NULL), SUM(count) DESC, spellings.name"""  # noqa: S608
    ).fetchall()
    partners: dict[str, str] = {}
    for id_, name, _ in rows:
        partners.setdefault(id_, name)
    terms = _TermRows()
    for id_, name in partners.items():
        terms.add("partner", id_, name, ())
    database.executemany(TERMS.insert(), terms.terms)
    database.executemany(NAMES.insert(), terms.names)
