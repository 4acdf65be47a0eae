"""Views: a report and a terminal make text."""
