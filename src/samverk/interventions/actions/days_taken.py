"""Keeping the participant-days that a party has told of: sums of at least five people, and no person."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from samverk.exchange.ports import Incoming
from samverk.federation import actions as federation_actions
from samverk.federation import queries as federation
from samverk.federation.ports import MESSAGE
from samverk.foundation.actors import system
from samverk.foundation.errors import InputError
from samverk.interventions.actions.organisations_told import organisation_named
from samverk.interventions.models import Delivery

DOOR = system("Meddelandeväxlingen")


def take_days(came: Incoming) -> None:
    """Keep a month's days that have come; each row once, however many messages tell it.

    Raises InputError for what the sender does not give and for days outside their month, ConflictError for
    days that it has told already in other words.
    """
    month = date.fromisoformat(came.payload["month"])
    if month.day != 1:
        raise InputError("Månaden anges med sin första dag.")
    rows = came.payload["lines"]
    if len({row["line"] for row in rows}) < len(rows):
        raise InputError("Samma rad står två gånger.")
    known = {one.name: one.pk for one in federation.interventions_of(came.recipient)}
    given = _given(came)
    if not rows:
        # Nothing of the federation's was given that month
        return
    new = tuple(_row(came, row, known, given) for row in rows)
    told = federation_actions.ToldMonth(
        came.recipient,
        came.sender,
        came.payload["authority"],
        month,
        new,
        f"{MESSAGE} {came.message.hex[:8]} från {came.sender_name}",
    )
    federation_actions.keep_days(DOOR, told, key=f"meddelande/{came.message}/dagar")


def _given(came: Incoming) -> dict[str, Delivery]:
    rows = Delivery.objects.filter(
        provider=came.sender, intervention__federation=came.recipient
    ).select_related("intervention")
    return {str(one.code): one for one in rows}


def _row(
    came: Incoming, row: dict[str, Any], known: dict[str, int], given: dict[str, Delivery]
) -> federation_actions.ToldRow:
    if row["intervention"] not in {one.intervention.name for one in given.values()}:
        raise InputError(f"Insatsen {row['intervention']} ges inte av avsändaren.")
    of = given.get(row["delivery"]) if row["delivery"] else None
    if row["delivery"] and (of is None or of.intervention.name != row["intervention"]):
        raise InputError("En av verksamheterna ges inte av avsändaren.")
    home = row["home"]
    return federation_actions.ToldRow(
        code=UUID(row["line"]),
        intervention=known[row["intervention"]],
        place=of.name if of else "",
        home=organisation_named(home, key=f"meddelande/{came.message}") if home else None,
        town=(of.municipality_id or of.provider_id) if of else None,
        from_date=date.fromisoformat(row["from_date"]),
        to_date=date.fromisoformat(row["to_date"]),
        days=row["days"],
        corrects=UUID(row["corrects"]) if row["corrects"] else None,
    )
