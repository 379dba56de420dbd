"""Whose decisions are kept to named handlers: the protection is the person's, and so all theirs have it.

Asked while nobody reads (``walls``): what is found goes into what is written, and into numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samverk.execution.models import (
    GrantedDecision,
    RegisterHandler,
    RegisterProtection,
    RegisterTakeover,
)
from samverk.execution.records import text_of
from samverk.foundation.actors import Role
from samverk.foundation.people import still_holds


def on_the_same(row: GrantedDecision) -> list[GrantedDecision]:
    """List the decisions on whom one concerns: those with the number, and those tied as replaced.

    One without a number is known by the tie alone.
    """
    found: dict[UUID, GrantedDecision] = {}
    new = [row]
    while new:
        found |= {one.pk: one for one in new}
        ties = {one.replaces_id for one in new} - {None}
        near = Q(replaces__in=[one.pk for one in new]) | Q(pk__in=ties)
        if keys := {one.number_key for one in new} - {""}:
            near |= Q(number_key__in=keys)
        rows = GrantedDecision.objects.filter(near, controller=row.controller_id)
        new = list(rows.exclude(pk__in=found))
    return list(found.values())


def protections_of(rows: Collection[GrantedDecision]) -> QuerySet[RegisterProtection]:
    """Choose the protections of some decisions that hold now."""
    return RegisterProtection.objects.filter(decision__in=[one.pk for one in rows], lifted_at=None)


def protected_keys(body: int) -> set[str]:
    """Answer the digests of the numbers that are protected at a board (id)."""
    held = RegisterProtection.objects.filter(controller=body, lifted_at=None)
    keys = held.exclude(decision__number_key="").values_list("decision__number_key", flat=True)
    return set(keys)


def left_to_nobody(body: int, day: date) -> QuerySet[RegisterProtection]:
    """Choose the protections of decisions that no main reporter handles any longer: nobody can report."""
    reporting = RegisterHandler.objects.filter(
        still_holds(Role.MAIN_REPORTER, day, user="user", body="controller"),
        decision=OuterRef("decision"),
        ended_at=None,
    )
    held = RegisterProtection.objects.filter(controller=body, lifted_at=None)
    return held.filter(~Exists(reporting))


def asked_takeover(body: int) -> RegisterTakeover | None:
    """Find what somebody has asked for at a board (id), and nobody has agreed to."""
    rows = RegisterTakeover.objects.select_related("asked_by")
    return rows.filter(controller=body, agreed_at=None).first()


@dataclass(frozen=True, slots=True)
class AskedToLift:
    """That the protection be lifted (begäran): by whom, why, and whether it is the reader's own."""

    by: str
    why: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Shield:
    """A decision's protection as its page shows it (skydd): that it holds, what is asked, what was lifted."""

    holds: bool
    asked: AskedToLift | None
    lifted: Sequence[tuple[RegisterProtection, str]]


def shield_of(row: GrantedDecision, reader: int | None, *, tells_why: bool) -> Shield:
    """Answer how a decision is protected; why it was lifted is told to who answers for the reports."""
    rows = list(
        row.protections.select_related("lift_asked_by", "lifted_by").order_by("recorded_at")
    )
    holds = next((one for one in rows if one.lifted_at is None), None)
    lifted = [
        (one, text_of(row, one, "why") if tells_why and one.why else "")
        for one in rows
        if one.lifted_at is not None and one.lifted_by is not None
    ]
    asker = holds.lift_asked_by if holds else None
    if holds is None or asker is None:
        return Shield(holds is not None, None, lifted)
    why = text_of(row, holds, "why") if holds.why else ""
    return Shield(True, AskedToLift(asker.full_name, why, asker.pk == reader), lifted)
