"""The command for help."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from unodc_cli.cli import configuration
from unodc_cli.cli.help import print_help
from unodc_cli.cli.options import OUTPUT, Argument
from unodc_cli.cli.registry import COMMANDS
from unodc_cli.cli.topics import TOPICS
from unodc_cli.model.names import fold, one_of
from unodc_cli.report.help import Part
from unodc_cli.views import delivery
from unodc_cli.views.help import text as help_text
from unodc_cli.views.terminal import Colour, detect

_FIELDS: Final = "fields"
_NAMES: Final = tuple(dict.fromkeys([*TOPICS, _FIELDS, *COMMANDS]))


def help_(
    *,
    topic: Annotated[str | None, Argument("[TOPIC]", "A topic, or a command.", ("words", *_NAMES))] = None,
    data: Annotated[list[Path] | None, OUTPUT["data"].declared] = None,
    color: Annotated[str | None, OUTPUT["color"].declared] = None,
) -> int:
    """Explain a topic or a command.

    Topics: filters, money, sums, formats, data, exit-codes, environment, configuration, names, search.

    Examples:
      unodc help formats
      unodc help list
    """
    colour = Colour(one_of("colour", color, tuple(Colour))) if color else None
    name = _resolve(topic) if topic else None
    if name == _FIELDS:
        delivery.write_text([help_text(_fields(data), detect(sys.stdout, colour))])
        return 0
    if name is None or name not in TOPICS:
        return print_help(name, colour)
    also = [f"unodc {name} --help shows the options."] if name in COMMANDS else []
    delivery.write_text([help_text([*TOPICS[name], *also], detect(sys.stdout, colour))])
    return 0


def _fields(data: list[Path] | None) -> list[Part]:
    """Return what each field of a project holds, and how many projects of the data have it."""
    from unodc_cli.catalogue import cache  # noqa: PLC0415 - other topics read no data
    from unodc_cli.query.meanings import counted  # noqa: PLC0415

    today = date.today().isoformat()  # noqa: DTZ011 - where the user is
    paths = data or configuration.data_paths()
    count, fields = cache.run(paths, lambda catalogue: counted(catalogue, today))
    return [
        f"Fields of projects, for --fields, and how many of the (first) {count:,} projects have them:",
        {field.name: f"{field.projects:>5,}  {field.meaning}" for field in fields},
        (
            "Each kind of sums has KIND.value and KIND.currency too. Groups, sources and other rows have "
            "fields of their own: docs/json.md. A name may be written with underscores, and has them in the "
            "answer: SQL takes eu_contribution_value without quotes."
        ),
    ]


def _resolve(typed: str) -> str:
    """Return the topic or command of a name or a unique beginning. Raises UsageError."""
    key = fold(typed)
    prefix_matches = [name for name in _NAMES if fold(name).startswith(key)]
    matches = [name for name in prefix_matches if fold(name) == key] or prefix_matches
    return matches[0] if len(matches) == 1 else one_of("topic or command", typed, _NAMES)
