"""What every object has."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

DATED = "När uppgiften publicerades första gången."
CHANGED = "När uppgiften senast ändrades, eller drogs tillbaka."
GONE = "Sant för det som har dragits tillbaka; då finns inget annat kvar."


class Told(BaseModel):
    """Something with its names in OParl's way of writing them."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", serialize_by_alias=True
    )


class Thing(Told):
    """What every object has: its address, its type and when it came and changed."""

    id: str = Field(
        description="Objektets adress, som också är dess id.", json_schema_extra={"format": "uri"}
    )
    type: str = Field(description="Typens adress.", json_schema_extra={"format": "uri"})
    created: datetime | None = Field(None, description=DATED)
    modified: datetime | None = Field(None, description=CHANGED)
    web: str | None = Field(None, description="Sidan som människor läser.")
    deleted: bool | None = Field(None, description=GONE)


def ours(word: str, description: str, **more: Any) -> Any:
    """Declare a property of our own, with the prefix that OParl asks vendors for."""
    return Field(None, alias=f"samverk:{word}", description=description, **more)


Day = date | None
