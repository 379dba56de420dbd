"""Whom messages are exchanged with: who says so, and which keys are believed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import reverse

from samverk.exchange import actions, keys
from samverk.exchange.models import Peer, PeerKey
from samverk.exchange.tests.conftest import ADDRESS, NEIGHBOUR, TOWN, OtherTown
from samverk.foundation import clock, people
from samverk.foundation.actors import Actor, HeldRole, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept


@kept
def head_user(cast):
    """A secretary of the whole town, and not of one board."""
    post = people.NewPost(Role.SECRETARY, cast.town.pk)
    new = people.NewUser("hela@prov.example", "Ylva Sörstrand", None, (post,))
    return people.add_user(SETUP, new, key="scen/hela")


@kept
def head(head_user):
    return actor_for(head_user)


@kept
def own(cast):
    """The town, added as one that lives here."""
    return actions.add_peer(SETUP, actions.NewPeer(cast.town.pk, TOWN), key="egen")


def new_peer(cast, other, **changed):
    given = {
        "organisation": cast.neighbour.pk,
        "code": NEIGHBOUR,
        "address": ADDRESS,
        "public_key": other.public_key,
    }
    return actions.NewPeer(**given | changed)


def test_a_peer_is_added_with_its_key_and_logged(cast, other, head, own):
    made = actions.add_peer(head, new_peer(cast, other), key="k")
    assert (made.code, made.is_local, made.keys.get().public_key) == (
        NEIGHBOUR,
        False,
        other.public_key,
    )
    event = AuditEvent.objects.get(kind="exchange.peer_added", organisation=cast.neighbour)
    assert event.actor_name == "Ylva Sörstrand"


def test_an_organisation_that_lives_here_signs_with_our_own_key(cast, head):
    made = actions.add_peer(head, actions.NewPeer(cast.town.pk, TOWN), key="k")
    assert made.is_local
    assert made.keys.get().public_key == keys.own_public_key()


def test_a_secretary_of_one_board_does_not_say_whom_the_town_believes(cast, other):
    for stranger in (*cast.strangers, cast.owner):
        with pytest.raises(NotAllowedError):
            actions.add_peer(stranger, new_peer(cast, other), key=f"k/{stranger.name}")
    assert not Peer.objects.exists()


def test_whose_organisation_lives_elsewhere_says_nothing_of_whom_is_believed_here(
    cast, other, own, head
):
    post = HeldRole(Role.MANAGER, cast.neighbour.pk)
    elsewhere = Actor(cast.outsider_user.pk, "Chefen", (post,))
    with pytest.raises(NotAllowedError, match="Lägg först upp den egna"):
        actions.add_peer(elsewhere, new_peer(cast, other), key="k")
    new = actions.NewKey(own.pk, OtherTown().public_key, clock.today())
    with pytest.raises(NotAllowedError):
        actions.add_key(elsewhere, new, key="k2")
    with pytest.raises(NotAllowedError):
        actions.add_peer(head, actions.NewPeer(cast.neighbour.pk, NEIGHBOUR), key="k3")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"address": "http://norrvik.example/"}, "address"),
        ({"address": "norrvik.example"}, "address"),
        ({"address": "https://user:secret@norrvik.example/"}, "address"),
        ({"address": "file:///etc/passwd"}, "address"),
        ({"code": " "}, "code"),
        ({"public_key": "inte en nyckel"}, "public_key"),
        ({"public_key": ""}, "public_key"),
    ],
)
def test_what_is_no_peer_is_told_at_its_field(cast, other, head, own, changed, field):
    with pytest.raises(InputError) as fault:
        actions.add_peer(head, new_peer(cast, other, **changed), key="k")
    assert fault.value.field == field
    assert Peer.objects.get() == own


def test_our_own_key_is_nobody_elses(cast, other, head, own):
    with pytest.raises(InputError, match="egen nyckel"):
        actions.add_peer(head, new_peer(cast, other, public_key=keys.own_public_key()), key="k")


def test_an_organisation_and_a_code_are_added_once(cast, other, head, own):
    actions.add_peer(head, new_peer(cast, other), key="k")
    with pytest.raises(ConflictError, match="finns redan"):
        actions.add_peer(head, new_peer(cast, other), key="k2")
    with pytest.raises(ConflictError, match="finns redan"):
        actions.add_peer(head, actions.NewPeer(cast.town.pk, "annan"), key="k3")


def test_a_peer_moves_but_not_in_or_out(cast, other, head, own):
    peer = actions.add_peer(head, new_peer(cast, other), key="k")
    moved = actions.move_peer(head, peer, "https://ny.example/", key="m")
    assert moved.address == "https://ny.example/"
    with pytest.raises(InputError, match="har ingen adress"):
        actions.move_peer(head, peer, "", key="m2")


def test_a_key_is_entered_once_and_revoked_once_with_a_reason(cast, other, head, own):
    peer = actions.add_peer(head, new_peer(cast, other), key="k")
    newer = actions.NewKey(peer.pk, OtherTown().public_key, clock.today())
    made = actions.add_key(head, newer, key="n")
    with pytest.raises(ConflictError, match="redan inlagd"):
        actions.add_key(head, newer, key="n2")
    with pytest.raises(InputError, match="varför"):
        actions.revoke_key(head, made, " ", key="s")
    actions.revoke_key(head, made, "Röjd.", key="s2")
    with pytest.raises(ConflictError, match="redan spärrad"):
        actions.revoke_key(head, made, "Röjd.", key="s3")
    assert AuditEvent.objects.get(kind="exchange.key_revoked").why == "Röjd."


def test_a_key_does_not_end_before_it_begins(cast, other, head, own):
    peer = actions.add_peer(head, new_peer(cast, other), key="k")
    day = clock.today()
    new = actions.NewKey(peer.pk, OtherTown().public_key, day, day - timedelta(days=1))
    with pytest.raises(InputError, match="innan den börjar"):
        actions.add_key(head, new, key="n")


def test_our_key_is_of_the_environment_or_else_of_the_secret_key():
    derived = keys.own_public_key()
    with override_settings(SECRET_KEY="en annan"):
        assert keys.own_public_key() != derived
    with override_settings(EXCHANGE_KEY="A" * 43 + "="):
        given = keys.own_public_key()
        with override_settings(SECRET_KEY="en annan"):
            assert keys.own_public_key() == given != derived


def test_a_signature_serves_for_nothing_else(cast):
    signature, own = keys.sign(b"x", keys.MESSAGE), keys.own_public_key()
    assert keys.is_signed(b"x", signature, own, keys.MESSAGE)
    assert not keys.is_signed(b"x", signature, own, keys.RECEIPT)
    assert not keys.is_signed(b"y", signature, own, keys.MESSAGE)
    assert not keys.is_signed(b"x", "skräp", own, keys.MESSAGE)


def test_the_page_is_for_those_who_manage_it(cast, other, head_user):
    for user in (None, cast.owner_user, cast.member_user):
        assert cast.browser(user).get(reverse("peers")).status_code == 403
    page = cast.browser(head_user).get(reverse("peers")).content.decode()
    assert keys.fingerprint(keys.own_public_key()) in page


def test_a_peer_is_added_and_its_key_revoked_on_the_pages(cast, other, head_user, own):
    browser = cast.browser(head_user)
    form = {"key": "f1", "organisation": cast.neighbour.pk, "code": NEIGHBOUR}
    bad = browser.post(reverse("new_peer"), form | {"address": "norrvik"})
    assert bad.status_code == 400
    assert "Skriv hela adressen" in bad.content.decode()
    whole = form | {"key": "f2", "address": ADDRESS, "public_key": other.public_key}
    assert browser.post(reverse("new_peer"), whole).status_code == 302
    held = PeerKey.objects.get(public_key=other.public_key)
    url = reverse("revoke_peer_key", args=[held.pk])
    assert keys.fingerprint(other.public_key) in browser.get(url).content.decode()
    browser.post(url, {"key": "f3", "why": "Röjd."})
    shown = browser.get(reverse("peers")).content.decode()
    assert "Spärrad" in shown
    assert "Röjd." in shown


def links_of(user, browser, peer):
    """What the page offers ``user`` to do with a peer, as the names of the addresses."""
    shown = browser(user).get(reverse("peers")).content.decode()
    ways = {"move_peer": peer.pk, "new_peer_key": peer.pk, "revoke_peer_key": peer.keys.get().pk}
    return {name for name, which in ways.items() if reverse(name, args=[which]) in shown}


def secretary_of(organisation):
    post = people.NewPost(Role.SECRETARY, organisation.pk)
    new = people.NewUser(f"o{organisation.pk}@prov.example", "Vera Ask", None, (post,))
    return people.add_user(SETUP, new, key=f"hela/{organisation.pk}")


def test_the_page_offers_only_what_the_reader_may_do(cast, other, head, head_user, own):
    away = actions.add_peer(head, new_peer(cast, other), key="k")
    assert links_of(head_user, cast.browser, own) == {"new_peer_key", "revoke_peer_key"}
    assert links_of(head_user, cast.browser, away) == {
        "move_peer",
        "new_peer_key",
        "revoke_peer_key",
    }
    # Whose organisation lives elsewhere sees both, and may do nothing with either
    stranger = secretary_of(cast.neighbour)
    for peer in (own, away):
        assert links_of(stranger, cast.browser, peer) == set()


def test_what_is_offered_is_what_is_allowed(cast, other, head, head_user, own):
    away = actions.add_peer(head, new_peer(cast, other), key="k")
    for actor in (SETUP, head, actor_for(secretary_of(cast.neighbour)), cast.owner):
        allowed = {
            one.pk
            for one in (own, away)
            if actions.may_manage(actor, one.organisation_id, is_local=one.is_local)
        }
        assert actions.may_manage_of(actor, [own, away]) == allowed


def test_the_page_asks_as_many_questions_for_many_peers(
    cast, other, head_user, django_assert_max_num_queries
):
    actions.add_peer(SETUP, new_peer(cast, other), key="k")
    actions.add_peer(SETUP, actions.NewPeer(cast.town.pk, TOWN), key="k2")
    for number in range(6):
        new = actions.NewKey(
            Peer.objects.first().pk, OtherTown().public_key, clock.today(), clock.today()
        )
        actions.add_key(SETUP, new, key=f"n{number}")
    browser = cast.browser(head_user)
    with django_assert_max_num_queries(6):
        browser.get(reverse("peers"))
