"""Who has paused or taken part for longer than the delivery's longest times, or than was planned."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import DateField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samverk.interventions.models import TimeLimit
from samverk.interventions.persons.models import Hold, Participation, QueueEntry, QueuePause
from samverk.interventions.queries import limit_among, limits_in
from samverk.rules.interventions.limits import LimitKind, last_day
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.queue import RECONFIRM_DAYS, QueueState
from samverk.rules.wording import running_date

OF_A_PAUSE = ("entry__delivery", "from_date")
Rows = TypeVar("Rows", bound=QuerySet[Any])
_RUNS = (ParticipationState.ACTIVE, ParticipationState.INTERRUPTED)


def pauses_over(today: date) -> QuerySet[QueuePause]:
    """Find the pauses of waits that have lasted longer than they may."""
    rows = QueuePause.objects.filter(to_date=None)
    return _over(rows, LimitKind.WAIT_PAUSE, OF_A_PAUSE, today)


def holds_over(today: date) -> QuerySet[Hold]:
    """Find the pauses of participations that are past the planned return, or longer than they may."""
    rows = Hold.objects.filter(to_date=None)
    limit = _over(rows, LimitKind.HOLD, ("participation__delivery", "from_date"), today)
    return rows.filter(Q(planned_return__lt=today) | Q(pk__in=limit.values("pk")))


def stays_over(today: date) -> QuerySet[Participation]:
    """Find the participations that go on for longer than they may, or than the delivery was given."""
    rows = Participation.objects.filter(state__in=_RUNS)
    limit = _over(rows, LimitKind.STAY, ("delivery", "starts_on"), today)
    return rows.filter(Q(delivery__to_date__lt=today) | Q(pk__in=limit.values("pk")))


def with_confirm_by(rows: Rows, delivery: str = "delivery", of: str = "") -> Rows:
    """Give each row by when its wait is to be confirmed again (``confirm_by``).

    ``delivery`` and what stands before ``of`` tell where its delivery and its last confirmation stand.
    The interval is that of the day when it was confirmed; where none is decided, the usual one.
    """
    confirmed = f"{of}confirmed_on"
    decided = _decided(LimitKind.RECONFIRM, delivery, confirmed)
    every = Coalesce(Subquery(decided.values("days")[:1]), RECONFIRM_DAYS)
    by = ExpressionWrapper(F(confirmed) + every, DateField())
    return rows.annotate(confirm_by=by)


def unconfirmed(today: date) -> QuerySet[QueueEntry]:
    """Find those who wait and were to be confirmed before today, and nobody has."""
    waits: QuerySet[Any] = QueueEntry.objects.filter(state=QueueState.WAITING)
    return with_confirm_by(waits).filter(confirm_by__lt=today)


def _decided(kind: LimitKind, delivery: str, began: str) -> QuerySet[TimeLimit]:
    """Find the limit of a row's delivery that held on the day that something of it began."""
    return TimeLimit.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=OuterRef(began)),
        delivery=OuterRef(delivery),
        kind=kind,
        from_date__lte=OuterRef(began),
    )


def with_last_day(rows: Rows, kind: LimitKind, columns: tuple[str, str]) -> Rows:
    """Give each row the day after the last that it may last (``over_on``), None for no limit.

    ``columns`` tell where its delivery and its first day stand.
    """
    delivery, began = columns
    limits = _decided(kind, delivery, began)
    ends = ExpressionWrapper(F(began) + Subquery(limits.values("days")[:1]), DateField())
    return rows.annotate(over_on=ends)


def _over(rows: Rows, kind: LimitKind, columns: tuple[str, str], today: date) -> Rows:
    return with_last_day(rows, kind, columns).filter(over_on__lte=today)


def too_long(rows: Iterable[Participation], today: date) -> dict[uuid.UUID, str]:
    """Say of each participation that has lasted too long, or whose pause has, which day was the last."""
    going = [row for row in rows if row.state in _RUNS]
    deliveries = {row.delivery_id for row in going}
    stays = limits_in(deliveries, LimitKind.STAY)
    pauses = limits_in(deliveries, LimitKind.HOLD)
    holds = {
        one.participation_id: one
        for one in Hold.objects.filter(participation__in=going, to_date=None)
    }
    told = {}
    for row in going:
        texts = []
        if hold := holds.get(row.pk):
            texts.append(_hold_words(hold, pauses.get(row.delivery_id, []), today))
        limit = limit_among(stays.get(row.delivery_id, []), row.starts_on)
        if limit is not None and (last := last_day(row.starts_on, limit)) < today:
            texts.append(f"Fick pågå till och med {running_date(last)}.")
        if (gone := row.delivery.to_date) is not None and gone < today:
            texts.append(
                f"Verksamheten gavs till och med {running_date(gone)}: avsluta deltagandet."
            )
        if any(texts):
            told[row.pk] = " ".join(filter(None, texts))
    return told


def _hold_words(hold: Hold, limits: Iterable[TimeLimit], today: date) -> str:
    limit = limit_among(limits, hold.from_date)
    if limit is not None and (last := last_day(hold.from_date, limit)) < today:
        return f"Uppehållet fick vara till och med {running_date(last)}."
    if hold.planned_return is not None and hold.planned_return < today:
        return f"Skulle vara tillbaka {running_date(hold.planned_return)}."
    return ""
