"""Whom a link in a letter is of, what they follow, and where their letters go."""

from __future__ import annotations

import unicodedata
import uuid
from datetime import timedelta

from django.core import signing
from django.db.models import QuerySet

from samverk.foundation.errors import NotFoundError
from samverk.foundation.sealing import search_key, unseal
from samverk.publishing.models import Follower, Subscription
from samverk.publishing.queries.following import Target

# Of no body: what is sealed here has a key of its own beside those of the authorities' persons
NOBODYS = 0
CONFIRM_WITHIN = timedelta(hours=48)
BAD_LINK = "Länken är inte hel, eller så gäller den inte längre. Öppna den igen ur brevet."
# The link to all that somebody follows is shut after so long, and when they end something
OWN_WITHIN = timedelta(days=30)
_SALT = "samverk.publishing.following."
# What a link is for: to confirm, to end one subscription, and to see them all
CONFIRM, END, OWN = "confirm", "end", "own"


def address_digest(address: str) -> str:
    """Digest an address to find it by, however it is written; with a key that is not in the database."""
    local, _, domain = unicodedata.normalize("NFC", address.strip()).rpartition("@")
    try:
        host = domain.encode("idna").decode()
    except UnicodeError:
        host = domain
    return search_key(NOBODYS, f"följare {local.lower()}@{host.lower()}")


def place(follower: Follower) -> str:
    """Name the row that an address is sealed for."""
    return f"publishing_follower/{follower.pk}"


def address_of_follower(follower: Follower) -> str:
    """Open the address that letters go to."""
    sealed = unseal(bytes(follower.key), NOBODYS, place(follower), bytes(follower.sealed))
    return str(sealed["address"])


def target_of(subscription: Subscription) -> Target:
    """Give what a subscription follows."""
    return Target(subscription.what, subscription.subject, subscription.query)


def signed(purpose: str, whose: uuid.UUID) -> str:
    """Make the last part of a link: whose row it is of, signed for one purpose."""
    return _signer(purpose).sign(whose.hex)


def opened_link(purpose: str, token: str) -> uuid.UUID:
    """Read a link's last part. Raises NotFoundError for one that is changed or too old.

    The one that ends a subscription holds for as long as there are letters that have it.
    """
    signer = _signer(purpose)
    try:
        text = signer.unsign(token, max_age=CONFIRM_WITHIN if purpose == CONFIRM else None)
        return uuid.UUID(text)
    except (signing.BadSignature, ValueError) as fault:
        raise NotFoundError(BAD_LINK) from fault


def signed_own(follower: Follower) -> str:
    """Make the last part of the link to all that somebody follows."""
    return _signer(OWN).sign(f"{follower.pk.hex}-{follower.ended}")


def opened_own(token: str) -> uuid.UUID | None:
    """Read whose all that is; None when the link is shut. Raises NotFoundError for one that is changed.

    A link from before something was ended has the number that was then; one of old has none.
    """
    signer = _signer(OWN)
    try:
        whole = signer.unsign(token)
        pk, _, ended = whole.partition("-")
        follower, number = uuid.UUID(pk), int(ended or 0)
    except (signing.BadSignature, ValueError) as fault:
        raise NotFoundError(BAD_LINK) from fault
    try:
        signer.unsign(token, max_age=OWN_WITHIN)
    except signing.SignatureExpired:
        return None
    held = Follower.objects.filter(pk=follower).values_list("ended", flat=True).first()
    return None if held is not None and held != number else follower


def follower_of(address: str) -> Follower | None:
    """Find whoever an address is of, when it follows something; None for all others."""
    rows = Follower.objects.filter(digest=address_digest(address))
    return rows.filter(subscriptions__confirmed_at__isnull=False).first()


def _signer(purpose: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"{_SALT}{purpose}", sep=".")


def subscription_of(pk: uuid.UUID) -> Subscription | None:
    """Find a subscription; None when it has ended."""
    return Subscription.objects.filter(pk=pk).first()


def confirmed_by(follower: uuid.UUID) -> QuerySet[Subscription]:
    """Choose what an address follows."""
    rows = Subscription.objects.filter(follower=follower, confirmed_at__isnull=False)
    return rows.order_by("confirmed_at", "pk")
