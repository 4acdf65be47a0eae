"""The status of a project or phase: what a source states, or what follows from the dates.

A status that follows from the dates depends on the day of asking, so it is never stored. The rule stands
here twice, for Python and for SQL, and a test holds one against the other:

- its last possible day is past: `ended`;
- its first possible day is still to come: `planned`;
- both are known and neither holds: `active`;
- else it is not known.
"""

# `first_day` and `last_day` are columns of the catalogue, `:today` the day of asking.
SQL = """COALESCE(status, CASE
    WHEN last_day < :today THEN 'ended'
    WHEN first_day > :today THEN 'planned'
    WHEN first_day IS NOT NULL AND last_day IS NOT NULL THEN 'active' END)"""

DERIVED = "worked out from the dates on the day of asking"


def follows(first_day: str | None, last_day: str | None, today: str) -> str | None:
    """Return the status that the first and the last possible day give on the day `today` (ISO days)."""
    if last_day and last_day < today:
        return "ended"
    if first_day and first_day > today:
        return "planned"
    return "active" if first_day and last_day else None
