"""A board whose minutes are ready to be adjusted, and the accounts of those who adjust them."""

from __future__ import annotations

from datetime import date

from samverk.directory import actions as directory
from samverk.foundation import people
from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AccountBinding, User
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.queries import item_by_id, stage_by_id
from samverk.meetings.tests.conftest import MEMBERS, again, handle, person, roll

CHAIR, ADJUSTER = "Asta Ek", "Bo Lind"


def account(cast, name, role=Role.MEMBER) -> User:
    """Let a person have an account of their own."""
    email = f"{name.split()[0].lower()}@styrelsen.example"
    post = people.NewPost(role, cast.town.pk, cast.board.pk)
    user = people.add_user(SETUP, people.NewUser(email, name, None, (post,)), key=f"konto/{name}")
    AccountBinding.objects.create(user=user, person_id=person(name), from_date=date(2023, 1, 1))
    return user


def acting(user: User) -> Actor:
    return actor_for(User.objects.get(pk=user.pk))


def by_laws(cast, **more):
    """By-laws that ask for one adjuster beside the chair."""
    given = {"adjusters": 1, "adjustment_form": "electronic"} | more
    terms = directory.NewTerms(cast.board.pk, date(2024, 3, 1), "Reglementet § 9", 5, 2, **given)
    return directory.set_terms(SETUP, terms, key="villkor/justering")


def held(cast, meeting, *titles, ended=True, **more):
    """Hold the meeting: each item handled and decided, Bo Lind chosen to adjust, and it ended."""
    roll(cast, meeting, *MEMBERS)
    for title in titles or ("Taxan",):
        item = handle(cast, meeting, title, **more)
        actions.settle_item(cast.owner, item, [f"{title} godkänns."], key=f"utgång/{title}")
        actions.set_recipients(cast.owner, item, ["Kansliet"], key=f"mottagare/{title}")
    actions.choose_adjusters(cast.owner, meeting, [person(ADJUSTER)], key="justerare")
    if ended:
        actions.end_meeting(cast.owner, again(meeting), key="slut")
    return again(meeting)


def send(cast, meeting, method="electronic", *, key="skicka"):
    made = actions.send_for_adjustment(cast.owner, again(meeting), method, key=key)
    return stage_by_id(made.pk)


def sign(actor, stage, name, *, key=None):
    return actions.sign_minutes(
        actor,
        stage.adjustment,
        person(name),
        key=key or f"underskrift/{stage.adjustment.pk}/{name}",
    )


def adjust(cast, meeting):
    """Send the minutes and let both sign."""
    stage = send(cast, meeting)
    sign(SETUP, stage, CHAIR)
    sign(SETUP, stage, ADJUSTER)
    return stage_by_id(stage.adjustment.pk)


def fresh(item):
    return item_by_id(item.pk)
