"""Whom messages are exchanged with, and which keys of theirs are believed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from samverk.exchange import keys
from samverk.exchange.models import Peer, PeerKey
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Allowed, Denied, Permission, Right, may, require

PEER_ADDED = acts.kind("exchange.peer_added", "Motpart upplagd")
PEER_MOVED = acts.kind("exchange.peer_moved", "Motpartens adress ändrad")
KEY_ADDED = acts.kind("exchange.key_added", "Motpartens nyckel inlagd")
MANAGERS = (
    "Motparter läggs upp av den som har en roll för hela organisationen: förbundschef eller"
    " nämndsekreterare."
)
KEY_REVOKED = acts.kind("exchange.key_revoked", "Motpartens nyckel spärrad")


@dataclass(frozen=True, slots=True)
class NewPeer:
    """A peer to add. Without an address it lives in this installation, and signs with our own key."""

    organisation: int
    code: str
    address: str = ""
    public_key: str = ""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key to believe in from a day, till another or till further notice; "" is our own."""

    peer: int
    public_key: str
    from_date: date
    to_date: date | None = None


def may_look(actor: Actor) -> Permission:
    """Answer whether ``actor`` may see whom the installation believes."""
    if actor.is_system or _homes(actor):
        return Allowed()
    return Denied(MANAGERS)


def may_manage(actor: Actor, organisation: int, *, is_local: bool) -> Permission:
    """Answer whether ``actor`` may say how an organisation (id) is believed.

    Of one that lives here its own people say it; of others those whose organisation lives here. A
    role for one body is not enough.
    """
    homes = _homes(actor)
    if actor.is_system or (is_local and organisation in homes):
        return Allowed()
    if not is_local and Peer.objects.filter(organisation__in=homes, address="").exists():
        return Allowed()
    if homes and not is_local:
        return Denied("Lägg först upp den egna organisationen, utan adress.")
    return Denied(MANAGERS)


def may_manage_of(actor: Actor, peers: Collection[Peer]) -> frozenset[int]:
    """Answer which of the installation's peers (ids) ``actor`` may manage; ``peers`` are them all."""
    homes = _homes(actor)
    lives_here = any(one.is_local and one.organisation_id in homes for one in peers)
    return frozenset(
        one.pk
        for one in peers
        if actor.is_system or (one.organisation_id in homes if one.is_local else lives_here)
    )


def _homes(actor: Actor) -> frozenset[int]:
    """List the organisations (ids) that ``actor`` answers for as a whole."""
    return frozenset(
        held.organisation
        for held in actor.roles
        if held.body is None and may(actor, Right.MANAGE_EXCHANGE, organisation=held.organisation)
    )


def add_peer(actor: Actor, new: NewPeer, *, key: str) -> Peer:
    """Add a peer with its first key.

    Raises InputError for an address or a key that is none, ConflictError when the organisation or
    its code has been added already.
    """
    require(may_manage(actor, new.organisation, is_local=not new.address.strip()))
    act = acts.Act(actor, PEER_ADDED, key, new.organisation, content=new)

    def add() -> Peer:
        code, address = new.code.strip(), _address(new.address)
        if not code:
            raise InputError("Skriv motpartens beteckning.", field="code")
        try:
            with transaction.atomic():
                peer = Peer.objects.create(
                    organisation_id=new.organisation, code=code, address=address
                )
        except IntegrityError as fault:
            raise ConflictError("Organisationen eller beteckningen finns redan.") from fault
        _add_key(NewKey(peer.pk, new.public_key, clock.today()), peer)
        return peer

    return acts.carry_out(act, add)


def _address(given: str) -> str:
    address = given.strip()
    parts = urlsplit(address)
    secure = parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in settings.EXCHANGE_PLAIN_HOSTS
    )
    if address and not (secure and parts.hostname and not parts.username):
        raise InputError(
            "Skriv hela adressen, till exempel https://samverk.exempel.se/vaxling/ta-emot/.",
            field="address",
        )
    return address


def move_peer(actor: Actor, peer: Peer, address: str, *, key: str) -> Peer:
    """Change where a peer receives messages. Raises InputError for an address that is none.

    One that lives here does not move out, nor another in: those are two installations' keys.
    """
    require(may_manage(actor, peer.organisation_id, is_local=peer.is_local))
    act = acts.Act(actor, PEER_MOVED, key, peer.organisation_id, content=(peer.pk, address))

    def move() -> Peer:
        found = Peer.objects.select_for_update().get(pk=peer.pk)
        moved = _address(address)
        if bool(moved) is found.is_local:
            raise InputError(
                "En motpart i den här installationen har ingen adress, och en annan måste ha en.",
                field="address",
            )
        found.address = moved
        found.save(update_fields=["address"])
        return found

    return acts.carry_out(act, move)


def add_key(actor: Actor, new: NewKey, *, key: str) -> PeerKey:
    """Believe in one more key of a peer: both are believed until the older one is revoked or ends.

    Raises InputError for what is no key or days in the wrong order, ConflictError for a known one.
    """
    peer = Peer.objects.get(pk=new.peer)
    require(may_manage(actor, peer.organisation_id, is_local=peer.is_local))
    act = acts.Act(
        actor, KEY_ADDED, key, peer.organisation_id, effective_on=new.from_date, content=new
    )
    return acts.carry_out(act, lambda: _add_key(new, peer))


def _add_key(new: NewKey, peer: Peer) -> PeerKey:
    given = "".join(new.public_key.split())
    if peer.is_local:
        given = given or keys.own_public_key()
    if not keys.is_key(given):
        raise InputError(
            "Klistra in hela den öppna nyckeln: 44 tecken som slutar med =.", field="public_key"
        )
    if not peer.is_local and given == keys.own_public_key():
        raise InputError(
            "Det är den här installationens egen nyckel. Be motparten om deras.",
            field="public_key",
        )
    if new.to_date and new.to_date < new.from_date:
        raise InputError("Nyckeln slutar gälla innan den börjar.", field="to_date")
    try:
        with transaction.atomic():
            return PeerKey.objects.create(
                peer=peer, public_key=given, from_date=new.from_date, to_date=new.to_date
            )
    except IntegrityError as fault:
        raise ConflictError("Nyckeln är redan inlagd.") from fault


def revoke_key(actor: Actor, revoked: PeerKey, why: str, *, key: str) -> PeerKey:
    """Stop believing in a key, from now on. Raises InputError without a reason.

    What has come with it stays as it came. Raises ConflictError when it is revoked already.
    """
    whose = revoked.peer
    require(may_manage(actor, whose.organisation_id, is_local=whose.is_local))
    if not why.strip():
        raise InputError("Skriv varför nyckeln spärras.", field="why")
    act = acts.Act(
        actor,
        KEY_REVOKED,
        key,
        whose.organisation_id,
        why=why.strip(),
        content=(revoked.pk, why.strip()),
    )

    def revoke() -> PeerKey:
        found = PeerKey.objects.select_for_update().get(pk=revoked.pk)
        if found.revoked_at:
            raise ConflictError("Nyckeln är redan spärrad.")
        found.revoked_at, found.revoked_why = clock.now(), why.strip()
        found.save(update_fields=["revoked_at", "revoked_why"])
        return found

    return acts.carry_out(act, revoke)
