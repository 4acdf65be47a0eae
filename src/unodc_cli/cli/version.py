"""Which version it is, and of when its data is."""

from unodc_cli import __version__
from unodc_cli.catalogue import cache
from unodc_cli.cli import configuration
from unodc_cli.text import inert
from unodc_cli.views import delivery


def say_version() -> None:
    """Say the version, and what data is asked if nothing else is said."""
    delivery.write([f"unodc {__version__}\n"])
    sql = "SELECT key, value FROM meta UNION ALL SELECT 'count', COUNT(*) FROM projects"
    known = {key: value for key, value in cache.ask(configuration.data(), lambda made: made.rows(sql))}  # noqa: C416
    data = f"{inert(known['title'])}, {known['count']} projects, as of {known['updated'] or 'an unknown day'}"
    delivery.write([f"data: {data}\n"])
