import sqlite3
import zlib

from unodc_cli.catalogue import schema
from unodc_cli.catalogue.database import VERSION


def test_the_version_rises_with_every_change_of_the_tables() -> None:
    """If this fails, raise `database.VERSION` and write down the new checksum."""
    statements = "\n".join((*schema.CREATE_TABLES, *schema.CREATE_INDEXES))
    assert (VERSION, zlib.crc32(statements.encode())) == (69, 345334847)


def test_the_rows_of_a_table_are_as_wide_as_the_table() -> None:
    database = sqlite3.connect(":memory:")
    for statement in (*schema.CREATE_TABLES, *schema.CREATE_INDEXES):
        database.execute(statement)
    for table in (*schema.OF_PROJECTS, schema.META, schema.TERMS, schema.NAMES, schema.TEXTS):
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table.name})")]
        declared = [column.split()[0].strip('"') for column in table.columns if column != "rowid"]
        assert names == declared
        assert table.insert().count("?") == len(table.columns)
    database.close()
