"""Rows of one file, for programs that read many files at a time."""

from pathlib import Path
from typing import Any

import pytest

from conftest import ACTIVITIES
from unodc_cli.query import tables_of_files
from unodc_cli.query.reports.sql_tables import TABLES
from unodc_cli.readers import workers

PROJECTS = next(table for table in TABLES if table.name == "projects")


def test_a_file_is_read_in_this_process_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def groups(*_: Any) -> None:
        pytest.fail("another process would read the file")

    monkeypatch.setenv("UNODC_CACHE", str(tmp_path))
    monkeypatch.setattr(workers, "_groups", groups)
    assert list(tables_of_files.rows(ACTIVITIES, PROJECTS, "en", "2026-11-29"))
