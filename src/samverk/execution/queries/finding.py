"""Finding decisions by whom they concern: by name, number or the source's key, and by nothing else."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from samverk.execution.models import GrantedDecision
from samverk.execution.records import name_keys, number_key, source_key
from samverk.rules.personal_number import read_number
from samverk.rules.unexecuted.handling import ExecutionState
from samverk.rules.unexecuted.stand_in import read_stand_in

MOST = 50


def found(body: int, text: str, today: date) -> list[GrantedDecision]:
    """List the decisions of a board (body id) that a search finds, the latest first, at most ``MOST``."""
    rows = GrantedDecision.objects.filter(controller=body).select_related(
        "controller__organisation"
    )
    keys = name_keys(body, text)
    asked = Q(name_keys__contains=keys) if keys else Q(pk=None)
    if number := _number(text, today):
        asked |= Q(number_key=number_key(body, number))
    sources = rows.exclude(source_key="").order_by().values_list("source", flat=True).distinct()
    asked |= Q(source_key__in=[source_key(body, source, text.strip()) for source in sources])
    return list(rows.filter(asked).order_by("-decided_on", "-number")[:MOST])


def found_by_number(body: int, text: str, today: date) -> list[GrantedDecision]:
    """List all decisions of a board (body id) on whoever has a number, or a stand-in for one.

    They come with their steps and waits.
    """
    number = _number(text, today)
    return _alike(body, Q(number_key=number_key(body, number))) if number else []


def of_the_same(row: GrantedDecision) -> list[GrantedDecision]:
    """List all decisions on whom a decision concerns; that alone, where the register has no number."""
    same = Q(number_key=row.number_key) if row.number_key else Q(pk=row.pk)
    return _alike(row.controller_id, same)


def earlier_of(body: int, number: str, name: str, today: date) -> list[GrantedDecision]:
    """List what a person's decision can replace, the newest first: by number, or by name without one."""
    digits, keys = _number(number, today), name_keys(body, name)
    if number.strip():
        same = Q(number_key=number_key(body, digits)) if digits else Q(pk=None)
    else:
        same = Q(number_key="", name_keys__contains=keys) if keys else Q(pk=None)
    rows = GrantedDecision.objects.filter(same, controller=body).select_related(
        "controller__organisation"
    )
    rows = rows.exclude(state=ExecutionState.ENTERED_IN_ERROR)
    return list(rows.order_by("-decided_on", "number")[:MOST])


def _alike(body: int, asked: Q) -> list[GrantedDecision]:
    rows = GrantedDecision.objects.filter(asked, controller=body)
    found = rows.select_related("controller__organisation", "stay_municipality")
    return list(found.prefetch_related("steps", "waits").order_by("decided_on", "number"))


def _number(text: str, today: date) -> str:
    try:
        return read_number(text, today).digits
    except ValueError:
        return read_stand_in(text, today).value or ""
