"""JSON Schemas, made from the models: of a project as it is printed, and of a data file."""

from typing import Any

from unodc_cli.model import Project
from unodc_cli.readers.form import DataFile

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def of_project() -> dict[str, Any]:
    """Return the schema of a project in JSON: `docs/json.md`."""
    return {"$schema": _DRAFT, **Project.model_json_schema(mode="serialization")}


def of_data_file() -> dict[str, Any]:
    """Return the schema of a data file: `docs/data-format.md`. Dates of TOML's own count as text."""
    return {"$schema": _DRAFT, **DataFile.model_json_schema(), "title": "A portfolio's data file"}
