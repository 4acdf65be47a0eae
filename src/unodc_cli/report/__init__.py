"""Answers before they are formatted: rows under columns, pages, charts, help."""
