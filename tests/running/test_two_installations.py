"""Two installations on one machine, each with a database and a key of its own, over the network."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from samverk.exchange import actions, keys, queries
from samverk.exchange.models import Attempt, Sent
from samverk.exchange.states import State
from samverk.exchange.transport import over_http
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.meetings.tests.test_incoming import extract
from samverk.project.running import ports
from samverk.project.testing.database import test_database as database
from tests.e2e.site import WEB, _answers

TOWN, NEIGHBOUR = "212000-0001", "212000-0002"
BEGIN = """
import sys, django
django.setup()
from samverk.exchange import actions, keys
from samverk.foundation.tests.cast import SETUP, set_stage
stage = set_stage()
actions.add_peer(SETUP, actions.NewPeer(stage.neighbour.pk, "212000-0002"), key="a")
town = actions.NewPeer(stage.town.pk, "212000-0001", "https://lillkoping.example/", sys.argv[1])
actions.add_peer(SETUP, town, key="b")
print(keys.own_public_key())
"""
LOOK = """
import django
django.setup()
from samverk.exchange.models import Received, Refusal, Sent
from samverk.meetings.models import IncomingExtract
print(*(m.objects.count() for m in (Received, IncomingExtract, Refusal)))
"""


@dataclass
class Installation:
    """Norrvik's installation: its surroundings, where it answers, and its public key."""

    environment: dict[str, str]
    port: int
    public_key: str = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/vaxling/ta-emot/"

    def python(self, code: str, *arguments: str) -> str:
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    @contextmanager
    def running(self) -> Iterator[None]:
        command = [sys.executable, "-m", "gunicorn", "samverk.project.wsgi:application", *WEB, "--bind", f"127.0.0.1:{self.port}"]
        quiet = ["--log-level", "warning"]
        with subprocess.Popen([*command, *quiet], env=self.environment) as server:
            try:
                deadline = time.monotonic() + 30
                while not _answers(self.port):
                    assert server.poll() is None
                    assert time.monotonic() < deadline
                    time.sleep(0.1)
                yield
            finally:
                server.terminate()


@pytest.fixture
def norrvik(django_db_setup, tmp_path) -> Iterator[Installation]:
    name = f"samverk_norrvik_{os.getpid()}"
    with database(name):
        environment = os.environ | {
            "SAMVERK_CLUSTER": "test-database",
            "SAMVERK_DATABASE": name,
            "SAMVERK_DEMO": "true",
            "SECRET_KEY": "norrviks-egen-nyckel-som-ingen-annan-har-0123456789",
            "DJANGO_SETTINGS_MODULE": "samverk.project.settings",
        }
        made = Installation(environment, ports.free_after(8300 + os.getpid() % 200))
        made.public_key = made.python(BEGIN, keys.own_public_key())
        yield made


@pytest.fixture
def sent(norrvik, db, settings):
    """An extract on its way from Lillköping to Norrvik."""
    settings.EXCHANGE_PLAIN_HOSTS = ["127.0.0.1"]
    cast = set_stage()
    actions.add_peer(SETUP, actions.NewPeer(cast.town.pk, TOWN), key="a")
    new = actions.NewPeer(cast.neighbour.pk, NEIGHBOUR, norrvik.address, norrvik.public_key)
    actions.add_peer(SETUP, new, key="b")
    place = (cast.town.pk, cast.neighbour.pk, "Utdrag")
    message = actions.NewMessage("protokollsutdrag", 1, *place, extract(), cast.board.pk)
    return actions.send(SETUP, message, key="s").pk


def outcome(attempt: Attempt | None) -> str:
    assert attempt is not None
    return f"{attempt.outcome} {attempt.reason}".strip()


@pytest.mark.slow
def test_a_message_reaches_another_installation_once_also_when_that_was_down(norrvik, sent):
    assert norrvik.public_key != keys.own_public_key()
    assert outcome(actions.deliver(sent)) == "failed Mottagarens installation svarar inte."
    with norrvik.running():
        assert outcome(actions.deliver(sent)) == "received"
        wire = Sent.objects.get(pk=sent).wire
        again = over_http(norrvik.address, wire.encode())
        changed = over_http(norrvik.address, wire.replace("Medlemskapet", "Medlemmarna").encode())
    assert (again.status, changed.status) == (200, 403)
    assert queries.sent_row(sent).standing.state is State.RECEIVED
    assert norrvik.python(LOOK) == "1 1 1"
