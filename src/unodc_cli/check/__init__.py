"""What is wrong with data files, what is to be looked at in them, and how much they state."""

from unodc_cli.check.answer import report
from unodc_cli.check.examination import check

__all__ = ["check", "report"]
