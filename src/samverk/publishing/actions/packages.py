"""Asking for a package for the archive, and taking its file. It is made in the background."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from typing import IO

from django.db.models import Max
from procrastinate.contrib.django import app as jobs

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.numbering import next_number
from samverk.foundation.permissions import may_open, require
from samverk.publishing.models import ArchiveAuthority, ArchivePackage, Scope
from samverk.publishing.queries import archives as queries
from samverk.registry import queries as registry
from samverk.rules.wording import running_date

ASKED = acts.kind("publishing.package_asked", "Arkivpaket beställt")
TAKEN = acts.kind("publishing.package_taken", "Arkivpaket hämtat", is_reading=True)
PACKAGE_JOB = "samverk.publishing.jobs.make_package"


@dataclass(frozen=True, slots=True)
class NewPackage:
    """A package to make: of a body (id), for an archive authority (id), of a case or of a period.

    ``with_secrets`` takes in what is secret and the actor's to read.
    """

    body: int
    authority: int
    case: int | None = None
    from_day: date | None = None
    to_day: date | None = None
    with_secrets: bool = False


def ask_package(actor: Actor, new: NewPackage, *, key: str) -> ArchivePackage:
    """Ask for a package. The same scope can be asked for again, which makes another version.

    Raises InputError for a period that has not been or that ends before it begins, and for a case of
    another body's diary; NotAllowedError for secrets that are not the actor's to read.
    """
    body = directory.body_ref(new.body)
    require(queries.may_deliver(actor, body))
    if new.with_secrets:
        require(may_open(actor, body.id))
    act = acts.Act(actor, ASKED, key, body.organisation, content=new, body=body.id)
    return acts.carry_out(act, lambda: _ask(actor, body, new))


def _ask(actor: Actor, body: directory.BodyRef, new: NewPackage) -> ArchivePackage:
    authority = queries.authority_by_id(new.authority)
    if authority.organisation_id != body.organisation:
        raise InputError("Välj en arkivmyndighet för samma organisation.", field="authority")
    label = _label(body, new)
    # Whoever asks for the same at the same time waits, and gets the version after
    next_number(f"arkivpaket/{body.id}")
    made = ArchivePackage.objects.create(
        authority=authority,
        body_id=body.id,
        scope=Scope.CASE if new.case else Scope.PERIOD,
        case_id=new.case,
        from_day=new.from_day,
        to_day=new.to_day,
        version=_next_version(body, authority, new),
        with_secrets=new.with_secrets,
        label=label,
        asked_by_id=actor.user,
        asked_by_name=actor.name,
    )
    jobs.configure_task(PACKAGE_JOB, lock=f"arkivpaket/{made.pk}").defer(package=made.pk)
    return made


def _next_version(body: directory.BodyRef, authority: ArchiveAuthority, new: NewPackage) -> int:
    same = ArchivePackage.objects.filter(
        body=body.id,
        authority=authority,
        case=new.case,
        from_day=new.from_day,
        to_day=new.to_day,
    )
    return int(same.aggregate(last=Max("version"))["last"] or 0) + 1


def _label(body: directory.BodyRef, new: NewPackage) -> str:
    """Name a package by public words: a secret case has a public title in the register."""
    if new.case:
        case = registry.case_by_id(new.case)
        if case.body_id != body.id:
            raise InputError("Ärendet finns inte i organets diarium.", field="case")
        return f"{body.name}, ärende {case.diary_number} {case.title}"[:500]
    if new.from_day is None or new.to_day is None:
        raise InputError("Skriv från och med vilken dag och till och med vilken.", field="from_day")
    if new.to_day < new.from_day:
        raise InputError("Perioden slutar innan den börjar.", field="to_day")
    if new.to_day > clock.today():
        raise InputError("Perioden har inte gått än.", field="to_day")
    span = f"{running_date(new.from_day)} till {running_date(new.to_day)}"
    return f"{body.full_name}, {span}"[:500]


def take_package(actor: Actor, package: int, *, key: str) -> tuple[ArchivePackage, IO[bytes]]:
    """Take a package's file, which is logged: it lies on the disk while it is sent, not in memory.

    Raises NotFoundError, and NotAllowedError for one whose secrets are not the actor's to read.
    """
    found = queries.package_for(package, actor)
    require(queries.may_take(actor, found))
    organisation = found.body.organisation_id
    act = acts.Act(actor, TAKEN, key, organisation, content=package, body=found.body_id)
    acts.carry_out(act, lambda: found)
    return found, _copied(found)


def _copied(package: ArchivePackage) -> IO[bytes]:
    out = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        with opened([package.body_id] if package.with_secrets else []):
            for piece in queries.parts_of(package.pk):
                out.write(queries.part(piece))
    except BaseException:
        out.close()
        raise
    if out.tell() != package.size:
        out.close()
        raise ConflictError("Paketets fil har tagits bort. Gör paketet som en ny version.")
    out.seek(0)
    return out
