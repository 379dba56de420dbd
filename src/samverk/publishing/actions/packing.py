"""Makes a package that has been asked for, in the background: all of it, or nothing with what hindered.

The files are read one at a time, each in its own opened compartment, so that how far it has come is seen
meanwhile. A crash leaves the package asked for, and it is made anew.
"""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass
from typing import IO

from samverk import __version__
from samverk.directory import queries as directory
from samverk.documents.archive.content import Delivery, Party
from samverk.documents.archive.package import Whole, write_archive_package
from samverk.documents.archive.packed import Contents
from samverk.documents.archive.proof import ChainProof
from samverk.documents.archive.verify import check_package
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.barring import barred_for, reading_as
from samverk.foundation.compartments import opened
from samverk.foundation.errors import NotAllowedError, SamverkError
from samverk.foundation.middleware import actor_for
from samverk.foundation.permissions import may_open, require
from samverk.foundation.reads import note_read
from samverk.meetings import actions as meetings
from samverk.meetings.queries.archived import LockedMinutes, locked_minutes
from samverk.publishing.actions.clean_records import all_clean, require_clean_records
from samverk.publishing.models import ArchivePackage, PackagePart, PackageState
from samverk.publishing.queries import archives as queries
from samverk.publishing.queries.archive_content import Frame, Gathered, add_cases
from samverk.publishing.queries.archive_minutes import add_minutes, proof_of
from samverk.registry import queries as registry

MADE = acts.kind("publishing.package_made", "Arkivpaket gjort")
WORKER = system("Arkivexporten")
PART = 1 << 20
NO_RIGHT = "Den som beställde paketet får inte göra det längre. Inget är gjort."
BROKEN = "Ett fel stoppade arbetet. Beställ paketet igen, eller tala med den som sköter systemet."
FAULTY = "Paketet stämde inte när det prövades, och är kastat. Beställ det igen."
NOTHING = "Det finns inget att lämna: inget ärende är avslutat och inget protokoll justerat under perioden."
MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class _Made:
    """A package's file on the disk, with what is in it."""

    file: IO[bytes]
    size: int
    sha256: str
    found: Gathered
    contents: Contents
    proof: ChainProof
    identifier: str


def make_package(package: int) -> None:
    """Make a package (id) that has been asked for. Doing it again makes it once."""
    with queries.alone_with(package) as is_alone:
        found = _asked(package) if is_alone else None
        if found is None:
            return
        try:
            _make(found)
        except NotAllowedError:
            _hinder(found, NO_RIGHT)
        except SamverkError as fault:
            _hinder(found, fault.message[:400])
        except Exception:
            _hinder(found, BROKEN)
            raise


def _asked(package: int) -> ArchivePackage | None:
    rows = ArchivePackage.objects.select_related("authority", "case", "asked_by")
    return rows.filter(pk=package, state=PackageState.ASKED).first()


def make_left_packages() -> None:
    """Make what a crash has left. Doing it again makes nothing twice."""
    for package in queries.left_to_make():
        make_package(package)


def _actor(package: ArchivePackage) -> Actor:
    return actor_for(package.asked_by) if package.asked_by else WORKER


def _make(package: ArchivePackage) -> None:
    actor, body = _actor(package), directory.body_ref(package.body_id)
    require(queries.may_deliver(actor, body))
    if package.with_secrets:
        require(may_open(actor, body.id))
    with reading_as(lambda: barred_for(actor)), tempfile.TemporaryFile() as out:
        found, minutes = _gather(actor, package, body)
        require_clean_records(actor, found.aggregations)
        proof = _proved(package, body, minutes)
        made = _written(out, package, body, found, proof)
        act = acts.Act(
            actor, MADE, f"arkivpaket/{package.pk}/gjort", body.organisation, body=body.id
        )
        acts.carry_out(act, lambda: _keep(package, made))


def _gather(
    actor: Actor, package: ArchivePackage, body: directory.BodyRef
) -> tuple[Gathered, list[LockedMinutes]]:
    """Gather what the package holds, and note in the log what of it is secret and read."""
    found, day = Gathered(), clock.today()
    with opened([body.id]) if package.with_secrets else nullcontext():
        terms = queries.terms_on(body.id, day)
        if package.case:
            cases, minutes = [package.case], locked_minutes(body.id, case=package.case_id)
        else:
            first, last = package.from_day or day, package.to_day or day
            cases = registry.cases_closed(body.id, first, last)
            minutes = locked_minutes(body.id, between=(first, last))
            if still := registry.still_open(body.id, last):
                cases_told = "ärende" if still == 1 else "ärenden"
                found.remarks.append(f"{still} {cases_told} som pågick när perioden slutade.")
        frame = Frame(body, terms, day, package.with_secrets)
        add_cases(found, frame, cases)
        add_minutes(found, frame, minutes)
        read = registry.documents_by_id(tuple(found.secret_documents))
        secret = registry.cases_by_id(found.secret_cases)
        note_read(actor, [*secret, *read], organisation=body.organisation, body=body.id)
    if not found.aggregations:
        raise SamverkError(NOTHING)
    return found, minutes


