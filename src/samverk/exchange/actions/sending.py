"""Putting a message in the outbox, and asking for more attempts."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from procrastinate.contrib.django import app as jobs

from samverk.exchange import keys
from samverk.exchange.canonical import canonical
from samverk.exchange.envelope import FORMAT, LARGEST, digest_of, moment, signed
from samverk.exchange.models import Attempt, Peer, Sent
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.queries import key_in_force, peer_of, sent_row
from samverk.exchange.schema import faults
from samverk.exchange.states import Outcome
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.permissions import Permission, Right, may, require

MESSAGE_SENT = acts.kind("exchange.sent", "Meddelande lagt för sändning")
SENT_SEALED = acts.kind(
    "exchange.sent_sealed", "Förseglat meddelande lagt för sändning", is_quiet=True
)
ASKED_AGAIN = acts.kind("exchange.asked_again", "Nytt försök att sända begärt")
PUT_ASIDE = acts.kind("exchange.set_aside", "Meddelande lagt åt sidan")
OF_PERSONS = "Den som arbetar med personen skickar igen, från sidan om personen."
DELIVER_JOB = "samverk.exchange.jobs.deliver"


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to send between two organisations (ids); ``subject`` is shown on open pages.

    ``body`` is the one on whose behalf it goes, and whose people may send it.
    """

    type: str
    version: int
    sender: int
    recipient: int
    subject: str
    payload: dict[str, Any] = field(repr=False)
    body: int | None = None


def may_send(actor: Actor, organisation: int, body: int | None) -> Permission:
    """Answer whether ``actor`` may send messages for an organisation, or for a body of it."""
    return may(actor, Right.REGISTER_CASE, organisation=organisation, body=body)


def send(actor: Actor, new: NewMessage, *, key: str) -> Sent:
    """Sign a message and put it in the outbox, from where the worker delivers it.

    Raises InputError when either organisation is no peer or the message is too large, ConflictError
    when our own key has been changed and not entered, ValueError for a payload that its schema does
    not allow: that is the caller's mistake.
    """
    require(may_send(actor, new.sender, new.body))
    quiet = MESSAGE_TYPES.is_confidential(new.type)
    kind = SENT_SEALED if quiet else MESSAGE_SENT
    act = acts.Act(actor, kind, key, new.sender, content=new, body=new.body)
    return acts.carry_out(act, lambda: _send(new))


def _send(new: NewMessage) -> Sent:
    _check(new)
    sender, recipient = _peer(new.sender), _peer(new.recipient)
    if not sender.is_local:
        raise InputError(f"{sender} har ingen växling i den här installationen.")
    if key_in_force(sender, keys.own_public_key()) is None:
        raise ConflictError(
            f"Installationens nyckel är inte inlagd för {sender}. Lägg in den under Motparter."
        )
    made = Sent(
        sender=sender,
        recipient=recipient,
        body_id=new.body,
        type=new.type,
        version=new.version,
        subject=new.subject[:300],
        created_at=clock.now(),
    )
    _seal(made, new.payload)
    made.save(force_insert=True)
    jobs.configure_task(DELIVER_JOB).defer(message=str(made.pk))
    return made


def _check(new: NewMessage) -> None:
    kind = MESSAGE_TYPES.find(new.type, new.version)
    if kind is None:
        raise ValueError(f"nobody has told of {new.type} {new.version}")
    if wrong := next(faults(new.payload, kind.schema), ""):
        raise ValueError(wrong)


def _peer(organisation: int) -> Peer:
    found = peer_of(organisation)
    if found is None:
        raise InputError("Organisationen är inte upplagd som motpart. Lägg upp den först.")
    return found


def _seal(made: Sent, payload: dict[str, Any]) -> None:
    """Write the envelope and sign it."""
    envelope = {
        "format": FORMAT,
        "id": str(made.pk),
        "type": made.type,
        "version": made.version,
        "sender": made.sender.code,
        "recipient": made.recipient.code,
        "created": moment(made.created_at),
        "payload": payload,
    }
    wire = signed("envelope", envelope, keys.MESSAGE)
    if len(wire) > LARGEST:
        raise InputError("Meddelandet är för stort för att sändas. Sänd det på annat sätt.")
    made.digest, made.wire = digest_of(canonical(envelope)), wire.decode("utf-8")


def ask_again(actor: Actor, message: uuid.UUID, *, key: str) -> Attempt:
    """Ask for more attempts with a message that was refused or did not get through.

    It goes as it was signed. Raises ConflictError when it is on its way or has been received.
    """

    def ask() -> Attempt:
        made = _answer(message, Outcome.ASKED, "")
        jobs.configure_task(DELIVER_JOB).defer(message=str(message))
        return made

    return acts.carry_out(_act(actor, message, ASKED_AGAIN, key, ""), ask)


def set_aside(actor: Actor, message: uuid.UUID, why: str, *, key: str) -> Attempt:
    """Let a message be that did not get through: what it said has gone another way.

    Raises InputError without a reason, and ConflictError as ``ask_again``.
    """
    act = _act(actor, message, PUT_ASIDE, key, why.strip())
    if not why.strip():
        raise InputError("Skriv varför det läggs åt sidan.", field="why")
    return acts.carry_out(act, lambda: _answer(message, Outcome.ASIDE, why.strip()))


def _act(actor: Actor, message: uuid.UUID, kind: str, key: str, why: str) -> acts.Act:
    found = sent_row(message).message
    sender = found.sender.organisation_id
    require(may_send(actor, sender, found.body_id))
    if MESSAGE_TYPES.is_confidential(found.type) and not actor.is_system:
        raise NotAllowedError(OF_PERSONS)
    return acts.Act(actor, kind, key, sender, why=why, content=(message, why), body=found.body_id)


def _answer(message: uuid.UUID, outcome: Outcome, why: str) -> Attempt:
    """Note what a person answers to a message that needs one."""
    if not sent_row(message).standing.needs_somebody:
        raise ConflictError("Meddelandet är på väg eller redan mottaget.")
    return Attempt.objects.create(
        message_id=message, outcome=outcome.value, reason=why, made_at=clock.now()
    )
