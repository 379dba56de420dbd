"""`samverk setup` and `link`: what they take, and how they tell of what is wrong."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from samverk.project.cli import setup
from samverk.project.running.errors import NotStartedError

ALL = ["--organisation", "Förbundet", "--short-name", "F", "--name", "Birk", "--email", "b@f.test"]


@contextmanager
def own_database(*, migrate):
    """Stand in for the installation's database."""
    yield


@pytest.fixture
def work(monkeypatch):
    """What the commands would do, with which answers."""
    done = []
    monkeypatch.setattr("samverk.project.running.real.require_real_settings", lambda: "f.test")
    monkeypatch.setattr("samverk.project.running.real.own_database", own_database)
    monkeypatch.setattr("django.setup", lambda: None)
    monkeypatch.setattr(setup, "_set_up", lambda given: done.append(setup._asked(given)))
    monkeypatch.setattr(setup, "_link", done.append)
    for name in ("DJANGO_SETTINGS_MODULE", "SAMVERK_DEMO"):
        monkeypatch.setenv(name, "")
    return done


def test_what_is_given_is_not_asked_for(samverk, work):
    assert samverk("setup", *ALL, "--kind=region") == (0, "", "")
    assert work[0]["kind"] == "region"
    assert (work[0]["number"], work[0]["address"]) == ("", "https://f.test")


def test_where_there_is_nobody_to_ask_the_missing_options_are_named(samverk, work):
    told = samverk("setup", *ALL[:4])
    assert (told.status, told.out, told.err.count("\n")) == (1, "", 1)
    assert "--name, --email" in told.err


def test_at_a_terminal_the_rest_is_asked_for(samverk, work, monkeypatch):
    answers = iter(["Förbundet", "", "F", "", "", "Birk", "b@f.test"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert samverk("setup").status == 0
    assert work[0]["kind"] == "federation"
    assert (work[0]["short-name"], work[0]["email"]) == ("F", "b@f.test")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["setup", "--password", "x"], "okänt val ”--password”"),
        (["setup", "Förbundet"], "okänt val ”Förbundet”"),
        (["setup", "--name"], "--name behöver ett värde"),
        (["setup", "--name="], "--name behöver ett värde"),
        (["setup", "--name", "a", "--name", "b"], "angivet två gånger"),
        (["setup", "--address", "f.test"], "--address ska vara en webbadress"),
        (["link"], "behöver kontots e-postadress"),
        (["link", "--address", "https://f.test"], "behöver kontots e-postadress"),
        (["link", "b@f.test", "c@f.test"], "okänt val"),
        (["serve", "--help"], "samverk serve tar bara --port NUMMER"),
    ],
)
def test_wrong_usage_is_status_2_and_one_line(samverk, work, words, says):
    told = samverk(*words)
    assert (told.status, told.out, told.err.count("\n")) == (2, "", 1)
    assert says in told.err
    assert not work


def test_a_link_is_made_for_the_address_that_is_named(samverk, work):
    assert samverk("link", "b@f.test", "--address", "https://annan.test/").status == 0
    assert work == [{"email": "b@f.test", "address": "https://annan.test/"}]


@pytest.mark.parametrize("command", ["setup", "link"])
def test_help_is_printed(samverk, work, command):
    told = samverk(command, "--help")
    assert told.status == 0
    assert told.out.startswith(f"Användning: samverk {command}")


def test_what_cannot_be_done_is_one_line(samverk, work, monkeypatch):
    def fail(_):
        raise NotStartedError("SECRET_KEY saknas.")

    monkeypatch.setattr(setup, "_set_up", fail)
    assert samverk("setup", *ALL) == (1, "", "SECRET_KEY saknas.\n")


def test_serving_takes_a_port(samverk, monkeypatch):
    served = []
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(
        "samverk.project.running.RealInstallation.serve", lambda one: served.append(one.port)
    )
    assert samverk("serve", "--port", "8123") == (0, "", "")
    assert served == [8123]


def test_what_was_wrong_is_asked_again_with_what_was_typed(monkeypatch, capsys):
    tried = []

    def set_up(wanted):
        tried.append(wanted)
        if len(tried) == 1:
            raise NotStartedError("Kontrollsiffran stämmer inte.")
        return wanted.name

    answers = {"organisation": "Förbundet", "short-name": "F", "kind": "federation"}
    answers |= {"number": "222000-2072", "name": "Birk", "email": "b@f.test"}
    typed = iter(["", "", "", "222000-2071", "", ""])
    monkeypatch.setattr("samverk.project.setting_up.set_up", set_up)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    assert setup._added(answers)[1] == "Birk"
    assert [one.number for one in tried] == ["222000-2072", "222000-2071"]
    assert tried[1].short_name == "F"
    assert capsys.readouterr().out == "Kontrollsiffran stämmer inte.\n"


def test_a_terminal_that_is_closed_ends_it_in_one_line(samverk, work, monkeypatch):
    def closed(_):
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", closed)
    assert samverk("setup") == (1, "", "Avbrutet: inget är upplagt.\n")
