"""Examine data files: faults, weaknesses and coverage."""
