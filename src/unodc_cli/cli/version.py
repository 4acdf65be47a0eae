"""Which version this is, and of which day its data."""

from unodc_cli import __version__, catalogue, configuration, delivery
from unodc_cli.text import inert


def version() -> int:
    """Say it; return the exit code. Raises UnodcError if the data cannot be read."""
    sql = "SELECT key, value FROM meta UNION ALL SELECT 'count', COUNT(*) FROM projects"
    known = {key: value for key, value in catalogue.ask(configuration.data(), lambda made: made.rows(sql))}  # noqa: C416
    data = f"{inert(known['title'])}, {known['count']} projects, as of {known['updated'] or 'an unknown day'}"
    delivery.write([f"unodc {__version__}\ndata: {data}\n"])
    return 0
