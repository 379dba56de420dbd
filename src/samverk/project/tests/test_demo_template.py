"""When the tests' copy of the demo is loaded anew: for other code, other facts, settings, or hours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from samverk.project.testing import database

NOON = datetime(2024, 5, 3, 10, 1, tzinfo=UTC)


@pytest.fixture
def code(tmp_path, monkeypatch):
    """A folder of code, in an hour that stands."""
    monkeypatch.setattr(database, "ROOT", tmp_path)
    (tmp_path / "load.py").write_text("a = 1")
    (tmp_path / "history.toml").write_text("a = 1")
    with time_machine.travel(NOON, tick=False):
        yield tmp_path


@pytest.mark.parametrize("name", ["load.py", "history.toml", "new.html"])
def test_the_demo_is_loaded_anew_when_a_file_changes(code, name):
    before = database.demo_fingerprint()
    assert database.demo_fingerprint() == before
    (code / name).write_text("a = 2")
    assert database.demo_fingerprint() != before


def test_the_demo_is_loaded_anew_when_a_file_is_gone_or_moved(code):
    before = database.demo_fingerprint()
    (code / "load.py").rename(code / "lood.py")
    assert database.demo_fingerprint() != before


def test_the_demo_is_loaded_anew_by_other_settings_but_not_for_another_database(code, monkeypatch):
    before = database.demo_fingerprint()
    monkeypatch.setenv("SAMVERK_DATABASE", "another")
    assert database.demo_fingerprint() == before
    monkeypatch.setenv("SAMVERK_IDLE_MINUTES", "7")
    assert database.demo_fingerprint() != before


@pytest.mark.parametrize(("later", "is_same"), [((10, 59), True), ((11, 0), False)])
def test_the_demo_is_loaded_anew_each_hour(code, later, is_same):
    before = database.demo_fingerprint()
    hour, minute = later
    with time_machine.travel(NOON.replace(hour=hour, minute=minute), tick=False):
        assert (database.demo_fingerprint() == before) is is_same


def test_what_is_compiled_meanwhile_changes_nothing(code):
    before = database.demo_fingerprint()
    (code / "__pycache__").mkdir()
    (code / "__pycache__" / "load.pyc").write_text("x")
    assert database.demo_fingerprint() == before
