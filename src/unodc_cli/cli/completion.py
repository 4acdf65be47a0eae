"""The candidates for the word at the cursor: commands, options, names, fields and fixed words."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from unodc_cli.catalogue import cache
from unodc_cli.catalogue.database import Catalogue
from unodc_cli.cli import configuration
from unodc_cli.cli.options import Argument, Completion, File, Flag, Option, Parameter, Paths, parameters
from unodc_cli.cli.registry import COMMANDS, commands
from unodc_cli.errors import UnodcError
from unodc_cli.files.inputs import BUNDLED
from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.model.names import fold
from unodc_cli.query.conditions import WHERE
from unodc_cli.query.field_names import kinds_of

# Options of the tool itself, which come before a command.
_TOOL_OPTIONS: Final = ("--help", "--version", "--install-completion", "--show-completion")
# A shell asks before it shows more candidates than this.
_MOST_NAMES: Final = 500
# Ranks of names as in catalogue.terms: ids are 0, names 2, aliases 3.
_NAME, _ALIAS = 2, 3


class Candidate(NamedTuple):
    """A text that can replace the word at the cursor, and a description."""

    text: str
    description: str = ""


class Candidates(NamedTuple):
    """The candidates for a word. The shell adds file names if the word can be one."""

    words: Sequence[Candidate] = ()
    files: bool = False


def complete(words: Sequence[str], current: str) -> Candidates:
    """Return the candidates for the current word, after the words before it."""
    if not words:
        texts = _TOOL_OPTIONS if current.startswith("-") else ()
        return Candidates([*_starting(texts, current), *_commands(current)])
    name, *others = words
    if name not in COMMANDS:
        return Candidates()
    [(_, command)] = commands([name])
    call = _Call(parameters(command), others)
    flag, equals, value = current.partition("=")
    if call.awaiting:
        return _values(call.awaiting, name, current, call)
    if call.takes_options and equals and (parameter := call.by_flag.get(flag)):
        values = _values(parameter, name, value, call)
        return values._replace(words=[word._replace(text=f"{flag}={word.text}") for word in values.words])
    if call.takes_options and current.startswith("-"):
        return Candidates(_options(call.by_flag.values(), current))
    return _values(call.argument, name, current, call) if call.argument else Candidates()


class _Call:
    """The words before the cursor: the options in use, and the parameter that comes next."""

    def __init__(self, declared: Mapping[str, Parameter], words: Sequence[str]) -> None:
        options = [(p, p.declared) for p in declared.values() if isinstance(p.declared, Option)]
        self.by_flag = {flag: p for p, option in options for flag in (option.flag, option.also) if flag}
        self.takes_options = True
        # The option whose value is the word at the cursor.
        self.awaiting: Parameter | None = None
        # The values of --data.
        self.paths: list[Path] = []
        arguments = 0
        for word in words:
            if self.awaiting:
                self._keep(self.awaiting, word)
                self.awaiting = None
            elif self.takes_options and word == "--":
                self.takes_options = False
            elif self.takes_options and word.startswith("-") and word != "-":
                self._read_option(word)
            else:
                arguments += 1
        positional = [p for p in declared.values() if isinstance(p.declared, Argument)]
        is_repeatable = bool(positional) and positional[-1].type in (Paths, list[str], list[str] | None)
        last = len(positional) - 1 if is_repeatable else arguments
        is_expected = is_repeatable or arguments < len(positional)
        self.argument = positional[min(arguments, last)] if is_expected else None

    def _read_option(self, word: str) -> None:
        flag, equals, value = word.partition("=")
        parameter = self.by_flag.get(flag)
        if parameter is None or parameter.type is Flag:
            return
        if equals:
            self._keep(parameter, value)
        else:
            self.awaiting = parameter

    def _keep(self, parameter: Parameter, value: str) -> None:
        if isinstance(parameter.declared, Option) and parameter.declared.flag == "--data":
            self.paths.append(Path(os.path.expanduser(os.path.expandvars(value))))  # noqa: PTH111 - see _home


def _values(parameter: Parameter, command: str, current: str, call: _Call) -> Candidates:
    if parameter.type in (File, Paths):
        is_data = isinstance(parameter.declared, Option) and parameter.type == Paths
        return Candidates(_bundled(current) if is_data else (), files=True)
    return Candidates(candidates(parameter.declared.completion, command, current, call.paths))


def candidates(
    completion: Completion, command: str, current: str, paths: Sequence[Path] = ()
) -> Sequence[Candidate]:
    """Return the candidates of a completion that an option or argument declares."""
    kind, *details = completion or ("words",)
    match kind:
        case "names":
            return _names(details[0], current, paths)
        case "terms":
            return _terms(current, paths)
        case "codes" | "rules":
            return _codes(kind, details, current)
        case "kinds":
            from unodc_cli.query.money import CURRENT  # noqa: PLC0415 - few options take kinds

            return _starting([*_kinds(paths), *CURRENT], current)
        case "fields" | "orders":
            return list(_list_entries(kind, command, current, paths))
        case _:
            return _starting(details, current)


def _starting(texts: Iterable[str], current: str) -> list[Candidate]:
    return [Candidate(text) for text in texts if text.startswith(current.lower())]


def _terms(current: str, paths: Sequence[Path]) -> list[Candidate]:
    """Complete a kind of term and its name: `flow` → `flow-type=`, `flow-type=o` → `flow-type=ODA`."""
    kind, equals, name = current.partition("=")
    if not equals:
        return [Candidate(f"{known}=") for known in WHERE if known.startswith(kind)]
    words = _names(kind, name, paths) if kind in WHERE else []
    return [word._replace(text=f"{kind}={word.text}") for word in words]


def _codes(kind: str, names: Sequence[str], current: str) -> list[Candidate]:
    """Return the codes of a codelist, or rules of `check`, that begin with the word, or whose names do."""
    if kind == "rules":
        from unodc_cli.check.kinds import rule_names  # noqa: PLC0415 - one option takes rules

        known = rule_names()
    else:
        from unodc_cli.codelists.iati import codelist  # noqa: PLC0415 - few options take codes

        known = {entry.code: entry.name for entry in codelist(names[0]).entries.values()}
    beginning = fold(current)
    return [
        Candidate(code, name)
        for code, name in known.items()
        if code.lower().startswith(current.lower()) or fold(name).startswith(beginning)
    ]


def _commands(current: str) -> list[Candidate]:
    from unodc_cli.cli.help import parse_docstring  # noqa: PLC0415 - only the first word needs it

    names = [name for name in COMMANDS if name.startswith(current)]
    return [Candidate(name, parse_docstring(command).summary) for name, command in commands(names)]


def _options(declared: Iterable[Parameter], current: str) -> list[Candidate]:
    options = dict.fromkeys(p.declared for p in declared if isinstance(p.declared, Option))
    offered = [
        Candidate(option.flag, option.help or "")
        for option in options
        if option.flag.startswith(current) and not option.hidden
    ]
    return [*offered, *_starting(["--help"], current)]


def _bundled(current: str) -> list[Candidate]:
    """Return the name of the bundled portfolio, unless the word is the beginning of a file name."""
    is_file_name = any(path.name.startswith(current) for path in Path().iterdir())
    return [] if is_file_name or not current else _starting([BUNDLED], current)


def _names(kind: str, current: str, paths: Sequence[Path]) -> list[Candidate]:
    """Return one name for each thing of a kind that has a name with this beginning, preferably its id."""

    def query(catalogue: Catalogue) -> list[tuple[str, str, str, int]]:
        return [(row[0], row[1], row[2], row[3]) for row in catalogue.rows(_NAMES_SQL, limits)]

    beginning = fold(current)
    limits: dict[str, object] = {
        "kind": kind,
        "begin": beginning,
        "end": f"{beginning}\U0010ffff",
        "rank": _NAME if kind == "country" else _ALIAS,
    }
    try:
        rows = cache.run(tuple(paths) or configuration.data_paths(), query)
    except UnodcError:
        return []
    # With a blank, as in `AIRCOP `, only names of several words can match.
    has_blank = " " in current
    folded_beginning = f"{beginning} " if current.endswith(" ") else beginning
    best: dict[str, Candidate] = {}
    # Countries are completed by name, other things by id, which is shorter.
    for label, id_, name, _ in sorted(rows, key=lambda row: row[3] != _NAME if kind == "country" else row[3]):
        if (
            fold(label).startswith(folded_beginning)
            and _can_be_typed(label)
            and (" " in label or not has_blank)
        ):
            # Each phase of a project is a candidate, unless the id of the project is one.
            key = label if kind == "project" and not fold(id_).startswith(folded_beginning) else id_
            best.setdefault(key, Candidate(label, next(t for t in (name, id_, "") if t != label)))
    return list(best.values())[:_MOST_NAMES]


def _can_be_typed(label: str) -> bool:
    """Return whether a name can be typed: it is not like an option and has no control characters."""
    return label.isprintable() and not label.startswith("-")


_NAMES_SQL: Final = """SELECT names.label, names.id, COALESCE(terms.name, projects.title, ''), rank FROM names
    LEFT JOIN terms ON terms.kind = names.kind AND terms.id = names.id
    LEFT JOIN projects ON names.kind = 'project' AND projects.id = names.id
    WHERE names.kind = :kind AND rank <= :rank AND key >= :begin AND key < :end
    AND (names.kind IN ('project', 'organisation') OR EXISTS
        (SELECT 1 FROM tags WHERE tags.kind = names.kind AND term = names.id))
    ORDER BY rank, names.label LIMIT 2000"""


def _kinds(paths: Sequence[Path]) -> Sequence[str]:
    """Return the kinds of amounts, with those that the data files declare."""
    try:
        return cache.run(tuple(paths) or configuration.data_paths(), kinds_of)
    except UnodcError:
        return AMOUNT_KINDS


def _list_entries(kind: str, command: str, current: str, paths: Sequence[Path]) -> Iterator[Candidate]:
    """Complete the last entry of a list: `id,ti` → `id,title`, or `id,-st` → `id,-start` for an order."""
    from unodc_cli.query.reports import columns  # noqa: PLC0415 - only completion needs all reports

    before, comma, last = current.rpartition(",")
    sign = "-" if kind == "orders" and last.startswith("-") else ""
    beginning = last.removeprefix(sign)
    listed = {entry.removeprefix("-") for entry in before.split(",")}
    if kind == "orders":
        known = columns.orders(command, _kinds(paths))
    else:
        # The parts of a sum are many, so they are offered only after the point.
        offered = columns.parts if "." in beginning else columns.fields
        known = offered(command, _kinds(paths))
    for name in known:
        if name.startswith(beginning) and name not in listed:
            yield Candidate(f"{before}{comma}{sign}{name}")
