"""What the person at the keyboard is told when the machine says no."""

from __future__ import annotations

import errno
import os
import pwd
from pathlib import Path
from types import SimpleNamespace

import pytest

from samverk.foundation.postgres import account, processes
from samverk.foundation.postgres.binaries import Binaries
from samverk.foundation.postgres.cluster import Cluster
from samverk.foundation.postgres.directories import disk_message, make_socket_directory
from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.foundation.postgres.explanations import explain
from samverk.foundation.postgres.location import Place, place_of

PLACE = Place(*(Path("/srv/var/database") / name for name in ("data", "s", "c", "log", "lock")))


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "Disken är full"),
        (errno.EDQUOT, "Disken är full"),
        (errno.EROFS, "går bara att läsa: sätt SAMVERK_VAR"),
        (errno.EACCES, "kontrollera vem som äger"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_each_fault_of_the_disk_has_its_line(number, told):
    line = disk_message(OSError(number, os.strerror(number)), "/srv/var")
    assert told in line
    assert "/srv/var" in line


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("initdb: error: could not write: No space left on device", "Disken är full"),
        ("FATAL:  could not write init file", "Disken är full"),
        ('ERROR:  could not extend file "x": wrote only 4096 of 8192 bytes', "Disken är full"),
        ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "Minnet räcker"),
        ("LOG: x\nFATAL:  role is odd\nLOG: shut down", "(role is odd)"),
        (
            "initdb: error while loading shared libraries: libpq.so.5: cannot open shared object",
            "saknar biblioteket libpq.so.5: installera",
        ),
        ("only this", "(only this)"),
        ("", "(inget besked)"),
    ],
)
def test_what_postgresql_says_becomes_one_line(said, told):
    line = explain(said, PLACE)
    assert "\n" not in line
    assert told in line


def test_a_disk_too_full_for_a_word_in_the_log_is_told_as_full(monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=4096))
    assert explain("", PLACE).startswith("Disken är full")


def test_a_full_disk_while_the_cluster_is_made_is_told(tmp_path, monkeypatch):
    program = tmp_path / "initdb"
    program.write_text("#!/bin/sh\necho 'initdb: error: No space left on device' >&2\nexit 1\n")
    program.chmod(0o755)
    place = Place(*(tmp_path / "var" / name for name in ("data", "s", "c", "log", "lock")))
    monkeypatch.setattr(account, "is_root", lambda: False)
    with pytest.raises(DatabaseUnavailableError, match="Disken är full"):
        Cluster(place)._create(Binaries("debian", 15, tmp_path))


def test_a_var_directory_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnavailableError, match="Det går inte att skriva i"):
        Cluster(place_of(tmp_path / "file" / "var")).start()


def test_a_socket_directory_that_is_anothers_link_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "s").symlink_to(tmp_path / "elsewhere")
    place = Place(*(tmp_path / name for name in ("data", "s", "c", "log", "lock")))
    with pytest.raises(DatabaseUnavailableError, match="tillhör en annan användare"):
        make_socket_directory(place)


def test_a_user_without_a_name_is_told(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 987654)
    with pytest.raises(DatabaseUnavailableError, match="987654 har inget namn"):
        account.server()


def test_root_runs_the_server_as_nobody(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert account.as_server()["user"] == pwd.getpwnam("nobody").pw_uid


def test_a_root_that_may_not_change_user_is_told(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    told = pytest.raises(DatabaseUnavailableError, match="kör som vanlig användare")
    with told, account.switching():
        raise PermissionError(errno.EPERM, "Operation not permitted")


def test_the_callers_environment_does_not_reach_the_server(monkeypatch):
    monkeypatch.setenv("PGDATA", "/elsewhere")
    assert "PGDATA" not in account.as_server()["env"]


def test_we_find_ourselves_among_the_processes():
    me = os.getpid()
    assert me in set(processes.running())
    assert processes.parent(me) == os.getppid()
    assert any("pytest" in part or "python" in part for part in processes.command_line(me))


def test_a_process_that_has_ended_has_no_command_line():
    assert processes.command_line(2**22 + 1) == []
    assert processes.parent(2**22 + 1) == 0
