"""The errors that users see. Each builds its message, and has an exit code and a hint.

Exit code 1: the request could not be fulfilled, such as for a project that does not exist or a data file
with mistakes. Exit code 2: the command line was wrong, such as an unknown option, theme or field.
"""

from collections.abc import Sequence
from typing import NamedTuple


class UnodcError(Exception):
    """The base of all errors. `str()` is the message, `hint` the way out."""

    exit_code = 1
    hint: str | None = None

    @property
    def messages(self) -> tuple[str, ...]:
        """The messages, one for each mistake."""
        return (str(self),)


class Fault(NamedTuple):
    """A mistake in a data file, with its place and what was expected instead."""

    file: str
    line: int | None
    message: str
    # The kind of mistake, in the words of `check`; None of one that has no kind, as in a curated file.
    kind: str | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"


class DataError(UnodcError):
    """A data file cannot be used. The error has all its faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.messages))

    @property
    def messages(self) -> tuple[str, ...]:
        """The faults, each with its place."""
        return tuple(str(fault) for fault in self.faults)


class ReaderDiedError(UnodcError):
    """A worker process died before it had read its file to the end."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file}: not read to its end: the process that read it was stopped")
        self.hint = "the usual reason is too little memory: try again with fewer programs running"


class DamagedError(UnodcError):
    """The compiled catalogue is damaged, found when a part of the answer was already written."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the answer is not complete: the compiled data is damaged ({reason})")
        self.hint = "try again: the data is then compiled anew"


class OutputError(UnodcError):
    """The answer could not be written."""

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"cannot write {target}: {reason}")


class NothingToWriteError(UnodcError):
    """No project can be written in the format of a file.

    `reasons` come with the number of projects, and are empty if no project was found.
    """

    def __init__(self, reasons: Sequence[tuple[str, int]]) -> None:
        why = "; ".join(
            f"{reason} ({count:,} {'project' if count == 1 else 'projects'})" for reason, count in reasons
        )
        super().__init__(
            f"nothing was written: none of the projects found can be: {why}"
            if why
            else "nothing was written: no project was found"
        )


class UsageError(UnodcError):
    """The command line is wrong."""

    exit_code = 2

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class MissingExtraError(UnodcError):
    """A format whose library is not installed: it comes with an extra of the package."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"this needs what comes with the extra '{extra}', which is not installed")
        self.hint = f"pip install 'unodc-cli[{extra}]'"


class UnknownNameError(UnodcError):
    """An unknown name, with the nearest known ones."""

    def __init__(
        self, kind: str, name: str, nearest: Sequence[str], how_to_list: str, exit_code: int
    ) -> None:
        super().__init__(f"there is no {kind} '{name}'")
        self.exit_code = exit_code
        self.suggestion = did_you_mean(nearest)
        self.how_to_list = how_to_list
        self.hint = f"{self.suggestion}{how_to_list}"


class UnknownNamesError(UnodcError):
    """Several unknown names."""

    def __init__(self, errors: Sequence[UnknownNameError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(self.messages))
        self.exit_code = errors[0].exit_code
        self.hint = errors[0].how_to_list

    @property
    def messages(self) -> tuple[str, ...]:
        """Each name, with the nearest known ones."""
        return tuple(f"{error}: {error.suggestion}".rstrip(": ") for error in self.errors)


class AmbiguousNameError(UnodcError):
    """A name that several things have."""

    exit_code = 2

    def __init__(self, kind: str, name: str, candidates: Sequence[str]) -> None:
        super().__init__(f"'{name}' can mean more than one {kind}: {', '.join(candidates)}")
        self.hint = "write more of it, or the id"


def did_you_mean(names: Sequence[str]) -> str:
    """Return the question that begins a hint, empty if no name is near."""
    quoted = [f"'{name}'" for name in names]
    return f"did you mean {either(quoted)}? " if names else ""


def either(words: Sequence[str]) -> str:
    """Join words as a choice: `a, b or c`."""
    return " or ".join(([", ".join(words[:-1])] if words[1:] else []) + list(words[-1:]))
