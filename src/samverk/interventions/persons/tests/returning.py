"""Referrals that came and were answered, many at a time. All invented."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from samverk.foundation.sealing import new_key
from samverk.interventions.persons.models import Person, Referral, ReferralStep
from samverk.interventions.persons.records import Identity, seal_identity
from samverk.interventions.persons.tests.party import Party
from samverk.interventions.persons.walls import unread

CAME = date(2024, 2, 1)


def answered(
    party: Party, sex: str, state: str, reason: str = "", *, came: date = CAME, **more: object
) -> Referral:
    """Let somebody have been referred to Språnget, and the team have answered ten days after.

    It is a person of its own, or ``person`` among what ``more`` there is to say.
    """
    body = party.receives
    with unread([body]):
        person = more.pop("person", None) or _somebody(body, sex)
        kept = {"controller_id": body, "person": person}
        facts = {"delivery": party.delivery, "sender": party.cast.town, **more}
        row = Referral.objects.create(
            thread=uuid.uuid4(),
            side="received",
            state=state,
            return_reason=reason,
            sealed=b"",
            clock_start=came,
            **facts,
            **kept,
        )
        ways = [("", "submitted", came), ("submitted", "under_assessment", came)]
        if state not in ("submitted", "under_assessment"):
            ways.append(("under_assessment", state, came + timedelta(10)))
        for number, (before, after, day) in enumerate(ways, start=1):
            ReferralStep.objects.create(
                subject=row,
                number=number,
                event=after[:20],
                from_state=before,
                to_state=after,
                hand="receiver",
                happened_on=day,
                user_name="Mats Lundby",
                party=party.cast.neighbour,
                **kept,
            )
    return row


def _somebody(body: int, sex: str) -> Person:
    person = Person.objects.create(
        controller_id=body, key=new_key(body), sealed=b"", name_keys=[], sex=sex
    )
    seal_identity(person, Identity("Påhittad Person"))
    person.save()
    return person


def many(party: Party, number: int, *said: str, **more: object) -> None:
    """Let so many have been answered the same."""
    for _ in range(number):
        answered(party, *said, **more)  # type: ignore[arg-type]
