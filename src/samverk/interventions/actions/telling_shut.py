"""Telling a federation which places a provider that lives here has shut."""

from __future__ import annotations

from samverk.exchange import actions as exchange
from samverk.exchange.queries import last_sent, lives_here, payload_sent, peers_of
from samverk.foundation.actors import system
from samverk.interventions.queries.telling import SHUT_TOLD, shut_told

TELLER = system("Utförarens platser")
SUBJECT = "Stängda platser"


def send_shut() -> int:
    """Send each federation elsewhere what our providers have shut, when it has changed; answer how many."""
    told = {
        ends: payload
        for ends, payload in shut_told().items()
        if lives_here(ends[0]) and not lives_here(ends[1])
    }
    reached = peers_of(home for _, home in told)
    return sum(_send(*ends, payload) for ends, payload in told.items() if ends[1] in reached)


def _send(provider: int, home: int, payload: dict[str, object]) -> bool:
    before = last_sent(SHUT_TOLD[0], provider, home)
    if before and payload_sent(before) == payload:
        return False
    # Each message has one that follows it: two workers at the same time send it once
    after = before.pk if before else "ingen"
    message = exchange.NewMessage(*SHUT_TOLD, provider, home, SUBJECT, payload)
    exchange.send(TELLER, message, key=f"stängda platser/{provider}/{home}/efter {after}")
    return True
