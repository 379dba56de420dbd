"""A referral or a place that goes on to an authority in another installation, as a sealed message.

Whoever had it sends it, and says who referred: the referrer's installation is told by itself.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

from samverk.exchange import queries as peers
from samverk.exchange.ports import Incoming
from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.copying import ReferralSaid
from samverk.interventions.persons.actions.far import (
    MOVE,
    Said,
    code_of,
    hidden_of,
    inside_of,
    read_sealed,
    said_in,
    send_said,
)
from samverk.interventions.persons.actions.joining import Carried, CarriedPause
from samverk.interventions.persons.models import Referral
from samverk.interventions.persons.models.queues import COMPLETION, UNTOLD
from samverk.rules.interventions.queue import PauseReason

REASONS = {*(one.value for one in PauseReason), COMPLETION[0], UNTOLD[0]}


def send_move(
    row: Referral, to: Delivery, said: ReferralSaid, carried: Carried | None
) -> uuid.UUID:
    """Send a referral on, with what goes with its place, and answer the message's id.

    Raises InputError without a key to seal to, and for a referrer whom the other one cannot know.
    """
    sender = code_of(said.sender)
    if not sender:
        raise InputError(
            f"{row.sender} finns inte bland era motparter, så mottagaren kan inte få veta vem som"
            " remitterade. Be registratorn lägga in motparten."
        )
    hidden = hidden_of(said) | {
        "sender": sender,
        "unshared_on": _day(said.unshared_on),
        "on_paper": said.on_paper,
        "place": _place(carried) if carried else None,
    }
    what = (MOVE, "Remiss som flyttas")
    return send_said(row, what, Said(inside_of(said, to), hidden), to.provider_id)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _place(carried: Carried) -> dict[str, Any]:
    return {
        "clock_start": carried.clock_start.isoformat(),
        "confirmed_on": carried.confirmed_on.isoformat(),
        "priority": carried.priority,
        "priority_ground": carried.priority_ground,
        "pauses": [
            {"from": one.from_date.isoformat(), "to": _day(one.to_date), "reason": one.reason}
            for one in carried.pauses
        ],
    }


def read_move(came: Incoming) -> tuple[ReferralSaid, Carried | None]:
    """Read a referral that was moved here, and what goes with its place; None for one to assess.

    Raises InputError for what cannot be read, and for a referrer who is not known here.
    """
    hidden = dict(read_sealed(came))
    try:
        code, unshared, place = (hidden.pop(name) for name in ("sender", "unshared_on", "place"))
        on_paper = bool(hidden.pop("on_paper"))
        sender = peers.peer_by_code(code)
        if sender is None:
            raise InputError("Den som remitterade är inte känd här. Lägg in den under Motparter.")
        said = said_in(came, hidden, sender.organisation_id)
        if said.clock_start > clock.today():
            raise InputError("Klockan i beskedet startar i framtiden.")
        return _with(said, unshared, on_paper=on_paper), _carried(place) if place else None
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("Den flyttade remissen går inte att läsa.") from fault


def _with(said: ReferralSaid, unshared: str, *, on_paper: bool) -> ReferralSaid:
    ended = date.fromisoformat(unshared) if unshared else None
    return replace(said, unshared_on=ended, on_paper=on_paper)


def _carried(place: dict[str, Any]) -> Carried:
    started = date.fromisoformat(place["clock_start"])
    if started > clock.today():
        raise InputError("Klockan i beskedet startar i framtiden.")
    return Carried(
        started,
        date.fromisoformat(place["confirmed_on"]),
        str(place["priority"])[:120],
        str(place["priority_ground"])[:300],
        tuple(_pause(one) for one in place["pauses"]),
    )


def _pause(one: dict[str, Any]) -> CarriedPause:
    if one["reason"] not in REASONS:
        raise InputError("Skälet till pausen finns inte här. Uppdatera installationen.")
    since = date.fromisoformat(one["from"])
    ended = date.fromisoformat(one["to"]) if one["to"] else None
    if ended is None and one["reason"] == COMPLETION[0]:
        raise InputError("En komplettering som pågår följer inte med en köplats.")
    if since > (ended or clock.today()):
        raise InputError("En paus i beskedet slutar innan den börjar.")
    return CarriedPause(since, ended, one["reason"])
