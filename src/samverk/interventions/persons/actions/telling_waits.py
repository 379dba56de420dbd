"""Telling other installations how long the waits are: once a month, what the open catalogue says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from samverk.directory import queries as directory
from samverk.exchange import actions as exchange
from samverk.exchange.queries import lives_here, remote_peers
from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.interventions.models import Delivery
from samverk.interventions.persons.queries.waiting import public_report, public_wait
from samverk.interventions.queries.telling import WAITS_TOLD
from samverk.interventions.queries.told_waits import written_wait

TELLER = system("Insatskatalogen")
SUBJECT = "Väntetider"


def send_waits() -> int:
    """Send this month's waits of all that is given here to each other installation; answer how many.

    What has been sent this month is not sent again, so nobody can lay two nights against each other.
    """
    given: dict[int, list[Delivery]] = {}
    rows = Delivery.objects.select_related("intervention", "provider").order_by("pk")
    for one in rows:
        given.setdefault(one.provider_id, []).append(one)
    return sum(_send_all(home, rows) for home, rows in given.items() if lives_here(home))


def _send_all(home: int, given: list[Delivery]) -> int:
    """Send a provider's (id) waits to each other installation that knows of its federation."""
    day, federations = clock.today(), {one.intervention.federation_id for one in given}
    found = [(one, report) for one in given if (report := public_report(one, day))]
    if not found:
        return 0
    payload = {
        "waits": [
            written_wait(str(one.code), report.day, public_wait(report)) for one, report in found
        ]
    }
    return sum(_send(home, one, payload) for one in _elsewhere(home, federations))


def _elsewhere(home: int, federations: set[int]) -> Iterable[int]:
    """Pick one organisation (id) of each other installation, a federation before a party."""
    everybody = [one.id for one in directory.organisations() if one.id != home]
    chosen: dict[str, int] = {}
    peers = remote_peers(everybody)
    for peer in sorted(peers, key=lambda one: one.organisation_id not in federations):
        chosen.setdefault(peer.address, peer.organisation_id)
    return chosen.values()


def _send(home: int, recipient: int, payload: dict[str, Any]) -> bool:
    key = f"väntetider/{home}/{recipient}/{clock.today():%Y-%m}"
    if acts.was_carried_out(TELLER, key):
        return False
    message = exchange.NewMessage(*WAITS_TOLD, home, recipient, SUBJECT, payload)
    exchange.send(TELLER, message, key=key)
    return True
