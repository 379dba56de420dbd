"""The demo's catalogue: what papers tell of the federation's interventions, and what is made up.

The same delivery has the same code wherever the demo is loaded, so that installations can speak of it.
"""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from samverk.federation import actions as federation
from samverk.federation import queries
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.interventions import actions as catalogue

Row = dict[str, Any]
NOT_KNOWN = "Exempel: källorna säger inte när eller varför intaget stängdes."
FACTS = ("content", "how_to_apply", "outcomes")


def facts() -> dict[str, Any]:
    """Read the catalogue's facts."""
    return tomllib.loads((files(__package__) / "catalogue.toml").read_text(encoding="utf-8"))


def code_of(name: str) -> uuid.UUID:
    """Answer the code that the demo's delivery of a name has in every installation."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://samverk.example/demo/{name}")


@dataclass(frozen=True, slots=True)
class Stall:
    """Where the catalogue is loaded: by whom, for which federation, and organisations by slug (ids)."""

    actor: Actor
    home: int
    organisations: Mapping[str, int]


def load_catalogue(stall: Stall) -> None:
    """Add every delivery with its rules, then close the intake of those that closed."""
    data = facts()
    local = federation.NewIntervention(
        stall.home, data["local"]["name"], "individual", description=data["local"]["description"]
    )
    federation.register_intervention(stall.actor, local, key="demo/katalog/insats")
    interventions = {row.name: row.pk for row in queries.interventions_of(stall.home)}
    made = {
        row["name"]: _delivery(stall, row, interventions[row["intervention"]])
        for row in data["delivery"]
    }
    for row in data["delivery"]:
        name, last_day = row["name"], data["closed"]["last_day"]
        why = NOT_KNOWN if row.get("is_unknown") else data["closed"]["why"]
        if "successor" in row or row.get("is_unknown"):
            closing = catalogue.Closing(last_day, why, made.get(row.get("successor", "")))
            catalogue.close_intake(
                stall.actor, made[name], closing, key=f"demo/katalog/{name}/stängt"
            )


def _delivery(stall: Stall, row: Row, intervention: int) -> int:
    key, town = f"demo/katalog/{row['name']}", row.get("municipality")
    told = catalogue.DeliveryFacts(
        row["name"],
        row.get("start_mode", "rolling"),
        row.get("needs_referral", True),
        stall.organisations[town] if town else None,
        **{name: row[name] for name in FACTS if name in row},
    )
    new = catalogue.NewDelivery(
        intervention,
        stall.organisations[row["provider"]],
        row["from_date"],
        told,
        code_of(row["name"]),
        row.get("is_example", False),
    )
    pk = catalogue.add_delivery(stall.actor, new, key=key).pk
    catalogue.open_intake(stall.actor, pk, row["from_date"], key=f"{key}/öppnat")
    _rules(stall, row, pk)
    return pk


def _rules(stall: Stall, row: Row, pk: int) -> None:
    key, day = f"demo/katalog/{row['name']}", row["from_date"]
    if "ages" in row or "homes" in row:
        youngest, oldest = row.get("ages", (None, None))
        homes = tuple(stall.organisations[town] for town in row.get("homes", ()))
        rule = catalogue.NewRequirement(pk, day, "referral", youngest, oldest, homes)
        catalogue.add_requirement(stall.actor, rule, key=f"{key}/krav")
    if "places" in row:
        places = catalogue.NewPlaces(pk, day, *row["places"])
        catalogue.set_places(stall.actor, places, key=f"{key}/platser")
    for weeks in row.get("starts_in_weeks", ()):
        monday = _monday_in(weeks)
        start = catalogue.NewStart(pk, monday, monday - timedelta(weeks=2), 12)
        catalogue.add_cohort_start(stall.actor, start, key=f"{key}/start/{weeks}")
    if "first_in_queue" in row:
        first = catalogue.NewClass(pk, 0, *row["first_in_queue"])
        catalogue.add_priority_class(stall.actor, first, key=f"{key}/klass")


def _monday_in(weeks: int) -> date:
    today = clock.today()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
