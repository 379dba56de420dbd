"""A place in the queue of another installation: told there and back, as sealed steps of the referral.

The team's installation tells the referrer's how somebody stands after every step. The referrer's tells
back that the person still wants the place. Once a consent is taken back neither tells any more.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db.models import Q

from samverk.exchange.ports import Incoming
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.actions.disclosing import By, by, check_tellable, write_down
from samverk.interventions.persons.actions.far import is_far, read_sealed, send_sealed
from samverk.interventions.persons.actions.steps import Doing, locked, move
from samverk.interventions.persons.models import (
    FarWait,
    OfferAnswer,
    PlaceOffer,
    QueueEntry,
    QueueStep,
    Referral,
    Side,
)
from samverk.interventions.persons.queries.standing import behind, place_behind
from samverk.rules.interventions.disclosure import Crossing, reason_told, tellable
from samverk.rules.interventions.queue import QueueEvent, QueueState, RemovalReason

# What the messages are called among the steps of a referral
IN_QUEUE, RECONFIRM = "queue", "reconfirm"


def tell_wait(entry: QueueEntry) -> None:
    """Tell the referrers how somebody stands: one in another installation by a message.

    One of ours reads it here, and it is written down. Nobody is told whom the consent leaves that out
    of. Each is told of their own referral: an earlier day would tell that somebody else refers too.
    """
    rows = behind(entry)
    offer = last_standing(entry)
    for row in rows:
        if row.is_silent or not tellable(row.shared, Crossing.QUEUE).value:
            continue
        if not is_far(row.sender_id):
            _write_down(row, entry)
        else:
            steps = Q(subject__referral=row) if len(rows) == 1 else Q(person=row.person_id)
            _tell(row, entry, offer, QueueStep.objects.filter(steps).count())


def _tell(row: Referral, entry: QueueEntry, offer: PlaceOffer | None, number: int) -> None:
    opened = offer if offer and not offer.answer else None
    said = {
        "number": number,
        "state": entry.state,
        "clock_start": max(entry.clock_start, row.clock_start or entry.clock_start).isoformat(),
        "confirmed_on": entry.confirmed_on.isoformat(),
        "left_on": _day(entry.left_on),
        "removal": reason_told(row.shared, Crossing.QUEUE, entry.removal),
        "answer_by": _day(opened.answer_by if opened else None),
        "offer": str(opened.pk) if opened else "",
        "first_day": _day(offer.first_day if offer else None),
    }
    nth, who = f"{entry.pk}/{number}", _last(entry)
    send_sealed(row, IN_QUEUE, said, row.sender_id, nth, who=who, reason=entry.removal)


def last_standing(entry: QueueEntry) -> PlaceOffer | None:
    """Answer the offer that a place stands on: it is open, or said yes to and not begun; None of none."""
    if entry.state not in (QueueState.OFFERED, QueueState.STARTING):
        return None
    stands = PlaceOffer.objects.filter(entry=entry, answer__in=["", OfferAnswer.ACCEPTED])
    return stands.order_by("-number").first()


def _last(entry: QueueEntry) -> By:
    """Tell who took the last step of a place: that is what is told."""
    step = QueueStep.objects.filter(subject=entry).order_by("-number")[0]
    # It is told today, also of what happened before
    return By(step.user_id, step.user_name, clock.today())


def _write_down(row: Referral, entry: QueueEntry) -> None:
    """Write down what a referrer in this installation may read from now on, unless it is ourselves."""
    ours = Referral.objects.filter(controller=row.controller_id, thread=row.thread, side=Side.SENT)
    if not ours.exists():
        write_down(row, Crossing.QUEUE, row.sender_id, _last(entry), reason=entry.removal)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def take_in_wait(row: Referral, came: Incoming) -> FarWait:
    """Keep what the team's installation tells of our own referral. Raises InputError for no state.

    What comes after something newer changes nothing.
    """
    said = read_sealed(came)
    try:
        facts = _facts(said)
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("Beskedet om köplatsen går inte att läsa.") from fault
    known = FarWait.objects.select_for_update().filter(referral=row).first()
    if known is None:
        kept = {"controller_id": row.controller_id, "person_id": row.person_id}
        return FarWait.objects.create(referral=row, **kept, **facts)
    if facts["number"] > known.number:
        if facts["offer"] in (None, known.offer):
            # What was answered to the last one stands until there is another
            facts.pop("offer")
        else:
            facts |= {"answer": "", "answered_on": None, "refusal": ""}
        for name, value in facts.items():
            setattr(known, name, value)
        known.save(update_fields=list(facts))
    return known


def _facts(said: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": int(said["number"]),
        "state": QueueState(said["state"]).value,
        "clock_start": date.fromisoformat(said["clock_start"]),
        "confirmed_on": date.fromisoformat(said["confirmed_on"]),
        "left_on": date.fromisoformat(said["left_on"]) if said["left_on"] else None,
        "removal": RemovalReason(said["removal"]).value if said["removal"] else "",
        "answer_by": date.fromisoformat(said["answer_by"]) if said["answer_by"] else None,
        # An installation that has not been updated tells neither
        "first_day": _read(said.get("first_day")),
        "offer": uuid.UUID(said["offer"]) if said.get("offer") else None,
    }


def _read(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def confirm_far(row: Referral, doing: Doing) -> None:
    """Tell the team's installation that a person still wants the place. Raises ConflictError.

    What the team answers is what stands here afterwards.
    """
    wait = FarWait.objects.select_for_update().filter(referral=row).first()
    if wait is None:
        raise ConflictError("Mottagaren har inte berättat att personen står i kö. Ring teamet.")
    if wait.state != QueueState.WAITING:
        raise ConflictError("Personen väntar inte på plats: det finns inget att bekräfta.")
    check_tellable(row, Crossing.RECONFIRM)
    said = {"day": doing.day.isoformat(), "reason": doing.reason, "note": doing.note}
    nth = f"{wait.number}/{doing.day}"
    to = row.delivery.provider_id
    send_sealed(row, RECONFIRM, said, to, nth, who=by(doing), reason=doing.reason)


def take_in_confirmation(row: Referral, said: Doing) -> QueueEntry:
    """Confirm a place in our queue, as the referrer elsewhere has said. Raises ConflictError."""
    place = place_behind(row.pk)
    if place is None:
        raise ConflictError("Personen står inte i kö.")
    entry = locked(QueueEntry, place.pk)
    entry.confirmed_on = max(entry.confirmed_on, said.day)
    move(entry, QueueEvent.RECONFIRM, said)
    tell_wait(entry)
    return entry
