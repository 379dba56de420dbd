"""Sending counts to the federation: numbers by delivery and sex, and never a person.

No small number leaves, and none can be computed from this message with all those that were sent before.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from samverk.exchange import actions as exchange
from samverk.exchange.queries import SentMessage
from samverk.federation.queries import Measure
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.actions.doors import SENT_COUNTS, hold
from samverk.interventions.models import YearSubject
from samverk.interventions.persons.models import SentCounts
from samverk.interventions.persons.queries.editions import Sent, ToSend, standing, to_send
from samverk.interventions.persons.queries.families import REFERRING, TAKING_PART
from samverk.interventions.persons.queries.first_version import exact_before
from samverk.interventions.persons.queries.sums import (
    DeliveryCount,
    counts_between,
    counts_shown_between,
)
from samverk.interventions.persons.zone import Authority, Desk, entered
from samverk.interventions.queries import subjects_out
from samverk.interventions.queries.telling import COUNTS
from samverk.rules.interventions.hands import Hand

COUNTS_SENT = acts.kind("persons.counts_sent", "Antal skickade till förbundet")
TELLER = system("Samverk, antal till förbund")
EARLIEST = 2005
TELLS = "Det som redan är skickat för året går att räkna ut. Inget mer skickas: tala med förbundet."


@dataclass(frozen=True, slots=True)
class Preview:
    """What may be sent to a federation (id) now (det som skulle skickas).

    ``shown`` is the same without those who have a protected identity, for who looks at it before it is
    sent: whoever sees the numbers of their own list would else find the others by subtraction. None
    where nothing can be shown.
    """

    federation: int
    counts: ToSend
    shown: ToSend | None


def send_counts(actor: Actor, body: int, year: int, *, key: str) -> SentMessage:
    """Send an authority's (body id) counts of a year, so far if it goes on, to the federations.

    Small numbers are withheld, with so many more that none of them can be computed, now or from what was
    sent before. Raises NotAllowedError, InputError for a year to come and where the authority gives nothing,
    ConflictError when what was sent before tells already, and as ``exchange.send`` where the federation
    is no peer. What is tied to statistics of the year that are out is told as it was.
    """
    start, end = period_of(year)
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        act = acts.Act(actor, COUNTS_SENT, key, home.organisation, body=body, content=year)
        return acts.carry_out(act, lambda: _send(home, start, end, key))


def period_of(year: int) -> tuple[date, date]:
    """Answer the first and last day that are counted of a year. Raises InputError for one to come."""
    today = clock.today()
    if not EARLIEST <= year <= today.year:
        raise InputError(f"Välj ett år mellan {EARLIEST} och {today.year}.", field="year")
    return date(year, 1, 1), min(date(year, 12, 31), today)


def _send(home: Authority, start: date, end: date, key: str) -> SentMessage:
    # Two editions that did not know of each other could be compared
    hold(SENT_COUNTS, home.body)
    found = list(previews(home, start, end))
    if not found:
        raise InputError(
            "Myndigheten tar inte emot till någon verksamhet: det finns inget att skicka."
        )
    first, *_ = [tell(one, home, (start, end), key) for one in found]
    return first


def check_unpublished(home: Authority, found: Sequence[Preview], start: date) -> None:
    """Let nothing be sent that is tied to what is published of the year since it was worked out."""
    tied = tied_to_published(home.organisation, start.year)
    for one in found:
        last = _last_sent(home, one.federation, start)
        if _of(tied, one.counts.kept) != _of(tied, last.tables if last else []):
            raise ConflictError(
                f"Statistiken för {start.year} har publicerats sedan talen beräknades. Beräkna dem"
                " igen: det som hör ihop med statistiken står som det redan är skickat."
            )


def _of(measures: set[Measure], tables: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in tables if Measure(row["measure"]) in measures]


def _last_sent(home: Authority, federation: int, start: date) -> SentCounts | None:
    rows = SentCounts.objects.filter(controller=home.body, federation=federation, first=start)
    return rows.order_by("recorded_at").last()


def tied_to_published(provider: int, year: int) -> set[Measure]:
    """List the measures that are tied to what an organisation (id) has published of a year.

    They stand as they were sent: what has changed since could be compared with what is published.
    """
    out = subjects_out(provider, year)
    tied = set(REFERRING) if YearSubject.RETURNS in out else set()
    return tied | (set(TAKING_PART) if out - {YearSubject.RETURNS} else set())


def _sent_near(home: Authority, federation: int, day: date) -> QuerySet[SentCounts]:
    """List what was sent of a day's year and those next to it: who goes on or waits then does now."""
    rows = SentCounts.objects.filter(controller=home.body, federation=federation)
    years = (day.year - 1, day.year + 1)
    return rows.filter(day__year__range=years).order_by("recorded_at")


