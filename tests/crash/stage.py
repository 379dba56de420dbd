"""Fills an installation with the least that is needed, through the real actions, and tells what is there.

Run in the installation's environment: prints one line of JSON, which ``Stage.read`` reads.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samverk.directory.models import Body, Organisation
    from samverk.foundation.models import User

CLIENTS_OF_EACH = 6
DIARIES = (("Byggnadsnämnden", "BN"), ("Kulturnämnden", "KN"))
# How each of the two boards that meet signs its minutes
BOARDS = (("Socialnämnden", "SN", "electronic"), ("Skolnämnden", "SKN", "paper"))
MEMBERS = ("Asta", "Bo", "Cia", "Dan", "Eva")
LONG_AGO = date(2023, 1, 1)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one client sits. ``session`` is its own, ``chair`` the session of who presides.

    ``day`` is the day of all that is done, also when a storm lasts past midnight.

    A registrar has a ``body`` and a ``case`` to put documents in; a secretary has ``meetings``.
    """

    session: str
    day: str
    body: int
    case: int = 0
    method: str = ""
    chair: str = ""
    chair_person: int = 0
    meetings: tuple[int, ...] = ()


def read_stage(line: str) -> list[Desk]:
    """Read what this module printed."""
    given = json.loads(line)
    return [Desk(**one | {"meetings": tuple(one["meetings"])}) for one in given]


def set_stage(meetings: int) -> list[Desk]:
    """Add the boards and their people; ``meetings`` open meetings for each secretary."""
    from samverk.directory import actions as directory
    from samverk.foundation.tests.cast import SETUP

    new = directory.NewOrganisation(
        "municipality", "Lillköpings kommun", "Lillköping", "lillkoping"
    )
    town = directory.add_organisation(SETUP, new, key="kommun")
    directory.add_party(SETUP, "S", "Partiet S", key="parti")
    desks = [desk for name, short in DIARIES for desk in _registrars(town, name, short)]
    for name, short, method in BOARDS:
        desks += _secretaries(town, name, short, method, meetings)
    return desks


def _body(town: Organisation, name: str, short: str, **laws: Any) -> Body:
    from samverk.directory import actions as directory
    from samverk.foundation.tests.cast import SETUP

    new = directory.NewBody(town.pk, "board", name, short)
    body = directory.add_body(SETUP, new, key=short)
    terms = directory.NewTerms(body.pk, LONG_AGO, "Reglementet", 5, 0, **laws)
    directory.set_terms(SETUP, terms, key=f"{short}/villkor")
    return body


def _registrars(town: Organisation, name: str, short: str) -> list[Desk]:
    from samverk.foundation.actors import Role
    from samverk.foundation.clock import today
    from samverk.foundation.tests.cast import SETUP
    from samverk.registry import actions

    body = _body(town, name, short)
    new = actions.NewCase(body.pk, "Inkomna skrivelser", today())
    case = actions.open_case(SETUP, new, key=f"{short}/ärende").pk
    accounts = [_account(body, f"{short}-{n}", Role.REGISTRAR) for n in range(CLIENTS_OF_EACH)]
    day = today().isoformat()
    return [Desk(_session(account), day, body.pk, case) for account in accounts]


def _secretaries(
    town: Organisation, name: str, short: str, method: str, meetings: int
) -> list[Desk]:
    from samverk.foundation.actors import Role
    from samverk.foundation.clock import today

    laws = {"adjusters": 0, "adjustment_form": method, "immediate_adjustment": "meeting"}
    body = _body(town, name, short, **laws)
    people = _seated(body, short)
    chair = _session(_chair(body, people[0], short))
    desks = []
    for number in range(CLIENTS_OF_EACH):
        own = _session(_account(body, f"{short}-{number}", Role.SECRETARY))
        own_meetings = range(number, meetings * CLIENTS_OF_EACH, CLIENTS_OF_EACH)
        held = tuple(_meeting(body, people, at) for at in own_meetings)
        day = today().isoformat()
        desks.append(Desk(own, day, body.pk, 0, method, chair, people[0], held))
    return desks


def _seated(body: Body, short: str) -> list[int]:
    """Give a body five members, of whom the first presides; answer their ids."""
    from samverk.directory import actions as directory
    from samverk.directory.models import Person
    from samverk.foundation.tests.cast import SETUP

    names = [f"{first} i {short}" for first in MEMBERS]
    for seat, name in enumerate(names, start=1):
        role = "chair" if seat == 1 else "member"
        new = directory.NewHolding(body.pk, seat, False, name, "S", role, LONG_AGO)
        directory.fill_seat(SETUP, new, key=f"{short}/plats/{seat}")
    return [Person.objects.get(name=name).pk for name in names]


def _meeting(body: Body, people: list[int], minute: int) -> int:
    """Hold a meeting open, with everybody in the room; answer its id. No two begin the same minute."""
    from samverk.foundation.clock import today
    from samverk.foundation.tests.cast import SETUP
    from samverk.meetings import actions

    name, begins = f"{body.pk}/{minute}", time(minute // 60, minute % 60)
    when = actions.Occasion(day=today(), starts_at=begins, place="Stora salen")
    made = actions.plan_meeting(SETUP, body.pk, when, key=f"{name}/möte")
    actions.open_meeting(SETUP, made, people[0], "Maj Ekedal", key=f"{name}/öppna")
    arrivals = [actions.Arrival(one) for one in people]
    actions.call_roll(SETUP, made, arrivals, key=f"{name}/upprop")
    return made.pk


def _account(body: Body, name: str, role: Any) -> User:
    from samverk.foundation import people
    from samverk.foundation.tests.cast import SETUP

    post = people.NewPost(role, body.organisation_id, body.pk)
    new = people.NewUser(f"{name.lower()}@prov.test", name, None, (post,))
    return people.add_user(SETUP, new, key=f"konto/{name}")


def _chair(body: Body, person: int, short: str) -> User:
    from samverk.directory import actions as directory
    from samverk.foundation.actors import Role
    from samverk.foundation.clock import today
    from samverk.foundation.tests.cast import SETUP

    user = _account(body, f"{short}-ordforande", Role.MEMBER)
    new = directory.NewBinding(person, user.pk, today())
    directory.bind_account(SETUP, body.pk, new, key=f"{short}/koppling")
    return user


def _session(user: User) -> str:
    """Log somebody in; answer the cookie."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps([asdict(desk) for desk in set_stage(int(sys.argv[1]))]) + "\n")
