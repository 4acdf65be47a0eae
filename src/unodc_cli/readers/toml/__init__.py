"""Read a curated portfolio from TOML."""
