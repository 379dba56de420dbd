"""Writes METS.xml, of the package and of its representation, as E-ARK SIP 2.1.0 wants it.

Two things look odd and are meant. The published rules of CSIP 2.1.0 say in CSIP63 that every file group has
a content information type that is OTHER with words of its own; a group without one is turned away by those
who test by them. And they ask every agent with the role CREATOR to be a program (CSIP12), where SIP 2.1.0
lets whoever hands over the package have that role: here it is OTHER, with the role's name.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from samverk.documents.archive.content import Delivery, Party
from samverk.documents.archive.packed import PackedFile
from samverk.documents.archive.xml import Attributes, Sink, XmlWriter, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

METS = "http://www.loc.gov/METS/"
CSIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
SIP = "https://DILCIS.eu/XML/METS/SIPExtensionMETS"
XLINK = "http://www.w3.org/1999/xlink"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMAS = (
    (METS, "http://www.loc.gov/standards/mets/mets.xsd"),
    (CSIP, "https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd"),
    (SIP, "https://earksip.dilcis.eu/schema/DILCISExtensionSIPMETS.xsd"),
)
PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
REPRESENTATIONS, REPRESENTATION = "representations", "submission"
# CSIP 2.1.0's list knows ERMS v2.1 only, so v3.0 is given in words of its own
INFORMATION_TYPE = "citserms_v3_0"


def write_package_mets(
    out: Sink,
    delivery: Delivery,
    *,
    described: PackedFile,
    preserved: PackedFile,
    groups: Iterable[tuple[str, str, tuple[PackedFile, ...]]],
) -> None:
    """Write the package's METS; ``groups`` are the file groups: use, information type and files."""
    mets = _Mets(XmlWriter(out), delivery)
    kept = [(use, kind, files) for use, kind, files in groups if files]
    with mets.document(delivery.identifier, delivery.label):
        mets.header()
        mets.metadata(described=described, preserved=preserved)
        mets.file_section(kept)
        mets.structure(kept, label=delivery.identifier, described=True)


def write_representation_mets(
    out: Sink, delivery: Delivery, *, preserved: PackedFile, files: tuple[PackedFile, ...]
) -> None:
    """Write the METS of the representation: all files of the records, by their place from it."""
    mets = _Mets(XmlWriter(out), delivery, home=f"{REPRESENTATIONS}/{REPRESENTATION}/")
    groups = [("Data", INFORMATION_TYPE, files)] if files else []
    with mets.document(REPRESENTATION, delivery.label):
        mets.header()
        mets.metadata(described=None, preserved=preserved)
        mets.file_section(groups)
        mets.structure(groups, label=REPRESENTATION, described=False)


