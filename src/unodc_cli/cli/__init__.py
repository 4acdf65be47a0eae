"""The command line: options in, one query, one report out."""
