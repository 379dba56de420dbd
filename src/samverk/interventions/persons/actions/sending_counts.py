"""Sending counts to the federation: numbers by delivery and sex, and never a person."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from samverk.exchange import actions as exchange
from samverk.exchange.queries import SentMessage
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import InputError
from samverk.interventions.persons.queries.sums import DeliveryCount, counts_between
from samverk.interventions.persons.zone import Authority, Desk, entered
from samverk.interventions.queries.telling import COUNTS
from samverk.rules.interventions.hands import Hand

COUNTS_SENT = acts.kind("persons.counts_sent", "Antal skickade till förbundet")
TELLER = system("Samverk, antal till förbund")
EARLIEST = 2005


def send_counts(actor: Actor, body: int, year: int, *, key: str) -> SentMessage:
    """Send an authority's (body id) counts of a year, so far if it goes on, to the federations.

    Raises NotAllowedError, InputError for a year to come and where the authority gives nothing, and as
    ``exchange.send`` where the federation is no peer.
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
    counts = sorted(counts_between(home.body, start, end), key=lambda row: row.federation)
    if not counts:
        raise InputError(
            "Myndigheten tar inte emot till någon verksamhet: det finns inget att skicka."
        )
    sent = [
        _to(federation, home, (start, end), [_row(one) for one in rows], key)
        for federation, rows in groupby(counts, key=lambda row: row.federation)
    ]
    return sent[0]


def _to(
    federation: int, home: Authority, days: tuple[date, date], rows: list[dict[str, Any]], key: str
) -> SentMessage:
    start, end = days
    payload = {"from_date": start.isoformat(), "to_date": end.isoformat(), "rows": rows}
    subject = f"Antal deltagare {start} till {end}, {home.name}"
    message = exchange.NewMessage(
        *COUNTS, home.organisation, federation, subject, payload, home.body
    )
    return exchange.send(TELLER, message, key=f"{key}/{federation}")


def _row(one: DeliveryCount) -> dict[str, Any]:
    numbers = {"women": one.women, "men": one.men, "unknown": one.unknown}
    return {"delivery": str(one.code), "measure": one.measure.value} | numbers
