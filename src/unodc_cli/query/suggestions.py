"""Suggest commands for words that are no command, and partners with a similar name."""

import shlex
from collections.abc import Sequence
from datetime import date

from unodc_cli.catalogue.database import Catalogue
from unodc_cli.errors import AmbiguousNameError, UnodcError
from unodc_cli.model.names import fold
from unodc_cli.query.conditions import condition
from unodc_cli.query.filters import Filters
from unodc_cli.query.resolve import resolve
from unodc_cli.text import as_utf_8

# Shorter names are parts of many others by chance.
_LEAST_NAME = 4


def suggested_commands(catalogue: Catalogue, words: Sequence[str], command: str) -> list[str]:
    """Return commands that find something by these words, the most specific first.

    A name of several words that is known as a whole is one option; otherwise each word is one of its own.
    """
    phrase = as_utf_8(" ".join(words))
    options = _options(catalogue, phrase)
    if words[1:] and (not options or options[0].startswith("--text")):
        option_of_each = [_options(catalogue, word)[:1] for word in words]
        if all(option_of_each) and not all(option.startswith("--text") for [option] in option_of_each):
            options.insert(0, " ".join(option for [option] in option_of_each))
    if _is_project(catalogue, phrase):
        options.insert(0, f"unodc show {shlex.quote(phrase)}")
    return [option if option.startswith("unodc") else f"{command} {option}" for option in options]


def _options(catalogue: Catalogue, word: str) -> list[str]:
    """Return options that find projects with this word: as a name, as a status, in their texts."""
    filters_by_name: dict[str, Filters] = {
        "theme": Filters(theme=(word,)),
        "partner": Filters(partner=(word,)),
        "country": Filters(country=(word,)),
        "region": Filters(region=(word,)),
        "programme": Filters(programme=(word,)),
        "status": Filters(status=(word,)),
        "text": Filters(text=(word,)),
    }
    return [
        f"--{name} {shlex.quote(word)}"
        for name, filters in filters_by_name.items()
        if _finds(catalogue, filters)
    ]


def _finds(catalogue: Catalogue, filters: Filters) -> bool:
    try:
        where = condition(catalogue, filters, date.today().isoformat())  # noqa: DTZ011 - where the user is
    except AmbiguousNameError:
        return True
    except UnodcError:
        return False
    return bool(catalogue.rows(f"SELECT 1 FROM projects WHERE {where.sql} LIMIT 1", where.parameters))


def _is_project(catalogue: Catalogue, name: str) -> bool:
    sql = "SELECT 1 FROM names WHERE kind = 'project' AND key = ? LIMIT 1"
    return bool(catalogue.rows(sql, (fold(name),)))


def near_partners(catalogue: Catalogue, names: Sequence[str]) -> tuple[str, ...]:
    """Return a note on partners whose names contain that of a partner without projects."""
    ids = {resolve(catalogue, "partner", name) for name in names}
    absent = [
        id_
        for id_ in sorted(ids)
        if not catalogue.rows("SELECT 1 FROM tags WHERE kind = 'partner' AND term = ? LIMIT 1", (id_,))
    ]
    rows = [
        row
        for id_ in absent
        for row in catalogue.rows(
            """SELECT DISTINCT terms.name FROM names AS own JOIN names AS other
            ON other.kind = own.kind AND instr(' ' || other.key || ' ', ' ' || own.key || ' ')
            JOIN terms ON terms.kind = other.kind AND terms.id = other.id
            WHERE own.kind = 'partner' AND own.id = :id AND length(own.key) >= :least AND other.id <> :id
            AND EXISTS (SELECT 1 FROM tags WHERE tags.kind = 'partner' AND term = other.id) LIMIT 3""",
            {"id": id_, "least": _LEAST_NAME},
        )
    ]
    listed = ", ".join(f"'{row[0]}'" for row in rows)
    return (f"there are partners with this in their name: {listed}",) if rows else ()
