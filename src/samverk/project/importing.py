"""Sends a folder or an archive of minutes into this installation, as the account that is named."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.foundation.actors import Actor
from samverk.foundation.errors import SamverkError
from samverk.foundation.files.kinds import LARGEST
from samverk.foundation.forms import fresh_key
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.intake.access import bodies_open_to
from samverk.intake.actions import send_batch, start_batch, work_on_batch
from samverk.intake.actions.batches.sending import SentFile, limits
from samverk.intake.archives.entries import LINK, NO_FILE
from samverk.intake.archives.names import plain_name
from samverk.intake.queries import batches as queries
from samverk.project.running.errors import NotStartedError

# Handles that the process needs besides those of the files that are sent
OTHER_HANDLES = 100
LISTS = {"filer": "att läsa in", "fanns": "fanns redan", "avvisade": "tas inte emot"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who sends (an account's address), for which body (name or abbreviation), and if it starts at once."""

    account: str
    organisation: str
    body: str
    starts: bool


def import_all(place: Path, wanted: Wanted) -> Iterator[str]:
    """Send what a folder or an archive holds, and tell line by line what was found.

    Raises NotStartedError, in one line, for what cannot be sent.
    """
    try:
        actor = _actor(wanted.account)
        body = _body(actor, wanted)
        for files in _sendings(place):
            yield from _send(actor, body, files, wanted, f"{place.name or place.resolve().name}")
    except SamverkError as fault:
        raise NotStartedError(fault.message) from fault


def _actor(account: str) -> Actor:
    user = User.objects.filter(email__iexact=account, is_active=True).first()
    if user is None:
        raise NotStartedError(f"Det finns inget öppet konto med adressen {account}.")
    return actor_for(user)


def _body(actor: Actor, wanted: Wanted) -> BodyRef:
    home = directory.organisation_by_slug(wanted.organisation)
    found = [one for one in bodies_open_to(actor) if one.organisation == home.id]
    asked = wanted.body.casefold()
    meant = [
        one for one in found if asked in ("", one.name.casefold(), one.abbreviation.casefold())
    ]
    if len(meant) == 1:
        return meant[0]
    if not found:
        raise NotStartedError(f"Kontot får inte läsa in för något organ i {home.short_name}.")
    names = ", ".join(one.name for one in found)
    raise NotStartedError(f"Ange vilket organ med --body. Kontot får läsa in för: {names}.")


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the folder, by its name from there; ``why`` it is not sent, "" when it is."""

    name: str
    path: Path
    size: int
    why: str = ""


def _sendings(place: Path) -> Iterator[list[_File]]:
    """Divide what is sent into as many files and bytes as are taken at a time."""
    if place.is_file():
        yield [_File(place.name, place, place.stat().st_size)]
        return
    most = limits()
    many, group, size = min(most.files, _handles()), list[_File](), 0
    for file in _walked(place):
        weight = file.size if file.size <= LARGEST and not file.why else 0
        if len(group) == many or size + weight > most.size:
            yield group
            group, size = [], 0
        group.append(file)
        size += weight
    if not group:
        raise NotStartedError("Mappen har inga filer.")
    yield group


def _walked(place: Path) -> Iterator[_File]:
    """List a folder's files in order; a link is told and never followed."""
    for folder, folders, names in os.walk(place, onerror=_unopened):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            told = path.lstat()
            yield _File(plain_name(_text(path.relative_to(place))), path, told.st_size, _why(path))


def _why(path: Path) -> str:
    """Say why a file is not sent; "" when it is."""
    if path.is_symlink():
        return LINK
    if not path.is_file():
        return NO_FILE
    return "" if os.access(path, os.R_OK) else "går inte att öppna. Kontrollera rättigheterna."


def _unopened(fault: OSError) -> None:
    raise NotStartedError(f"Mappen {fault.filename} går inte att öppna. Kontrollera rättigheterna.")


def _text(path: Path) -> str:
    """Write a path as text: its bytes may be none."""
    return os.fsencode(path).decode("utf-8", "replace")


def _handles() -> int:
    """Answer how many files may be open at once, after asking for as many as a batch holds."""
    wanted = limits().files + OTHER_HANDLES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(soft - OTHER_HANDLES, 1)


def _send(
    actor: Actor, body: BodyRef, files: Sequence[_File], wanted: Wanted, name: str
) -> Iterator[str]:
    for file in files:
        if file.why:
            yield f"{file.name} {file.why}"
    with ExitStack() as opened:
        handed = [
            SentFile(one.name, one.size, opened.enter_context(one.path.open("rb")))
            for one in files
            if not one.why
        ]
        sent = send_batch(actor, body.id, handed, key=fresh_key(), name=name)
    yield from (str(refusal) for refusal in sent.refused)
    for batch in sent.batches:
        # An archive is gone through at once, for whoever waits here
        work_on_batch(batch.pk)
        yield from _told(actor, batch.pk, wanted)


def _told(actor: Actor, pk: int, wanted: Wanted) -> Iterator[str]:
    batch = queries.batch_for(pk, actor)
    if batch.message:
        yield f"{batch.name}: {batch.message}"
    counts = queries.counts_of(batch)
    numbers = ", ".join(f"{counts.lists[name]} {text}" for name, text in LISTS.items())
    yield f"{batch.name}: {numbers}."
    for row in queries.files_of(batch, "avvisade"):
        yield f"  {row.name} {row.message}"
    if wanted.starts and counts.waiting:
        start_batch(actor, batch, key=fresh_key())
        yield f"Inläsningen är startad. Följ den på /inlasning/bunt/{batch.pk}/."
    elif counts.waiting:
        yield f"Se igenom och starta på /inlasning/bunt/{batch.pk}/."
