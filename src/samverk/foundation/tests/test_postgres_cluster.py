"""The embedded cluster in bad weather: crashes, strangers, half-made files, awkward paths."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time

import pytest

from samverk.foundation.postgres import account, processes
from samverk.foundation.postgres.cluster import DURABLE, Cluster
from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.foundation.postgres.roles import (
    connect_as_superuser,
    note_on,
    noted_on,
    prepare,
)
from samverk.foundation.tests.cluster_fixtures import cluster_in


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with cluster_in(tmp_path_factory.mktemp("en tråkig 'väg'") / "var") as made:
        made.start()
        yield made


def kill(cluster: Cluster) -> int:
    pid = cluster.server.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while cluster.server.pid() == pid:
        time.sleep(0.01)
    return pid


def answers(cluster: Cluster) -> bool:
    with connect_as_superuser(cluster.place.socket) as connection:
        return connection.execute("SELECT true").fetchone() == (True,)


def test_starting_a_running_cluster_changes_nothing(cluster):
    before = cluster.server.pid()
    cluster.start()
    assert cluster.server.pid() == before


def test_it_listens_on_no_port_of_the_network(cluster):
    with connect_as_superuser(cluster.place.socket) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_only_its_owner_can_reach_the_socket(cluster):
    assert cluster.place.socket.stat().st_mode & 0o777 == 0o700


def test_it_starts_again_after_a_stop(cluster):
    assert cluster.stop()
    assert cluster.server.pid() is None
    cluster.start()
    assert answers(cluster)


def test_stopping_a_stopped_cluster_says_so(cluster):
    cluster.stop()
    assert not cluster.stop()
    cluster.start()


def test_it_starts_again_after_kill_9(cluster):
    killed = kill(cluster)
    cluster.start()
    assert cluster.server.pid() not in (None, killed)
    assert answers(cluster)


def test_a_pid_that_the_machine_gave_to_another_program_does_not_stop_it(cluster):
    kill(cluster)
    cluster.server._wait_for_orphans()
    # Of the server's own user: another user's process PostgreSQL sees through by itself.
    stranger = subprocess.Popen(["/bin/cat"], **account.as_server() | {"stdin": subprocess.PIPE})
    record = cluster.place.data / "postmaster.pid"
    lines = record.read_text().splitlines()
    record.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
    cluster.start()
    stranger.communicate()
    assert stranger.returncode == 0
    assert answers(cluster)


def test_it_is_found_and_stopped_when_its_pid_file_is_gone(cluster):
    (cluster.place.data / "postmaster.pid").unlink()
    cluster.stop()
    assert cluster.server.pid() is None
    cluster.start()


def test_preparing_twice_changes_nothing(cluster):
    prepare(cluster.place.socket)
    prepare(cluster.place.socket)
    with connect_as_superuser(cluster.place.socket, "samverk") as connection:
        roles = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname ~ 'samverk'"
        assert dict(connection.execute(roles).fetchall()) == {
            "samverk_owner": False,
            "samverk_app": False,
            "samverk_open": False,
        }


def test_a_note_stays_on_its_database(cluster):
    prepare(cluster.place.socket)
    note_on(cluster.place.socket, "samverk", "it's so")
    assert noted_on(cluster.place.socket, "samverk") == "it's so"
    assert noted_on(cluster.place.socket, "template1") != "it's so"


def test_a_socket_with_no_server_is_one_line(tmp_path):
    with pytest.raises(DatabaseUnavailableError, match="Databasen svarar inte") as told:
        connect_as_superuser(tmp_path)
    assert "\n" not in str(told.value)


def test_a_cluster_left_half_made_is_made_anew(tmp_path):
    with cluster_in(tmp_path / "var") as made:
        unfinished = made.place.data.with_name("unfinished")
        unfinished.mkdir(parents=True)
        (unfinished / "PG_VERSION").write_text("15\n")
        made.start()
        assert answers(made)
        assert not unfinished.exists()


def test_a_server_whose_directory_was_removed_can_be_stopped(tmp_path):
    with cluster_in(tmp_path / "var") as made:
        made.start()
        shutil.rmtree(made.place.data)
        made.stop()
        assert made.server.pid() is None


def test_a_server_whose_directory_was_removed_gives_way_to_a_new_one(tmp_path):
    with cluster_in(tmp_path / "var") as made:
        made.start()
        shutil.rmtree(made.place.data.parent)
        made.start()
        assert answers(made)


def test_a_killed_server_that_nobody_reaps_does_not_stop_a_new_one(cluster):
    kill(cluster)
    cluster.server._wait_for_orphans()
    unreaped = subprocess.Popen(["/bin/true"], **account.as_server())
    while processes.command_line(unreaped.pid):
        time.sleep(0.01)
    record = cluster.place.data / "postmaster.pid"
    record.write_text("\n".join([str(unreaped.pid), *record.read_text().splitlines()[1:]]))
    cluster.start()
    assert answers(cluster)
    unreaped.wait()


def test_a_database_that_cannot_be_read_is_not_made_anew(tmp_path):
    with cluster_in(tmp_path / "var") as made:
        made.place.data.mkdir(parents=True)
        (made.place.data / "PG_VERSION").write_text("")
        with pytest.raises(DatabaseUnavailableError, match="återställ den från en kopia"):
            made.start()


def test_a_durable_server_is_so_whatever_its_settings_file_says(cluster):
    settings = cluster.place.data / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(good + "".join(f"\n{name} = off" for name in DURABLE))
    durable = Cluster(cluster.place)
    cluster.stop()
    durable.start()
    with connect_as_superuser(cluster.place.socket) as connection:
        said = {name: connection.execute(f"SHOW {name}").fetchone()[0] for name in DURABLE}
    durable.stop()
    settings.write_text(good)
    cluster.start()
    assert said == {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def test_settings_that_the_server_refuses_are_one_line(cluster):
    cluster.stop()
    settings = cluster.place.data / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(good + "\nshared_buffers = 'hej'\n")
    with pytest.raises(DatabaseUnavailableError, match="gick inte att starta") as told:
        cluster.start()
    settings.write_text(good)
    cluster.start()
    assert "\n" not in str(told.value)
