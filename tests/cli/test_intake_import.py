"""`samverk intake import`: what it takes, whom it sends as, and what it tells of what it found."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from samverk.foundation.actors import Role
from samverk.intake.actions import work_on_batch
from samverk.intake.models import ImportBatch, Source
from samverk.intake.tests import conftest as cast
from samverk.intake.tests.batches.archives import BOARD, minutes, packed
from samverk.project import importing
from samverk.project.running.errors import NotStartedError

ACCOUNT = ["--account", "sekreterare@granby.example", "--organisation", "granby"]


@contextmanager
def own_database(*, migrate):
    """Stand in for the installation's database."""
    assert not migrate
    yield


@pytest.fixture
def real(monkeypatch):
    monkeypatch.setattr("samverk.project.running.real.require_real_settings", lambda: "f.test")
    monkeypatch.setattr("samverk.project.running.real.own_database", own_database)
    monkeypatch.setattr("django.setup", lambda: None)
    for name in ("DJANGO_SETTINGS_MODULE", "SAMVERK_DEMO"):
        monkeypatch.setenv(name, "")


@pytest.fixture
def home(db, real, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "lager"
    home = cast.organisation("granby", "Granby kommun")
    board = home.bodies.get(abbreviation="SN")
    cast.user("sekreterare@granby.example", Role.SECRETARY, home, board)
    cast.user("registrator@granby.example", Role.REGISTRAR, home)
    cast.user("ledamot@granby.example", Role.MEMBER, home, board)
    return home


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "Protokoll"
    for name, content in {
        "2023/a.txt": minutes(1),
        "2024/b.txt": minutes(2),
        "2024/kopia.txt": minutes(2),
        "2024/bild.png": b"\x89PNG",
        "Thumbs.db": b"\0",
    }.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    (place / "genväg.txt").symlink_to("/etc/passwd")
    return place


def test_a_folder_is_sent_and_told_file_by_file(samverk, home, folder):
    told = samverk("intake", "import", str(folder), *ACCOUNT)
    assert (told.status, told.err) == (0, "")
    assert "Protokoll: 2 att läsa in, 1 fanns redan, 1 tas inte emot." in told.out
    assert "  2024/bild.png har en filtyp som inte tas emot." in told.out
    assert "genväg.txt är en länk till en annan fil" in told.out
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.sent_by.email) == ("open", "sekreterare@granby.example")
    assert f"starta på /inlasning/bunt/{batch.pk}/" in told.out


def test_a_folder_can_be_started_at_once_and_is_then_read(samverk, home, folder):
    assert "är startad" in samverk("intake", "import", str(folder), *ACCOUNT, "--start").out
    batch = ImportBatch.objects.get()
    work_on_batch(batch.pk)
    assert sorted(Source.objects.values_list("name", flat=True)) == ["a.txt", "b.txt"]


def test_an_archive_is_gone_through_at_once(samverk, home, tmp_path):
    path = tmp_path / "alla.zip"
    path.write_bytes(packed({"a.txt": BOARD}))
    told = samverk("intake", "import", str(path), *ACCOUNT)
    assert "alla.zip: 1 att läsa in" in told.out


def test_a_bad_archive_says_why(samverk, home, tmp_path):
    path = tmp_path / "alla.zip"
    path.write_bytes(b"text")
    assert (
        "alla.zip är inget helt ZIP-arkiv" in samverk("intake", "import", str(path), *ACCOUNT).out
    )


def test_more_than_a_batch_holds_becomes_several(samverk, home, folder, settings):
    settings.BATCH_FILES = 2
    samverk("intake", "import", str(folder), *ACCOUNT)
    assert ImportBatch.objects.count() == 3


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--account", "ingen@x.se", "--organisation", "granby"], "inget öppet konto"),
        (["--account", "sekreterare@granby.example", "--organisation", "nej"], "finns inte"),
        (["--account", "ledamot@granby.example", "--organisation", "granby"], "får inte läsa in"),
        (
            ["--account", "registrator@granby.example", "--organisation", "granby"],
            "Kommunfullmäktige, Kommunstyrelsen, Socialnämnden",
        ),
        ([*ACCOUNT, "--body", "KS"], "Kontot får läsa in för: Socialnämnden"),
    ],
)
def test_who_may_not_is_told_in_one_line(options, says, samverk, home, folder):
    told = samverk("intake", "import", str(folder), *options)
    assert (told.status, told.err.count("\n")) == (1, 1)
    assert says in told.err
    assert not ImportBatch.objects.exists()


def test_a_body_is_named_by_its_abbreviation(samverk, home, folder):
    words = ["--account", "registrator@granby.example", "--organisation", "granby", "--body", "ks"]
    samverk("intake", "import", str(folder), *words)
    assert ImportBatch.objects.get().body.abbreviation == "KS"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Ange en mapp"),
        (["finns-inte"], "varken en mapp eller ett ZIP-arkiv"),
        ([".", "--account", "a@b.se"], "behöver --organisation"),
        ([".", "--hemligt", "a"], "okänt val"),
    ],
)
def test_wrong_usage_is_told_in_one_line(words, says, samverk):
    told = samverk("intake", "import", *words)
    assert (told.status, told.out, told.err.count("\n")) == (2, "", 1)
    assert says in told.err


def test_help_is_given_without_a_database(samverk):
    assert "samverk intake import MAPP" in samverk("intake", "import", "--help").out


def test_an_empty_folder_is_told(home, tmp_path):
    (tmp_path / "tom").mkdir()
    wanted = importing.Wanted("sekreterare@granby.example", "granby", "", starts=False)
    with pytest.raises(NotStartedError, match="inga filer"):
        list(importing.import_all(tmp_path / "tom", wanted))
