"""The cast of intake's tests: a municipality with its bodies, who reads in, and who may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samverk.directory import actions as directory
from samverk.directory.models import Body, Organisation
from samverk.foundation import people
from samverk.foundation.actors import Actor, Role, system
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.intake.actions import read_waiting, upload
from samverk.intake.extract import extracted
from samverk.intake.extraction import Extraction
from samverk.intake.files import Upload
from samverk.intake.models import Source
from samverk.project.testing.stages import kept

SETUP = system("Provens uppställning")
SAMPLES = Path(__file__).parent / "samples"
BODIES = (
    ("Kommunfullmäktige", "KF", "council"),
    ("Kommunstyrelsen", "KS", "executive"),
    ("Socialnämnden", "SN", "board"),
)


def organisation(slug: str, name: str) -> Organisation:
    """Set up a municipality with three bodies."""
    new = directory.NewOrganisation("municipality", name, slug.capitalize(), slug, "")
    made = directory.add_organisation(SETUP, new, key=f"org/{slug}")
    for body, abbreviation, kind in BODIES:
        directory.add_body(
            SETUP,
            directory.NewBody(made.pk, kind, body, abbreviation),
            key=f"{slug}/{abbreviation}",
        )
    return made


def user(email: str, role: Role, home: Organisation, body: Body | None = None) -> User:
    """Set up somebody who logs in, with one role."""
    post = people.NewPost(role, home.pk, body.pk if body else None)
    new = people.NewUser(email, email.partition("@")[0].capitalize(), None, (post,))
    return people.add_user(SETUP, new, key=email)


@kept
def home(db: None) -> Organisation:
    """The municipality that reads in."""
    return organisation("granby", "Granby kommun")


@kept
def neighbour(db: None) -> Organisation:
    """Another municipality, whose papers come to the first."""
    return organisation("ekby", "Ekby kommun")


@kept
def board(home: Organisation) -> Body:
    """The board of the one who reads in."""
    return home.bodies.get(abbreviation="SN")


@kept
def secretary(home: Organisation, board: Body) -> User:
    """The board's secretary, who holds the role for the board alone."""
    return user("sekreterare@granby.example", Role.SECRETARY, home, board)


@kept
def actor(secretary: User) -> Actor:
    """The secretary as an actor."""
    return actor_for(secretary)


@kept
def outsider(neighbour: Organisation) -> User:
    """The registrar of the other municipality."""
    return user("registrator@ekby.example", Role.REGISTRAR, neighbour)


@kept
def member(home: Organisation, board: Body) -> User:
    """An elected member, who may read in nothing."""
    return user("ledamot@granby.example", Role.MEMBER, home, board)


@pytest.fixture(autouse=True)
def files_apart(settings: object, tmp_path: Path) -> None:
    """Keep what the tests upload out of the installation's own files."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]


def in_process(name: str, data: bytes) -> Extraction:
    """Read a file's text without a process of its own, which takes most of a test's time."""
    found = extracted(name, data)
    if error := found.get("error"):
        return Extraction(error=error)
    return Extraction(found["lines"], tuple(found["notes"]))


@pytest.fixture(autouse=True)
def read_in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read quickly; the process itself is tested in test_extraction."""
    monkeypatch.setattr("samverk.intake.actions.reading.extract", in_process)


def sample(name: str) -> Upload:
    """One of our own sample papers."""
    return Upload(name, (SAMPLES / name).read_bytes())


@pytest.fixture
def read_in(actor: Actor, board: Body) -> Callable[..., list[Source]]:
    """Upload samples and read them at once, as the worker would."""

    def do(*names: str) -> list[Source]:
        outcome = upload(actor, board.pk, [sample(name) for name in names], key="prov" + names[0])
        read_waiting(board.pk)
        return [Source.objects.get(pk=source.pk) for source in outcome.sources]

    return do