def _orientations(rows: Sequence[DeliveryCount]) -> dict[str, str]:
    return {str(row.code): row.orientation for row in rows}


def previews(home: Authority, start: date, end: date) -> Iterator[Preview]:
    """Work out what may be sent of a period to each federation, in the authority's open compartment.

    It may take a minute. Raises ConflictError when what was sent before tells already.
    """
    tied = tied_to_published(home.organisation, start.year)

    def new(counts: Sequence[DeliveryCount]) -> list[DeliveryCount]:
        return [one for one in counts if one.measure not in tied]

    open_to_all = dict(_by_federation(new(shown_counts(home, start, end))))
    for federation, rows in _by_federation(new(counts_between(home.body, start, end))):
        before = sent_before(home, federation, (start, end), rows)
        try:
            counts = to_send(rows, end, before)
        except ValueError as fault:
            raise ConflictError(TELLS) from fault
        shown = _shown(home, open_to_all[federation], federation, end)
        if tied and (last := _last_sent(home, federation, start)):
            counts = standing(counts, last.tables, tied)
            shown = standing(shown, last.shown or [], tied) if shown else None
        yield Preview(federation, counts, shown)


def shown_counts(home: Authority, start: date, end: date) -> list[DeliveryCount]:
    """Count an authority's deliveries without anybody who has a protected identity."""
    return counts_shown_between(home.body, start, end, None)


def _by_federation(counts: Sequence[DeliveryCount]) -> Iterator[tuple[int, list[DeliveryCount]]]:
    ordered = sorted(counts, key=lambda row: row.federation)
    for federation, rows in groupby(ordered, key=lambda row: row.federation):
        yield federation, list(rows)


def sent_before(
    home: Authority, federation: int, days: tuple[date, date], rows: Sequence[DeliveryCount]
) -> list[Sent]:
    """List what a federation (id) has been told that is tied to what is told of a period."""
    start, end = days
    whole = exact_before(home.organisation, federation, start, _orientations(rows))
    return [*whole, *(Sent(row.day, row.tables) for row in _sent_near(home, federation, end))]


def _shown(
    home: Authority, rows: Sequence[DeliveryCount], federation: int, end: date
) -> ToSend | None:
    """Work out what is shown: of those in open lists alone, also what was shown before."""
    before = [
        Sent(row.day, row.shown)
        for row in _sent_near(home, federation, end)
        if row.shown is not None
    ]
    try:
        return to_send(rows, end, before)
    except ValueError:
        return None


def tell(
    one: Preview, home: Authority, days: tuple[date, date], key: str, asked: uuid.UUID | None = None
) -> SentMessage:
    """Send a federation what may be sent, and keep it; ``asked`` is the calculation (id) it comes of."""
    start, end = days
    payload = {
        "from_date": start.isoformat(),
        "to_date": end.isoformat(),
        "policy": one.counts.policy,
        "proof": one.counts.digest,
        "tables": one.counts.told,
    }
    subject = f"Antal deltagare {start} till {end}, {home.name}"
    message = exchange.NewMessage(
        *COUNTS, home.organisation, one.federation, subject, payload, home.body
    )
    sent = exchange.send(TELLER, message, key=f"{key}/{one.federation}")
    SentCounts.objects.create(
        controller_id=home.body,
        federation_id=one.federation,
        first=start,
        day=end,
        message=sent.pk,
        tables=one.counts.kept,
        proof=one.counts.proof,
        digest=one.counts.digest,
        shown=one.shown.kept if one.shown else None,
        asked_id=asked,
    )
    return sent
