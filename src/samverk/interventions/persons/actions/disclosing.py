"""Writes down what is told of a person to another authority, and stops what may not be told.

Each thing that crosses is a row (OSL 10 and 12 kap., security of each disclosure): which kinds of data,
to whom, on which ground, and who decided it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from samverk.foundation.errors import InputError
from samverk.interventions.persons.actions.copying import MoveBasis
from samverk.interventions.persons.actions.steps import Doing
from samverk.interventions.persons.models import Disclosure, Referral, Side
from samverk.interventions.persons.queries.consents import consent_behind
from samverk.interventions.persons.queries.grounds import decided, ends
from samverk.interventions.persons.records import Identity, sealed
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.disclosure import (
    ANSWERS,
    CARRIES,
    OF_HEALTH,
    Crossing,
    DataKind,
    kinds_told,
    left_out,
    reason_told,
    tellable,
)
from samverk.rules.interventions.grounds import Ends, Need, answer_ground, may_use, rule_of

# What stands where somebody's own words are not told
NOT_TOLD = "Texten är inte lämnad: personens samtycke omfattar den inte."
LEAST_WHY = 10
NO_HEALTH = "Samtycket omfattar inte hälsa. Välj ett annat skäl, eller tala med personen."


@dataclass(frozen=True, slots=True)
class By:
    """Who decided that something is told (beslutat av), and on which day; no ``user`` for the calendar."""

    user: int | None
    name: str
    day: date


def by(doing: Doing) -> By:
    """Tell who decided what is told by a step."""
    return By(doing.actor.user, doing.actor.name, doing.day)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a referral is sent on (grund): its ground, and what that ground asks for."""

    ground: str
    why: str = ""
    is_harmless: bool = False
    reservation: str = ""

    def __repr__(self) -> str:
        """Leave out the words: they may tell of the person."""
        return f"Basis({self.ground})"


def write_down(  # noqa: PLR0913
    row: Referral,
    what: Crossing,
    receiver: int,
    who: By,
    *,
    reason: str = "",
    message: uuid.UUID | None = None,
    basis: Basis | None = None,
    on: MoveBasis | None = None,
) -> None:
    """Write down that something of a referral's person was told to an organisation (id).

    The same message is written down once. What goes to a new authority rests ``on`` a ground of its own.
    """
    if message and Disclosure.objects.filter(message=message).exists():
        return
    kinds, withheld = kinds_told(on.shared if on else row.shared, what, reason)
    ground = Ground(on.ground) if on else ground_back(row, receiver, who.day)
    made = Disclosure(
        controller_id=row.controller_id,
        person_id=row.person_id,
        referral=row,
        receiver_id=receiver,
        what=what.value,
        kinds=[one.value for one in kinds],
        withheld=[one.value for one in withheld],
        ground=ground.value,
        message=message,
        user_id=who.user,
        user_name=who.name,
        told_on=who.day,
    )
    if ground is Ground.CONSENT and (on or row.side == Side.SENT):
        made.consent = consent_behind(row.person_id, receiver, who.day)
    if basis is not None and basis.why.strip():
        made.why = sealed(row.person, made, {"text": basis.why.strip()})
    if basis is not None and basis.is_harmless:
        made.is_harmless = True
    made.save(force_insert=True)


def told_to(row: Referral, what: Crossing, body: int, doing: Doing, *, reason: str = "") -> None:
    """Write down what was told in this installation at an authority (body id), unless it is ourselves."""
    if body == row.controller_id:
        return
    other = row.delivery.provider_id if row.side == Side.SENT else row.sender_id
    write_down(row, what, other, by(doing), reason=reason)


def ground_back(row: Referral, receiver: int, day: date) -> Ground:
    """Find the ground on which more is told of a referral to an organisation (id), by whose row it is.

    What the sender sent is on its own ground. Who answers, or sent what another has moved on, may not
    have the right to that one.
    """
    ground = Ground(row.ground)
    if row.side == Side.SENT and row.redirected_from_id is None:
        return ground
    teller = row.sender_id if row.side == Side.SENT else row.delivery.provider_id
    return answer_ground(ground, ends(teller, receiver), day, decided(row.controller_id))


def check_basis(controller: int, between: Ends, basis: Basis, day: date) -> None:
    """Raise InputError for a ground that is not the authority's to use, or lacks what it asks for."""
    if basis.ground not in set(Ground):
        raise InputError("Välj på vilken grund uppgifterna lämnas.", field="ground")
    ground = Ground(basis.ground)
    ruling = may_use(ground, between, day, decided(controller))
    rule = rule_of(ground, day)
    if not ruling.value or rule is None:
        raise InputError(ruling.reasons[0].text, field="ground")
    if Need.WHY in rule.needs and len(basis.why.strip()) < LEAST_WHY:
        raise InputError(
            f"Motivera varför uppgifterna får lämnas, minst {LEAST_WHY} tecken.", field="why"
        )
    if Need.HARM_TEST in rule.needs and not basis.is_harmless:
        raise InputError(
            "Pröva om uppgifterna kan lämnas utan men för personen. Kan de inte det lämnas de inte.",
            field="is_harmless",
        )
    if Need.RESERVATION in rule.needs and len(basis.reservation.strip()) < LEAST_WHY:
        raise InputError("Skriv förbehållet: hur uppgifterna får användas.", field="reservation")


def check_tellable(row: Referral, what: Crossing, reason: str = "") -> None:
    """Raise InputError for what the consent behind a referral does not let either side tell."""
    ruling = tellable(row.shared, what)
    if not ruling.value:
        raise InputError(ruling.reasons[0].text)
    if reason in OF_HEALTH and DataKind.HEALTH not in row.shared:
        raise InputError(NO_HEALTH, field="reason")


def as_told(row: Referral, what: Crossing, doing: Doing) -> Doing:
    """Give a step as the other side may be told of it: without what the consent leaves out."""
    out = left_out(row.shared, CARRIES.get(what, ()))
    note = NOT_TOLD if out and doing.note.strip() else doing.note
    reason = reason_told(row.shared, what, doing.reason)
    # To whom the person should turn may tell of the reason that is not told
    whole = DataKind.ASSESSMENT in row.shared and reason == doing.reason
    return replace(doing, reason=reason, note=note, beside=doing.beside if whole else {})


def identity_told(who: Identity, shared: Collection[str]) -> Identity:
    """Give who a person is as it may be told: how they are reached is a kind of its own."""
    return who if DataKind.CONTACT in shared else replace(who, phone="", email="", address="")


def content_told(content: dict[str, Any], shared: Collection[str]) -> dict[str, Any]:
    """Give a referral's answers as they may be told, with which kinds were left out, now and before."""
    told = {
        name: "" if name in ANSWERS and ANSWERS[name] not in shared else said
        for name, said in content.items()
    }
    out = {*left_out(shared, CARRIES[Crossing.REFERRAL]), *content.get("withheld", [])}
    return told | ({"withheld": [one.value for one in DataKind if one in out]} if out else {})
