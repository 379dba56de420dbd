"""Taking a message at the door: who it is from is tried before anything of it is believed.

The message, what is done with it and its receipt are one transaction. So what was answered with a
receipt is kept and taken care of, and what was not can be sent again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from samverk.exchange import canonical, keys
from samverk.exchange.envelope import (
    FORMAT,
    LARGEST,
    Signed,
    moment,
    read_message,
    signed,
)
from samverk.exchange.models import Peer, PeerKey, Received, Refusal
from samverk.exchange.ports import MESSAGE_TYPES, Incoming, MessageType, NotYetError
from samverk.exchange.queries import (
    came_lately,
    key_in_force,
    peer_by_code,
    received_by_id,
    refused_lately,
)
from samverk.exchange.schema import faults
from samverk.exchange.transport import Answer
from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.errors import ConflictError, SamverkError
from samverk.foundation.forms import fresh_key

RECEIVED = acts.kind("exchange.received", "Meddelande mottaget")
CAME_SEALED = acts.kind("exchange.came_sealed", "Förseglat meddelande mottaget", is_quiet=True)
REFUSED = acts.kind("exchange.refused", "Meddelande avvisat")
DOOR = system("Meddelandeväxlingen")
HOUR = timedelta(hours=1)
MOST_REFUSED, MOST_TAKEN = 120, 2000
AHEAD = timedelta(days=1)
TOO_EARLY = 425
# What is no refusal: the sender tries again by itself
LATER = {TOO_EARLY, 429}
OTHER_CONTENT = "Ett annat meddelande med samma nummer är redan mottaget."
OUT_OF_STEP = "Beskedet stämmer inte med hur det står hos mottagaren. Ring dem."
TOO_MANY = "För många meddelanden. Försök igen senare."


class RefusedError(Exception):
    """A message that is not taken: what is answered, and why in Swedish."""

    def __init__(self, status: int, reason: str, sender: Peer | None = None) -> None:
        super().__init__(reason)
        self.status, self.reason, self.sender = status, reason, sender


def receive(wire: bytes, came_from: str = "") -> Answer:
    """Take a message, or refuse it; the same message again gets the same receipt.

    ``came_from`` is the network address, "" within the installation.
    """
    if came_from and refused_lately(came_from, HOUR) >= MOST_REFUSED:
        return _told(429, TOO_MANY)
    given: Signed | None = None
    try:
        given = _read(wire)
        return Answer(200, _take(given).encode("utf-8"))
    except RefusedError as fault:
        if fault.status not in LATER:
            _keep_refusal(fault, given.content["id"] if given else "", came_from)
        return _told(fault.status, fault.reason)


def _told(status: int, reason: str) -> Answer:
    return Answer(status, canonical.canonical({"reason": reason}))


def _read(wire: bytes) -> Signed:
    if len(wire) > LARGEST:
        raise RefusedError(413, "Meddelandet är för stort.")
    try:
        return read_message(wire)
    except ValueError as fault:
        text = str(fault) if type(fault) is ValueError else "Det är inte JSON i UTF-8."
        raise RefusedError(400, text) from fault


def _take(given: Signed) -> str:
    sender, key = _sender(given)
    recipient = peer_by_code(given.content["recipient"])
    if recipient is None or not recipient.is_local:
        raise RefusedError(404, "Mottagaren finns inte i den här installationen.", sender)
    if known := received_by_id(given.content["id"]):
        return _same(known, given, sender)
    if came_lately(sender, HOUR) >= MOST_TAKEN:
        raise RefusedError(429, TOO_MANY, sender)
    kind = _kind(given, sender)
    made = _received(given, sender, recipient, key)
    quiet = kind.is_confidential
    told = CAME_SEALED if quiet else RECEIVED
    act = acts.Act(DOOR, told, f"meddelande/{made.pk}", recipient.organisation_id)
    try:
        kept = acts.carry_out(act, lambda: _keep(made, kind, given.content["payload"]))
    except NotYetError as fault:
        raise RefusedError(TOO_EARLY, fault.message, sender) from fault
    except SamverkError as fault:
        # What stood against it would tell what the person has been through
        reason = OUT_OF_STEP if quiet and isinstance(fault, ConflictError) else fault.message
        raise RefusedError(422, reason, sender) from fault
    return _same(kept, given, sender)


def _sender(given: Signed) -> tuple[Peer, PeerKey]:
    """Find who sent it, by a key that is believed today and a signature that is its own."""
    sender = peer_by_code(given.content["sender"])
    if sender is None:
        raise RefusedError(403, "Avsändaren är inte känd här.")
    key = key_in_force(sender, given.key)
    if key is None:
        raise RefusedError(403, "Nyckeln gäller inte för avsändaren.", sender)
    if not keys.is_signed(given.text, given.signature, given.key, keys.MESSAGE):
        raise RefusedError(403, "Underskriften stämmer inte med innehållet.", sender)
    return sender, key


def _kind(given: Signed, sender: Peer) -> MessageType:
    content = given.content
    kind = MESSAGE_TYPES.find(content["type"], content["version"])
    if kind is None:
        raise RefusedError(422, "Meddelandets typ eller version tas inte emot här.", sender)
    if wrong := next(faults(content["payload"], kind.schema), ""):
        raise RefusedError(422, f"Innehållet följer inte sitt schema: {wrong}.", sender)
    if datetime.fromisoformat(content["created"]) > clock.now() + AHEAD:
        raise RefusedError(422, "Meddelandet är daterat i framtiden.", sender)
    return kind


def _received(given: Signed, sender: Peer, recipient: Peer, key: PeerKey) -> Received:
    content, now = given.content, clock.now()
    receipt = {
        "format": FORMAT,
        "message": content["id"],
        "digest": given.digest,
        "sender": sender.code,
        "recipient": recipient.code,
        "received": moment(now),
    }
    return Received(
        id=UUID(content["id"]),
        sender=sender,
        recipient=recipient,
        key=key,
        type=content["type"],
        version=content["version"],
        digest=given.digest,
        text=given.text.decode("utf-8"),
        signature=given.signature,
        receipt=signed("receipt", receipt, keys.RECEIPT).decode("utf-8"),
        created_at=datetime.fromisoformat(content["created"]),
        received_at=now,
    )


def _keep(made: Received, kind: MessageType, payload: dict[str, Any]) -> Received:
    made.save(force_insert=True)
    kind.handle(
        Incoming(
            made.pk,
            made.sender.organisation_id,
            str(made.sender.organisation),
            made.recipient.organisation_id,
            made.created_at,
            payload,
        )
    )
    return made


def _same(kept: Received, given: Signed, sender: Peer) -> str:
    """Give the receipt of a message that is kept, if this is the same one from the same sender."""
    if (kept.digest, kept.sender_id) != (given.digest, sender.pk):
        raise RefusedError(409, OTHER_CONTENT, sender)
    return kept.receipt


def _keep_refusal(fault: RefusedError, message: str, came_from: str) -> None:
    home = fault.sender.organisation_id if fault.sender else None
    act = acts.Act(DOOR, REFUSED, fresh_key(), home, why=fault.reason)

    def write() -> Refusal:
        return Refusal.objects.create(
            sender=fault.sender,
            message=message,
            status=fault.status,
            reason=fault.reason[:300],
            came_from=came_from,
            refused_at=clock.now(),
        )

    acts.carry_out(act, write)
