"""Views: render a report for a terminal, a file or a script."""
