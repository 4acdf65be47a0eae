"""The commands: thin functions from options to a report."""
