"""Reads of exchange: peers and their keys, the outbox with its states, the inbox, what was refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from samverk.exchange import canonical, keys
from samverk.exchange.models import Attempt, Peer, PeerKey, Received, Refusal, Sent
from samverk.exchange.ports import Incoming
from samverk.exchange.states import Outcome, Standing, Try, standing
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.sorting import swedish_key

HEAVY = ("wire",)
SHOWN = 50


SentMessage = Sent


@dataclass(frozen=True, slots=True)
class SentRow:
    """A message sent and where it stands."""

    message: Sent
    standing: Standing
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True)
class PeerRow:
    """A peer with its keys; ``lacks_own_key`` says that ours has been changed and not entered."""

    peer: Peer
    keys: tuple[PeerKey, ...]
    lacks_own_key: bool


def peer_of(organisation: int) -> Peer | None:
    """Find the peer that an organisation (id) is; None when no messages are exchanged with it."""
    return Peer.objects.select_related("organisation").filter(organisation=organisation).first()


def peers_of(organisations: Iterable[int]) -> dict[int, Peer]:
    """Find the peers among some organisations (ids), by organisation, in one query."""
    found = Peer.objects.select_related("organisation").filter(organisation__in=organisations)
    return {peer.organisation_id: peer for peer in found}


def peer_by_id(peer: int) -> Peer:
    """Answer which peer this is; raises NotFoundError."""
    found = Peer.objects.select_related("organisation").filter(pk=peer).first()
    if found is None:
        raise NotFoundError("Motparten finns inte.")
    return found


def peer_by_code(code: str) -> Peer | None:
    """Find the peer that messages call so."""
    return Peer.objects.select_related("organisation").filter(code=code).first()


def key_by_id(key: int) -> PeerKey:
    """Answer which key this is, with its peer; raises NotFoundError."""
    found = PeerKey.objects.select_related("peer__organisation").filter(pk=key).first()
    if found is None:
        raise NotFoundError("Nyckeln finns inte.")
    return found


def peer_rows() -> list[PeerRow]:
    """List the peers with their keys, in two queries."""
    rows = Peer.objects.select_related("organisation").prefetch_related(
        Prefetch("keys", PeerKey.objects.order_by("-from_date", "-id"))
    )
    listed = sorted(rows, key=lambda peer: swedish_key(peer.organisation.name))
    own = keys.own_public_key()
    return [_peer_row(peer, own) for peer in listed]


def _peer_row(peer: Peer, own: str) -> PeerRow:
    held = tuple(peer.keys.all())
    return PeerRow(peer, held, peer.is_local and own not in {key.public_key for key in held})


def organisations_without_a_peer() -> list[tuple[int, str]]:
    """List the organisations that no messages are exchanged with, to choose among."""
    organisations: Any = Peer._meta.get_field("organisation").related_model
    found = organisations.objects.filter(peer__isnull=True).values_list("pk", "name")
    return sorted(found, key=lambda row: swedish_key(row[1]))


def key_in_force(peer: Peer, public_key: str) -> PeerKey | None:
    """Find a key of a peer if it verifies anything today."""
    today = clock.today()
    ends = Q(to_date__isnull=True) | Q(to_date__gte=today)
    found = PeerKey.objects.filter(
        ends, peer=peer, public_key=public_key, from_date__lte=today, revoked_at__isnull=True
    )
    return found.first()


def _sent() -> QuerySet[Sent]:
    tries = Attempt.objects.defer("receipt").order_by("id")
    return (
        Sent.objects.defer(*HEAVY)
        .select_related("sender__organisation", "recipient__organisation", "body__organisation")
        .prefetch_related(Prefetch("attempts", tries))
    )


def _row(message: Sent) -> SentRow:
    attempts = tuple(message.attempts.all())
    tries = [Try(one.made_at, Outcome(one.outcome), one.reason) for one in attempts]
    return SentRow(message, standing(message.created_at, tries, clock.now()), attempts)


def sent_rows(organisations: Collection[int], *, limit: int = SHOWN) -> list[SentRow]:
    """List what some organisations (ids) have sent, latest first, in two queries."""
    found = _sent().filter(sender__organisation__in=organisations)
    return [_row(one) for one in found.order_by("-created_at", "id")[:limit]]


def of_type(kind: str, body: int, *, limit: int = 10) -> list[SentRow]:
    """List the messages of a type that were sent on behalf of a body (id), latest first."""
    found = _sent().filter(type=kind, body=body).order_by("-created_at", "id")
    return [_row(one) for one in found[:limit]]


def sent_row(message: UUID) -> SentRow:
    """Answer where one message stands; raises NotFoundError."""
    found = _sent().filter(pk=message).first()
    if found is None:
        raise NotFoundError("Meddelandet finns inte.")
    return _row(found)


def standings(messages: Collection[UUID]) -> dict[UUID, SentRow]:
    """Answer where some messages stand, in two queries."""
    return {one.pk: _row(one) for one in _sent().filter(pk__in=messages)} if messages else {}


def unfinished() -> list[SentRow]:
    """List the messages that are neither received nor refused, oldest first."""
    done = Attempt.objects.filter(outcome=Outcome.RECEIVED.value)
    rows = (_row(one) for one in _sent().exclude(pk__in=done.values("message")))
    return sorted((row for row in rows if not row.standing.is_over), key=_age)


def _age(row: SentRow) -> Any:
    return row.message.created_at


def stuck(organisations: Collection[int], *, limit: int = 20) -> list[SentRow]:
    """List the messages of some organisations that somebody has to look at, latest first."""
    done = Attempt.objects.filter(outcome=Outcome.RECEIVED.value)
    found = _sent().filter(sender__organisation__in=organisations)
    rows = map(_row, found.exclude(pk__in=done.values("message")).order_by("-created_at"))
    return [row for row in rows if row.standing.needs_somebody][:limit]


def stuck_for(body: int, kinds: Collection[str]) -> list[tuple[SentRow, dict[str, Any]]]:
    """List what was sent for a body (id), of some types, that somebody has to look at, with the payload."""
    done = Attempt.objects.filter(outcome=Outcome.RECEIVED.value)
    found = _sent().defer(None).filter(body=body, type__in=kinds)
    rows = map(_row, found.exclude(pk__in=done.values("message")).order_by("-created_at"))
    return [(row, payload_sent(row.message)) for row in rows if row.standing.needs_somebody]


def received_rows(organisations: Collection[int], *, limit: int = SHOWN) -> list[Received]:
    """List what has come to some organisations (ids), latest first."""
    found = Received.objects.defer("text", "receipt").filter(
        recipient__organisation__in=organisations
    )
    rows = found.select_related("sender__organisation", "recipient__organisation")
    return list(rows.order_by("-received_at", "id")[:limit])


def received_by_id(message: str) -> Received | None:
    """Find a message that has come by its id."""
    return Received.objects.filter(pk=message).first()


def payload_of(message: UUID) -> dict[str, Any]:
    """Give the content of a message that has come; raises NotFoundError."""
    found = Received.objects.filter(pk=message).values_list("text", flat=True).first()
    if found is None:
        raise NotFoundError("Meddelandet finns inte.")
    payload: dict[str, Any] = canonical.read(found.encode("utf-8"))["payload"]
    return payload


def came_of(kind: str, *recipients: int, since: date | None = None) -> Iterator[Incoming]:
    """Give the messages of a type that have come to organisations (ids), in the order they came.

    With ``since`` those that were signed on that day (UTC) or later.
    """
    rows = Received.objects.filter(type=kind, recipient__organisation__in=recipients)
    if since is not None:
        rows = rows.filter(created_at__gte=datetime.combine(since, time.min, UTC))
    rows = rows.select_related("sender__organisation", "recipient")
    for row in rows.order_by("received_at", "id"):
        yield _incoming(row)


def latest_from(kind: str, senders: Collection[int]) -> dict[int, Incoming]:
    """Give the message of a type that each organisation (id) signed last, by organisation, in one query."""
    rows = Received.objects.filter(type=kind, sender__organisation__in=senders)
    rows = rows.select_related("sender__organisation", "recipient")
    latest = rows.order_by("sender__organisation", "-created_at", "-id")
    return {
        row.sender.organisation_id: _incoming(row)
        for row in latest.distinct("sender__organisation")
    }


def latest_between(kind: str, sender: int, recipient: int) -> Incoming | None:
    """Give the message of a type that one organisation signed last for another (ids); None without any."""
    rows = Received.objects.filter(
        type=kind, sender__organisation=sender, recipient__organisation=recipient
    ).select_related("sender__organisation", "recipient")
    last = rows.order_by("-created_at", "-id").first()
    return _incoming(last) if last else None


def _incoming(row: Received) -> Incoming:
    return Incoming(
        row.pk,
        row.sender.organisation_id,
        str(row.sender.organisation),
        row.recipient.organisation_id,
        row.created_at,
        canonical.read(row.text.encode("utf-8"))["payload"],
    )


def came_about(kind: str, sender: int, recipient: int, about: str) -> list[dict[str, Any]]:
    """List the payloads of a type, from one organisation to another (ids), that name ``about``."""
    rows = Received.objects.filter(
        type=kind,
        sender__organisation=sender,
        recipient__organisation=recipient,
        text__contains=about,
    )
    texts = rows.order_by("received_at", "id").values_list("text", flat=True)
    return [canonical.read(text.encode("utf-8"))["payload"] for text in texts]


def newer_has_come(kind: str, sender: int, than: datetime) -> bool:
    """Answer whether a message of a type that was signed later has come from an organisation (id)."""
    rows = Received.objects.filter(type=kind, sender__organisation=sender)
    return rows.filter(created_at__gt=than).exists()


def last_sent(kind: str, sender: int, recipient: int) -> Sent | None:
    """Find the message of a type that an organisation (id) last sent to another."""
    rows = Sent.objects.filter(
        type=kind, sender__organisation=sender, recipient__organisation=recipient
    )
    return rows.order_by("-created_at", "-id").first()


def payload_sent(message: Sent) -> dict[str, Any]:
    """Give the content of a message that was sent."""
    payload: dict[str, Any] = canonical.read(message.wire.encode("utf-8"))["envelope"]["payload"]
    return payload


def sent_in_version(of: tuple[str, int], sender: int, recipient: int) -> list[Sent]:
    """List the messages of a type and version that an organisation (id) sent to another, oldest first."""
    rows = Sent.objects.filter(sender__organisation=sender, recipient__organisation=recipient)
    return list(rows.filter(type=of[0], version=of[1]).order_by("created_at", "id"))


def remote_peers(organisations: Iterable[int]) -> list[Peer]:
    """List the peers among some organisations (ids) that have an installation of their own."""
    found = Peer.objects.filter(organisation__in=list(organisations)).exclude(address="")
    return list(found.order_by("pk"))


def lives_here(organisation: int) -> bool:
    """Answer whether messages are sent and received here for an organisation (id)."""
    return Peer.objects.filter(organisation=organisation, address="").exists()


def refusals(*, limit: int = 20) -> list[Refusal]:
    """List what was refused at the door, latest first."""
    return list(Refusal.objects.select_related("sender__organisation").order_by("-id")[:limit])


def refused_lately(came_from: str, within: timedelta) -> int:
    """Count what was refused from a network address lately."""
    since = clock.now() - within
    return Refusal.objects.filter(came_from=came_from, refused_at__gte=since).count()


def came_lately(sender: Peer, within: timedelta) -> int:
    """Count what has come from a peer lately."""
    return Received.objects.filter(sender=sender, received_at__gte=clock.now() - within).count()
