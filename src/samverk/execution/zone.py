"""The way into the register: a right at one board, its compartment, and a note of what is read.

What is missing, another board's or hidden raises one and the same NotFoundError.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from samverk.directory import queries as directory
from samverk.execution.models import GrantedDecision
from samverk.execution.records import Concerned, concerned
from samverk.execution.walls import reading, unread
from samverk.foundation.actors import Actor, Role
from samverk.foundation.errors import NotAllowedError, NotFoundError
from samverk.foundation.permissions import (
    OF_EXECUTION,
    Right,
    may,
    organisations_where,
    require,
)
from samverk.foundation.reads import note_read, noting
from samverk.foundation.tracing import NEARER, Mark, by_right, ground, reading_mark
from samverk.rules.unexecuted.handling import Handler

MISSING = "Sidan finns inte."
LOGIN = "Logga in för att arbeta med registret."
OFFICER = ground("execution_officer", "för registret över ej verkställda beslut")
REPORTER = ground("main_reporter", "rapporterar ej verkställda beslut")
REVIEWER = ground("log_review", "granskar läsloggen")
ARCHIVE = ground("archive", "beslutar om gallring")
NAMED = ground("named_handler_of_decision", "namngiven handläggare för beslutet")
BY_ROLE = {
    Role.EXECUTION_OFFICER: OFFICER,
    Role.MAIN_REPORTER: REPORTER,
    Role.LOG_AUDITOR: REVIEWER,
    Role.ARCHIVIST: ARCHIVE,
}
# Found while the line is written: a list of hundreds costs no question more
BY_NAME = f"""
(SELECT '{NAMED}' FROM execution_registerhandler h
 JOIN execution_registerprotection p ON p.decision_id = h.decision_id AND p.lifted_at IS NULL
 WHERE h.decision_id = read.id::uuid AND h.user_id = given.actor AND h.ended_at IS NULL LIMIT 1)
"""  # noqa: S608


def tell_of_named() -> None:
    """Let the log tell when it is a named handler who reads of somebody protected."""
    NEARER[GrantedDecision._meta.label] = BY_NAME


def mark_at(actor: Actor, organisation: int, body: int) -> Mark:
    """Mark a reading at a board: the roles used there, on what ground, and how it was read."""
    return reading_mark(actor, organisation, body, BY_ROLE, *OF_EXECUTION)


@dataclass(frozen=True, slots=True)
class Board:
    """A board that answers for its decisions (personuppgiftsansvarig nämnd): ids, and its name."""

    body: int
    organisation: int
    name: str


def board(body: int) -> Board:
    """Answer which board a body (id) is. Raises NotFoundError."""
    found = directory.body_ref(body)
    return Board(found.id, found.organisation, found.full_name)


def boards_of(actor: Actor, *rights: Right) -> list[int]:
    """List the bodies (ids) where somebody holds any of the rights (of the register, where none is named)."""
    asked = rights or tuple(OF_EXECUTION)
    held = {one.body: one.organisation for one in actor.roles if one.body is not None}
    return [
        body
        for body, organisation in held.items()
        if any(may(actor, right, organisation=organisation, body=body) for right in asked)
    ]


def boards_set_up(actor: Actor) -> list[int]:
    """List the bodies (ids) whose windows, limits and codes somebody sets without keeping the register."""
    kept = boards_of(actor)
    settable = directory.body_ids(organisations_where(actor, Right.SET_EXECUTION))
    return [one for one in settable if one not in kept]


def handler_at(actor: Actor, body: int) -> Handler:
    """Answer in what capacity somebody works with a board's register; the reporter before the officer."""
    return (
        Handler.REPORTER
        if body in boards_of(actor, Right.REPORT_EXECUTION)
        else Handler.CASE_OFFICER
    )


@contextmanager
def entered(actor: Actor, body: int, right: Right = Right.HANDLE_EXECUTION) -> Iterator[Board]:
    """Let somebody who has a right at a board into its compartment. Raises NotAllowedError.

    The system enters too, and meets no wall: it carries out what a file or the calendar says.
    """
    found = board(body)
    require(may(actor, right, organisation=found.organisation, body=body))
    opened = unread([body]) if actor.is_system else reading([body], actor.user)
    with opened, by_right(right):
        yield found


@contextmanager
def inside(actor: Actor, *rights: Right) -> Iterator[list[int]]:
    """Open every board (body ids) where somebody has one of the rights.

    A block that fails takes its notes with it. Raises NotAllowedError for who is not logged in.
    """
    if not actor.is_known:
        raise NotAllowedError(LOGIN)
    bodies = boards_of(actor, *rights)
    asked = rights or tuple(OF_EXECUTION)
    with (
        reading(bodies, actor.user),
        by_right(*asked),
        noting(actor, (), organisation=0, body=0),
    ):
        yield bodies


def decision_at(pk: uuid.UUID) -> GrantedDecision:
    """Find a decision in what is open. Raises NotFoundError, the same for one that is hidden."""
    rows = GrantedDecision.objects.select_related("controller__organisation", "stay_municipality")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFoundError(MISSING)
    return found


def who(actor: Actor, rows: Iterable[GrantedDecision]) -> dict[uuid.UUID, Concerned]:
    """Answer whom these decisions concern, by id; each is noted first. Their boards come with the rows."""
    found = list(rows)
    note(actor, found)
    return {row.pk: concerned(row) for row in found}


def note(actor: Actor, rows: Iterable[GrantedDecision]) -> None:
    """Note that somebody reads these decisions, before anything is told of whom they concern."""
    by_board: dict[tuple[int, int], list[GrantedDecision]] = defaultdict(list)
    for row in rows:
        by_board[row.controller.organisation_id, row.controller_id].append(row)
    for (organisation, body), some in by_board.items():
        mark = mark_at(actor, organisation, body)
        note_read(actor, some, organisation=organisation, body=body, mark=mark)
