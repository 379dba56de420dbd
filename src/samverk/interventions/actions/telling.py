"""Telling other installations of the catalogue when it has changed."""

from __future__ import annotations

from collections.abc import Iterable

from samverk.directory import queries as directory
from samverk.exchange import actions as exchange
from samverk.exchange.queries import last_sent, lives_here, payload_sent, remote_peers
from samverk.foundation.actors import system
from samverk.interventions.queries.telling import CATALOGUE, catalogue_told, deliveries_told

TELLER = system("Insatskatalogen")
SUBJECT = "Insatskatalogen"


def send_catalogues() -> int:
    """Send each federation's catalogue to the parties that have not got it as it stands; answer how many.

    One message to each other installation, however many parties live there. Only a federation that
    lives here sends.
    """
    federations = [one.id for one in directory.organisations() if one.kind == "federation"]
    return sum(_send_to_all(home) for home in federations if lives_here(home))


def _send_to_all(home: int) -> int:
    deliveries = deliveries_told(home)
    if not deliveries:
        return 0
    payload = catalogue_told(home)
    providers = {row.provider_id for row in deliveries}
    return sum(_send(home, one, payload) for one in _one_at_each_address(providers))


def _one_at_each_address(providers: Iterable[int]) -> list[int]:
    """Pick one organisation (id) of each other installation where a provider lives."""
    chosen: dict[str, int] = {}
    for peer in remote_peers(providers):
        chosen.setdefault(peer.address, peer.organisation_id)
    return list(chosen.values())


def _send(home: int, recipient: int, payload: dict[str, object]) -> bool:
    before = last_sent(CATALOGUE[0], home, recipient)
    if before and payload_sent(before) == payload:
        return False
    # Each message has one that follows it: two workers at the same time send it once
    after = before.pk if before else "ingen"
    message = exchange.NewMessage(*CATALOGUE, home, recipient, SUBJECT, payload)
    exchange.send(TELLER, message, key=f"katalog/{recipient}/efter {after}")
    return True
