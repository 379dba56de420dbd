"""Referrals and their steps to and from another installation, as signed messages.

What tells of a person is sealed to the receiver's installation; the rest says which referral it is
about. Each message is sent once for each step, however often the step is asked for.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict
from datetime import date
from typing import Any

from samverk.exchange import actions as exchange
from samverk.exchange import queries as peers
from samverk.exchange.ports import Incoming, opened, sealed
from samverk.foundation import clock
from samverk.foundation.actors import system
from samverk.foundation.errors import InputError
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.copying import Basis, ReferralSaid
from samverk.interventions.persons.actions.steps import Doing
from samverk.interventions.persons.models import Referral
from samverk.interventions.persons.records import Identity
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.referral import ReferralEvent, ReturnReason

SENDER = system("Samverk, till annan installation")
REFERRAL, STEP = "remiss", "remissteg"


def is_far(organisation: int) -> bool:
    """Answer whether an organisation (id) lives in another installation."""
    peer = peers.peer_of(organisation)
    return peer is not None and not peer.is_local


def send_referral(row: Referral, said: ReferralSaid, recipient: int) -> uuid.UUID:
    """Send a referral, and answer the message's id. Raises InputError without a key to seal to."""
    payload = {
        "thread": str(said.thread),
        "delivery": str(row.delivery.code),
        "ground": said.ground,
        "clock_start": said.clock_start.isoformat(),
        "sealed": sealed_to(recipient, hidden_of(said), str(said.thread)),
    }
    return _send(row, (REFERRAL, "Remiss"), payload, recipient)


def hidden_of(said: ReferralSaid) -> dict[str, Any]:
    """Gather what a referral says of the person, to be sealed."""
    return asdict(said.who) | {
        "content": said.content,
        "sex": said.sex,
        "home": code_of(said.home),
        "protected": said.is_protected,
        "shared_until": said.shared_until.isoformat() if said.shared_until else "",
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
    basis: Basis | None = None,
) -> uuid.UUID:
    """Tell the other side that a referral took a step; of a redirection also ``to`` which delivery.

    Of a move to another authority also on which ``basis``.
    """
    # Why it was returned may tell of the person's health
    hidden = {"note": doing.note, "reason": doing.reason} | ({"to": str(to.code)} if to else {})
    if basis is not None:
        hidden |= {"ground": basis.ground, "until": basis.until.isoformat() if basis.until else ""}
    payload = {
        "thread": str(row.thread),
        "delivery": str(row.delivery.code),
        "event": event.value,
        "day": doing.day.isoformat(),
        "sealed": sealed_to(recipient, hidden, str(row.thread)),
    }
    return _send(row, (STEP, "Besked om remiss"), payload, recipient)


def send_sealed(
    row: Referral, event: str, hidden: dict[str, Any], recipient: int, nth: str
) -> uuid.UUID:
    """Tell the other side something of a referral that is no step of it; ``nth`` tells it apart."""
    payload = {
        "thread": str(row.thread),
        "delivery": str(row.delivery.code),
        "event": event,
        "day": clock.today().isoformat(),
        "sealed": sealed_to(recipient, {"note": ""} | hidden, str(row.thread)),
    }
    return _send(row, (STEP, "Besked om remiss"), payload, recipient, nth)


def _send(
    row: Referral, what: tuple[str, str], payload: dict[str, Any], recipient: int, nth: str = ""
) -> uuid.UUID:
    name, title = what
    sender = row.sender_id if row.side == "sent" else row.delivery.provider_id
    new = exchange.NewMessage(name, 1, sender, recipient, title, payload, row.controller_id)
    key = f"{name}/{row.pk}/{payload.get('event', '')}/{nth or row.steps.count()}"
    sent: uuid.UUID = exchange.send(SENDER, new, key=key).pk
    return sent


def sealed_to(recipient: int, hidden: dict[str, Any], about: str) -> str:
    """Seal what tells of a person to an organisation (id). Raises InputError without its key."""
    peer = peers.peer_of(recipient)
    keys = [] if peer is None else [key for key in peer.keys.all() if _holds(key)]
    if not keys:
        raise InputError("Mottagarens nyckel saknas. Lägg in den under Motparter.")
    key = max(keys, key=lambda one: one.from_date)
    return sealed(json.dumps(hidden, ensure_ascii=False).encode(), key.public_key, about)


def _holds(key: Any) -> bool:
    day = clock.today()
    ended = key.to_date is not None and key.to_date < day
    return key.revoked_at is None and key.from_date <= day and not ended


def code_of(organisation: int | None) -> str:
    """Name an organisation to another installation; "" for none, or one that it does not know."""
    peer = peers.peer_of(organisation) if organisation is not None else None
    return peer.code if peer else ""


def read_referral(came: Incoming) -> ReferralSaid:
    """Read a referral that has come. Raises InputError when it was not sealed to us."""
    return said_in(came, _opened(came.payload["sealed"], came.payload["thread"]), came.sender)


def said_in(came: Incoming, hidden: dict[str, Any], sender: int) -> ReferralSaid:
    """Read what a message says of a referral that ``sender`` (id) made, out of what was sealed."""
    payload = came.payload
    home = peers.peer_by_code(hidden.pop("home"))
    names = ("content", "sex", "protected", "case_number")
    content, sex, protected, case_number = (hidden.pop(name) for name in names)
    # An installation that has not been updated does not tell it
    until = hidden.pop("shared_until", "")
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
    )


def read_sealed(came: Incoming) -> dict[str, Any]:
    """Read all that was sealed in a step that has come."""
    return _opened(came.payload["sealed"], came.payload["thread"])


def read_words(came: Incoming) -> tuple[str, str]:
    """Read the coded reason and the note of a step that has come; "" for what it has not.

    Raises InputError for a reason that is not known here.
    """
    said = read_sealed(came)
    reason = str(said.get("reason", ""))
    if reason and reason not in set(ReturnReason):
        raise InputError("Skälet i beskedet finns inte här. Uppdatera installationen.")
    return reason, str(said["note"])


def read_basis(came: Incoming) -> Basis | None:
    """Read on which ground a referral was moved on; None for a redirection within the authority."""
    said = read_sealed(came)
    if "ground" not in said:
        return None
    try:
        until = date.fromisoformat(said["until"]) if said["until"] else None
        return Basis(Ground(said["ground"]).value, until)
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("Grunden i beskedet går inte att läsa.") from fault


def read_redirection(came: Incoming) -> uuid.UUID | None:
    """Read which delivery (code) a referral was passed on to; None when the sender did not say."""
    said = _opened(came.payload["sealed"], came.payload["thread"]).get("to", "")
    return uuid.UUID(said) if said else None


def _opened(text: str, about: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(opened(text, about))
    except ValueError as fault:
        raise InputError("Innehållet är inte förseglat till den här installationen.") from fault
    return found
