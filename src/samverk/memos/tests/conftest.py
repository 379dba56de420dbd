"""The shared cast, with an officer who writes, a head who approves, and a memo in a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from samverk.foundation import people
from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP, Cast, cast, the_day
from samverk.memos import actions
from samverk.memos.content import Names, Points, Words
from samverk.memos.queries import version_of
from samverk.registry import actions as registry
from samverk.registry.models import Case
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point
from samverk.rules.memos.standing import Verdict

__all__ = ["cast", "the_day"]
PROVISION = "OSL 26 kap. 1 §"


@dataclass
class Office:
    """The social board's office: its case, and who works there."""

    cast: Cast
    case: Case
    officer_user: User
    head_user: User

    @property
    def officer(self) -> Actor:
        return actor_for(self.officer_user)

    @property
    def head(self) -> Actor:
        return actor_for(self.head_user)


def user(name, role, body):
    email = f"{name.split(maxsplit=1)[0].lower()}@prov.example"
    new = people.NewUser(email, name, None, (people.NewPost(role, body.organisation_id, body.pk),))
    return people.add_user(SETUP, new, key=f"scen/{email}")


@pytest.fixture
def office(cast, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    new = registry.NewCase(cast.board.pk, "Förnyat medlemskap", date(2024, 3, 1))
    case = registry.open_case(SETUP, new, key="kontor/ärende")
    return Office(
        cast,
        case,
        user("Olle Ångman", Role.OFFICER, cast.board),
        user("Karin Ek", Role.HEAD, cast.board),
    )


def begin(office, title="Förnyat medlemskap", *, key="ny", **more):
    return actions.begin_memo(
        office.officer, actions.NewMemo(office.case.pk, title, **more), key=key
    )


@pytest.fixture
def memo(office):
    return begin(office)


@pytest.fixture
def secret(office):
    return begin(office, "Individärende", hidden=actions.Hidden(PROVISION, "Barnet Nilsson"))


def save(office, memo, part, content, *, version=0, key=None, who=None):
    new = actions.NewPart(part, content, version)
    given = key or f"{memo.pk}/{part}/{version}"
    return actions.save_part(who or office.officer, memo, new, key=given)


def fill(office, memo, *points, text="Förbundet har ändrat sitt uppdrag.") -> None:
    """Write what a memo needs to be sent."""
    given = points or (Point("Beslutet om utträde upphävs.", office.cast.council.pk),)
    save(office, memo, Part.BACKGROUND, Words(text))
    save(office, memo, Part.PROPOSAL, Points(given))
    save(office, memo, Part.RECIPIENTS, Names(("Kommunfullmäktige",)))


def send(office, memo, *, key="skicka", note=""):
    return actions.send_for_approval(office.officer, memo, note, key=key)


def answer(office, memo, number=1, *, verdict=Verdict.APPROVED, remark="", key="besked", who=None):
    version = version_of(memo.pk, number)
    return actions.judge_version(
        who or office.head, version, actions.Answer(verdict, remark), key=key
    )


@pytest.fixture
def approved(office, memo):
    fill(office, memo)
    send(office, memo)
    answer(office, memo)
    return memo
