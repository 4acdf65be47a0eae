"""Examine published activities."""
