"""The pile that persons lay on the start page's desk: counts that the federation has not got."""

from __future__ import annotations

from django.urls import reverse

from samverk.directory.queries import body_ref
from samverk.exchange.queries import of_type
from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import Right
from samverk.interventions.persons.zone import authorities_of
from samverk.interventions.queries.told import COUNTS

WHY = "Förbundet följer upp insatserna med era antal. Det får aldrig veta vilka personerna är."


def counts_to_send(visit: Visit) -> Pile:
    """Lay the counts of each authority that the reader coordinates, with when they were last sent."""
    bodies = authorities_of(visit.actor, Right.COORDINATE_PERSONS)
    return Pile("Antal till förbundet", "antal", WHY, tuple(_task(body) for body in bodies))


def _task(body: int) -> Task:
    sent = of_type(COUNTS[0], body, limit=1)
    when = f"Senast skickat {sent[0].message.created_at:%Y-%m-%d}" if sent else "Inte skickat än"
    return Task(
        f"Antal deltagare, {body_ref(body).full_name}",
        f"{reverse('counts_to_send')}?myndighet={body}",
        "neutral" if sent else "attention",
        when,
    )
