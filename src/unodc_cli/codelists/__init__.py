"""Tables that others publish: countries, currencies, codes of the IATI standard, exchange rates."""
