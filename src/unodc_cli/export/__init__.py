"""Files for other tools: IATI XML, Parquet, workbooks."""
