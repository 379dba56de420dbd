"""The demo's two installations know each other: whom messages go to, where, and by which key."""

from __future__ import annotations

from samverk.directory.queries import organisation_by_slug
from samverk.exchange import actions, keys, queries
from samverk.foundation import clock
from samverk.foundation.actors import system
from samverk.foundation.forms import fresh_key
from samverk.project.demo_keys import FEDERATION_KEY, PARTY_KEY
from samverk.project.rooms import Profile

LOADER = system("Demons inläsning")
FEDERATION = {"insjoriket": "222000-2071"}
PARTIES = {
    "lerum": "demo-lerum",
    "forsakringskassan": "demo-forsakringskassan",
    "arbetsformedlingen": "demo-arbetsformedlingen",
    "vgr": "demo-vgr",
}
# Its open meetings are kept at the federation, its persons at the party: messages come with two keys
IN_BOTH = {"alingsas": "demo-alingsas"}


def meet(here: Profile, address: str) -> None:
    """Add the other installation's organisations as peers at ``address``, or move them there."""
    if here is Profile.PARTY:
        for slug, code in (PARTIES | IN_BOTH).items():
            _add(slug, code)
        _far(FEDERATION, address, FEDERATION_KEY)
        return
    _far(PARTIES, address, PARTY_KEY)
    for slug in IN_BOTH:
        _believe_too(slug, keys.public_key_out_of(PARTY_KEY))


def _far(codes: dict[str, str], address: str, secret: str) -> None:
    for slug, code in codes.items():
        peer = queries.peer_of(organisation_by_slug(slug).id)
        if peer is None:
            _add(slug, code, address, keys.public_key_out_of(secret))
        elif peer.address != address:
            actions.move_peer(LOADER, peer, address, key=fresh_key())


def _add(slug: str, code: str, address: str = "", public_key: str = "") -> None:
    home = organisation_by_slug(slug).id
    if queries.peer_of(home) is None:
        new = actions.NewPeer(home, code, address, public_key)
        actions.add_peer(LOADER, new, key=f"demo/motpart/{slug}")


def _believe_too(slug: str, public_key: str) -> None:
    peer = queries.peer_of(organisation_by_slug(slug).id)
    if peer is not None and queries.key_in_force(peer, public_key) is None:
        new = actions.NewKey(peer.pk, public_key, clock.today())
        actions.add_key(LOADER, new, key=f"demo/motpart/{slug}/parternas nyckel")
