"""Write docs/tables.md, the tables of the star schema, from where they are declared.

python scripts/make_tables.py            # write
python scripts/make_tables.py --check    # say whether it is stale; exit code 1 if it is
"""

from pathlib import Path

from kept import keep
from unodc_cli.export.star import TABLES

PAGE = Path(__file__).parents[1] / "docs" / "tables.md"
_HEAD = """# Tables for other tools

`unodc export FOLDER/` writes these tables as Parquet (`pip install 'unodc-cli[parquet]'`), one file for
each table. Every portfolio gives the same files, even if a table is empty. `unodc export FILE.xlsx`
writes the tables that have rows as sheets of a workbook (`pip install 'unodc-cli[xlsx]'`). Join the
tables by `project`, the id of a project.

A decimal has 38 digits, six of them after the point. `start` and `end` are as exact as they are known
(`2016`, `2016-03`); `first_day` and `last_day` are the first and the last day that they can mean.
Unknown values are null.

```sql
-- Sums by kind and currency, in DuckDB, started in the folder:
SELECT kind, currency, level, SUM(value) FROM 'amounts.parquet' WHERE phase IS NULL GROUP BY ALL ORDER BY ALL;
```

Apache Spark 4 reads IATI files as these tables itself, each file by a task of its own on the executors
(`pip install 'unodc-cli[spark]'` on each of them):

```python
from unodc_cli.spark import IatiDataSource

spark.dataSource.register(IatiDataSource)
money = spark.read.format("iati").option("table", "money").load("/data/*.xml")
money.groupBy("kind", "currency", "level").sum("value").show()
```
"""


def page() -> str:
    """Return the page."""
    parts = [_HEAD]
    for name, table in TABLES.items():
        rows = [f"| `{column}` | {kind} |" for column, kind in table.columns.items()]
        lines = [f"## {name}", "", table.about, "", "| column | type |", "|---|---|", *rows, ""]
        parts.append("\n".join(lines))
    return "\n".join(parts)


if __name__ == "__main__":
    keep({PAGE: page()})
