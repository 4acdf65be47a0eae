"""The base of every record of the model."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Date = Annotated[
    str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", description="2016, 2016-03 or 2016-03-01")
]
Money = int | float


class Model(BaseModel):
    """A record with no field but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)
