"""Answers without a form: rows under columns, and pages to be read."""
