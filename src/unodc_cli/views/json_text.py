"""Documents for scripts: JSON and NDJSON."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from unodc_cli.model.exact import loads, to_json
from unodc_cli.report.report import Json, Report

if TYPE_CHECKING:
    from unodc_cli.report.rows import Cell

# The number of documents joined at a time.
_BATCH = 32


def json_text(report: Report) -> Iterator[bytes]:
    """Return one JSON document in UTF-8: an array, or the one object of a single answer."""
    documents = _documents(report)
    if report.is_single_document:
        yield from map(_utf_8, documents)
        yield b"\n"
        return
    separator = b"[\n"
    while batch := list(islice(documents, _BATCH)):
        yield separator
        yield b",\n".join(map(_utf_8, batch))
        separator = b",\n"
    yield b"\n]\n" if separator == b",\n" else b"[]\n"


def ndjson(report: Report) -> Iterator[bytes]:
    """Return JSON documents in UTF-8, one on each line."""
    if report.is_single_document:
        yield from json_text(report)
        return
    documents = _documents(report)
    while batch := list(islice(documents, _BATCH)):
        yield b"\n".join([*map(_utf_8, batch), b""])


def _utf_8(document: Json) -> bytes:
    return document if isinstance(document, bytes) else document.encode("utf-8", "replace")


def _documents(report: Report) -> Iterator[Json]:
    if not report.has_selected_fields:
        return iter(report.documents)
    return (
        to_json(_selected_fields(loads(document), report, row))
        for document, row in zip(report.documents, report.rows, strict=True)
    )


def _selected_fields(document: dict[str, Any], report: Report, row: "tuple[Cell, ...]") -> dict[str, Any]:
    """Return the selected fields with their values in the document, or else in the row."""
    from unodc_cli.views.records import json_value  # noqa: PLC0415 - whole documents have no cells

    return {
        column.name: document[column.name] if column.name in document else json_value(cell)
        for column, cell in zip(report.columns, row, strict=True)
    }
