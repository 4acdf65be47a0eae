"""Read data files: curated portfolios in TOML, published activities in the IATI standard."""
