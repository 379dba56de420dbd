"""When the database is brought to the code's shape, and what is said when it cannot be."""

from __future__ import annotations

import pytest

from samverk.project.running import NotStartedError, schema


@pytest.fixture
def remembered(monkeypatch):
    """Stand in for the database's note and for the migration; give what happened."""
    notes = {}
    happened = []
    monkeypatch.setattr(schema, "noted_on", lambda socket, name: notes.get(name, ""))
    monkeypatch.setattr(schema, "note_on", lambda socket, name, note: notes.update({name: note}))
    monkeypatch.setattr(schema, "migrate", lambda: happened.append("migrated"))
    monkeypatch.setattr(schema, "prepare", lambda socket, name: happened.append("made"))

    def aside(socket, name):
        happened.append("set aside")
        notes.pop(name)
        return f"{name}_1"

    monkeypatch.setattr(schema, "set_aside", aside)
    return happened


def test_a_new_database_is_migrated_once(remembered, tmp_path):
    schema.migrate_if_changed(tmp_path)
    schema.migrate_if_changed(tmp_path)
    assert remembered == ["migrated"]


def test_a_demo_of_other_code_is_set_aside_and_made_anew(remembered, tmp_path, monkeypatch, capsys):
    schema.migrate_if_changed(tmp_path)
    monkeypatch.setattr(schema, "fingerprint", lambda: "another")
    schema.migrate_if_changed(tmp_path)
    assert remembered == ["migrated", "set aside", "made", "migrated"]
    assert "Den gamla finns kvar som samverk_1" in capsys.readouterr().out


def test_a_migration_that_fails_is_tried_again(remembered, tmp_path, monkeypatch):
    def fail() -> None:
        raise NotStartedError("no")

    with monkeypatch.context() as broken:
        broken.setattr(schema, "migrate", fail)
        with pytest.raises(NotStartedError):
            schema.migrate_if_changed(tmp_path)
    schema.migrate_if_changed(tmp_path)
    assert remembered == ["migrated"]


def test_the_fingerprint_follows_a_migration(tmp_path, monkeypatch):
    migrations = tmp_path / "registry" / "migrations"
    migrations.mkdir(parents=True)
    (tmp_path / "foundation").mkdir()
    (tmp_path / "foundation" / "grants.py").write_text("")
    monkeypatch.setattr(schema, "ROOT", tmp_path)
    before = schema.fingerprint()
    (migrations / "0001_initial.py").write_text("")
    assert schema.fingerprint() != before


def test_the_fingerprint_follows_the_packages_that_bring_tables():
    assert any(package.startswith("procrastinate==") for package in schema._packages())


def test_a_command_that_fails_is_one_line_with_its_reason(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMVERK_VAR", str(tmp_path))
    with pytest.raises(NotStartedError, match=r"\(migratte: .*schema\.log") as told:
        schema._manage("migratte", role="owner")
    assert "\n" not in str(told.value)


def test_the_line_that_names_the_fault_is_told_and_not_the_hint_after_it(tmp_path):
    log = tmp_path / "schema.log"
    log.write_text(
        "Traceback (most recent call last):\n  File x\n"
        "django.db.utils.ProgrammingError: permission denied\nLINE 1: CREATE\n   ^\nHINT:  Ask.\n"
    )
    assert "(migrate: django.db.utils.ProgrammingError: permission denied)" in schema._why(
        "migrate", log
    )


def test_a_full_disk_is_told_as_such(tmp_path):
    log = tmp_path / "schema.log"
    log.write_text(
        "Traceback\npsycopg.errors.DiskFull: could not extend: No space left on device\n"
        "HINT:  Check free disk space.\n"
    )
    assert schema._why("migrate", log).startswith("Disken är full")
