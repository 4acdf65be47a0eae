"""The candidates that a shell completes: names of the portfolio, fields of a command, fixed words."""

from collections.abc import Sequence

from unodc_cli.catalogue import cache
from unodc_cli.cli import configuration
from unodc_cli.cli.options import Completion
from unodc_cli.errors import UnodcError

# A word, or a word with its description.
Candidates = Sequence[str | tuple[str, str]]


def candidates(completion: Completion, command: str, incomplete: str) -> Candidates:
    """Return what can complete the beginning of a word, by the completion that an option declares."""
    kind, *details = completion
    match kind:
        case "names":
            return _names(details[0], incomplete)
        case "fields":
            return _fields(command, incomplete)
        case "orders":
            return _orders(command, incomplete)
        case _:
            return [word for word in details if word.startswith(incomplete.lower())]


def _names(kind: str, incomplete: str) -> Candidates:
    """Return the ids and the names of one word of a kind of thing."""
    sql = """SELECT label, id FROM names WHERE kind = :kind AND rank < 3
        AND substr(label, 1, length(:begins)) = :begins COLLATE NOCASE
        AND instr(label, ' ') = 0 AND (kind = 'project' OR EXISTS
            (SELECT 1 FROM tags WHERE tags.kind = names.kind AND term = names.id))
        ORDER BY rank, label"""
    parameters: dict[str, object] = {"kind": kind, "begins": incomplete}
    try:
        rows = cache.run(configuration.data_paths(), lambda catalogue: catalogue.rows(sql, parameters))
    except UnodcError:
        return []
    plain = ((label, id_) for label, id_ in rows if _is_plain(label) and _is_plain(id_))
    # The shell keeps only what begins as typed, upper and lower case included.
    labels = ((label.lower() if incomplete.islower() else label, id_) for label, id_ in plain)
    return list({incomplete + label[len(incomplete) :]: id_ for label, id_ in labels}.items())


def _is_plain(text: str) -> bool:
    """Return whether a text is safe on a shell's command line, which runs some characters of names."""
    import re  # noqa: PLC0415 - only completion needs it

    return bool(re.fullmatch(r"[\w.,:/@][\w.,:/@+-]*", text))


def _fields(command: str, incomplete: str) -> Candidates:
    """Complete a list of a command's fields (`id,ti` → `id,title`), or the parts of a sum behind a point."""
    from unodc_cli.query.reports import columns  # noqa: PLC0415 - only completion needs all reports

    _, _, last = incomplete.rpartition(",")
    return _listed(columns.parts(command) if "." in last else columns.fields(command), incomplete)


def _orders(command: str, incomplete: str) -> Candidates:
    """Complete a list of the fields that a command can sort by: `id,-st` → `id,-start`."""
    from unodc_cli.query.reports import columns  # noqa: PLC0415

    return _listed(columns.orders(command), incomplete)


def _listed(known: Sequence[str], incomplete: str) -> Candidates:
    before, comma, last = incomplete.rpartition(",")
    sign = "-" if last.startswith("-") else ""
    beginning = last.removeprefix("-")
    return [f"{before}{comma}{sign}{name}" for name in known if name.startswith(beginning)]
