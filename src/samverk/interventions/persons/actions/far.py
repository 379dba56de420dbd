"""Referrals and their steps to and from another installation, as signed messages.

What tells of a person is sealed to the receiver's installation; the rest says which referral it is
about. Each message is sent once for each step, however often the step is asked for.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from samverk.exchange import actions as exchange
from samverk.exchange import queries as peers
from samverk.exchange.ports import Bound, Incoming, faults, opened, opened_in, sealed_in
from samverk.foundation import clock
from samverk.foundation.actors import system
from samverk.foundation.errors import InputError
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.copying import MoveBasis, ReferralSaid
from samverk.interventions.persons.actions.disclosing import Basis, By, by, write_down
from samverk.interventions.persons.actions.steps import Doing
from samverk.interventions.persons.message_schemas import INSIDE
from samverk.interventions.persons.models import Referral
from samverk.interventions.persons.queries.steps import ASSESSED_ON, BESIDE, NEXT_STEP
from samverk.interventions.persons.records import Identity
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.disclosure import EVERYTHING, Crossing, DataKind
from samverk.rules.interventions.queue import Confirming
from samverk.rules.interventions.referral import (
    NextStep,
    QuestionAbout,
    ReferralEvent,
    ReturnReason,
)

SENDER = system("Samverk, till annan installation")
REFERRAL, STEP, MOVE = "remiss", "remissteg", "remissflytt"
# Which version of each is sent; it is bound into what is sealed
VERSIONS = {REFERRAL: 2, STEP: 2, MOVE: 1}
MOST_BESIDE = 4000
NOT_OURS = "Innehållet är inte förseglat till den här installationen."


def is_far(organisation: int) -> bool:
    """Answer whether an organisation (id) lives in another installation."""
    peer = peers.peer_of(organisation)
    return peer is not None and not peer.is_local


def send_referral(
    row: Referral, said: ReferralSaid, recipient: int, who: By, basis: Basis
) -> uuid.UUID:
    """Send a referral, and answer the message's id. Raises InputError without a key to seal to."""
    what = Said(inside_of(said, row.delivery), hidden_of(said))
    sent = send_said(row, (REFERRAL, "Remiss"), what, recipient)
    write_down(row, Crossing.REFERRAL, recipient, who, message=sent, basis=basis)
    return sent


def inside_of(said: ReferralSaid, delivery: Delivery) -> dict[str, Any]:
    """Gather what every referral to a delivery says, to be sealed."""
    return {
        "delivery": str(delivery.code),
        "ground": said.ground,
        "clock_start": said.clock_start.isoformat(),
    }


def hidden_of(said: ReferralSaid) -> dict[str, Any]:
    """Gather what a referral says of the person, to be sealed."""
    return asdict(said.who) | {
        "content": said.content,
        "sex": said.sex,
        "home": code_of(said.home),
        "protected": said.is_protected,
        "shared_until": said.shared_until.isoformat() if said.shared_until else "",
        "shared": list(said.shared),
        # The sender's own: in its diary it tells who this is
        "case_number": said.case_number,
    }


def send_step(  # noqa: PLR0913
    row: Referral,
    event: ReferralEvent,
    doing: Doing,
    recipient: int,
    *,
    to: Delivery | None = None,
    reason: str = "",
    basis: MoveBasis | None = None,
) -> uuid.UUID:
    """Tell the other side that a referral took a step; of a redirection also ``to`` which delivery.

    ``doing`` is as it may be told, ``reason`` the coded reason that was given. Of a move to another
    authority it is also told on which ``basis``.
    """
    # Why it was returned may tell of the person's health
    hidden: dict[str, Any] = {"note": doing.note, "reason": doing.reason}
    if doing.beside:
        hidden |= {"beside": dict(doing.beside)}
    if to is not None:
        hidden |= {"to": str(to.code)}
    if basis is not None:
        until = basis.until.isoformat() if basis.until else ""
        hidden |= {"ground": basis.ground, "until": until, "shared": list(basis.shared)}
    inside = {
        "delivery": str(row.delivery.code),
        "event": event.value,
        "day": doing.day.isoformat(),
    }
    sent = send_said(row, (STEP, "Besked om remiss"), Said(inside, hidden), recipient)
    write_down(
        row,
        Crossing(event.value),
        recipient,
        by(doing),
        reason=reason or doing.reason,
        message=sent,
    )
    return sent


