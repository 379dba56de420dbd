"""Following by e-mail: asked for by anybody, confirmed by whoever reads the address's post, and ended.

Whoever asks gets the same answer whether the address follows something or not: what there is to say
is said in a letter to it. The links in the letters are signed; who holds one may do what it is for.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db.models import F, QuerySet
from procrastinate.contrib.django import app as jobs

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.sealing import new_key, seal
from samverk.publishing.models import Follower, NewsLetter, Pace, Subscription
from samverk.publishing.queries.following import Target
from samverk.publishing.queries.subscribers import (
    CONFIRM_WITHIN,
    NOBODYS,
    address_digest,
    confirmed_by,
    follower_of,
    place,
)

ASKED = acts.kind("publishing.follow_asked", "Bevakning begärd", is_quiet=True)
CONFIRMED = acts.kind("publishing.follow_confirmed", "Bevakning bekräftad", is_quiet=True)
ENDED = acts.kind("publishing.follow_ended", "Bevakning avslutad", is_quiet=True)
ALL_ENDED = acts.kind("publishing.all_follows_ended", "Alla bevakningar avslutade", is_quiet=True)
LINK_ASKED = acts.kind("publishing.own_link_asked", "Länk till bevakningar begärd", is_quiet=True)
CONFIRM_JOB = "samverk.publishing.jobs.send_confirmation"
OWN_JOB = "samverk.publishing.jobs.send_own_link"
# Longer than the queue goes on trying
LETTERS_KEPT = timedelta(days=3)
MOST, TRIES = 50, 5
NO_POST = "E-post är inte inställt här, så ingen kan följa med e-post. Använd flödet i stället."
OLD_LINK = "Länken gäller inte längre. Be om en ny på sidan för det du vill följa."
TOO_MANY = f"Adressen följer redan {MOST} saker. Sluta följa något först."


@dataclass(frozen=True, slots=True)
class NewFollowing:
    """What somebody asks to follow, how often and where the letters go; ``site`` is "https://host"."""

    target: Target
    pace: str
    site: str
    address: str = field(repr=False)


def ask_to_follow(actor: Actor, asked: NewFollowing, *, key: str) -> None:
    """Keep that an address asks to follow something, and put a letter to it in the queue.

    Raises InputError when e-mail is not set up, for a pace that is none, and a domain that cannot be.
    """
    if not settings.EMAIL_HOST:
        raise InputError(NO_POST)
    if asked.pace not in set(Pace):
        raise InputError("Välj hur ofta du vill få brev.", field="pace")
    try:
        asked.address.rpartition("@")[2].encode("idna")
    except UnicodeError:
        raise InputError("Skriv en adress som finns.", field="address") from None
    digest = address_digest(asked.address)
    try:
        made = _ask(actor, asked, digest, key)
    except NotFoundError:
        # Sent again after all was ended: that is to ask anew
        made = _ask(actor, asked, digest, f"{key}/{uuid.uuid4()}")
    if made.follower.digest != digest:
        # Sent again with the address put right. No digest of it is kept with the key, so it is seen here
        _ask(actor, asked, digest, f"{key}/{uuid.uuid4()}")


def _ask(actor: Actor, asked: NewFollowing, digest: str, key: str) -> Subscription:
    def ask() -> Subscription:
        follower = _held_follower(digest, asked.address)
        made, _ = Subscription.objects.get_or_create(
            follower=follower,
            what=asked.target.what,
            subject=asked.target.subject,
            query=asked.target.query,
            defaults={"pace": asked.pace, "site": asked.site, "asked_at": clock.now()},
        )
        if made.confirmed_at is None:
            made.pace, made.site, made.asked_at = asked.pace, asked.site, clock.now()
            made.save(update_fields=["pace", "site", "asked_at"])
        jobs.configure_task(CONFIRM_JOB).defer(subscription=str(made.pk))
        return made

    return acts.carry_out(acts.Act(actor, ASKED, key), ask)


def _held_follower(digest: str, address: str) -> Follower:
    """Find whoever has an address, or keep it sealed; held until the transaction ends."""
    for _ in range(TRIES):
        row = Follower(digest=digest, key=new_key(NOBODYS))
        row.sealed = seal(bytes(row.key), NOBODYS, place(row), {"address": address})
        Follower.objects.bulk_create([row], ignore_conflicts=True)
        # Somebody who ends all meanwhile may have removed it between the two questions
        found = Follower.objects.select_for_update().filter(digest=digest).first()
        if found is not None:
            return found
    raise ConflictError("Något ändrades samtidigt. Skicka en gång till.")


def confirm_following(actor: Actor, subscription: uuid.UUID) -> Subscription:
    """Begin to follow, as whoever reads the address's post says. Doing it again changes nothing.

    Raises NotFoundError when nobody asked in the last two days, ConflictError past the most that one
    address follows.
    """
    since = clock.now() - CONFIRM_WITHIN

    def confirm() -> Subscription:
        asked = Subscription.objects.filter(pk=subscription).first()
        if asked is None:
            raise NotFoundError(OLD_LINK)
        # Whoever holds the follower holds all that it follows: two that confirm at once take turns
        Follower.objects.select_for_update().filter(pk=asked.follower_id).first()
        found = Subscription.objects.filter(pk=subscription).first()
        if found is None or (found.confirmed_at is None and found.asked_at < since):
            raise NotFoundError(OLD_LINK)
        if found.confirmed_at is None:
            if confirmed_by(found.follower_id).count() >= MOST:
                raise ConflictError(TOO_MANY)
            found.confirmed_at = clock.now()
            found.save(update_fields=["confirmed_at"])
        return found

    return acts.carry_out(acts.Act(actor, CONFIRMED, f"följ/{subscription}"), confirm)


def ask_for_link(actor: Actor, address: str, site: str, *, key: str) -> None:
    """Put a letter with a new link in the queue, to an address that follows something; else do nothing.

    Whoever asks is told nothing of it. Raises InputError when e-mail is not set up.
    """
    if not settings.EMAIL_HOST:
        raise InputError(NO_POST)
    if (found := follower_of(address)) is None:
        return

    def ask() -> Follower:
        jobs.configure_task(OWN_JOB).defer(follower=str(found.pk), site=site)
        return found

    try:
        acts.carry_out(acts.Act(actor, LINK_ASKED, key), ask)
    except NotFoundError:
        # Sent again after all was ended: there is nothing more to lead to
        return


def end_following(actor: Actor, subscription: uuid.UUID) -> None:
    """Remove a subscription, and its address when it was the last. Doing it again changes nothing."""
    _remove(actor, ENDED, Subscription.objects.filter(pk=subscription), f"sluta/{subscription}")


def end_all_following(actor: Actor, follower: uuid.UUID) -> None:
    """Remove an address and all that it follows. Doing it again changes nothing."""
    key = f"sluta/allt/{follower}"
    _remove(actor, ALL_ENDED, Subscription.objects.filter(follower=follower), key)


def _remove(actor: Actor, kind: str, rows: QuerySet[Subscription], key: str) -> None:
    whose = rows.values_list("follower", flat=True).first()
    if whose is None:
        return

    def remove() -> Follower:
        Follower.objects.select_for_update().filter(pk=whose).first()
        rows.delete()
        # Links that went out before lie in letters that others may have been sent on
        Follower.objects.filter(pk=whose).update(ended=F("ended") + 1)
        _remove_idle(Follower.objects.filter(pk=whose))
        return Follower(pk=whose)

    try:
        acts.carry_out(acts.Act(actor, kind, key), remove)
    except NotFoundError:
        # Somebody pressed twice: the first has removed it
        return


def _remove_idle(followers: QuerySet[Follower]) -> None:
    """Remove those who follow nothing, and have asked for nothing that waits."""
    followers.filter(subscriptions=None).delete()


def clear_following() -> None:
    """Remove what nobody confirmed in time, letters that nobody will send, and addresses left alone.

    Doing it again removes nothing more.
    """
    now = clock.now()
    Subscription.objects.filter(confirmed_at=None, asked_at__lt=now - CONFIRM_WITHIN).delete()
    NewsLetter.objects.filter(queued_at__lt=now - LETTERS_KEPT).delete()
    _remove_idle(Follower.objects.all())
