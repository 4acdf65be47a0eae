"""Reports: one module for each question."""
