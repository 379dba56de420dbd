"""The demo's deliveries, alike in both installations by their codes. How many places there are is made up."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samverk.federation import actions as federation
from samverk.federation import queries
from samverk.foundation.actors import system
from samverk.interventions.models import CapacityRow, Delivery, IntakeWindow, Requirement

LOADER = system("Demons inläsning")
CLOSED = date(2022, 8, 31)
WHY = "Från den 1 september 2022 tas inga nya remisser emot."


@dataclass(frozen=True, slots=True)
class Offered:
    """A delivery of the demo: its intervention, who gives it, ages, places, and what took over."""

    intervention: str
    name: str
    provider: str
    from_date: date
    ages: tuple[int, int] | None = None
    places: int = 0
    needs_referral: bool = True
    successor: str = ""


BEGAN = date(2017, 1, 1)
ALINGSAS, LERUM, AKTIV, PRIMUS = (
    "ACTivera i Alingsås",
    "Prerehabilitering i Lerum",
    "Aktiv Lerum",
    "Primus",
)
# Invented, with enough people for figures to rest on
WORKSHOP, GARDEN = "Verkstaden i Alingsås", "Trädgården i Lerum"
OFFERED = (
    Offered("ACTivera i kommunerna", ALINGSAS, "alingsas", date(2023, 3, 1), places=7),
    Offered("ACTivera i kommunerna", LERUM, "lerum", date(2023, 1, 1), places=5),
    Offered("Aktiv Lerum", AKTIV, "lerum", BEGAN, (16, 64), 6),
    Offered("Primus", PRIMUS, "vgr", BEGAN, needs_referral=False),
    Offered("Balder/Activera", "Balder", "harryda", BEGAN, (18, 29), successor=ALINGSAS),
    Offered(
        "Individsamverkansteamet",
        "Individsamverkansteamet",
        "molndal",
        BEGAN,
        (18, 64),
        successor=ALINGSAS,
    ),
    Offered("Exempel: verkstad", WORKSHOP, "alingsas", date(2023, 3, 1), places=21),
    Offered("Exempel: trädgård", GARDEN, "lerum", date(2023, 3, 1), places=10),
)
INVENTED = "Påhittad, för att visa hur det går till när många söker."


def code_of(name: str) -> uuid.UUID:
    """Answer the code that the demo's delivery of a name has in every installation."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://samverk.example/demo/{name}")


def load_deliveries(home: int, organisations: Mapping[str, int]) -> None:
    """Add what of a federation's (id) deliveries is not there; organisations (ids) by slug."""
    known = {row.name: row.pk for row in queries.interventions_of(home)}
    made: dict[str, Delivery] = {}
    for one in OFFERED:
        if one.intervention not in known:
            new = federation.NewIntervention(home, one.intervention, "individual")
            key = f"demo/katalog/insats/{one.intervention}"
            known[one.intervention] = federation.register_intervention(LOADER, new, key=key).pk
        provider = organisations[one.provider]
        made[one.name] = _delivery(one, known[one.intervention], provider, made)


def _delivery(
    one: Offered, intervention: int, provider: int, made: Mapping[str, Delivery]
) -> Delivery:
    is_invented = one.name in (WORKSHOP, GARDEN)
    facts = {
        "intervention_id": intervention,
        "provider_id": provider,
        "name": one.name,
        "start_mode": "rolling",
        "needs_referral": one.needs_referral,
        "is_example": True,
        **({"content": INVENTED, "municipality_id": provider} if is_invented else {}),
        "from_date": one.from_date,
    }
    row, is_new = Delivery.objects.get_or_create(code=code_of(one.name), defaults=facts)
    if not is_new:
        return row
    ended = {"to_date": CLOSED, "why_closed": WHY, "successor": made.get(one.successor)}
    IntakeWindow.objects.create(
        delivery=row, from_date=one.from_date, **(ended if one.successor else {})
    )
    if one.ages:
        youngest, oldest = one.ages
        Requirement.objects.create(
            delivery=row,
            youngest=youngest,
            oldest=oldest,
            tested_on="referral",
            from_date=one.from_date,
        )
    if one.places:
        CapacityRow.objects.create(
            delivery=row,
            from_date=one.from_date,
            funded=one.places,
            maximum=one.places,
            recorded_on=one.from_date,
        )
    return row
