"""Telling those who carry out interventions what a day costs by their agreements, and what is claimed."""

from __future__ import annotations

from samverk.directory import queries as directory
from samverk.exchange import actions as exchange
from samverk.exchange.queries import last_sent, lives_here, payload_sent, peers_of
from samverk.federation import queries as federation
from samverk.foundation.actors import system
from samverk.interventions.queries.telling import TERMS_TOLD

TELLER = system("Förbundets överenskommelser")
SUBJECT = "Dagpriser och rekvirerade dagar"


def send_terms() -> int:
    """Send each payee the terms of its agreements that it has not got as they stand; answer how many.

    Only a federation that lives here sends, and only to those that messages are exchanged with.
    """
    federations = [one.id for one in directory.organisations() if one.kind == "federation"]
    return sum(_send_to_all(home) for home in federations if lives_here(home))


def _send_to_all(home: int) -> int:
    told = federation.day_terms_told(home)
    reached = peers_of(told)
    return sum(_send(home, payee, row) for payee, row in told.items() if payee in reached)


def _send(home: int, recipient: int, payload: dict[str, object]) -> bool:
    before = last_sent(TERMS_TOLD[0], home, recipient)
    if before and payload_sent(before) == payload:
        return False
    # Each message has one that follows it: two workers at the same time send it once
    after = before.pk if before else "ingen"
    message = exchange.NewMessage(*TERMS_TOLD, home, recipient, SUBJECT, payload)
    exchange.send(TELLER, message, key=f"dagpriser/{recipient}/efter {after}")
    return True
