"""Questions of a catalogue: filters → SQL → a report."""
