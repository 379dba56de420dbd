"""A board with a closed case, an archive authority, and packages made as the worker makes them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP, Cast
from samverk.publishing import actions
from samverk.publishing.models import ArchiveAuthority, ArchivePackage
from samverk.registry import actions as registry
from samverk.registry.models import Case

PDF = (
    b"%PDF-1.7\n1 0 obj\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n"
    b"startxref\n"
)
TRUE_WORDS = "Barnets skola och adress"


def authority(cast: Cast) -> ArchiveAuthority:
    """The archive that the town hands over to."""
    new = actions.NewAuthority(cast.town.pk, "Stadsarkivet", "212000-9999", "ÖK 7")
    return actions.add_archive_authority(SETUP, new, key="prov/arkivmyndighet")


def filed_case(cast: Cast) -> Case:
    """A closed case with an open memo, a secret letter and a receipt without a file."""
    new = registry.NewCase(cast.board.pk, "Överenskommelse", date(2024, 1, 2), "SN 2024/12")
    case = registry.open_case(SETUP, new, key="prov/ärende")
    memo = registry.NewDocument(
        case.pk,
        "drawn_up",
        "memo",
        date(2024, 1, 3),
        "Förslag",
        file=registry.NewFile("Förslag åäö.pdf", PDF),
    )
    registry.register_document(SETUP, memo, key="prov/skrivelse")
    secret = registry.Secret("OSL 26 kap. 1 §", TRUE_WORDS, "Vårdnadshavaren")
    letter = registry.NewDocument(
        case.pk,
        "incoming",
        "letter",
        date(2024, 1, 4),
        "Skrivelse",
        secret=secret,
        file=registry.NewFile("Hemlig rubrik.txt", b"Ingen annan ska l\xc3\xa4sa detta.\n"),
    )
    registry.register_document(SETUP, letter, key="prov/hemligt")
    receipt = registry.NewDocument(case.pk, "incoming", "receipt", date(2024, 1, 5), "Kvitto")
    registry.register_document(SETUP, receipt, key="prov/kvitto")
    registry.close_case(SETUP, case, date(2024, 2, 1), key="prov/avslut")
    return Case.objects.get(pk=case.pk)


def made(actor: Actor, cast: Cast, *, key: str = "prov/paket", **given: object) -> ArchivePackage:
    """Ask for a package and make it, as the worker does."""
    known = ArchiveAuthority.objects.first() or authority(cast)
    new = actions.NewPackage(cast.board.pk, known.pk, **given)  # type: ignore[arg-type]
    asked = actions.ask_package(actor, new, key=key)
    actions.make_package(asked.pk)
    return ArchivePackage.objects.get(pk=asked.pk)


def unpacked(actor: Actor, package: ArchivePackage) -> zipfile.ZipFile:
    """Take the file and open it."""
    return zipfile.ZipFile(io.BytesIO(taken(actor, package)))


def taken(actor: Actor, package: ArchivePackage) -> bytes:
    """Take the file's bytes."""
    _, file = actions.take_package(actor, package.pk, key=f"prov/hämta/{package.pk}")
    with file:
        return file.read()


def text_of(archive: zipfile.ZipFile, ending: str) -> str:
    """Read the one file whose path ends so."""
    (name,) = [each for each in archive.namelist() if each.endswith(ending)]
    return archive.read(name).decode()
