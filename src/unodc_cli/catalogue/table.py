"""A table of the catalogue as it is declared. Statements that create and fill it follow from its columns."""

from dataclasses import dataclass


# Compared by identity: tables are the keys of the rows to be written.
@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """A table: its columns as SQLite declares them, and the one with the number of a project, if any."""

    name: str
    columns: tuple[str, ...]
    project: str | None = None
    # A primary key of several columns: the table is stored in its order.
    key: tuple[str, ...] = ()

    @property
    def create(self) -> str:
        """The statement that creates the table."""
        key = f", PRIMARY KEY ({', '.join(self.key)})) WITHOUT ROWID" if self.key else ")"
        return f"CREATE TABLE {self.name} ({', '.join(self.columns)}{key}"

    def insert(self, *, ignore_duplicates: bool = False) -> str:
        """Return the statement that adds a row, a value for each column in their order."""
        names = ", ".join(column.split()[0] for column in self.columns)
        placeholders = ", ".join("?" * len(self.columns))
        command = "INSERT OR IGNORE" if ignore_duplicates else "INSERT"
        return f"{command} INTO {self.name} ({names}) VALUES ({placeholders})"