def _proved(
    package: ArchivePackage, body: directory.BodyRef, minutes: list[LockedMinutes]
) -> ChainProof:
    """Sign a checkpoint that covers the minutes, unless one does, and prove them by it."""
    if not minutes:
        return ChainProof()
    meetings.make_checkpoint(WORKER, key=f"arkivpaket/{package.pk}/kontrollpunkt")
    return proof_of(body, minutes)


def _written(
    out: IO[bytes],
    package: ArchivePackage,
    body: directory.BodyRef,
    found: Gathered,
    proof: ChainProof,
) -> _Made:
    """Write the file, and check it as anybody can who has it."""
    total = found.files
    step = max(total // 20, 1)

    def tell(done: int) -> None:
        if done % step == 0 or done == total:
            ArchivePackage.objects.filter(pk=package.pk).update(done=done, total=total)

    delivery = _delivery(package, body)
    mapped = queries.mapped_on(package.authority_id, clock.today())
    whole = Whole(found.aggregations, mapped, proof, found.remarks)
    contents = write_archive_package(out, delivery, whole, tell)
    out.seek(0)
    if not check_package(out).is_whole or not all_clean(contents.data):
        raise SamverkError(FAULTY)
    out.seek(0)
    digest, size = hashlib.sha256(), 0
    while part := out.read(PART):
        digest.update(part)
        size += len(part)
    return _Made(out, size, digest.hexdigest(), found, contents, proof, delivery.identifier)


def _delivery(package: ArchivePackage, body: directory.BodyRef) -> Delivery:
    organisation = directory.organisation_by_id(body.organisation)
    number = organisation.number
    return Delivery(
        identifier=f"samverk-{organisation.slug}-{package.pk}-v{package.version}",
        label=package.label,
        created=clock.now(),
        producer=Party(f"{body.name}, {organisation.name}", number),
        submitter=Party(organisation.name, number),
        receiver=Party(package.authority.name, package.authority.code),
        version=__version__,
        agreement=package.authority.agreement,
        replaces=package.version > 1,
    )


def _keep(package: ArchivePackage, made: _Made) -> ArchivePackage:
    """Keep the file piece by piece, behind the wall if anything secret may be in it."""
    held = ArchivePackage.objects.select_for_update().get(pk=package.pk)
    with opened([held.body_id] if held.with_secrets else []):
        made.file.seek(0)
        for number, content in enumerate(iter(lambda: made.file.read(PART), b""), 1):
            PackagePart.objects.create(
                package=held,
                number=number,
                controller_id=held.body_id if held.with_secrets else None,
                content=content,
            )
    held.state, held.made_at, held.message = PackageState.DONE, clock.now(), ""
    held.sha256, held.size = made.sha256, made.size
    held.done = held.total = made.found.files
    held.secret_cases = sorted(made.found.secret_cases)
    held.secret_documents = sorted(made.found.secret_documents)
    held.secret_items = sorted(made.found.secret_items)
    held.contents = _told(made)
    held.save()
    return held


def _told(made: _Made) -> dict[str, object]:
    """Tell what is in the package, by public facts alone: names of files can be secret."""
    found, data = made.found, made.contents.data
    names = {one.identifier: one.object_id for each in found.aggregations for one in each.records}
    wrong = [
        names[record]
        for record, files in made.contents.records.items()
        if not all(file.is_as_registered for file in files)
    ]
    return {
        "identifier": made.identifier,
        "aggregations": found.told[:MOST_TOLD],
        "count": len(found.told),
        "records": sum(len(each.records) for each in found.aggregations),
        "pdf_a": sum(file.format.is_pdf_a for file in data),
        "remarks": found.remarks,
        "wrong": wrong,
        "proved": len(made.proof.records),
        "chain": made.proof.chain,
    }


def _hinder(package: ArchivePackage, message: str) -> None:
    rows = ArchivePackage.objects.filter(pk=package.pk, state=PackageState.ASKED)
    rows.update(state=PackageState.FAILED, message=message)
