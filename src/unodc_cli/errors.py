"""What can go wrong: plain exceptions that build their own sentence, each with its exit code and a hint.

Exit codes: 1, it could not be done (a project that does not exist, a data file that is wrong); 2, it was
asked wrongly (an unknown option, theme or field).
"""

from collections.abc import Sequence
from typing import NamedTuple


class UnodcError(Exception):
    """The base of all of them. `str()` is the message; `hint` says what to do about it."""

    exit_code = 1
    hint: str | None = None

    @property
    def messages(self) -> tuple[str, ...]:
        """What went wrong, one thing each."""
        return (str(self),)


class Fault(NamedTuple):
    """One mistake in a data file: where it is, and what was expected instead."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"


class DataError(UnodcError):
    """A data file cannot be used. It carries every mistake that was found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.messages))

    @property
    def messages(self) -> tuple[str, ...]:
        """Every mistake."""
        return tuple(str(fault) for fault in self.faults)


class ReaderDiedError(UnodcError):
    """The process that read a file is gone before its end: what it had read is not the file."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file}: it could not be read to its end: the process that read it was stopped")
        self.hint = "often there was too little memory; ask again, with less at the same time"


class DamagedError(UnodcError):
    """The compiled catalogue turned out to be damaged when half of the answer had been given."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the answer is not complete: the compiled data is damaged ({reason})")
        self.hint = "remove it from the cache folder (UNODC_CACHE, or the user's own), and ask again"


class OutputError(UnodcError):
    """The answer could not be written."""

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"cannot write {target}: {reason}")


class UsageError(UnodcError):
    """It was asked wrongly."""

    exit_code = 2

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class UnknownNameError(UnodcError):
    """A name that means nothing here."""

    def __init__(
        self, kind: str, name: str, nearest: Sequence[str], how_to_list: str, exit_code: int
    ) -> None:
        super().__init__(f"there is no {kind} '{name}'")
        self.exit_code = exit_code
        self.meant = did_you_mean(nearest)
        self.how_to_list = how_to_list
        self.hint = f"{self.meant}{how_to_list}"


class UnknownNamesError(UnodcError):
    """Several names that mean nothing here."""

    def __init__(self, errors: Sequence[UnknownNameError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(self.messages))
        self.exit_code = errors[0].exit_code
        self.hint = errors[0].how_to_list

    @property
    def messages(self) -> tuple[str, ...]:
        """Each name, with what is near to it."""
        return tuple(f"{error}: {error.meant}".rstrip(": ") for error in self.errors)


class AmbiguousNameError(UnodcError):
    """A name that several things have."""

    exit_code = 2

    def __init__(self, kind: str, name: str, candidates: Sequence[str]) -> None:
        super().__init__(f"'{name}' can mean more than one {kind}: {', '.join(candidates)}")
        self.hint = "write more of it, or the id"


def did_you_mean(names: Sequence[str]) -> str:
    """Return the question that stands before what else is to be said; nothing, if nothing is near."""
    quoted = [f"'{name}'" for name in names]
    return f"did you mean {either(quoted)}? " if names else ""


def either(words: Sequence[str]) -> str:
    """Return the words as a choice: `a, b or c`."""
    return " or ".join(([", ".join(words[:-1])] if words[1:] else []) + list(words[-1:]))
