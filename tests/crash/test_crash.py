"""The short version of `make crash`: a few kills, and the controls that must fail."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverk.foundation.postgres import processes
from samverk.foundation.postgres.location import place_of
from tests.crash.checking import Wrong, by_kind, faults
from tests.crash.controls import portion, without_keeping_the_key, without_waiting_for_the_disk
from tests.crash.ledger import Kind
from tests.crash.site import ROOT, Site
from tests.crash.stage import Desk
from tests.crash.storm import SHARES, Plan, Storm, kills

pytestmark = pytest.mark.slow
KILLS, SEED = 6, 20
FIRST, REST = slice(1), slice(1, None)
OWNER = """
import sys
from pathlib import Path
from tests.crash.site import Site
with Site(Path(sys.argv[1])) as site:
    site.tell("start_database")
    print("up", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def site(dump: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("krasch") / "var") as made:
        made.tell("prepare", dump=str(dump))
        yield made


@pytest.fixture(scope="module")
def desks(site: Site) -> list[Desk]:
    found = site.stage(meetings=2)
    site.tell("bring_up")
    return found


def test_nothing_is_lost_and_nothing_done_twice(site: Site, desks: list[Desk]) -> None:
    plan = Plan("kort", kills(KILLS, SEED), SEED, awaits_kinds=True)
    ledger = Storm(site, portion(desks, FIRST), plan).rage()
    assert faults(site, ledger) == []
    assert ledger.kills.keys() == SHARES.keys()
    assert ledger.kills.total() == KILLS
    assert ledger.kinds == set(Kind)
    assert ledger.retried


def test_a_form_that_is_sent_again_with_a_new_key_is_found(site: Site, desks: list[Desk]) -> None:
    assert Wrong.TWICE in by_kind(without_keeping_the_key(site, desks, SEED))


def test_what_is_acknowledged_before_it_is_written_down_is_found(
    site: Site, desks: list[Desk]
) -> None:
    assert Wrong.LOST in by_kind(without_waiting_for_the_disk(site, portion(desks, REST), SEED))


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit", "full_page_writes"])
def test_a_real_installation_writes_down_before_it_acknowledges(
    site: Site, desks: list[Desk], setting: str
) -> None:
    assert site.as_the_app(f"SHOW {setting}") == "on"


def test_nothing_is_left_when_its_owner_is_killed(tmp_path: Path) -> None:
    var = tmp_path / "var"
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, var],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with owner:
        assert owner.stdout
        assert owner.stdout.readline() == b"up\n"
        assert left(var)
        owner.send_signal(signal.SIGKILL)
        owner.wait()
    deadline = time.monotonic() + 60
    while left(var) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left(var) == []


def left(var: Path) -> list[list[str]]:
    """List the processes that still run for it."""
    mark, place = f"SAMVERK_VAR={var}", str(place_of(var).data)
    return [
        line
        for p in processes.running()
        if (line := processes.command_line(p))
        and (place in line or mark in processes.environment(p))
    ]
