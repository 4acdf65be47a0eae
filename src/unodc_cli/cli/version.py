"""The version of the tool, with the day and size of its data."""

from unodc_cli import __version__
from unodc_cli.catalogue import cache
from unodc_cli.cli import configuration
from unodc_cli.views import delivery


def print_version() -> None:
    """Print the version, and the title, size and day of the default data."""
    delivery.write_line(f"unodc {__version__}")
    sql = "SELECT key, value FROM meta UNION ALL SELECT 'count', COUNT(*) FROM projects"
    rows = cache.run(configuration.data_paths(), lambda catalogue: catalogue.rows(sql))
    meta = {key: value for key, value in rows}  # noqa: C416 - rows have no type of pairs
    day = meta["updated"] or "an unknown day"
    delivery.write_line(f"data: {meta['title']}, {meta['count']} projects, as of {day}")
