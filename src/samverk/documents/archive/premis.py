"""Writes PREMIS 3: each file with its format and checksum, and what was done to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from samverk.documents.archive.content import Delivery
from samverk.documents.archive.packed import PackedFile
from samverk.documents.archive.xml import Sink, XmlWriter, moment

NAMESPACE = "http://www.loc.gov/premis/v3"
SCHEMA = "http://www.loc.gov/standards/premis/premis.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ROOT = {
    "xmlns": NAMESPACE,
    "xmlns:xsi": XSI,
    "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
    "version": "3.0",
}
PROGRAM, OWNER = "samverk", "arkivbildare"


def write_files(out: Sink, delivery: Delivery, files: Iterable[PackedFile]) -> None:
    """Write the files of a representation as objects, with how their checksums came out."""
    premis = _Premis(XmlWriter(out), delivery)
    kept = tuple(files)
    with premis.document():
        for file in kept:
            premis.file(file)
        for number, file in enumerate(kept, 1):
            premis.checked(number, file)
        premis.agents()


def write_package(out: Sink, delivery: Delivery) -> None:
    """Write the package itself as an object, and that it was made."""
    premis = _Premis(XmlWriter(out), delivery)
    with premis.document():
        premis.package()
        premis.packed()
        premis.agents()


class _Premis:
    def __init__(self, xml: XmlWriter, delivery: Delivery) -> None:
        self._xml, self._delivery = xml, delivery
        self._when = moment(delivery.created)

    @contextmanager
    def document(self) -> Iterator[None]:
        with self._xml.element("premis", ROOT):
            yield
        self._xml.end()

    def _named(self, what: str, kind: str, value: str) -> None:
        with self._xml.element(f"{what}Identifier"):
            self._xml.text(f"{what}IdentifierType", kind)
            self._xml.text(f"{what}IdentifierValue", value)

    def file(self, file: PackedFile) -> None:
        xml = self._xml
        with xml.element("object", {"xsi:type": "file"}):
            self._named("object", "path", file.path)
            with xml.element("objectCharacteristics"):
                with xml.element("fixity"):
                    xml.text("messageDigestAlgorithm", "SHA-256")
                    xml.text("messageDigest", file.sha256)
                xml.text("size", str(file.size))
                self._format(file)
            xml.text("originalName", file.name)

    def _format(self, file: PackedFile) -> None:
        xml, told = self._xml, file.format
        with xml.element("format"):
            with xml.element("formatDesignation"):
                xml.text("formatName", told.name)
                if told.version:
                    xml.text("formatVersion", told.version)
            if told.key:
                with xml.element("formatRegistry"):
                    xml.text("formatRegistryName", "PRONOM")
                    xml.text("formatRegistryKey", told.key)
            if told.note:
                xml.text("formatNote", told.note)

    def package(self) -> None:
        xml, delivery = self._xml, self._delivery
        with xml.element("object", {"xsi:type": "intellectualEntity"}):
            self._named("object", "OBJID", delivery.identifier)
            xml.text("originalName", delivery.label)

    def packed(self) -> None:
        xml = self._xml
        with xml.element("event"):
            self._named("event", "local", "paketering")
            xml.text("eventType", "information package creation")
            xml.text("eventDateTime", self._when)
            self._outcome("success", "")
            self._linked("agent", "local", PROGRAM)
            self._linked("object", "OBJID", self._delivery.identifier)

    def checked(self, number: int, file: PackedFile) -> None:
        xml = self._xml
        with xml.element("event"):
            self._named("event", "local", f"kontrollsumma-{number}")
            xml.text(
                "eventType", "fixity check" if file.registered else "message digest calculation"
            )
            xml.text("eventDateTime", self._when)
            told = "" if file.is_as_registered else f"Registret har {file.registered}."
            self._outcome("success" if file.is_as_registered else "fail", told)
            self._linked("agent", "local", PROGRAM)
            self._linked("object", "path", file.path)

    def _outcome(self, outcome: str, told: str) -> None:
        xml = self._xml
        with xml.element("eventOutcomeInformation"):
            xml.text("eventOutcome", outcome)
            if told:
                with xml.element("eventOutcomeDetail"):
                    xml.text("eventOutcomeDetailNote", told)

    def _linked(self, what: str, kind: str, value: str) -> None:
        name = f"linking{what.capitalize()}Identifier"
        with self._xml.element(name):
            self._xml.text(f"{name}Type", kind)
            self._xml.text(f"{name}Value", value)

    def agents(self) -> None:
        xml, delivery = self._xml, self._delivery
        with xml.element("agent"):
            self._named("agent", "local", PROGRAM)
            xml.text("agentName", "Samverk")
            xml.text("agentType", "software")
            xml.text("agentVersion", delivery.version)
        with xml.element("agent"):
            self._named("agent", "local", OWNER)
            xml.text("agentName", delivery.producer.name)
            xml.text("agentType", "organization")
