"""JSON Schema of a project as it is printed, and of what else is printed."""

from typing import Any, Final

from pydantic.json_schema import models_json_schema

from unodc_cli.model.answers import CitedSource, Group, Match, ProgrammeGroup, Sum, Term, TimelineRow
from unodc_cli.model.project import Project

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
# The documents of the other commands.
_OTHERS: Final = (Group, ProgrammeGroup, Sum, TimelineRow, CitedSource, Term, Match)


def of_project() -> dict[str, Any]:
    """Return the schema of a project in JSON (`docs/json.md`), and under `$defs` of what else is printed."""
    _, others = models_json_schema([(model, "serialization") for model in _OTHERS])
    project = Project.model_json_schema(mode="serialization")
    return {"$schema": DRAFT, **project, "$defs": project["$defs"] | others["$defs"]}
