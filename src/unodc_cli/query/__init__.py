"""Questions of a catalogue: filters → SQL → a report."""

from unodc_cli.query.about import about
from unodc_cli.query.choice import Selection
from unodc_cli.query.filters import Filters
from unodc_cli.query.groups import groups
from unodc_cli.query.pages import show
from unodc_cli.query.projects import projects
from unodc_cli.query.sources import sources
from unodc_cli.query.spellings import spellings
from unodc_cli.query.timeline import timeline

__all__ = [
    "Filters",
    "Selection",
    "about",
    "groups",
    "projects",
    "show",
    "sources",
    "spellings",
    "timeline",
]
