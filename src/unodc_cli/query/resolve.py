"""Resolve typed names: ids, acronyms, aliases, any case, a unique beginning; words for roles and statuses."""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.codelists.classifications import GROUPING
from unodc_cli.errors import AmbiguousNameError, UnknownNameError, UnknownNamesError, UsageError
from unodc_cli.model.kinds import ROLES, STATUSES
from unodc_cli.model.names import fold, nearest, one_of
from unodc_cli.text import as_utf_8

# kind → its noun, how to list all of them, exit code. A project that does not exist cannot be shown (1); a
# filter with an unknown name is a wrong call (2).
_KINDS = {
    "project": ("project", "`unodc list` lists all projects", 1),
    "theme": ("theme", "`unodc themes` lists all themes", 2),
    "partner": ("partner", "`unodc partners` lists all partners", 2),
    "country": ("country", "`unodc countries` lists those of the projects, --all the others too", 2),
    "region": ("region", "`unodc regions` lists all regions", 2),
    "programme": ("programme", "`unodc programmes` lists all programmes", 2),
    "sector": ("sector", "`unodc terms sector` lists all sectors", 2),
    "publisher": ("publisher", "`unodc terms publisher --all` lists all publishers", 2),
    "goal": ("goal", "`unodc terms goal` lists all goals", 2),
    "marker": ("policy marker", "`unodc terms marker` lists all policy markers", 2),
    "provider": ("provider of money", "`unodc terms provider` lists all of them", 2),
    "organisation": ("organisation", "`unodc budgets --fields organisation,name` lists them", 1),
    "receiver": ("receiver of money", "`unodc terms receiver` lists all of them", 2),
    **{
        kind: (kind.replace("-", " "), f"`unodc terms {kind}` lists those of the data", 2)
        for kind in GROUPING
    },
}
# The endings of data files.
_ENDINGS = (".toml", ".xml", ".xml.gz", ".xml.xz")
_SHOWN = 6
_SUGGESTIONS = 3
_LEAST_PART = 3
# Words of names that acronyms leave out.
_UNCOUNTED = frozenset(("and", "for", "in", "of", "on", "the", "to", "de", "des", "du", "et", "la", "les"))


def plural(kind: str) -> str:
    """Return the plural of a kind of term."""
    return "countries" if kind == "country" else f"{kind}s"


def resolve(catalogue: Catalogue, kind: str, name: str) -> str:
    """Return the id that a typed name means.

    Raises UnknownNameError with the nearest names, or AmbiguousNameError with the candidates.
    """
    noun, how_to_list, exit_code = _KINDS[kind]
    name = as_utf_8(name)
    key = fold(name)
    matches = (
        _exact_matches(catalogue, kind, name)
        or _prefix_matches(catalogue, kind, key)
        or _substring_matches(catalogue, kind, name)
    )
    if len(matches) == 1:
        return matches[0]
    if matches:
        labels = [_named(catalogue, kind, id_) for id_ in matches[:_SHOWN]]
        raise AmbiguousNameError(noun, name, [*labels, *(["…"] if len(matches) > _SHOWN else [])])
    if kind == "project" and (bodies := _exact_matches(catalogue, "organisation", name)):
        how_to_list = f"it is an organisation: `unodc budgets` and `unodc documents` know {bodies[0]}"
    if kind == "project" and name.lower().endswith(_ENDINGS):
        how_to_list = f"a data file goes behind --data: --data {name}"
    near = _nearest(catalogue, kind, name)
    if parts := _separate_names(catalogue, kind, name):
        option = "" if kind == "project" else f"--{kind} "
        near, how_to_list = [], f"write each on its own: {' '.join(f'{option}{part}' for part in parts)}"
    raise UnknownNameError(noun, name, near, how_to_list, exit_code)


def _separate_names(catalogue: Catalogue, kind: str, text: str) -> list[str]:
    """Return the names that a text lists between commas, if all of them are known."""
    parts = [part.strip() for part in text.split(",")]
    is_list = len(parts) > 1 and all(fold(part) and _exact_matches(catalogue, kind, part) for part in parts)
    return [shlex.quote(part) for part in parts] if is_list else []


def resolve_all(catalogue: Catalogue, kind: str, names: Sequence[str]) -> list[str]:
    """Return the ids that typed names mean, each once.

    Raises UnknownNameError for an unknown name, UnknownNamesError for several, AmbiguousNameError.
    """
    ids, errors = [], []
    for name in dict.fromkeys(names):
        try:
            ids.append(resolve(catalogue, kind, name))
        except UnknownNameError as error:
            errors.append(error)
    if errors:
        raise errors[0] if len(errors) == 1 else UnknownNamesError(errors)
    return list(dict.fromkeys(ids))


def resolve_kinds(
    catalogue: Catalogue, kinds: Sequence[str], names: Sequence[str]
) -> dict[tuple[str, str], str]:
    """Return the ids of names, by the kind of thing that each means, and the name.

    A name means the first kind with exactly this name, otherwise the first of all. Raises as `resolve_all`.
    """
    kind_by_name = {
        name: next((kind for kind in kinds if _exact_matches(catalogue, kind, as_utf_8(name))), kinds[0])
        for name in names
    }
    for kind in kinds:
        resolve_all(catalogue, kind, [name for name in names if kind_by_name[name] == kind])
    return {(kind, name): resolve(catalogue, kind, name) for name, kind in kind_by_name.items()}


