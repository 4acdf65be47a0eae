"""Turn errors of pydantic into faults with a line, in the words of somebody who writes a data file."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from unodc_cli.errors import Fault
from unodc_cli.files.toml_positions import KeyPath, positions
from unodc_cli.model.kinds import AMOUNT_KINDS
from unodc_cli.model.names import fold, nearest
from unodc_cli.readers.toml import form, form_paths, key_hints, values


class PathFault(NamedTuple):
    """A fault at a path of the file, which has no line yet."""

    path: KeyPath
    message: str
    # The path of the value that this one repeats.
    first: KeyPath | None = None
    # The path of the value that this one depends on: if that is wrong itself, one fault is enough.
    about: KeyPath | None = None


_MESSAGES = {
    "missing": "'{key}' is missing",
    "extra_forbidden": "unknown key '{key}'",
    "literal_error": "'{input}' is not one of {expected}",
    "string_pattern_mismatch": "'{input}' is not {form}",
    "blank": "'{key}' is empty{advice}",
    "string_too_long": "'{key}' is longer than {max_length} letters",
    "string_type": "'{key}' must be text: put it in quotes",
    "float_type": "'{key}' must be a number",
    "text_or_number": "'{key}' must be text or a number",
    "finite_number": "'{key}' must be a finite number",
    "greater_than_equal": "'{key}' must be at least {ge:.0f}",
    "less_than_equal": "'{key}' must be at most {le:.0f}",
    "list_type": "'{key}' must be a list",
    "dict_type": "'{key}' must be a table",
    "model_type": "'{key}' must be a table",
    "value_error": "{error}",
    "unresolved": "no {one} has the id '{given}'",
    "unknown_kind": "'{given}' is not a kind of amount",
}
_FORMS = {
    "id": "an id: lower-case letters and digits, in parts joined by hyphens",
    "sdgs": "a goal (16) or a target (16.4)",
}


def from_pydantic(error: ValidationError, raw: Mapping[str, Any], ids: values.Context) -> Iterable[PathFault]:
    """Yield each error of pydantic as a fault at a path of the file."""
    for detail in error.errors():
        path = _present(detail["loc"], raw)
        message = _form_of_a_list(detail) or _right_place(detail, raw)
        message = message or _message(detail) + _suggestion(detail, ids)
        yield PathFault(path, message, about=_elsewhere(detail))


def placed(path_faults: Iterable[PathFault], raw: Mapping[str, Any], text: str, name: str) -> list[Fault]:
    """Return faults in the order of their lines, each once; `text` and `name` are those of the file."""
    lines = positions(text)
    faults = {place(f.path, _complete(f, lines), raw, lines, name) for f in _causes(list(path_faults))}
    return sorted(faults, key=lambda fault: (fault.line or 0, fault.message))


def place(
    path: KeyPath, message: str, raw: Mapping[str, Any], lines: Mapping[KeyPath, int], name: str
) -> Fault:
    """Return a fault with its line; the message begins with the names on the path to the value."""
    where = ", ".join(_where(path, raw))
    return Fault(name, _line(path, lines), ": ".join(text for text in (where, message) if text))


def _causes(faults: list[PathFault]) -> Iterable[PathFault]:
    """Return the faults that are not consequences of other faults."""
    wrong = {fault.path[:length] for fault in faults for length in range(1, len(fault.path) + 1)}
    return (fault for fault in faults if fault.about not in wrong)


def _complete(fault: PathFault, lines: Mapping[KeyPath, int]) -> str:
    """Return the message with the line of the value that is repeated."""
    return f"{fault.message}; first in line {_line(fault.first, lines)}" if fault.first else fault.message


def _message(detail: ErrorDetails) -> str:
    loc, context = detail["loc"], detail.get("ctx", {})
    names = [part for part in loc if isinstance(part, str)]
    field = names[-1] if names else "file"
    template = _MESSAGES.get(detail["type"])
    if template is None:
        return f"'{field}': {detail['msg']}"
    facts = {**context, "expected": str(context.get("expected", "")).replace(" or ", ", ")}
    return template.format(
        key=field,
        input=values.printed(detail["input"]),
        form=_FORMS.get(field, "of the right form"),
        advice=", but needed" if form_paths.is_needed(loc) else ": leave it out if the value is not known",
        **facts,
    )


def _elsewhere(detail: ErrorDetails) -> KeyPath | None:
    """Return the path of a key that [portfolio] lacks, if it was written above this header."""
    first, *rest = detail["loc"]
    return tuple(rest) if detail["type"] == "missing" and first == "portfolio" else None


def _form_of_a_list(detail: ErrorDetails) -> str | None:
    """Return a message on a list of tables that was written as a single table."""
    names = [part for part in detail["loc"] if isinstance(part, str)]
    is_alone = detail["type"] == "list_type" and isinstance(detail["input"], dict)
    if not (is_alone and form_paths.is_list_of_tables(names)):
        return None
    return f"'{names[-1]}' must be a list: write [[{'.'.join(names)}]], in two brackets"


def _right_place(detail: ErrorDetails, raw: Mapping[str, Any]) -> str | None:
    """Return a message that names the right table of a key, if it stands in another one."""
    *path, key = detail["loc"]
    if detail["type"] != "extra_forbidden":
        return None
    if not path:
        places = ["below [portfolio]"] if key in form.PortfolioTable.model_fields else []
        if form_paths.is_list_of_tables(("projects", key)):
            places.append(f"to a project: write [[projects.{key}]]")
        return f"'{key}' belongs {', or '.join(places)}" if places else None
    of_the_project = path[0] == "projects" and key in form.ProjectTable.model_fields
    if not of_the_project or form_paths.table_at(path) in (form.ProjectTable, form.SupportTable):
        return None
    if path[-2] != "phases" or "phase" not in form_paths.table_at(("projects", key)).model_fields:
        return f"'{key}' belongs to the project"
    id_ = raw["projects"][path[1]]["phases"][path[-1]].get("id", "…")
    return f"'{key}' belongs to the project, with `phase = \"{values.printed(id_)}\"`"


def _suggestion(detail: ErrorDetails, ids: values.Context) -> str:
    """Return a correction to write instead, or the nearest name."""
    *path, key = detail["loc"]
    written = detail["input"]
    match detail["type"]:
        case "unresolved":
            context = detail["ctx"]
            near = nearest(context["given"], [(fold(name), name) for name in ids[context["kind"]]], limit=1)
            hint = f": did you mean '{near[0]}'?" if near else ""
        case "unknown_kind":
            hint = _declaration(detail["ctx"]["given"], ids["kinds"])
        case "extra_forbidden":
            table = form_paths.table_at(path)
            hint = key_hints.of_key(path, str(key), written, tuple(table.model_fields))
            hint = hint or key_hints.of_entries(form_paths.lists_with(table, str(key)))
        case "literal_error":
            allowed = re.findall("'([^']*)'", detail["ctx"]["expected"])
            hint = key_hints.of_word(str(key), written, allowed)
        case "string_pattern_mismatch" if key == "id":
            hint = key_hints.of_id(written)
        case "float_type":
            hint = key_hints.of_number(written)
        case "model_type":
            fields = form_paths.table_at(detail["loc"]).model_fields
            hint = key_hints.of_table(written, [name for name in fields if fields[name].is_required()])
        case "missing" if detail["loc"] == ("portfolio",):
            hint = ": a file begins with [portfolio] and its title; `unodc init` writes one"
        case "list_type":
            hint = f': {key} = ["{written}"]' if isinstance(written, str) else ": [ … ]"
        case _:
            hint = ""
    return hint


def _declaration(kind: str, declared: Iterable[str]) -> str:
    """Return a correction of an unknown kind of amount, or the way to declare it."""
    near = nearest(kind, [(fold(name), name) for name in (*AMOUNT_KINDS, *sorted(declared))], limit=1)
    question = f"did you mean '{near[0]}'? " if near else ""
    return f": {question}A kind of your own is declared once: [[kinds]] with id and name"


def _present(loc: tuple[str | int, ...], raw: Any) -> KeyPath:
    """Return the part of a path that the file has: pydantic adds parts for missing keys and short forms."""
    path: KeyPath = ()
    part: Any
    for part, following in zip(loc, (*loc[1:], None), strict=True):
        inside = part in raw if isinstance(raw, dict) else isinstance(raw, list) and part in range(len(raw))
        # Evidence in short, `["a", "b"]`, was read as `[{ sources = ["a", "b"] }]`.
        short = inside and following == "sources" and isinstance(raw[part], str)
        if inside and not short:
            raw = raw[part]
            path += (part,)
    return path


def _line(path: KeyPath, lines: Mapping[KeyPath, int]) -> int | None:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1 if not path else None)


def _where(path: KeyPath, raw: Any) -> list[str]:
    """Return the names on the path to a value, by id or number: `projects aircop`, `phases aircop-2`."""
    steps: list[str] = []
    for part in path:
        raw = raw[part]
        if isinstance(part, int):
            label = raw.get("id") if isinstance(raw, Mapping) else None
            steps[-1] += f" {label if isinstance(label, str) else part + 1}"
        elif isinstance(raw, Mapping | list):
            steps.append(str(part))
    return steps
