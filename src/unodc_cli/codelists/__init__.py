"""Tables of codes: countries, currencies, and those of the IATI standard."""
