"""Query a portfolio of projects from the terminal."""

__version__ = "0.1.0"
