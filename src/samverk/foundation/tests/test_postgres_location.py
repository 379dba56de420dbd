"""Where a cluster lies, and how Django reaches it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from samverk.foundation.postgres import location
from samverk.foundation.postgres.location import database_settings, place_of, var_directory


@pytest.fixture
def ordinary(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


@pytest.fixture
def no_url(monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "SAMVERK_DB_ROLE"):
        monkeypatch.delenv(name, raising=False)


def test_two_checkouts_share_nothing(tmp_path):
    first, second = place_of(tmp_path / "a" / "var"), place_of(tmp_path / "b" / "var")
    paths = (first.data, first.socket, first.log, first.lock)
    assert not set(paths) & {second.data, second.socket, second.log, second.lock}


def test_a_users_cluster_lies_in_the_checkout(tmp_path, ordinary):
    assert place_of(tmp_path).data == tmp_path / "database" / "data"


def test_roots_cluster_lies_outside_the_checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert place_of(tmp_path).data.is_relative_to(location.ROOT_BASE)


def test_one_checkout_by_two_names_has_one_cluster(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert place_of(tmp_path / "link").data == place_of(tmp_path / "real").data


@pytest.mark.parametrize("name", ["å" * 60, "ett, två"])
def test_a_socket_that_cannot_lie_deep_or_behind_a_comma_lies_in_tmp(ordinary, name):
    socket = place_of(Path("/srv") / name / "var").socket
    assert socket.parent == location.SHORT_BASE
    assert location.usable_as_socket_directory(socket)


def test_the_longest_socket_directory_fits_the_systems_limit():
    path = "/" + "x" * (location.LONGEST_SOCKET_DIRECTORY - 1)
    assert len(f"{path}/.s.PGSQL.{location.PORT}.lock\0") == 108


def test_the_var_directory_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("SAMVERK_VAR", str(tmp_path))
    assert var_directory() == tmp_path


def test_the_app_role_is_what_django_connects_as(tmp_path, no_url):
    assert database_settings(tmp_path)["USER"] == "samverk_app"


def test_the_owner_is_what_migrations_connect_as(tmp_path, no_url, monkeypatch):
    monkeypatch.setenv("SAMVERK_DB_ROLE", "owner")
    assert database_settings(tmp_path)["USER"] == "samverk_owner"


def test_a_named_server_is_used_in_place_of_the_embedded(tmp_path, no_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:p%40ss@db.example:5433/samverk")
    entry = database_settings(tmp_path)
    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db.example", "5433", "samverk")
    assert (entry["USER"], entry["PASSWORD"]) == ("app", "p@ss")


def test_the_owner_of_a_named_server_has_an_address_of_its_own(tmp_path, no_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example/samverk")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db.example/samverk")
    monkeypatch.setenv("SAMVERK_DB_ROLE", "owner")
    assert database_settings(tmp_path)["USER"] == "owner"


def test_what_the_address_says_of_encryption_is_kept(tmp_path, no_url, monkeypatch):
    url = "postgresql://app@%2Fsrv%2FDB/samverk?sslmode=verify-full&connect_timeout=3"
    monkeypatch.setenv("DATABASE_URL", url)
    entry = database_settings(tmp_path)
    assert entry["OPTIONS"] == location.PREPARED | {
        "sslmode": "verify-full",
        "connect_timeout": "3",
    }
    assert entry["HOST"] == "/srv/DB"
