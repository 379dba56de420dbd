"""The people and places that access tests are told with, all invented.

Lillköping has a council, a social board and a school board; Norrvik is the neighbour. Each board
is an authority of its own, so the colleague on the school board is as shut out of the social
board's secrets as the outsider in Norrvik.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
from django.test import Client

from samverk.directory import actions as directory
from samverk.directory.models import Body, Organisation
from samverk.foundation import people
from samverk.foundation.actors import PUBLIC, Actor, Role, system
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.project.testing.readers import ReaderClient
from samverk.project.testing.stages import kept

TODAY = date(2024, 3, 15)
SETUP = system("Testerna")


@dataclass(frozen=True)
class Cast:
    """Who and where; ``owner``, ``colleague`` and ``outsider`` are board secretaries."""

    town: Organisation
    neighbour: Organisation
    council: Body
    board: Body
    other_board: Body
    neighbour_board: Body
    owner_user: User
    colleague_user: User
    outsider_user: User
    member_user: User

    @property
    def owner(self) -> Actor:
        """Secretary of the social board and the council in Lillköping."""
        return actor_for(self.owner_user)

    @property
    def colleague(self) -> Actor:
        """Secretary of the school board in Lillköping."""
        return actor_for(self.colleague_user)

    @property
    def outsider(self) -> Actor:
        """Secretary of the social board in Norrvik."""
        return actor_for(self.outsider_user)

    @property
    def member(self) -> Actor:
        """Elected member of the social board in Lillköping."""
        return actor_for(self.member_user)

    @property
    def strangers(self) -> tuple[Actor, ...]:
        """Everybody who may not write for the social board."""
        return (PUBLIC, self.member, self.colleague, self.outsider)

    def browser(self, user: User | None = None) -> Client:
        """Open a browser, logged in as ``user``, or as somebody without a role."""
        client = ReaderClient()
        if user is not None:
            client.force_login(user)
        return client


@pytest.fixture
def the_day() -> Iterator[date]:
    """Let the clock stand at noon on the fifteenth of March 2024."""
    with time_machine.travel("2024-03-15T12:00:00+01:00", tick=False):
        yield TODAY


@kept
def cast(db: None, the_day: date) -> Cast:
    """Set the stage."""
    return set_stage()


def set_stage() -> Cast:
    """Add the organisations, their bodies and the people."""
    town = _organisation("Lillköpings kommun", "Lillköping")
    neighbour = _organisation("Norrviks kommun", "Norrvik")
    council = _body(town, "council", "Kommunfullmäktige", "KF")
    board = _body(town, "board", "Socialnämnden", "SN")
    other_board = _body(town, "board", "Skolnämnden", "SKN")
    neighbour_board = _body(neighbour, "board", "Socialnämnden", "SN")
    return Cast(
        town,
        neighbour,
        council,
        board,
        other_board,
        neighbour_board,
        _user("Maj Ekedal", Role.SECRETARY, board, council),
        _user("Nils Hallvarn", Role.SECRETARY, other_board),
        _user("Ulla Fjärdvik", Role.SECRETARY, neighbour_board),
        _user("Tage Brunnskog", Role.MEMBER, board),
    )


def _organisation(name: str, short_name: str) -> Organisation:
    slug = short_name.lower().replace("ö", "o")
    new = directory.NewOrganisation("municipality", name, short_name, slug)
    return directory.add_organisation(SETUP, new, key=f"scen/{slug}")


def _body(organisation: Organisation, kind: str, name: str, abbreviation: str) -> Body:
    new = directory.NewBody(organisation.pk, kind, name, abbreviation)
    return directory.add_body(SETUP, new, key=f"scen/{organisation.slug}/{name}")


def _user(name: str, role: Role, *bodies: Body) -> User:
    posts = tuple(people.NewPost(role, body.organisation_id, body.pk) for body in bodies)
    email = f"{name.split(maxsplit=1)[0].lower()}@prov.example"
    new = people.NewUser(email, name, None, posts)
    return people.add_user(SETUP, new, key=f"scen/{email}")
