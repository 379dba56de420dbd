"""What the demo's party tells the federation by itself: Lerum's counts of this year and the last."""

from __future__ import annotations

from samverk.directory.queries import bodies, organisation_by_slug
from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.interventions.persons.actions import send_counts
from samverk.project.demo.party_cast import PARTY_LOGINS

TOWN = "lerum"


def tell_counts() -> None:
    """Send them once for each year, so that what a decision led to has counts to show."""
    email = next(
        login.email
        for login in PARTY_LOGINS
        if any(post.role is Role.COORDINATOR and post.organisation == TOWN for post in login.posts)
    )
    actor = actor_for(User.objects.get(email=email))
    body = bodies(organisation=organisation_by_slug(TOWN).id)[0].id
    this_year = clock.today().year
    for year in (this_year - 1, this_year):
        send_counts(actor, body, year, key=f"demo/antal/{year}")