def send_sealed(  # noqa: PLR0913
    row: Referral,
    event: str,
    hidden: dict[str, Any],
    recipient: int,
    nth: str,
    *,
    who: By | None = None,
    reason: str = "",
    day: date | None = None,
) -> uuid.UUID:
    """Tell the other side something of a referral that is no step of it; ``nth`` tells it apart.

    ``who`` decided it: None when the calendar, or the other side's question, did. ``day`` is when it
    happened, None for today: what is written down is when it was told.
    """
    inside = {
        "delivery": str(row.delivery.code),
        "event": event,
        "day": (day or clock.today()).isoformat(),
    }
    said = Said(inside, {"note": ""} | hidden)
    sent = send_said(row, (STEP, "Besked om remiss"), said, recipient, nth)
    who = replace(who or By(None, SENDER.name, clock.today()), day=clock.today())
    write_down(row, Crossing(event), recipient, who, reason=reason, message=sent)
    return sent


@dataclass(frozen=True, slots=True)
class Said:
    """What goes sealed: what the kind of message always has, and the rest of it."""

    inside: dict[str, Any]
    hidden: dict[str, Any]

    def __repr__(self) -> str:
        """Say nothing of the person."""
        return "Said()"


def send_said(
    row: Referral, what: tuple[str, str], said: Said, recipient: int, nth: str = ""
) -> uuid.UUID:
    """Send something sealed and bound about a referral, once for each step, or ``nth``."""
    name, title = what
    sender = row.sender_id if row.side == "sent" else row.delivery.provider_id
    ends = _bound(str(row.thread), (sender, recipient), name)
    payload = {"thread": str(row.thread), "sealed": _sealed(recipient, said, ends)}
    at = (sender, recipient, title, payload, row.controller_id)
    new = exchange.NewMessage(name, VERSIONS[name], *at)
    key = f"{name}/{row.pk}/{said.inside.get('event', '')}/{nth or row.steps.count()}"
    sent: uuid.UUID = exchange.send(SENDER, new, key=key).pk
    return sent


def _bound(thread: str, ends: tuple[int, int], kind: str) -> Bound:
    """Bind something sealed to its thread, who sends it to whom (ids) and its kind of message."""
    sender, recipient = (code_of(one) for one in ends)
    return Bound(thread, sender, recipient, kind, VERSIONS[kind])


def _sealed(recipient: int, said: Said, to: Bound) -> str:
    peer = peers.peer_of(recipient)
    keys = [] if peer is None else [key for key in peer.keys.all() if _holds(key)]
    if not keys:
        raise InputError("Mottagarens nyckel saknas. Lägg in den under Motparter.")
    key = max(keys, key=lambda one: one.from_date)
    content = json.dumps(said.inside | {"hidden": said.hidden}, ensure_ascii=False)
    return sealed_in(content.encode(), key.public_key, to)


def _holds(key: Any) -> bool:
    day = clock.today()
    ended = key.to_date is not None and key.to_date < day
    return key.revoked_at is None and key.from_date <= day and not ended


def code_of(organisation: int | None) -> str:
    """Name an organisation to another installation; "" for none, or one that it does not know."""
    peer = peers.peer_of(organisation) if organisation is not None else None
    return peer.code if peer else ""


