"""What a shell can complete: names of the portfolio, fields of a command, words of a closed set.

Each takes the command and the beginning of a word; it returns words, or pairs of a word and what it is.
"""

from collections.abc import Callable, Sequence

from unodc_cli.catalogue import cache
from unodc_cli.cli import configuration
from unodc_cli.errors import UnodcError

Completed = Sequence[str | tuple[str, str]]
Complete = Callable[[str, str], Completed]


def names_of(kind: str) -> Complete:
    """Return what completes the names of a kind: ids, and names of one word."""

    def complete(_: str, incomplete: str) -> Completed:
        sql = """SELECT label, id FROM names WHERE kind = :kind AND rank < 3
            AND substr(label, 1, length(:begins)) = :begins COLLATE NOCASE
            AND instr(label, ' ') = 0 AND (kind = 'project' OR EXISTS
                (SELECT 1 FROM tags WHERE tags.kind = names.kind AND term = names.id))
            ORDER BY rank, label"""
        parameters: dict[str, object] = {"kind": kind, "begins": incomplete}
        try:
            rows = cache.ask(configuration.data(), lambda made: made.rows(sql, parameters))
        except UnodcError:
            return []
        plain = ((label, id_) for label, id_ in rows if _is_plain(label) and _is_plain(id_))
        # The shell keeps only what begins as typed, case and all.
        labels = ((label.lower() if incomplete.islower() else label, id_) for label, id_ in plain)
        found = {incomplete + label[len(incomplete) :]: id_ for label, id_ in labels}
        return list(found.items())

    return complete


def _is_plain(text: str) -> bool:
    """Whether a text can stand in a shell's command line, which would run much of what a name may have."""
    import re  # noqa: PLC0415 - only completion needs it

    return bool(re.fullmatch(r"[\w.,:/@][\w.,:/@+-]*", text))


def words(*known: str) -> Complete:
    """Return what completes one of these words."""
    return lambda _, incomplete: [word for word in known if word.startswith(incomplete.lower())]


def fields(command: str, incomplete: str) -> Completed:
    """Complete a list of a command's fields: `id,ti` → `id,title`; of a sum, its parts behind a point."""
    from unodc_cli.query.reports import columns  # noqa: PLC0415 - only completion needs all questions

    _, _, last = incomplete.rpartition(",")
    return _listed(columns.parts(command) if "." in last else columns.fields(command), incomplete)


def orders(command: str, incomplete: str) -> Completed:
    """Complete a list of the fields by which a command can order: `id,-st` → `id,-start`."""
    from unodc_cli.query.reports import columns  # noqa: PLC0415

    return _listed(columns.orders(command), incomplete)


def _listed(known: Sequence[str], incomplete: str) -> Completed:
    before, comma, last = incomplete.rpartition(",")
    sign = "-" if last.startswith("-") else ""
    wanted = last.removeprefix("-")
    return [f"{before}{comma}{sign}{name}" for name in known if name.startswith(wanted)]
