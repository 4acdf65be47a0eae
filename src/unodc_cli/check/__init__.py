"""What is wrong with data files, what is to be looked at in them, and how much they state."""

from unodc_cli.check.examination import check
from unodc_cli.check.report import report

__all__ = ["check", "report"]
