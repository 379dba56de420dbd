"""The demo's two installations exchange for real: the catalogue one way, counts the other."""

from __future__ import annotations

import time

import pytest

from tests.running.conftest import SECONDS, Demo

pytestmark = pytest.mark.slow
CHANGE = """
from samverk.interventions.models import Delivery
print(Delivery.objects.filter(name="Aktiv Lerum").update(content="Prov: nytt innehåll"))
"""
CONTENT = """
from samverk.interventions.models import Delivery
print(Delivery.objects.get(name="Aktiv Lerum").content)
"""
SEND = """
from samverk.directory.queries import bodies, organisation_by_slug
from samverk.foundation.actors import system
from samverk.interventions.persons.actions import send_counts
body = bodies(organisation=organisation_by_slug("lerum").id)[0].id
from samverk.foundation import clock
print(send_counts(system("Provet"), body, clock.today().year, key="prov").pk.hex[:8])
"""
COUNTED = """
from samverk.federation.models import CountReport
rows = CountReport.objects.filter(source__startswith="Meddelande", kept=True)
for row in rows.order_by("intervention__name"):
    print(row.intervention, row.measure, row.total > 0, row.source, sep="|")
"""
STUCK = """
from samverk.exchange.models import Attempt, Refusal
print(Refusal.objects.count(), Attempt.objects.filter(outcome="refused").count())
"""


def wait_for(demo: Demo, number: int, code: str, wanted: str) -> str:
    """Look in one of the installations until it shows what is wanted."""
    deadline = time.monotonic() + SECONDS
    while wanted not in (found := demo.python(demo.parts[number], code)):
        assert time.monotonic() < deadline, found
        time.sleep(0.5)
    return found


def test_a_change_of_the_catalogue_shows_at_the_party_by_itself(demo, running):
    assert demo.python(demo.parts[0], CHANGE) == "1"
    wait_for(demo, 1, CONTENT, "Prov: nytt innehåll")


def test_counts_that_the_party_sends_show_at_the_federation(demo, running):
    message = demo.python(demo.parts[1], SEND)
    found = wait_for(demo, 0, COUNTED, f"Meddelande {message} från Lerums kommun")
    assert f"Aktiv Lerum|took_part|True|Meddelande {message} från Lerums kommun" in found


def test_nothing_was_refused_on_the_way(demo, running):
    assert [demo.python(part, STUCK) for part in demo.parts] == ["0 0", "0 0"]


def test_on_another_port_they_find_each_other_again(demo, running):
    """The addresses they know are those of the ports they had; a new start tells them the new ones."""
    demo.command("stop")
    demo.port += 10
    demo.running()
    addresses = """
from samverk.exchange.models import Peer
print(*set(Peer.objects.exclude(address="").values_list("address", flat=True)))
"""
    for part, other in zip(demo.parts, reversed(demo.parts), strict=True):
        assert demo.python(part, addresses) == f"{other.address}/vaxling/ta-emot/"
