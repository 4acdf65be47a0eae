"""Exchange rates from files of the user's own, CSV or JSON."""
