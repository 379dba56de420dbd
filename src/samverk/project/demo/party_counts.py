"""What the demo's parties tell the federation by themselves, and the statistics of a year."""

from __future__ import annotations

from samverk.directory.queries import bodies, organisation_by_slug
from samverk.foundation import clock
from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions import (
    MonthAsked,
    YearAsked,
    book_days,
    publish_statistics,
    send_counts,
    send_waits,
)
from samverk.interventions.persons.queries.booked_days import federations_of, months_to_close
from samverk.project.demo.party_cast import PARTY_LOGINS
from samverk.project.demo.party_catalogue import GARDEN, WORKSHOP, code_of
from samverk.rules.periods import add_months

TOWNS = {"alingsas": WORKSHOP, "lerum": GARDEN}


def tell_counts() -> None:
    """Send each town's counts once for each year and the waits, and publish the first year."""
    this_year = clock.today().year
    for town, delivery in TOWNS.items():
        actor = actor_for(User.objects.get(email=_coordinator(town)))
        body = bodies(organisation=organisation_by_slug(town).id)[0].id
        for year in (this_year - 2, this_year - 1, this_year):
            send_counts(actor, body, year, key=f"demo/antal/{town}/{year}")
        asked = YearAsked(Delivery.objects.get(code=code_of(delivery)).pk, this_year - 2)
        publish_statistics(actor, body, asked, key=f"demo/statistik/{town}/{asked.year}")
        _book_days(actor, body, town)
    send_waits()


def _book_days(actor: Actor, body: int, town: str) -> None:
    """Close two months; the last that is over is left to whoever looks around."""
    federation = federations_of(organisation_by_slug(town).id)[0]
    this = clock.today().replace(day=1)
    for back in (3, 2):
        month = add_months(this, -back)
        if month in months_to_close(body, federation, this):
            asked = MonthAsked(federation, month)
            book_days(actor, body, asked, key=f"demo/dagar/{town}/{month}")


def _coordinator(town: str) -> str:
    return next(
        login.email
        for login in PARTY_LOGINS
        if any(post.role is Role.COORDINATOR and post.organisation == town for post in login.posts)
    )
