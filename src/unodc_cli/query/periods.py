"""Conditions on the start, the end and the run of a project, as SQL on `projects`; `:today` is today.

An unknown date is NULL, and open. But a project that is stated as ended or cancelled cannot have run after
today, and one that is stated as planned cannot have begun before today.
"""

from typing import Final

# The first day on which it can have begun, by its dates. Where its own start is not known, it is the earliest
# of its phases'; but that of a phase of which only the end is known is as open.
_DATED: Final = """COALESCE(first_day, (
    SELECT CASE WHEN SUM(phases.first_day IS NULL AND phases.last_day IS NOT NULL) = 0
    THEN MIN(phases.first_day) END FROM phases WHERE phases.project = num))"""
_BEGINS: Final = f"COALESCE({_DATED}, CASE WHEN status = 'planned' THEN :today END)"
_CEASES: Final = "COALESCE(last_day, CASE WHEN status IN ('ended', 'cancelled') THEN :today END)"

# No date of it is known, nor one of its phases.
UNDATED: Final = """(first_day IS NULL AND last_day IS NULL AND NOT EXISTS (
    SELECT 1 FROM phases
    WHERE phases.project = num AND COALESCE(phases.first_day, phases.last_day) IS NOT NULL))"""
# An unknown date was taken as open, or as today.
OPEN: Final = f"({_BEGINS} IS NULL OR {_CEASES} IS NULL)"
BEGUN_TODAY: Final = f"({_DATED} IS NULL AND {_BEGINS} = :today)"
CEASED_TODAY: Final = f"(last_day IS NULL AND {_CEASES} = :today)"

# The first day that the start can mean, and the last day of the end, even if the end is before the start.
START: Final = "substr(start || '-01-01', 1, 10)"
END: Final = f"CASE WHEN first_day <> {START} THEN start_by ELSE last_day END"

# The end is before the start: `first_day` is then that of the end.
REVERSED: Final = f'(start IS NOT NULL AND "end" IS NOT NULL AND first_day <> {START})'


# No NamedTuple: making such a class costs a start as much as a small module.
class DateColumns:
    """The first and the last day that a date of a project can mean, as SQL."""

    def __init__(self, first: str, last: str) -> None:
        self.first = first
        self.last = last


STARTS: Final = DateColumns(START, f"CASE WHEN {REVERSED} THEN last_day ELSE start_by END")
ENDS: Final = DateColumns("substr(\"end\" || '-01-01', 1, 10)", END)


def falls_within(date: DateColumns, first: str, last: str) -> str:
    """Return the condition that a date can mean a day from `first` to `last`, two SQL values."""
    return f"({date.first} <= {last} AND {date.last} >= {first})"


def has_begun_by(last: str) -> str:
    """Return the condition that a project with any date can have begun by the day `last`, an SQL value."""
    return f"(COALESCE({_BEGINS}, '') <= {last} AND NOT {UNDATED})"


def runs_within(first: str, last: str) -> str:
    """Return the condition that a project can have run on some day from `first` to `last`, two SQL values.

    One without any date is never found.
    """
    begun, not_over = f"COALESCE({_BEGINS}, '') <= {last}", f"COALESCE({_CEASES}, '9999-12-31') >= {first}"
    return f"({begun} AND {not_over} AND NOT {UNDATED})"
