"""Which model describes which resource, and the pages of lists of them."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, create_model

from samverk.publishing.api.schemas import extensions, oparl
from samverk.publishing.api.schemas.base import Told

MODELS: dict[str, type[BaseModel]] = {
    "body": oparl.Body,
    "organization": oparl.Organization,
    "person": oparl.Person,
    "membership": oparl.Membership,
    "meeting": oparl.Meeting,
    "agenda-item": oparl.AgendaItem,
    "paper": oparl.Paper,
    "consultation": oparl.Consultation,
    "file": oparl.File,
    "location": oparl.Location,
    "vote-event": extensions.VoteEvent,
    "decision": extensions.Decision,
    "notice": extensions.Notice,
    "federation": extensions.Federation,
    "intervention": extensions.Intervention,
}
# Whose schemas are written out: ours, and those of the standards that we add to
WRITTEN: dict[str, type[BaseModel]] = {model.__name__: model for model in MODELS.values()}


def page_model(of: type[BaseModel]) -> type[BaseModel]:
    """Make the model of a page of a list."""
    return create_model(
        f"{of.__name__}List",
        __base__=Told,
        __doc__="En sida av en lista, som OParl har den.",
        data=(list[of], ...),  # type: ignore[valid-type]
        pagination=(extensions.Pagination, ...),
        links=(extensions.Links, ...),
    )


def schema_of(name: str) -> dict[str, Any]:
    """Give the JSON Schema of an object. Raises KeyError for a name that is none."""
    made = WRITTEN[name].model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def written() -> dict[str, str]:
    """Give every schema as the reference has it, by its file's name."""
    return {
        f"{name}.json": json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"
        for name in WRITTEN
    }
