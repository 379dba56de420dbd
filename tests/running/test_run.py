"""`samverk run` from start to stop, through the ways it can be cut short, and what its two exchange."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.request
from urllib.error import HTTPError

import pytest

from samverk.foundation.postgres import processes
from samverk.project.demo.cast import LOGINS
from samverk.project.demo.party_cast import PARTY_LOGINS
from samverk.project.running import ports
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
COUNTED = """
from samverk.federation.models import CountReport
rows = CountReport.objects.filter(source__startswith="Meddelande", kept=True)
for row in rows.order_by("intervention__name"):
    print(row.intervention, row.measure, row.total is None or row.total > 0, row.source, sep="|")
"""
STUCK = """
from samverk.exchange.models import Attempt, Refusal
print(Refusal.objects.count(), Attempt.objects.filter(outcome="refused").count())
"""
TABLES = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'persons%'")
    print(cursor.fetchone()[0])
"""
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def test_both_answer_and_are_named_with_their_logins(demo, running):
    said = demo.said.read_text()
    for part in demo.parts:
        with direct.open(f"{part.address}/", timeout=30) as answer:
            assert answer.status == 200
        assert f"{part.address}  {part.told}" in said
    assert all(login.email in said for login in (*LOGINS, *PARTY_LOGINS))


def test_persons_are_at_the_party_alone(demo, running):
    federation, party = demo.parts
    assert demo.python(federation, TABLES) == "0"
    assert int(demo.python(party, TABLES)) > 10
    places = [
        (party, "/antal/", 403),
        (federation, "/antal/", 404),
        (federation, "/personer/", 404),
    ]
    for part, path, status in places:
        with pytest.raises(HTTPError, match=str(status)):
            direct.open(f"{part.address}{path}", timeout=30)


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
    found = wait_for(demo, 0, COUNTED, "från Lerums kommun")
    assert "Aktiv Lerum|took_part|True|Meddelande " in found


def test_nothing_was_refused_on_the_way(demo, running):
    assert [demo.python(part, STUCK) for part in demo.parts] == ["0 0", "0 0"]


def test_a_second_start_in_one_checkout_is_refused_in_one_line(demo, running):
    answer = demo.command("run", "--port", str(demo.port))
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert f"redan i gång på http://127.0.0.1:{demo.port}" in answer.stderr


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGHUP])
def test_ctrl_c_and_a_closed_terminal_leave_nothing(demo, running, sent):
    os.killpg(running.pid, sent)
    assert running.wait(60) == 0
    assert demo.said.read_text().endswith("Stoppat.\n")
    assert demo.left() == []


def test_stop_ends_what_a_killed_start_left(demo, running):
    running.kill()
    running.wait()
    assert demo.left()
    assert demo.command("stop").stdout == "Stoppat.\n"
    assert demo.left() == []


def test_a_killed_start_can_be_followed_by_a_new_one(demo, running):
    running.kill()
    running.wait()
    with direct.open(f"http://127.0.0.1:{demo.port}/levande/", timeout=30) as orphan:
        assert orphan.status == 200
    again = demo.running()
    assert again.pid != running.pid


def test_stop_ends_what_runs_and_says_when_nothing_does(demo, running):
    assert demo.command("stop").stdout == "Stoppat.\n"
    assert running.wait(60) == 0
    assert demo.left() == []
    assert demo.command("stop").stdout == "Inget var i gång.\n"


@pytest.mark.parametrize(("number", "name"), [(0, "web"), (1, "parten-web")])
def test_a_web_server_that_dies_ends_the_rest(demo, running, number, name):
    place = f"127.0.0.1:{demo.port + number}"
    web = next(
        p
        for p in processes.running()
        if processes.parent(p) == running.pid and place in processes.command_line(p)
    )
    os.kill(web, signal.SIGKILL)
    assert running.wait(60) == 1
    assert f"Processen {name} avslutades" in demo.said.read_text()
    assert demo.left() == []


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


def test_a_busy_port_is_one_line_that_names_a_free_one(demo):
    demo.command("stop")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = demo.command("run", "--port", str(port))
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Port {port} är upptagen: välj en annan")
    assert answer.stderr.count("\n") == 1


def test_the_port_after_it_is_needed_too(demo):
    first = ports.free_after(28000, together=3)
    with socket.create_server(("127.0.0.1", first + 1)):
        answer = demo.command("run", "--port", str(first))
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Port {first + 1} är upptagen och behövs för den andra")
    assert f"PORT={first + 1}." not in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_after_the_highest_port_there_is_none(demo):
    answer = demo.command("run", "--port", "65535")
    assert answer.returncode == 1
    assert answer.stderr.startswith("Porten efter 65535 behövs också och finns inte")


@pytest.mark.parametrize(
    "arguments", [("--port", "80"), ("--port", "åtta"), ("8000",), ("--x", "1")]
)
def test_a_port_that_is_none_is_one_line(demo, arguments):
    answer = demo.command("run", *arguments)
    assert answer.returncode != 0
    assert answer.stderr.count("\n") == 1


def test_a_profile_that_is_none_is_one_line(demo, monkeypatch):
    monkeypatch.setenv("SAMVERK_PROFILE", "parti")
    answer = demo.command("run", "--port", str(demo.port))
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == "SAMVERK_PROFILE=parti finns inte: skriv federation eller party.\n"
