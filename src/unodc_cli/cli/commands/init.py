"""The command that writes a first data file."""

import os
import shlex
from pathlib import Path
from typing import Annotated

from unodc_cli.cli.options import Argument, Option
from unodc_cli.errors import OutputError, UsageError
from unodc_cli.files import inputs, pipes
from unodc_cli.views import delivery
from unodc_cli.views.formats import View


def init(
    *,
    file: Annotated[
        Path | None, Argument("FILE", "The file to write, such as mine.toml; - is standard output.")
    ] = None,
    force: Annotated[bool, Option("--force", "Replace the file if it exists.")] = False,
) -> None:
    """Write a small data file to begin with.

    It has comments, and one of each: a source, a theme, an organisation, a project. docs/data-format.md
    explains all that a data file may have.

    Examples:
      unodc init mine.toml
      unodc init - | unodc list --data -
    """
    if file is None:
        msg = "init needs a FILE"
        raise UsageError(msg, "unodc init mine.toml; `unodc init -` writes to standard output")
    if file.suffix.lower() not in ("", ".toml"):
        msg = f"a data file to edit is TOML, not '{file.suffix}'"
        name = f"{str(file).removesuffix(file.suffix).removesuffix('.toml')}.toml"
        raise UsageError(msg, f"unodc init {shlex.quote(name)}")
    text = inputs.starter().read_text(encoding="utf-8")
    if file == pipes.STANDARD_INPUT:
        delivery.write_text([text], encoding="utf-8")
        return
    if os.path.lexists(file) and not force:
        error = OutputError(str(file), "it exists already")
        error.hint = "choose another name, or replace it with --force"
        raise error
    delivery.write_file(View([text]), file)
    delivery.print_message(f"note: wrote {file}; edit it, then `unodc check {shlex.quote(str(file))}`")
