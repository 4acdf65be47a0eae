"""Facets: groups of kinds of terms. Terms of a facet that several projects share are stored once.

In the table `alike`, each project has a number for each facet: that of the first project with the same terms.
In `tags`, the terms stand under that number.
"""

from collections.abc import Mapping
from typing import Final

# The facet of each kind of term. All other kinds are in the last facet.
_FACET_OF: Final[Mapping[str, str]] = {
    "partner": "partners",
    "country": "places",
    "region": "places",
    "sector": "sectors",
    "goal": "goals",
    "marker": "markers",
}
_OTHERS: Final = "types"
# The tables of details that are views: they have their project as a column.
WITH_PROJECT: Final = ("participants", "classifications")
FACETS: Final = (*dict.fromkeys(_FACET_OF.values()), _OTHERS)


def facet_of(kind: str) -> str:
    """Return the facet of a kind of term: a column of `alike`."""
    return _FACET_OF.get(kind, _OTHERS)


def kinds_of(facet: str) -> str:
    """Return the condition on the kinds of a facet, in SQL."""
    is_last = facet == _OTHERS
    kinds = ", ".join(f"'{kind}'" for kind, name in _FACET_OF.items() if is_last or name == facet)
    return f"kind {'NOT ' * is_last}IN ({kinds})"


def tagged(kind: str) -> str:
    """Return a table in SQL: the projects with their terms of a kind, in the columns of `tags`."""
    # The unary plus keeps SQLite from scanning all terms of the kind for each project.
    return f"""(SELECT alike.project, tags.* FROM main.alike CROSS JOIN main.tags
        ON owner = alike.{facet_of(kind)} WHERE +kind = '{kind}')"""  # noqa: S608 - our own words


def having(kind: str, condition: str) -> str:
    """Return the condition that a project `num` has a term of a kind that meets a condition, in SQL."""
    return f"""num IN (SELECT project FROM alike WHERE {facet_of(kind)} IN (SELECT owner FROM tags
        WHERE kind = '{kind}' AND {condition}))"""  # noqa: S608
