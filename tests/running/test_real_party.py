"""A party's real installation: set up with the tables and pages of persons."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator

import pytest

from samverk.foundation.postgres.location import ROOT_BASE, place_of
from samverk.project.running import ports
from tests.doses import whole_alone
from tests.running.test_real import SAMVERK, SECONDS, SETUP, Real, Visitor

pytestmark = [pytest.mark.slow, whole_alone]
PARTY = {"SAMVERK_PROFILE": "party"}
LOOK = """
from django.conf import settings
from samverk.directory.models import Organisation
from samverk.interventions.persons.models import Person
print(settings.PROFILE.value, Organisation.objects.get().kind, Person.objects.count())
"""


@pytest.fixture
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    var = tmp_path_factory.mktemp("part") / "var"
    made = Real(var, ports.free_after(27000 + os.getpid() % 5000))
    yield made
    made.command("stop")
    base = place_of(var).data.parent.parent
    if base.is_relative_to(ROOT_BASE):
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def serving(real: Real) -> Iterator[Real]:
    told = real.command(*SETUP, "--kind", "municipality", **PARTY)
    assert told.returncode == 0, told.stderr
    with real.said.open("wb") as said:
        running = subprocess.Popen(
            [SAMVERK, "serve", "--port", str(real.port)],
            env=real.environment | PARTY,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    deadline = time.monotonic() + SECONDS
    while "är i gång" not in real.said.read_text():
        assert running.poll() is None, real.said.read_text()
        assert time.monotonic() < deadline, real.said.read_text()
        time.sleep(0.05)
    yield real
    running.terminate()
    running.wait(SECONDS)


def test_a_party_is_served_with_tables_and_pages_of_persons_and_none_of_the_demos(serving):
    looked = serving.command("manage", "shell", "-v", "0", "-c", LOOK, **PARTY)
    assert looked.stdout.strip() == "party municipality 0", looked.stderr
    visitor = Visitor(serving.port)
    assert visitor.ask("/antal/")[0] == 403, "it is there, and asks for a login"
    assert visitor.ask("/demo/roll/")[0] == 404
