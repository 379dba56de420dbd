"""The matrix of who may what about persons: each cell with the answer that the law asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from samverk.foundation.actors import Role
from tests.security.doors import DOORS, REVIEWS, WORK, Door
from tests.security.four import (
    FOLLOWS_BESIDE,
    FOLLOWS_HERE,
    HANDLER,
    NAMED_THERE,
    NAMED_WORKER,
    RECEIVES_BESIDE,
    RECEIVES_HERE,
    WHOLE,
    Home,
)

PUBLIC = "allmänheten"
OWN, FOREIGN, HIDDEN, MISSING, MIXED = "own", "foreign", "hidden", "missing", "mixed"
ANSWERED, LOGIN, GONE, NO_SENDING = "answered", 403, 404, 405
# What is answered to whoever may: a page, a page that leads on, or a form that lacks its answers
GOOD = {"GET": {200, 302}, "POST": {200, 400}}
# Asks for the status at the end first, whatever is sent
LEADS_ON = {"end_participation"}
COMES = {"came", "entry", "participation", "measurement", "goal"}
# Whom each is named for: at the authority that refers, and where the person comes
NAMED = {
    HANDLER: {"person", "consent", "sent", "support"},
    NAMED_THERE: COMES,
    NAMED_WORKER: COMES,
    Role.COORDINATOR.value: COMES,
}
ROLES = {
    **{role.value: role for role in Role},
    HANDLER: Role.REFERRER,
    NAMED_THERE: Role.RECEIVER,
    NAMED_WORKER: Role.CASE_WORKER,
    RECEIVES_HERE: Role.RECEIVER,
    FOLLOWS_HERE: Role.CASE_WORKER,
    RECEIVES_BESIDE: Role.RECEIVER,
    FOLLOWS_BESIDE: Role.CASE_WORKER,
}
# Whose role is limited: to the delivery that everything here is of, or to another of the authority
HERE, BESIDE = (RECEIVES_HERE, FOLLOWS_HERE), (RECEIVES_BESIDE, FOLLOWS_BESIDE)
# What is of no delivery: the pages of one's work, the search, and what opens in an emergency
OF_NO_DELIVERY = {"", "body"}
# The person who was referred from here has come to no delivery of the authority
OF_THE_SENDER = {"person", "consent"}
OF_PERSONS = tuple(role.value for role in (*sorted(WORK, key=lambda r: r.name), REVIEWS))
OTHERS = (*(role.value for role in Role if role.value not in OF_PERSONS), WHOLE)
# What the web keeps of its own: who is logged in, how often somebody has tried, and who was refused
TRACES = ("django_session", "foundation_shared_cache", "foundation_auditevent")
WRITTEN = """
SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables
WHERE relname <> ALL (%s)
"""


@dataclass(frozen=True)
class Cell:
    """One question (ruta): who, at which authority (number), which door, of what, how."""

    home: int
    who: str
    door: Door
    case: str
    method: str

    def __str__(self) -> str:
        return f"{self.method} {self.door.name} {self.case}: {self.who} {self.home}"

    @property
    def expected(self) -> object:
        """What the law answers: ANSWERED, or the status of the refusal."""
        door, role = self.door, ROLES.get(self.who)
        if self.who == PUBLIC:
            return LOGIN
        if door.reads and self.method == "POST":
            return NO_SENDING
        if not door.of:
            return ANSWERED if role in door.roles else LOGIN
        passes = role in door.roles and self._is_met() and self._is_within()
        return ANSWERED if passes else GONE

    @property
    def may_note(self) -> bool:
        """Answer whether it is noted that somebody is read about: by whoever has the right to."""
        known = self.case in (OWN, HIDDEN) and ROLES.get(self.who) in self.door.roles
        return known and self._is_within()

    def _is_within(self) -> bool:
        """Answer whether it is of a delivery that a limited role reaches."""
        if self.who in BESIDE:
            return self.door.of in OF_NO_DELIVERY
        return self.who not in HERE or self.door.of not in OF_THE_SENDER

    def _is_met(self) -> bool:
        """Answer whether whoever has the role meets the thing at all."""
        if self.case == OWN:
            return not self.door.needs_protection
        if self.case == HIDDEN:
            # A log names nobody: its auditor reads of everybody in it
            reviews = self.who == REVIEWS.value
            return reviews or self.door.of in NAMED.get(self.who, ())
        return False


def cells(homes: int) -> Iterator[Cell]:
    """Give every cell of so many authorities."""
    for home in range(homes):
        for who in OF_PERSONS:
            yield from _row(home, who, (OWN, FOREIGN, HIDDEN, MISSING, MIXED))
        for who in (HANDLER, NAMED_THERE, NAMED_WORKER):
            yield from _row(home, who, (HIDDEN,))
        for who in (*HERE, *BESIDE):
            yield from _row(home, who, (OWN, HIDDEN, MIXED))
        # Roles of the open zone have nothing here: they read at every other authority, and send there
        for who in OTHERS:
            yield from _row(home, who, (OWN,), (("GET",), ("POST",))[home % 2])
        yield from _row(home, PUBLIC, (OWN, HIDDEN) if home == 0 else (OWN,))


def _row(
    home: int, who: str, cases: tuple[str, ...], methods: tuple[str, ...] = ("GET", "POST")
) -> Iterator[Cell]:
    for door in DOORS:
        for case in filter(lambda case: _is_case(door, case), cases):
            for method in methods:
                if method == "GET" or case == OWN or not (door.reads or case == MISSING):
                    yield Cell(home, who, door, case, method)


def _is_case(door: Door, case: str) -> bool:
    if not door.of:
        return case == OWN
    if case == MIXED:
        return door.of == "body delivery"
    return case != HIDDEN or door.hides


def things_of(cell: Cell, homes: list[Home]) -> dict[str, Any]:
    """Give what a cell's address is filled with."""
    here, there = homes[cell.home], homes[(cell.home + 1) % len(homes)]
    match cell.case:
        case "own":
            return here.shown
        case "foreign":
            # Of the authority that one refers to: nobody is nearer. Every other one is hidden there
            return there.hidden if cell.method == "POST" and cell.door.hides else there.shown
        case "hidden":
            return here.hidden
        case "mixed":
            return {"body": here.body.pk, "delivery": there.delivery.pk}
    return {}


def ask(client: Client, cell: Cell, homes: list[Home]) -> HttpResponse:
    """Ask what a cell asks; a form is sent without its answers."""
    address = cell.door.address(things_of(cell, homes))
    return client.get(address) if cell.method == "GET" else client.post(address, {})


def written() -> int:
    """Count the rows that this transaction has written, also such as were taken back."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [list(TRACES)])
        return int(cursor.fetchone()[0])