def unsealed(came: Incoming, kind: str) -> Incoming:
    """Open a message that has come: its payload then has what is inside, and the rest as "hidden".

    In the first version the inside lay open, and was bound to the thread alone. Raises InputError for
    what was not sealed to us by its sender, as this kind of message.
    """
    payload = came.payload
    if "hidden" in payload:
        return came
    if "delivery" in payload:
        return replace(came, payload=payload | {"hidden": _first(payload)})
    ends = _bound(payload["thread"], (came.sender, came.recipient), kind)
    try:
        said: dict[str, Any] = json.loads(opened_in(payload["sealed"], ends))
        hidden = said.pop("hidden")
        wrong = next(faults(said, INSIDE[kind]), "") or not isinstance(hidden, dict)
    except (ValueError, KeyError, AttributeError) as fault:
        raise InputError(NOT_OURS) from fault
    if wrong:
        raise InputError(NOT_OURS)
    return replace(came, payload={"thread": payload["thread"], **said, "hidden": hidden})


def _first(payload: dict[str, Any]) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(opened(payload["sealed"], payload["thread"]))
    except ValueError as fault:
        raise InputError(NOT_OURS) from fault
    return found


def read_referral(came: Incoming) -> ReferralSaid:
    """Read an opened referral that has come."""
    return said_in(came, dict(came.payload["hidden"]), came.sender)


def said_in(came: Incoming, hidden: dict[str, Any], sender: int) -> ReferralSaid:
    """Read what a message says of a referral that ``sender`` (id) made, out of what was sealed."""
    payload = came.payload
    home = peers.peer_by_code(hidden.pop("home"))
    names = ("content", "sex", "protected", "case_number")
    content, sex, protected, case_number = (hidden.pop(name) for name in names)
    # An installation that has not been updated does not tell it
    until = hidden.pop("shared_until", "")
    shared = hidden.pop("shared", EVERYTHING)
    return ReferralSaid(
        thread=uuid.UUID(payload["thread"]),
        sender=sender,
        case_number=str(case_number)[:60],
        ground=payload["ground"],
        clock_start=date.fromisoformat(payload["clock_start"]),
        who=Identity(**hidden),
        content=content,
        sex=sex,
        home=home.organisation_id if home else None,
        is_protected=protected,
        shared_until=date.fromisoformat(until) if until else None,
        shared=tuple(one.value for one in DataKind if one in shared),
    )


def read_sealed(came: Incoming) -> dict[str, Any]:
    """Read all that was sealed in a step that has come, opened or as it came."""
    found: dict[str, Any] = (came if "hidden" in came.payload else unsealed(came, STEP)).payload[
        "hidden"
    ]
    return found


KNOWN = {*ReturnReason, *QuestionAbout, *Confirming}


def read_words(came: Incoming) -> tuple[str, str]:
    """Read the coded reason and the note of a step that has come; "" for what it has not.

    Raises InputError for a reason that is not known here.
    """
    said = read_sealed(came)
    reason = str(said.get("reason", ""))
    if reason and reason not in KNOWN:
        raise InputError("Skälet i beskedet finns inte här. Uppdatera installationen.")
    return reason, str(said["note"])


def read_beside(came: Incoming) -> dict[str, str]:
    """Read what a step that has come says beside its note; what is not known here is left out."""
    found = read_sealed(came).get("beside", {})
    if not isinstance(found, dict):
        raise InputError("Beskedet går inte att läsa.")
    said = {name: str(found[name])[:MOST_BESIDE] for name in BESIDE if found.get(name)}
    if said.get(NEXT_STEP, "") not in {"", *NextStep}:
        del said[NEXT_STEP]
    try:
        date.fromisoformat(said.get(ASSESSED_ON, "2000-01-01"))
    except ValueError as fault:
        raise InputError("Dagen i beskedet går inte att läsa.") from fault
    return said


def read_basis(came: Incoming) -> MoveBasis | None:
    """Read on which ground a referral goes on; None for a redirection within the authority."""
    said = read_sealed(came)
    if "ground" not in said:
        return None
    try:
        until = date.fromisoformat(said["until"]) if said["until"] else None
        shared = tuple(one.value for one in DataKind if one in said["shared"])
        return MoveBasis(Ground(said["ground"]).value, until, shared)
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("Grunden i beskedet går inte att läsa.") from fault


def read_redirection(came: Incoming) -> uuid.UUID | None:
    """Read which delivery (code) a referral was passed on to; None when the sender did not say."""
    said = read_sealed(came).get("to", "")
    return uuid.UUID(said) if said else None
