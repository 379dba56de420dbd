"""The secret address of the year's calendar: made, replaced and closed."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from samverk.federation.models import CalendarLink
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import Right, may, require
from samverk.foundation.seals.canonical import digest

LINK_MADE = acts.kind("federation.calendar_link_made", "Kalenderlänk skapad")
LINK_CLOSED = acts.kind("federation.calendar_link_closed", "Kalenderlänk stängd")
SALT = "samverk.federation.calendar"


def make_calendar_link(actor: Actor, federation: int, *, key: str) -> str:
    """Make a new last part of the calendar's address; the one before stops working.

    It is not stored, only its digest: the same form sent again answers the same.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=federation))
    token = salted_hmac(SALT, f"{federation}/{key}", algorithm="sha256").hexdigest()[:40]
    act = acts.Act(actor, LINK_MADE, key, federation, content=federation)
    acts.carry_out(
        act,
        lambda: CalendarLink.objects.create(federation_id=federation, digest=digest(token)),
    )
    return token


def close_calendar_link(actor: Actor, federation: int, *, key: str) -> CalendarLink:
    """Close the calendar's address: whoever fetches it gets nothing more."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=federation))
    act = acts.Act(actor, LINK_CLOSED, key, federation, content=federation)
    return acts.carry_out(
        act, lambda: CalendarLink.objects.create(federation_id=federation, digest="")
    )