def interpretation_notes(catalogue: Catalogue, kind: str, names: Sequence[str]) -> Iterator[str]:
    """Yield a note for each name that did not match exactly, with what it was resolved to."""
    for name in dict.fromkeys(map(as_utf_8, names)):
        if not _exact_matches(catalogue, kind, name):
            yield f"'{name.strip()}' was taken for {_named(catalogue, kind, resolve(catalogue, kind, name))}"


def _named(catalogue: Catalogue, kind: str, id_: str) -> str:
    """Return an id with its name."""
    table = "projects WHERE" if kind == "project" else "terms WHERE kind = :kind AND"
    [(name,)] = catalogue.rows(f"SELECT name FROM {table} id = :id", {"kind": kind, "id": id_})
    return id_ if name == id_ else f"{id_} ({name})"


def _exact_matches(catalogue: Catalogue, kind: str, name: str) -> list[str]:
    """Return the ids of the things that have exactly this id, or else exactly this name."""
    if kind == "project" and catalogue.rows("SELECT 1 FROM projects WHERE id = ?", (name.strip(),)):
        return [name.strip()]
    matches = _exact(catalogue, kind, fold(name))
    if not matches and kind == "country":
        # ISO 3166-1 inverts some names, to list them by their main part: `Moldova, Republic of`.
        last, _, first = name.rpartition(",")
        return _exact(catalogue, kind, fold(f"{first} {last}")) if last else []
    return matches


def _exact(catalogue: Catalogue, kind: str, key: str) -> list[str]:
    """Return the ids of the things that have exactly this name; of several, those with the best rank."""
    rows = catalogue.rows("SELECT id, rank FROM names WHERE kind = ? AND key = ? ORDER BY rank", (kind, key))
    return list(dict.fromkeys(row[0] for row in rows if row[1] == rows[0][1]))


def _prefix_matches(catalogue: Catalogue, kind: str, key: str) -> list[str]:
    """Return the ids of the terms with a name that begins with this text."""
    if not key:
        return []
    rows = catalogue.rows(
        "SELECT DISTINCT id FROM names WHERE kind = ? AND key >= ? AND key < ? AND rank < 5 ORDER BY id",
        (kind, key, key + "\U0010ffff"),
    )
    return [row[0] for row in rows]


def _substring_matches(catalogue: Catalogue, kind: str, name: str) -> list[str]:
    """Return the ids of projects with this part: published identifiers are long, and differ at the end.

    If the part stands as a whole word in some of them, the others are left out.
    """
    part = name.strip().lower()
    if kind != "project" or not part:
        return []
    rows = catalogue.rows("SELECT id FROM projects WHERE instr(lower(id), ?) ORDER BY id", (part,))
    ids = [row[0] for row in rows]
    if len(ids) > 1:
        whole_word = re.compile(rf"(?<![^\W_]){re.escape(part)}(?![^\W_])")
        return [id_ for id_ in ids if whole_word.search(id_.lower())] or ids
    return ids


def _nearest(catalogue: Catalogue, kind: str, name: str) -> list[str]:
    """Return the names nearest to an unknown one, one for each thing."""
    # Countries have names in other languages too: understood, but not suggested.
    ranks = "AND rank < 3" if kind == "country" else ""
    rows = catalogue.rows(
        f"SELECT key, id, label FROM names WHERE kind = ? AND rank < 4 {ranks} ORDER BY rank DESC", (kind,)
    )
    things = {key: (id_, label) for key, id_, label in rows}
    best: dict[str, str] = {}
    meant = [key for key in things if len(name) >= _LEAST_PART and _initials(key).startswith(fold(name))]
    within = [key for key in things if len(fold(name)) >= _LEAST_PART and fold(name) in key]
    for key in [*meant, *nearest(name, [(key, key) for key in things], limit=2 * _SUGGESTIONS), *within]:
        id_, label = things[key]
        best.setdefault(id_, label)
    return list(best.values())[:_SUGGESTIONS]


def _initials(key: str) -> str:
    """Return the initials of a name, as most acronyms have them."""
    return "".join(word[0] for word in key.split() if word not in _UNCOUNTED)


def role_of(word: str) -> str:
    """Return the role that a word means. Raises UsageError."""
    from unodc_cli.model.synonyms import ROLE_WORDS  # noqa: PLC0415 - few filter by roles

    return _word_of("role", word, ROLE_WORDS, ROLES)


def status_of(word: str) -> str:
    """Return the status that a word means. Raises UsageError."""
    from unodc_cli.model.synonyms import STATUS_WORDS  # noqa: PLC0415 - few filter by status

    return _word_of("status", word, STATUS_WORDS, STATUSES)


def _word_of(kind: str, word: str, synonyms: Mapping[str, str], allowed: Sequence[str]) -> str:
    """Return which of the allowed words is meant. Raises UsageError, also for several between commas."""
    parts = [part.strip() for part in word.split(",")]
    if len(parts) > 1 and all(synonyms.get(fold(part), fold(part)) in allowed for part in parts):
        msg = f"there is no {kind} '{word}'"
        raise UsageError(msg, f"write each on its own: {' '.join(f'--{kind} {part}' for part in parts)}")
    return one_of(kind, synonyms.get(fold(word), word), allowed)
