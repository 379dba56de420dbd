"""Keeping the participant-days that a party has told of: each row once, and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from samverk.federation.actions.doors import TOLD_DAYS, hold
from samverk.federation.models import DayReport
from samverk.federation.queries.interventions import intervention_by_id
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require
from samverk.rules.wording import month_and_year

DAYS_KEPT = acts.kind("federation.days_kept", "Deltagardagar mottagna")


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A sum of participant-days as the party tells it; see :class:`DayReport`."""

    code: UUID
    intervention: int
    place: str
    home: int | None
    town: int | None
    from_date: date
    to_date: date
    days: int | None
    corrects: UUID | None = None


@dataclass(frozen=True, slots=True)
class ToldMonth:
    """A month that an authority of a provider (organisation id) has closed, with its rows."""

    federation: int
    provider: int
    authority: str
    month: date
    rows: tuple[ToldRow, ...]
    source: str


def keep_days(actor: Actor, told: ToldMonth, *, key: str) -> DayReport:
    """Keep a month's days; a row that is known already is not kept again.

    Raises InputError for days outside the month that is told, and a correction of what is not known,
    ConflictError when a row is told in other words, or the same days with another code.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=told.federation))
    if not told.rows:
        raise InputError("Månaden har inga rader.")
    for row in told.rows:
        _check(told, row)
    act = acts.Act(actor, DAYS_KEPT, key, told.federation, effective_on=told.month, content=told)
    return acts.carry_out(act, lambda: _keep(told))


def _check(told: ToldMonth, row: ToldRow) -> None:
    if intervention_by_id(row.intervention).federation_id != told.federation:
        raise InputError("Insatsen hör till ett annat förbund.")
    first = row.from_date.replace(day=1)
    if row.to_date < row.from_date or row.to_date.replace(day=1) != first:
        raise InputError("En rad är av dagar i en och samma månad.")
    is_right = first < told.month if row.corrects else first == told.month
    if not is_right:
        raise InputError(
            f"En rad är av {month_and_year(first)}. {month_and_year(told.month).capitalize()} har"
            " sina egna dagar, och rättelser av tidigare månader."
        )


def _keep(told: ToldMonth) -> DayReport:
    hold(TOLD_DAYS, told.provider)
    wanted = {one for row in told.rows for one in (row.code, row.corrects) if one}
    known = {one.code: one for one in DayReport.objects.filter(code__in=wanted)}
    kept = []
    for row in told.rows:
        new = _row(told, row, known)
        old = known.get(row.code)
        if old and not _same(old, new):
            raise ConflictError("En rad i dagboken har berättats förut med andra uppgifter.")
        kept.append(old or _added(told, new))
    return kept[0]


def _row(told: ToldMonth, row: ToldRow, known: dict[UUID, DayReport]) -> DayReport:
    root = known.get(row.corrects) if row.corrects else None
    if row.corrects and (
        root is None
        or root.days is None
        or (root.provider_id, root.intervention_id) != (told.provider, row.intervention)
        or (root.from_date, root.to_date) != (row.from_date, row.to_date)
    ):
        raise InputError("En rättelse gäller en rad som inte är känd här.")
    return DayReport(
        code=row.code,
        intervention_id=row.intervention,
        provider_id=told.provider,
        authority=told.authority[:200],
        place=row.place,
        home_id=row.home,
        town_id=row.town,
        booked_in=told.month,
        from_date=row.from_date,
        to_date=row.to_date,
        days=row.days,
        corrects=root,
        source=told.source[:300],
    )


SAID = (
    "intervention_id",
    "provider_id",
    "place",
    "home_id",
    "booked_in",
    "from_date",
    "to_date",
    "days",
    "corrects_id",
)


def _same(one: DayReport, other: DayReport) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SAID)


def _added(told: ToldMonth, new: DayReport) -> DayReport:
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as fault:
        raise ConflictError(
            f"Deltagardagarna för {month_and_year(told.month)} är redan berättade, med andra koder."
            " Ingen dag räknas två gånger: tala med den som skickade dem."
        ) from fault
    return new
