"""Read published activities from IATI XML, versions 1.01 to 2.03."""
