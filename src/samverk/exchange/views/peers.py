"""Whom messages are exchanged with: an administrator's pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.exchange import actions, keys, queries
from samverk.exchange.forms import AddressForm, KeyForm, PeerForm, RevokeForm
from samverk.exchange.models import Peer
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, offers
from samverk.foundation.permissions import require


def peers(request: HttpRequest) -> HttpResponse:
    """List the peers with their keys, our own key, and what was refused at the door."""
    actor = actor_of(request)
    permission = actions.may_look(actor)
    require(permission)
    rows = queries.peer_rows()
    own = keys.own_public_key()
    context = {
        "rows": rows,
        "managed": actions.may_manage_of(actor, [row.peer for row in rows]),
        "own_key": own,
        "own_fingerprint": keys.fingerprint(own),
        "address": request.build_absolute_uri(reverse("take_message")),
        "today": clock.today(),
        "refusals": queries.refusals(),
        "offers": offers(Offer("Lägg upp motpart", reverse("new_peer"), permission)),
    }
    return render(request, "exchange/peers.html", context)


def new_peer(request: HttpRequest) -> HttpResponse:
    """Add a peer."""
    actor = actor_of(request)
    require(actions.may_look(actor))
    form = PeerForm(request.POST or None)
    lead = "Den som du lägger upp här kan sända handlingar till organen i installationen."
    if form.carry_out(lambda v, key: actions.add_peer(actor, actions.NewPeer(**v), key=key)):
        return redirect("peers")
    return _show(request, form, "Lägg upp motpart", "Motparter", lead)


def move_peer(request: HttpRequest, peer: int) -> HttpResponse:
    """Change a peer's address."""
    actor = actor_of(request)
    found = _manageable(actor, queries.peer_by_id(peer))
    form = AddressForm(request.POST or None, initial={"address": found.address})
    if form.carry_out(lambda v, key: actions.move_peer(actor, found, v["address"], key=key)):
        return redirect("peers")
    return _show(request, form, "Ändra adress", str(found))


def new_key(request: HttpRequest, peer: int) -> HttpResponse:
    """Believe in one more key of a peer."""
    actor = actor_of(request)
    found = _manageable(actor, queries.peer_by_id(peer))
    form = KeyForm(request.POST or None)
    lead = "Den tidigare nyckeln gäller också, tills den slutar eller spärras."
    made = form.carry_out(
        lambda v, key: actions.add_key(actor, actions.NewKey(found.pk, **v), key=key)
    )
    if made:
        return redirect("peers")
    return _show(request, form, "Lägg in nyckel", str(found), lead)


def revoke_key(request: HttpRequest, key: int) -> HttpResponse:
    """Stop believing in a key."""
    actor = actor_of(request)
    found = queries.key_by_id(key)
    _manageable(actor, found.peer)
    form = RevokeForm(request.POST or None)
    if form.carry_out(lambda v, k: actions.revoke_key(actor, found, v["why"], key=k)):
        return redirect("peers")
    return _show(request, form, "Spärra nyckeln", str(found.peer), found.fingerprint)


def _manageable(actor: Actor, peer: Peer) -> Peer:
    """Refuse whoever may not manage a peer before they have filled in a form."""
    require(actions.may_manage(actor, peer.organisation_id, is_local=peer.is_local))
    return peer


def _show(
    request: HttpRequest, form: ActForm, title: str, where: str, lead: str = ""
) -> HttpResponse:
    context = {"form": form, "title": title, "where": where, "lead": lead}
    status = 400 if form.errors else 200
    return render(request, "exchange/form.html", context, status=status)
