"""The shared filters as they were typed, and the condition on projects that is made of them."""

from typing import NamedTuple


class Filters(NamedTuple):
    """The shared filters, as they were typed."""

    theme: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    marker: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    active: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    starts_since: tuple[str, ...] = ()
    ends_by: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    # `flow-type=10`
    where: tuple[str, ...] = ()
    # `5m`, `eu-contribution=5m`
    min_amount: tuple[str, ...] = ()
    conflicts: bool = False

    def spans(self) -> bool:
        """Return whether projects are filtered by the time in which they ran."""
        return bool(self.active or self.since or self.until)

    def dates(self) -> bool:
        """Return whether projects are filtered by any date."""
        return bool(self.spans() or self.starts or self.ends or self.starts_since or self.ends_by)


class Condition:
    """A condition in SQL on the rows of `projects`, with its parameters."""

    def __init__(self, today: str) -> None:
        self.parts: list[str] = []
        self.parameters: dict[str, object] = {"today": today}
        # On rows beside projects: the condition on the projects alone.
        self.projects = "1"
        # On rows of money: True if it holds for all projects and whole years alike.
        self.is_of_years = False

    @property
    def sql(self) -> str:
        """The condition in SQL, to stand behind WHERE."""
        return " AND ".join(self.parts) or "1"

    def bind(self, value: object) -> str:
        """Add a parameter and return the name by which SQL knows it."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def copy(self) -> "Condition":
        """Return a copy, to which a query can add parts and parameters of its own."""
        copy = Condition("")
        copy.parts, copy.parameters = [*self.parts], {**self.parameters}
        copy.projects, copy.is_of_years = self.projects, self.is_of_years
        return copy

    def on_rows(self) -> "Condition":
        """Return the same condition on the projects `p` of rows beside them, such as rows of money."""
        rows = self.copy()
        if self.parts:
            rows.projects = self.sql
            rows.parts = [f"p.num IN (SELECT num FROM projects WHERE {self.sql})"]
        return rows

    def narrowed(self, part: str) -> "Condition":
        """Return this condition and another part."""
        both = self.copy()
        both.parts.append(part)
        return both
