"""What a real installation asks of its surroundings before anything starts."""

from __future__ import annotations

import pytest

from samverk.project.running import NotStartedError, RealInstallation, making, schema
from samverk.project.running.parts import federation_alone
from samverk.project.running.real import require_real_settings

KEY = "abcdefghij" * 6


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    """A real installation's surroundings, as they should be."""
    for name in ("SAMVERK_DEMO", "SAMVERK_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SECRET_KEY", KEY)
    monkeypatch.setenv("ALLOWED_HOSTS", "samverk.prov.test, annan.prov.test")


def test_it_is_reached_by_the_first_of_its_names():
    assert require_real_settings() == "samverk.prov.test"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SECRET_KEY", "", "SECRET_KEY saknas"),
        ("SECRET_KEY", "kort", "SECRET_KEY saknas eller är för kort"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY saknas eller är för kort"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS saknas"),
        ("ALLOWED_HOSTS", "https://samverk.prov.test", "utan https"),
        ("ALLOWED_HOSTS", "*", "går inte att läsa"),
        ("ALLOWED_HOSTS", "samverk.prov.test:8000", "och port"),
        ("SAMVERK_DEMO", "true", "SAMVERK_DEMO är satt"),
        ("SAMVERK_PROFILE", "parti", "SAMVERK_PROFILE=parti finns inte"),
    ],
)
def test_what_is_missing_or_wrong_is_one_line_that_says_what_to_do(monkeypatch, name, value, says):
    monkeypatch.setenv(name, value)
    with pytest.raises(NotStartedError, match=says) as told:
        require_real_settings()
    assert "\n" not in str(told.value)


def test_nothing_is_served_before_the_surroundings_are_right(monkeypatch, tmp_path):
    monkeypatch.setenv("SAMVERK_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("SECRET_KEY")
    with pytest.raises(NotStartedError, match="SECRET_KEY"):
        RealInstallation(8123).serve()
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("note", "demo_says", "real_says"),
    [
        (schema.REAL, "en riktig installations", None),
        ("fingerprint", None, "kör samverk setup först"),
        ("", None, "kör samverk setup först"),
    ],
)
def test_demo_and_installation_keep_off_each_others_database(
    monkeypatch, tmp_path, note, demo_says, real_says
):
    monkeypatch.setattr(schema, "noted_on", lambda *_: note)
    monkeypatch.setattr(making, "noted_on", lambda *_: note)
    # What the demo lacks is another test's: here, whether it may be made at all
    monkeypatch.setattr(making, "wanted", lambda _: note or "new")
    (part,) = federation_alone(tmp_path, 8000)
    checks = (
        (lambda: making._steps(tmp_path, part), demo_says),
        (lambda: schema.require_real(tmp_path), real_says),
    )
    for check, says in checks:
        if says is None:
            check()
        else:
            with pytest.raises(NotStartedError, match=says):
                check()


def test_the_demos_database_is_not_set_up_for_real(monkeypatch, tmp_path):
    monkeypatch.setattr(schema, "noted_on", lambda *_: "fingerprint")
    with pytest.raises(NotStartedError, match="är demons"):
        schema.note_real(tmp_path)


def test_a_database_of_another_version_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("SAMVERK_VAR", str(tmp_path))
    monkeypatch.setenv("SAMVERK_DATABASE", "finns_inte")
    with pytest.raises(NotStartedError, match="kör samverk setup"):
        schema.require_current()
