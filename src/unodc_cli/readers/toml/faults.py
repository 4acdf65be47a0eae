"""What pydantic found wrong with a data file, said for somebody who writes one, with its line."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from unodc_cli.errors import Fault
from unodc_cli.model.names import fold, nearest
from unodc_cli.readers.toml import form, values
from unodc_cli.readers.toml.positions import Path, positions


class Found(NamedTuple):
    """A fault before it has a line: the path to it, and what is wrong."""

    path: Path
    message: str
    # What it repeats; and the value that it is about: if that is wrong itself, one fault is enough.
    first: Path | None = None
    about: Path | None = None


_MESSAGES = {
    "missing": "'{key}' is missing",
    "extra_forbidden": "unknown key '{key}'",
    "literal_error": "'{input}' is not one of {expected}",
    "string_pattern_mismatch": "'{input}' is not {form}",
    "blank": "'{key}' is empty: leave it out if the value is not known",
    "string_too_long": "'{key}' is longer than {max_length} letters",
    "string_type": "'{key}' must be text: put it in quotes",
    "float_type": "'{key}' must be a number",
    "text_or_number": "'{key}' must be text or a number",
    "finite_number": "'{key}' must be a finite number",
    "greater_than_equal": "'{key}' must be at least {ge:.0f}",
    "less_than_equal": "'{key}' must be at most {le:.0f}",
    "list_type": "'{key}' must be a list: [ … ]",
    "dict_type": "'{key}' must be a table",
    "model_type": "'{key}' must be a table",
    "value_error": "{error}",
    "unresolved": "no {one} has the id '{given}'",
}
_FORMS = {
    "id": "an id: lower-case letters and digits, in parts joined by hyphens",
    "sdgs": "a goal (16) or a target (16.4)",
}


def found_by_pydantic(
    error: ValidationError, raw: Mapping[str, Any], known: values.Context
) -> Iterable[Found]:
    """Return each of pydantic's errors as a path into the file and a message."""
    for detail in error.errors():
        path = _present(detail["loc"], raw)
        message = _form_of_a_list(detail) or _right_place(detail, raw)
        yield Found(path, message or _message(detail) + _suggestion(detail, known), about=_elsewhere(detail))


def placed(found: Iterable[Found], raw: Mapping[str, Any], text: str, name: str) -> list[Fault]:
    """Return the faults in the order of their lines, each once; `text` and `name` are the file's."""
    lines = positions(text)
    faults = {place(each.path, _complete(each, lines), raw, lines, name) for each in _causes(list(found))}
    return sorted(faults, key=lambda fault: (fault.line or 0, fault.message))


def place(path: Path, message: str, raw: Mapping[str, Any], lines: Mapping[Path, int], name: str) -> Fault:
    """Return a message with the file, the line and the names on the way to the value."""
    where = ", ".join(_where(path, raw))
    return Fault(name, _line(path, lines), ": ".join(text for text in (where, message) if text))


def _causes(found: list[Found]) -> Iterable[Found]:
    """Return the faults that do not only follow from others."""
    wrong = {each.path[:length] for each in found for length in range(1, len(each.path) + 1)}
    return (each for each in found if each.about not in wrong)


def _complete(found: Found, lines: Mapping[Path, int]) -> str:
    """Return the message with the line of what is repeated."""
    return f"{found.message}; first in line {_line(found.first, lines)}" if found.first else found.message


def _message(detail: ErrorDetails) -> str:
    loc, context = detail["loc"], detail.get("ctx", {})
    names = [part for part in loc if isinstance(part, str)]
    field = names[-1] if names else "file"
    template = _MESSAGES.get(detail["type"])
    if template is None:
        return f"'{field}': {detail['msg']}"
    facts = {**context, "expected": str(context.get("expected", "")).replace(" or ", ", ")}
    return template.format(
        key=field, input=values.printed(detail["input"]), form=_FORMS.get(field, "of the right form"), **facts
    )


def _elsewhere(detail: ErrorDetails) -> Path | None:
    """Return where the key that [portfolio] misses would stand if it was written above this header."""
    first, *rest = detail["loc"]
    return tuple(rest) if detail["type"] == "missing" and first == "portfolio" else None


def _form_of_a_list(detail: ErrorDetails) -> str | None:
    """Return how several tables are written, for one that was written as if there were no others."""
    names = [part for part in detail["loc"] if isinstance(part, str)]
    is_alone = detail["type"] == "list_type" and isinstance(detail["input"], dict)
    if not (is_alone and form.is_list_of_tables(names)):
        return None
    return f"'{names[-1]}' must be a list: write [[{'.'.join(names)}]], in two brackets"


def _right_place(detail: ErrorDetails, raw: Mapping[str, Any]) -> str | None:
    """Return where a key belongs that is known, but not in the table in which it stands."""
    *way, key = detail["loc"]
    if detail["type"] != "extra_forbidden":
        return None
    if not way:
        places = ["below [portfolio]"] if key in form.Header.model_fields else []
        if form.is_list_of_tables(("projects", key)):
            places.append(f"to a project: write [[projects.{key}]]")
        return f"'{key}' belongs {', or '.join(places)}" if places else None
    of_the_project = way[0] == "projects" and key in form.Project.model_fields
    if not of_the_project or form.table_at(way) in (form.Project, form.Support):
        return None
    if way[-2] != "phases" or "phase" not in form.table_at(("projects", key)).model_fields:
        return f"'{key}' belongs to the project"
    id_ = raw["projects"][way[1]]["phases"][way[-1]].get("id", "…")
    return f"'{key}' belongs to the project, with `phase = \"{values.printed(id_)}\"`"


def _suggestion(detail: ErrorDetails, known: values.Context) -> str:
    if detail["type"] == "unresolved":
        context = detail["ctx"]
        near = nearest(context["given"], [(fold(name), name) for name in known[context["kind"]]], limit=1)
    elif detail["type"] == "extra_forbidden":
        fields = form.table_at(detail["loc"][:-1]).model_fields
        unknown = str(detail["loc"][-1])
        near = nearest(unknown, [(fold(name), name) for name in fields if name != unknown], limit=1)
    else:
        near = ()
    return f": did you mean '{near[0]}'?" if near else ""


def _present(loc: tuple[str | int, ...], raw: Any) -> Path:
    """Return as much of a path as the file has: pydantic adds parts for missing keys and for short forms."""
    path: Path = ()
    part: Any
    for part, following in zip(loc, (*loc[1:], None), strict=True):
        inside = part in raw if isinstance(raw, dict) else isinstance(raw, list) and part in range(len(raw))
        # Evidence in short, `["a", "b"]`, was read as `[{ sources = ["a", "b"] }]`.
        short = inside and following == "sources" and isinstance(raw[part], str)
        if inside and not short:
            raw = raw[part]
            path += (part,)
    return path


def _line(path: Path, lines: Mapping[Path, int]) -> int | None:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1 if not path else None)


def _where(path: Path, raw: Any) -> list[str]:
    """Return the names on the way to a value, ids before numbers: `projects aircop`, `phases aircop-2`."""
    steps: list[str] = []
    for part in path:
        raw = raw[part]
        if isinstance(part, int):
            label = raw.get("id") if isinstance(raw, Mapping) else None
            steps[-1] += f" {label if isinstance(label, str) else part + 1}"
        elif isinstance(raw, Mapping | list):
            steps.append(str(part))
    return steps
