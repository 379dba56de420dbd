"""Whose turn it is when a place is free: who may be offered it, in order, and who is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from samverk.interventions import queries as catalogue
from samverk.interventions.persons.models import QueueEntry, QueueStep
from samverk.interventions.persons.queries.candidates import candidate_of
from samverk.interventions.persons.queries.queues import LAST_RANK
from samverk.interventions.persons.records import identity
from samverk.interventions.persons.walls import counting
from samverk.rules.interventions.eligibility import TestDay, is_in_force, try_candidate
from samverk.rules.interventions.queue import (
    InLine,
    QueueEvent,
    QueueState,
    TurnedDown,
    in_order,
    is_same_place,
)

NO = (QueueEvent.DECLINE, QueueEvent.NO_ANSWER)


@dataclass(frozen=True, slots=True)
class Turns:
    """Who may be offered a place on a day (turordning), first first.

    ``passed`` tells why each of the others is passed over, by number.
    """

    line: list[InLine]
    passed: dict[int, str]


def whose_turn(delivery: int, day: date) -> Turns:
    """Put those who wait for a delivery (id) in order, and pass over who cannot be offered a place.

    Those are passed over whom a rule that blocks shuts out on the day, and those who have just turned
    down this very place. When nobody else is left, who turned it down earlier than ``day`` may be asked
    again. Whoever pauses waits for no place, and is not asked for.
    """
    rows = list(
        QueueEntry.objects.filter(delivery=delivery, state=QueueState.WAITING).select_related(
            "priority", "person__home", "referral__sender", "referral__person"
        )
    )
    passed = dict(_shut_out(delivery, rows, day))
    left = [row for row in rows if row.number not in passed]
    nos = _turned_down(delivery, left)
    same = {number: is_same_place(one, day) for number, one in nos.items()}
    refused = {number: ruling.reasons[0].text for number, ruling in same.items() if ruling.value}
    if len(refused) == len(left):
        # Nobody else is left to ask; not at once, though
        refused = {number: text for number, text in refused.items() if nos[number].day >= day}
    line = in_order(_in_line(row) for row in left if row.number not in refused)
    return Turns(line, passed | refused)


def _in_line(row: QueueEntry) -> InLine:
    rank = row.priority.rank if row.priority else LAST_RANK
    return InLine(rank, row.clock_start, row.number)


def _shut_out(delivery: int, rows: list[QueueEntry], day: date) -> Iterator[tuple[int, str]]:
    """Tell whom a rule that is tried when a place is offered shuts out, and why."""
    rules = catalogue.rules_of(delivery)
    if not any(one.tested_on == TestDay.OFFER and is_in_force(one, day) for one in rules):
        return
    for row in rows:
        candidate = candidate_of(row.person, identity(row.person), row.referral)
        tried = try_candidate(candidate, rules, TestDay.OFFER, day)
        if tried.value.blocks:
            yield row.number, " ".join(reason.text for reason in tried.reasons)


def _turned_down(delivery: int, rows: list[QueueEntry]) -> dict[int, TurnedDown]:
    numbers = {row.pk: row.number for row in rows}
    steps = QueueStep.objects.filter(subject__delivery=delivery).order_by()
    # One whom the reader may not know of takes a place all the same
    with counting():
        taken = steps.filter(event=QueueEvent.ACCEPT).aggregate(last=Max("recorded_at"))["last"]
    nos: Any = (
        steps.filter(event__in=NO, subject__state=QueueState.WAITING)
        .values("subject")
        .annotate(day=Max("happened_on"), at=Max("recorded_at"))
    )
    return {
        numbers[one["subject"]]: TurnedDown(one["day"], _is_after(taken, one["at"]))
        for one in nos
        if one["subject"] in numbers
    }


def _is_after(taken: datetime | None, at: datetime) -> bool:
    return taken is not None and taken > at
