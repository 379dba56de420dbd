"""Finding an organisation that a message names; one that is not known here is added."""

from __future__ import annotations

from typing import Any

from samverk.directory import actions as directory_actions
from samverk.directory import queries as directory
from samverk.foundation.actors import system

DOOR = system("Meddelandeväxlingen")


def organisation_named(row: dict[str, Any], *, key: str) -> int:
    """Find an organisation (id) by its number or name; one that is not known here is added."""
    for one in directory.organisations():
        if (row["number"] and one.number == row["number"]) or one.name == row["name"]:
            return one.id
    new = directory_actions.NewOrganisation(
        row["kind"], row["name"], row["short_name"], number=row["number"]
    )
    return directory_actions.add_organisation(DOOR, new, key=f"{key}/organisation/{row['name']}").pk
