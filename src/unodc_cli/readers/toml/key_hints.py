"""Hints on keys and words that people write instead of those of a data file."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from unodc_cli.model.names import fold, nearest
from unodc_cli.model.synonyms import ROLE_WORDS, STATUS_WORDS
from unodc_cli.readers.toml.values import printed

_LONGEST_ID = 80
# The key that is meant, where a table has it.
_OTHER_KEYS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("description", "abstract", "objective", "objectives", "about"), "summary"),
    **dict.fromkeys(("name", "heading"), "title"),
    **dict.fromkeys(("title", "label"), "name"),
    **dict.fromkeys(("start_date", "start-date", "begin", "begins", "from", "since"), "start"),
    **dict.fromkeys(("end_date", "end-date", "ends", "until", "to", "closing"), "end"),
    **dict.fromkeys(("state", "stage"), "status"),
    **dict.fromkeys(("country", "recipient_country", "location", "locations"), "countries"),
    **dict.fromkeys(("theme", "topic", "topics", "sector", "tags"), "themes"),
    **dict.fromkeys(("sdg", "goal", "goals"), "sdgs"),
    **dict.fromkeys(("fund", "instrument"), "programme"),
    **dict.fromkeys(("organization", "org", "partner"), "organisation"),
    **dict.fromkeys(("amount", "sum", "budget"), "value"),
    **dict.fromkeys(("type",), "kind"),
    **dict.fromkeys(("link", "address", "web"), "url"),
    **dict.fromkeys(("read", "retrieved", "access_date"), "accessed"),
    **dict.fromkeys(("license",), "licence"),
    **dict.fromkeys(("lang", "languages"), "language"),
}


# The key of the one date of a table.
_DATES: Final = ("as_of", "accessed", "updated")


def _sum(value: object) -> str:
    number = printed(value) if type(value) in (int, float) else "…"
    return f'sums stand in a list: amounts = [{{ kind = "budget", value = {number}, currency = "EUR" }}]'


def _link(value: object) -> str:
    return f'web addresses stand in a list: links = ["{value if isinstance(value, str) else "…"}"]'


def _funder(_: object) -> str:
    return 'organisations stand in a list: partners = [{ organisation = "…", role = "funding" }]'


def _implementer(_: object) -> str:
    return 'organisations stand in a list: partners = [{ organisation = "…", role = "implementing" }]'


# SortKeys of the entries of a project's lists.
_LISTED: Final[Mapping[str, tuple[str, Callable[[object], str]]]] = {
    **dict.fromkeys(("budget", "amount", "value", "money", "cost", "total", "grant"), ("amounts", _sum)),
    **dict.fromkeys(("url", "link", "website", "web", "homepage"), ("links", _link)),
    **dict.fromkeys(("donor", "funder", "funding"), ("partners", _funder)),
    **dict.fromkeys(("partner", "implementer", "implementing", "organisations"), ("partners", _implementer)),
}
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {"role": ROLE_WORDS, "status": STATUS_WORDS}


def of_key(path: Sequence[str | int], key: str, value: Any, keys: Sequence[str]) -> str:
    """Return a hint on an unknown key of the table at a path, which has these `keys`; empty for none."""
    if key == "sources" and "evidence" in keys:
        table = ".".join(part for part in (*path, "evidence") if isinstance(part, str))
        name_key = next(name for name in ("title", "name") if name in keys)
        example = value[0] if isinstance(value, list) and value and isinstance(value[0], str) else "…"
        return f': those of its values stand in [{table}], for each: {name_key} = ["{example}"]'
    listed, hint = _LISTED.get(fold(key), ("", None))
    if hint and listed in keys:
        return f": {hint(value)}"
    near_key = _OTHER_KEYS.get(key.lower())
    if key.lower() in ("date", "day"):
        near_key = next((date for date in _DATES if date in keys), None)
    near = (
        [near_key]
        if near_key in keys
        else nearest(key, [(fold(name), name) for name in keys if name != key], 1)
    )
    return f": did you mean '{near[0]}'?" if near else ""


def of_entries(lists: Sequence[str]) -> str:
    """Return the right place of a key of the entries of these lists; empty if there are several lists."""
    return f": it belongs to an entry of {lists[0]}" if len(lists) == 1 else ""


def of_id(text: object) -> str:
    """Return a hint on a text that is not an id: `Wells 1` → `wells-1`; empty for none."""
    id_ = "-".join(re.findall("[a-z0-9]+", fold(text)))[:_LONGEST_ID] if isinstance(text, str) else ""
    return f": write {id_}" if id_ else ""


def of_number(text: object) -> str:
    """Return a hint on a number in quotes; empty for a text that is not a number."""
    digits = text.replace("_", "").replace(" ", "") if isinstance(text, str) else ""
    return f": write {digits}, without quotes" if re.fullmatch(r"[0-9]+(\.[0-9]+)?", digits, re.ASCII) else ""


def of_table(text: object, required: Sequence[str]) -> str:
    """Return a hint on a text in the place of a table that needs only one key; empty for others."""
    is_one = isinstance(text, str) and len(required) == 1
    return f': {{ {required[0]} = "{text}" }}' if is_one else ""


def of_word(field: str, word: object, allowed: Sequence[str]) -> str:
    """Return a hint on a word that is not allowed; empty for none."""
    if not isinstance(word, str):
        return ""
    meant = _WORDS.get(field, {}).get(fold(word))
    near = [meant] if meant in allowed else nearest(word, [(fold(name), name) for name in allowed], 1)
    return f": did you mean '{near[0]}'?" if near else ""