class _Mets:
    def __init__(self, xml: XmlWriter, delivery: Delivery, home: str = "") -> None:
        self._xml, self._delivery, self._when = xml, delivery, moment(delivery.created)
        self._home = home

    @contextmanager
    def document(self, identifier: str, label: str) -> Iterator[None]:
        places = " ".join(f"{namespace} {place}" for namespace, place in SCHEMAS)
        root = {
            "xmlns:mets": METS,
            "xmlns:csip": CSIP,
            "xmlns:sip": SIP,
            "xmlns:xlink": XLINK,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": places,
            "OBJID": identifier,
            "LABEL": label,
            "TYPE": "Mixed",
            "PROFILE": PROFILE,
            **_information_type(INFORMATION_TYPE),
        }
        with self._xml.element("mets:mets", root):
            yield
        self._xml.end()

    def header(self) -> None:
        xml, delivery = self._xml, self._delivery
        told = {
            "CREATEDATE": self._when,
            "LASTMODDATE": self._when,
            "RECORDSTATUS": "REPLACEMENT" if delivery.replaces else "NEW",
            "csip:OAISPACKAGETYPE": "SIP",
        }
        with xml.element("mets:metsHdr", told):
            program = {"ROLE": "CREATOR", "TYPE": "OTHER", "OTHERTYPE": "SOFTWARE"}
            with xml.element("mets:agent", program):
                xml.text("mets:name", "Samverk")
                xml.text("mets:note", delivery.version, {"csip:NOTETYPE": "SOFTWARE VERSION"})
            self._party(delivery.producer, {"ROLE": "ARCHIVIST"})
            self._party(delivery.submitter, {"ROLE": "OTHER", "OTHERROLE": "SUBMITTER"})
            self._party(delivery.receiver, {"ROLE": "PRESERVATION"})
            if delivery.agreement:
                kind = {"TYPE": "SUBMISSIONAGREEMENT"}
                xml.text("mets:altRecordID", delivery.agreement, kind)

    def _party(self, party: Party, role: Attributes) -> None:
        xml = self._xml
        with xml.element("mets:agent", {**role, "TYPE": "ORGANIZATION"}):
            xml.text("mets:name", party.name)
            if party.code:
                xml.text("mets:note", party.code, {"csip:NOTETYPE": "IDENTIFICATIONCODE"})

    def metadata(self, *, described: PackedFile | None, preserved: PackedFile) -> None:
        xml = self._xml
        if described:
            section = {"ID": "dmd-erms", "CREATED": self._when, "STATUS": "CURRENT"}
            with xml.element("mets:dmdSec", section):
                self._reference(described, {"MDTYPE": "OTHER", "OTHERMDTYPE": "ERMS"})
        with (
            xml.element("mets:amdSec", {"ID": "amd"}),
            xml.element("mets:digiprovMD", {"ID": "amd-premis", "STATUS": "CURRENT"}),
        ):
            self._reference(preserved, {"MDTYPE": "PREMIS", "MDTYPEVERSION": "3.0"})

    def _reference(self, file: PackedFile, kind: Attributes) -> None:
        self._xml.empty("mets:mdRef", {**self._place(file), **kind, **_measured(file)})

    def _place(self, file: PackedFile) -> dict[str, str | None]:
        href = file.path.removeprefix(self._home)
        return {"LOCTYPE": "URL", "xlink:type": "simple", "xlink:href": href}

    def file_section(self, groups: list[tuple[str, str, tuple[PackedFile, ...]]]) -> None:
        xml = self._xml
        if not groups:
            return
        with xml.element("mets:fileSec", {"ID": "files"}):
            for place, (use, kind, files) in enumerate(groups, 1):
                told = {"ID": f"group-{place}", "USE": use, **_information_type(kind)}
                with xml.element("mets:fileGrp", told):
                    for number, file in enumerate(files, 1):
                        self._file(f"file-{place}-{number}", file)

    def _file(self, identifier: str, file: PackedFile) -> None:
        xml, told = self._xml, file.format
        named = {
            "ID": identifier,
            **_measured(file),
            "sip:FILEFORMATNAME": told.name,
            "sip:FILEFORMATVERSION": told.version or None,
            "sip:FORMATREGISTRY": "PRONOM" if told.key else None,
            "sip:FORMATREGISTRYKEY": told.key or None,
        }
        with xml.element("mets:file", named):
            xml.empty("mets:FLocat", self._place(file))

    def structure(
        self,
        groups: list[tuple[str, str, tuple[PackedFile, ...]]],
        *,
        label: str,
        described: bool,
    ) -> None:
        xml = self._xml
        root = {"ID": "structure", "TYPE": "PHYSICAL", "LABEL": "CSIP"}
        with (
            xml.element("mets:structMap", root),
            xml.element("mets:div", {"ID": "div", "LABEL": label}),
        ):
            metadata = {"ID": "div-metadata", "LABEL": "Metadata", "ADMID": "amd-premis"}
            xml.empty("mets:div", metadata | ({"DMDID": "dmd-erms"} if described else {}))
            for place, (use, _, files) in enumerate(groups, 1):
                self._division(place, use, files)

    def _division(self, place: int, use: str, files: tuple[PackedFile, ...]) -> None:
        xml = self._xml
        whole, _, part = use.partition("/")
        with xml.element("mets:div", {"ID": f"div-{place}", "LABEL": whole}):
            xml.empty("mets:fptr", {"FILEID": f"group-{place}"})
            if part:
                with xml.element("mets:div", {"ID": f"div-{place}-{part}", "LABEL": use}):
                    title = {"xlink:title": f"group-{place}"}
                    xml.empty("mets:mptr", self._place(files[0]) | title)


def _information_type(words: str) -> dict[str, str | None]:
    return {
        "csip:CONTENTINFORMATIONTYPE": "OTHER",
        "csip:OTHERCONTENTINFORMATIONTYPE": words,
    }


def _measured(file: PackedFile) -> dict[str, str | None]:
    return {
        "MIMETYPE": file.media_type,
        "SIZE": str(file.size),
        "CREATED": moment(file.created),
        "CHECKSUM": file.sha256,
        "CHECKSUMTYPE": "SHA-256",
    }
