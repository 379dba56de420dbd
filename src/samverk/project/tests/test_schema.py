"""What shape a database is to have, and what is said when it cannot be brought there."""

from __future__ import annotations

import pytest

from samverk.project.rooms import Profile
from samverk.project.running import NotStartedError, schema


def test_the_fingerprint_follows_a_migration(tmp_path, monkeypatch):
    migrations = tmp_path / "registry" / "migrations"
    migrations.mkdir(parents=True)
    (tmp_path / "foundation").mkdir()
    (tmp_path / "foundation" / "grants.py").write_text("")
    monkeypatch.setattr(schema, "ROOT", tmp_path)
    before = schema.fingerprint(Profile.PARTY)
    (migrations / "0001_initial.py").write_text("")
    assert schema.fingerprint(Profile.PARTY) != before


def test_the_fingerprint_differs_between_the_profiles():
    assert schema.fingerprint(Profile.PARTY) != schema.fingerprint(Profile.FEDERATION)


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
    assert "(migrate: django.db.utils.ProgrammingError: permission denied)" in schema.why(
        "migrate", log
    )


def test_a_full_disk_is_told_as_such(tmp_path):
    log = tmp_path / "schema.log"
    log.write_text(
        "Traceback\npsycopg.errors.DiskFull: could not extend: No space left on device\n"
        "HINT:  Check free disk space.\n"
    )
    assert schema.why("migrate", log).startswith("Disken är full")
