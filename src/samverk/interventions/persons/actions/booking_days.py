"""Closing a month of participant-days: booked once, and told to the federation in sums of five and more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samverk.directory.queries import organisation_by_id
from samverk.exchange import actions as exchange
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.actions.doors import BOOKED_DAYS, hold
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import ClosedMonth, DayEntry, DayLine
from samverk.interventions.persons.queries.booked_days import months_to_close
from samverk.interventions.persons.queries.day_closing import (
    Closing,
    NewEntry,
    NewLine,
    closing_of,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, Desk, entered
from samverk.interventions.queries.telling import DAYS_TOLD, organisation_told
from samverk.interventions.queries.told_terms import told_terms
from samverk.rules.interventions.hands import Hand
from samverk.rules.wording import month_and_year

DAYS_BOOKED = acts.kind("persons.days_booked", "Månadens deltagardagar bokförda")
TELLER = system("Samverk, deltagardagar till förbund")


@dataclass(frozen=True, slots=True)
class MonthAsked:
    """Which month, by its first day, is closed towards which federation (organisation id)."""

    federation: int
    month: date


def book_days(actor: Actor, body: int, asked: MonthAsked, *, key: str) -> ClosedMonth:
    """Close a month of an authority's (body id) deliveries, and tell the federation of its days.

    What is booked stays: what is found later to have been wrong is booked in the month where it is found.
    Raises NotAllowedError, InputError for a month that is not over or not the next one, ConflictError for
    one that is closed, and as ``exchange.send`` where the federation is no peer.
    """
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        act = acts.Act(actor, DAYS_BOOKED, key, home.organisation, body=body, content=asked)
        return acts.carry_out(act, lambda: _book(home, asked, key))


def look_at_days(actor: Actor, body: int, asked: MonthAsked) -> Closing:
    """Answer what closing a month would book; nothing is booked. Raises as :func:`book_days`."""
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        return _closing(home, asked)


def _closing(home: Authority, asked: MonthAsked) -> Closing:
    with unread([home.body]):
        if asked.month not in months_to_close(home.body, asked.federation, clock.today()):
            _refuse(home, asked)
        terms = told_terms(asked.federation, home.organisation).terms
        return closing_of(home, asked.federation, asked.month, terms)


def _refuse(home: Authority, asked: MonthAsked) -> None:
    closed = ClosedMonth.objects.filter(controller=home.body, federation=asked.federation)
    if closed.filter(month=asked.month).exists():
        raise ConflictError(
            f"{month_and_year(asked.month).capitalize()} är bokförd. Det som ändras efteråt bokförs i"
            " nästa månad."
        )
    raise InputError(
        "Månaderna bokförs i ordning, när de är slut. Välj den månad som står på tur.",
        field="month",
    )


def _book(home: Authority, asked: MonthAsked, key: str) -> ClosedMonth:
    # Two that close at the same time would both book the same days
    hold(BOOKED_DAYS, home.body)
    found = _closing(home, asked)
    lines = [_line(home, one) for one in found.lines]
    message = exchange.NewMessage(
        *DAYS_TOLD,
        home.organisation,
        asked.federation,
        f"Deltagardagar {month_and_year(asked.month)}, {home.name}",
        {
            "month": asked.month.isoformat(),
            "authority": home.name,
            "lines": told_lines(lines),
        },
        home.body,
    )
    sent = exchange.send(TELLER, message, key=f"{key}/{asked.federation}")
    with unread([home.body]):
        closed = ClosedMonth.objects.create(
            controller_id=home.body,
            federation_id=asked.federation,
            month=asked.month,
            message=sent.pk,
        )
        for line in lines:
            line.closed = closed
        DayLine.objects.bulk_create(lines)
        _enter(home, found, lines)
    return closed


def _line(home: Authority, one: NewLine) -> DayLine:
    delivery, town = one.label
    of = Delivery.objects.get(pk=delivery) if delivery else None
    return DayLine(
        controller_id=home.body,
        intervention_id=one.intervention,
        delivery=of,
        home_id=town,
        town_id=(of.municipality_id or of.provider_id) if of else None,
        from_date=one.stretch.span.from_date,
        to_date=one.stretch.span.to_date,
        mask=one.mask,
        days=one.days,
        rate=one.stretch.rate,
        corrects=one.corrects,
    )


def _enter(home: Authority, found: Closing, lines: Sequence[DayLine]) -> None:
    """Book each person's days; the database refuses a day that is booked already."""
    pairs = [
        (line, one) for line, new in zip(lines, found.lines, strict=True) for one in new.entries
    ]
    numbers = _numbers(home.body)
    rows = []
    # What is taken back goes first: the same day may be booked anew in another line
    for line, one in sorted([*found.silent, *pairs], key=lambda pair: bool(pair[1].added)):
        at = (*one.pair, one.month)
        numbers[at] += 1
        rows.append(_row(home, line, one, numbers[at]))
    DayEntry.objects.bulk_create(rows, batch_size=2000)


def _numbers(body: int) -> dict[tuple[UUID, int, date], int]:
    used = DayEntry.objects.filter(controller=body).order_by("number")
    known = {
        (person, delivery, month): number
        for person, delivery, month, number in used.values_list(
            "person", "delivery", "month", "number"
        )
    }
    return defaultdict(int, known)


def _row(home: Authority, line: DayLine, one: NewEntry, number: int) -> DayEntry:
    person, delivery = one.pair
    return DayEntry(
        controller_id=home.body,
        person_id=person,
        delivery_id=delivery,
        month=one.month,
        number=number,
        added=one.added,
        removed=one.removed,
        line=line,
    )


def told_lines(lines: Sequence[DayLine]) -> list[dict[str, Any]]:
    """Write lines as the message tells them: null is withheld, or several together."""
    codes = _codes({one.intervention_id for one in lines})
    return [
        {
            "line": str(one.pk),
            "intervention": codes[one.intervention_id],
            "delivery": str(one.delivery.code) if one.delivery else None,
            "home": organisation_told(organisation_by_id(one.home_id)) if one.home_id else None,
            "from_date": one.from_date.isoformat(),
            "to_date": one.to_date.isoformat(),
            "days": one.days,
            "corrects": str(one.corrects_id) if one.corrects_id else None,
        }
        for one in lines
    ]


def _codes(interventions: set[int]) -> dict[int, str]:
    rows = Delivery.objects.filter(intervention__in=interventions)
    return dict(rows.values_list("intervention", "intervention__name"))
