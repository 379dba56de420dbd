"""The shared cast, and a board and a council with people in their seats."""

from __future__ import annotations

from datetime import date, time

from samverk.directory import actions as directory
from samverk.directory.models import Person
from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP, Cast, cast, the_day
from samverk.meetings import actions
from samverk.meetings.models import Meeting
from samverk.meetings.queries import item_by_id, meeting_by_id
from samverk.project.testing.stages import kept

__all__ = ["cast", "the_day"]
DAY = date(2024, 3, 15)
MEMBERS = ("Asta Ek", "Bo Lind", "Cia Alm", "Dan Rönn", "Eva Hägg")
SUBSTITUTES = ("Folke Ask", "Greta Pil")


def fill(body, *, parties=("S", "M")):
    """Give a body five members and two substitutes."""
    for party in parties:
        directory.add_party(SETUP, party, f"Partiet {party}", key=f"parti/{party}")
    terms = directory.NewTerms(body.pk, date(2023, 1, 1), "Reglementet", 5, 2, calling_days=5)
    directory.set_terms(SETUP, terms, key=f"villkor/{body.pk}")
    people = [(name, False) for name in MEMBERS] + [(name, True) for name in SUBSTITUTES]
    for number, (name, substitute) in enumerate(people, start=1):
        seat = number - len(MEMBERS) if substitute else number
        role = "chair" if number == 1 else "substitute" if substitute else "member"
        new = directory.NewHolding(
            body.pk, seat, substitute, name, parties[number % 2], role, date(2023, 1, 1)
        )
        directory.fill_seat(SETUP, new, key=f"plats/{body.pk}/{number}")


def person(name):
    """The id of one of the people."""
    return Person.objects.get(name=name).pk


def occasion(**more):
    """When and where the board meets."""
    return actions.Occasion(**({"day": DAY, "starts_at": time(13), "place": "Stora salen"} | more))


def again(meeting):
    """The meeting as it is now."""
    return meeting_by_id(meeting.pk)


@kept
def seated(cast: Cast) -> Cast:
    """The cast, with people in the social board's seats."""
    fill(cast.board)
    return cast


@kept
def meeting(seated: Cast) -> Meeting:
    """A planned meeting of the social board, today."""
    made = actions.plan_meeting(seated.owner, seated.board.pk, occasion(), key="möte")
    return meeting_by_id(made.pk)


@kept
def opened(seated: Cast, meeting: Meeting) -> Meeting:
    """The meeting, opened by its chair."""
    actions.open_meeting(seated.owner, meeting, person("Asta Ek"), "Maj Ekedal", key="öppna")
    return meeting_by_id(meeting.pk)


def roll(cast, meeting, *names, key="upprop"):
    """Call the roll: those named are in the room."""
    arrivals = [actions.Arrival(person(name)) for name in names]
    return actions.call_roll(cast.owner, meeting, arrivals, key=key)


def note(cast, meeting, kind, name, *, key=None, **more):
    """Note what happened to somebody's presence."""
    new = actions.NewPresence(kind, person(name), **more)
    return actions.record_presence(cast.owner, meeting, new, key=key or f"{kind}/{name}")


def add(cast, meeting, title, **more):
    """Put an item last on the agenda."""
    return actions.add_item(cast.owner, meeting, actions.ItemFacts(title, **more), key=title)


def handle(cast, meeting, title, **more):
    """Put an item on the agenda and take it up."""
    made = add(cast, meeting, title, **more)
    actions.take_up(cast.owner, made, key=f"upp/{title}")
    return item_by_id(made.pk)


def settle(cast, item, *, key=None):
    """Note an item's outcome."""
    return actions.settle_item(cast.owner, item, ["Antecknas."], key=key or f"utgång/{item.pk}")


def draft(cast, item, *points):
    """Note the prepared proposal of an item."""
    given = points or ("Taxan höjs.", "Beslutet gäller från 1 juli.")
    actions.set_draft(cast.owner, item, "förvaltningens förslag", given, key=f"förslag/{item.pk}")


def move(cast, item, kind, name="Bo Lind", **more):
    """Let somebody put a proposal."""
    new = actions.NewMotion(kind, person(name), **more)
    return actions.make_motion(cast.owner, item, new, key=f"{item.pk}/{kind}/{name}")


def step(cast, item, kind, at, **data):
    """Take a step on the way to the decision."""
    new = actions.NewStep(kind, at, data)
    return actions.take_step(cast.owner, item, new, key=f"{item.pk}/{kind}/{at}")


def vote(cast, item, at, *choices, key="röst", names=MEMBERS):
    """Hold an open vote: the members' votes in the order of their seats."""
    ballots = dict(zip((person(n) for n in names), choices, strict=False))
    return actions.hold_vote(cast.owner, item, at, ballots, key=key)


def contested(cast, item):
    """A rejection moved, the order approved, and a vote asked for on the main question."""
    move(cast, item, "rejection")
    step(cast, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(cast, item, "Found", "main/1/find", won="base")
    step(cast, item, "VoteRequested", "main/1/confirm", by="Bo Lind")


def account(body, name, *, role=Role.MEMBER):
    """An account of its own for one of the people, bound to them: the user that logs in."""
    post = people.NewPost(role, body.organisation_id, body.pk)
    email = f"{name.replace(' ', '.').lower()}@prov.example"
    user = people.add_user(SETUP, people.NewUser(email, name, None, (post,)), key=f"konto/{name}")
    new = directory.NewBinding(person(name), user.pk, DAY)
    directory.bind_account(SETUP, body.pk, new, key=f"koppling/{name}")
    return User.objects.get(pk=user.pk)


def actor(user):
    """Who the user is now: with the roles and the person that the account has today."""
    return actor_for(User.objects.get(pk=user.pk))
