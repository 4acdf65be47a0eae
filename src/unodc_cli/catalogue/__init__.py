"""The catalogue: a portfolio compiled into one SQLite file."""
