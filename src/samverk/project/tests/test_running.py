"""The parts that `samverk run` is made of."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

import pytest

from samverk.project.running import NotStartedError, lock, ports, stop_everything
from samverk.project.running.children import Children
from samverk.project.running.console import say

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True)"
)


@pytest.fixture
def children(tmp_path):
    started = Children(tmp_path)
    yield started
    started.end_all()


def test_what_was_started_is_ended(children):
    children.start("web", SLEEP)
    assert children.end_all()
    assert not children.end_all()


def test_children_are_found_by_one_who_did_not_start_them(children, tmp_path):
    children.start("web", SLEEP)
    assert Children(tmp_path).end_all()
    assert children.ended() == "web"


def test_another_installations_children_are_left_alone(children, tmp_path):
    children.start("web", SLEEP)
    assert not Children(tmp_path / "annan").end_all()
    assert children.ended() is None


def test_children_of_children_end_too(children):
    parent = f"import subprocess, time; subprocess.Popen({SLEEP!r}); time.sleep(60)"
    children.start("web", [sys.executable, "-c", parent])
    while len(children._alive()) < 2:
        pass
    children.end_all()
    assert children._alive() == set()


def test_one_that_does_not_listen_is_killed(children, monkeypatch):
    monkeypatch.setattr(
        "samverk.project.running.children.ENDINGS", ((signal.SIGTERM, 0.1), (signal.SIGKILL, 5))
    )
    children.start("web", [sys.executable, "-c", f"{STUBBORN}\ntime.sleep(60)"])
    while "1" not in children.log("web").read_text():
        pass
    children.end_all()
    assert children._alive() == set()


def test_what_a_child_says_lies_in_its_log(children):
    children.start("worker", [sys.executable, "-c", "print('hej')"])
    while children.ended() is None:
        pass
    assert children.log("worker").read_text() == "hej\n"


def test_the_lock_says_who_holds_it(tmp_path):
    with lock.held(tmp_path, 8123):
        assert lock.holder(tmp_path) == lock.Holder(os.getpid(), 8123)
    assert lock.holder(tmp_path) is None


def test_the_lock_is_held_by_one(tmp_path):
    with lock.held(tmp_path, 8123):  # noqa: SIM117
        with pytest.raises(NotStartedError, match=r"redan i gång på http://127\.0\.0\.1:8123"):
            lock.held(tmp_path, 8124).__enter__()


def test_a_lock_whose_holder_has_not_yet_signed_it_is_still_a_lock(tmp_path):
    with lock.held(tmp_path, 8123):
        (tmp_path / "run.lock").write_text("")
        with pytest.raises(NotStartedError, match="redan i gång från"):
            lock.held(tmp_path, 8124).__enter__()


def test_a_var_directory_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "fil").write_text("")
    with pytest.raises(NotStartedError, match="Det går inte att skriva i"):
        lock.held(tmp_path / "fil" / "var", 8123).__enter__()


def test_a_taken_port_is_not_free():
    with socket.create_server((ports.LOCALHOST, 0)) as taken:
        port = taken.getsockname()[1]
        assert not ports.is_free(port)
        assert ports.free_after(port - 1) != port
    assert ports.is_free(port)


def test_a_pair_of_ports_is_free_when_both_are():
    first = ports.free_after(21000, together=2)
    assert ports.are_free(first, 2)
    with socket.create_server((ports.LOCALHOST, first + 1)):
        assert ports.is_free(first)
        assert not ports.are_free(first, 2)
        assert ports.free_after(first - 1, together=2) > first
    assert not ports.are_free(ports.HIGHEST, 2)


def test_a_port_is_proposed_also_above_the_highest():
    assert ports.free_after(ports.HIGHEST) == 8123


def test_nothing_runs_where_nothing_was_started(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMVERK_VAR", str(tmp_path / "finns-inte"))
    assert not stop_everything()
    assert not (tmp_path / "finns-inte").exists()


def test_a_closed_terminal_silences_it_and_no_more():
    program = (
        "from samverk.project.running.console import say\n"
        "import sys; input(); say('hej'); say('hej'); sys.exit(7)"
    )
    told = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    told.stdout.close()
    _, complaints = told.communicate(b"\n")
    assert (told.returncode, complaints) == (7, b"")


def test_what_is_said_is_seen_at_once(capfd):
    say("hej")
    assert capfd.readouterr().out == "hej\n"
