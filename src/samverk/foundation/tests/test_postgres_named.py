"""A server that the environment names: what it lacks is told in one line before anything is done."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from samverk.foundation.postgres import named, roles
from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.foundation.postgres.location import app_role
from samverk.foundation.tests.cluster_fixtures import cluster_in


@pytest.fixture(scope="module")
def socket(tmp_path_factory):
    """Give the socket of a server that plays the part of somebody else's."""
    with cluster_in(tmp_path_factory.mktemp("annans") / "var", durable=True) as cluster:
        cluster.start()
        roles.prepare(cluster.place.socket)
        with roles.connect_as_superuser(cluster.place.socket) as connection:
            connection.execute("CREATE DATABASE tom OWNER samverk_owner")
            connection.execute("CREATE DATABASE andras")
        yield cluster.place.socket


@pytest.fixture
def name(socket, monkeypatch):
    """Name the server as an environment does: role and database of the app, and of the owner."""

    def chosen(app: str, owner: str = "", server: Path = socket) -> None:
        for variable, who in (("DATABASE_URL", app), ("DATABASE_OWNER_URL", owner)):
            role, _, database = who.partition("@")
            address = f"postgresql://{role}@{quote(str(server), safe='')}:5432/{database}"
            monkeypatch.setenv(variable, address if who else "")

    return chosen


def refused() -> str:
    with pytest.raises(DatabaseUnavailableError) as told, named.prepared():
        pass
    assert "\n" not in str(told.value)
    return str(told.value)


def test_an_empty_database_gets_the_extensions(name):
    name("samverk_app@tom", "samverk_owner@tom")
    with named.prepared() as connection:
        assert connection.info.user == "samverk_owner"
        found = connection.execute("SELECT extname FROM pg_extension").fetchall()
    assert {"btree_gist", "pg_trgm"} <= {row[0] for row in found}
    assert app_role() == "samverk_app"


def test_one_role_may_serve_as_both(name):
    name("samverk_owner@tom")
    with named.prepared() as connection:
        assert connection.info.user == "samverk_owner"


def test_a_role_that_row_security_does_not_bind_is_refused(name):
    name("postgres@tom")
    assert "Rollen postgres i DATABASE_URL går förbi radskyddet" in refused()


def test_a_role_that_may_make_no_tables_is_told_whose_they_are(name):
    name("samverk_app@tom")
    assert "får inte skapa tabeller i databasen tom: ange ägaren i DATABASE_OWNER_URL" in refused()


def test_an_extension_that_the_owner_may_not_add_is_named(name, socket):
    with roles.connect_as_superuser(socket, "andras") as connection:
        connection.execute("GRANT CREATE ON SCHEMA public TO samverk_owner")
    name("samverk_app@andras", "samverk_owner@andras")
    assert "kör CREATE EXTENSION btree_gist där som superuser" in refused()


def test_a_database_that_is_not_there_is_one_line(name):
    name("samverk_app@borta")
    assert refused().startswith("Databasen i DATABASE_URL svarar inte: ")


def test_the_owners_address_is_told_of_by_its_own_name(name):
    name("samverk_app@tom", "samverk_owner@borta")
    assert refused().startswith("Databasen i DATABASE_OWNER_URL svarar inte: ")


@pytest.mark.parametrize("address", ["skräp", "sqlite:///db", "postgresql://server/db"])
def test_an_address_that_cannot_be_read_is_one_line(monkeypatch, address):
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    assert "postgresql://roll:lösenord@server:port/databas" in refused()


def test_an_older_server_is_refused(name, monkeypatch):
    name("samverk_app@tom", "samverk_owner@tom")
    monkeypatch.setattr(psycopg.ConnectionInfo, "server_version", 140_009)
    assert "är PostgreSQL 14: det behövs 15 eller senare" in refused()


@pytest.fixture(scope="module")
def hasty(tmp_path_factory):
    """Give the socket of a server that answers before it has written to disk."""
    with cluster_in(tmp_path_factory.mktemp("snabb") / "var") as cluster:
        cluster.start()
        roles.prepare(cluster.place.socket, "tom")
        yield cluster.place.socket


@pytest.mark.parametrize("setting", named.KEEPING)
def test_a_server_that_may_lose_what_is_saved_is_refused(hasty, name, monkeypatch, setting):
    name("samverk_app@tom", "samverk_owner@tom", hasty)
    monkeypatch.setattr(named, "KEEPING", [setting])
    assert f"har {setting} avslaget och kan tappa det som är sparat" in refused()


def test_a_database_of_a_safe_server_may_not_turn_it_off_for_itself(name, socket):
    name("samverk_app@tom", "samverk_owner@tom")
    with roles.connect_as_superuser(socket) as connection:
        connection.execute("ALTER DATABASE tom SET synchronous_commit = off")
        assert "har synchronous_commit avslaget" in refused()
        connection.execute("ALTER DATABASE tom RESET synchronous_commit")
