"""When the databases of the demo's installations are made, and that they are made at the same time."""

from __future__ import annotations

import sys

import pytest

from samverk.project.rooms import Profile
from samverk.project.running import NotStartedError, making, schema
from samverk.project.running.children import Children
from samverk.project.running.parts import Part, demo_pair


@pytest.fixture
def pair(tmp_path):
    return demo_pair(tmp_path / "var", 8123, tmp_path / "socket")


@pytest.fixture
def remembered(monkeypatch):
    """Stand in for the databases' notes and for the commands; give what happened."""
    notes = {}
    happened = []
    monkeypatch.setattr(making, "noted_on", lambda socket, name: notes.get(name, ""))
    monkeypatch.setattr(making, "note_on", lambda socket, name, note: notes.update({name: note}))
    monkeypatch.setattr(making, "prepare", lambda socket, name: happened.append(f"made {name}"))
    monkeypatch.setattr(
        making, "copy", lambda socket, _, new: happened.append(f"copied {new}") or True
    )
    monkeypatch.setattr(making.Work, "_start", lambda work, step: happened.append(told(work, step)))
    monkeypatch.setattr(schema, "fingerprint", lambda profile: "this code")

    def aside(socket, name):
        happened.append(f"set aside {name}")
        notes.pop(name)
        return f"{name}_1"

    monkeypatch.setattr(making, "set_aside", aside)
    return happened


def told(work, step):
    return f"{work.part.database}: {' '.join(step[1:2] + step[2:3] * (step == making.MEET))}"


def test_new_databases_are_made_once(remembered, tmp_path, pair):
    making.make(tmp_path, pair)
    assert remembered[:3] == ["made samverk", "samverk: migrate", "copied samverk_party"]
    assert sorted(remembered[3:]) == [
        "samverk: load_demo",
        "samverk_party: load_demo",
        "samverk_party: migrate",
    ]
    remembered.clear()
    making.make(tmp_path, pair)
    assert remembered == []


def test_on_another_port_the_two_are_told_where_the_other_is_and_no_more(
    remembered, tmp_path, pair
):
    making.make(tmp_path, pair)
    remembered.clear()
    making.make(tmp_path, demo_pair(tmp_path / "var", 8200, tmp_path))
    assert sorted(remembered) == [
        "samverk: load_demo --only-peers",
        "samverk_party: load_demo --only-peers",
    ]


def test_a_demo_of_other_code_is_set_aside_and_made_anew(
    remembered, tmp_path, pair, monkeypatch, capsys
):
    making.make(tmp_path, pair)
    remembered.clear()
    monkeypatch.setattr(schema, "fingerprint", lambda profile: "other code")
    making.make(tmp_path, pair[:1])
    assert remembered == [
        "set aside samverk",
        "made samverk",
        "samverk: migrate",
        "samverk: load_demo",
    ]
    assert "Den gamla finns kvar som samverk_1" in capsys.readouterr().out


def test_a_real_installations_database_is_not_touched(remembered, tmp_path, pair, monkeypatch):
    monkeypatch.setattr(making, "noted_on", lambda socket, name: schema.REAL)
    with pytest.raises(NotStartedError, match="riktig installations"):
        making.make(tmp_path, pair)
    assert remembered == []


def test_what_fails_is_one_line_and_the_other_is_ended(remembered, tmp_path, pair, monkeypatch):
    """The one that sleeps would hold the start for a minute; nothing is noted as made."""
    monkeypatch.undo()
    notes = []
    monkeypatch.setattr(making, "noted_on", lambda socket, name: "")
    monkeypatch.setattr(making, "note_on", lambda socket, name, note: notes.append(name))
    monkeypatch.setattr(making, "prepare", lambda socket, name: None)
    monkeypatch.setattr(making, "copy", lambda socket, name, new: True)
    begun = []
    real = making.subprocess.Popen

    def popen(command, **options):
        is_party = options["env"]["SAMVERK_PROFILE"] == "party"
        loads = "import time; time.sleep(60)" if "load_demo" in command else ""
        code = "raise SystemExit('trasigt')" if is_party else loads
        begun.append(real([sys.executable, "-c", code], **options))
        return begun[-1]

    monkeypatch.setattr(making.subprocess, "Popen", popen)
    with pytest.raises(NotStartedError, match=r"\(migrate: trasigt\): läs .*parten/schema\.log"):
        making.make(tmp_path, pair)
    assert [one.poll() is None for one in begun] == [False, False, False]
    assert notes == []


def test_what_a_killed_start_leaves_is_found_by_its_mark(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMVERK_VAR", str(tmp_path))
    real = making.subprocess.Popen
    sleeps = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(making.subprocess, "Popen", lambda _, **options: real(sleeps, **options))
    work = making.Work(Part(Profile.PARTY, 8000, tmp_path), [making.MIGRATE])
    assert work.goes_on()
    while not Children(tmp_path)._alive():
        pass
    assert Children(tmp_path).end_all()
    assert work.process.wait(10)
    with pytest.raises(NotStartedError):
        work.goes_on()


def test_the_two_have_nothing_in_common_but_the_cluster(pair):
    federation, party = pair
    assert [one.profile for one in pair] == [Profile.FEDERATION, Profile.PARTY]
    assert (federation.port, party.port) == (8123, 8124)
    for name in ("SECRET_KEY", "SAMVERK_DEMO_PEER", "SAMVERK_PROFILE"):
        assert federation.environment[name] != party.environment[name]
    assert federation.environment["SAMVERK_DEMO_PEER"].startswith(party.address)
    assert party.environment["SAMVERK_DEMO_PEER"].startswith(federation.address)
    assert federation.database != party.database
    assert federation.var != party.var
    assert party.environment["SAMVERK_VAR"] == str(party.var)


def test_a_part_sees_what_the_process_sees(monkeypatch, tmp_path):
    monkeypatch.setenv("SAMVERK_LOG_LEVEL", "INFO")
    part = Part(Profile.PARTY, 8000, tmp_path)
    assert part.environment["SAMVERK_LOG_LEVEL"] == "INFO"
