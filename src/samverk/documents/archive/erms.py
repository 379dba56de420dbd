"""Writes ERMS.xml: cases, meetings and their records as CITS ERMS v3 tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samverk.documents.archive.content import (
    Agent,
    Aggregation,
    Dated,
    Delivery,
    Record,
    Restriction,
    Retention,
)
from samverk.documents.archive.mapping import Mapped, Term
from samverk.documents.archive.packed import PackedFile
from samverk.documents.archive.xml import Sink, XmlWriter, moment

NAMESPACE = "https://DILCIS.eu/XML/ERMS"
SCHEMA = "https://citserms.dilcis.eu/schema/ERMS_v3.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
Files = Mapping[str, tuple[PackedFile, ...]]


def write_erms(
    out: Sink, delivery: Delivery, given: Iterable[Aggregation], files: Files, mapped: Mapped
) -> None:
    """Write the description of all that is delivered; ``files`` are by the record's identifier."""
    _Erms(XmlWriter(out), files, mapped).write(delivery, given)


class _Erms:
    def __init__(self, xml: XmlWriter, files: Files, mapped: Mapped) -> None:
        self._xml, self._files, self._mapped = xml, files, mapped

    def write(self, delivery: Delivery, given: Iterable[Aggregation]) -> None:
        xml = self._xml
        place = f"{NAMESPACE} {SCHEMA}"
        root = {"xmlns": NAMESPACE, "xmlns:xsi": XSI, "xsi:schemaLocation": place}
        with xml.element("erms", root):
            self._control(delivery)
            with xml.element("aggregations"):
                for each in given:
                    self._aggregation(each)
        xml.end()

    def _control(self, delivery: Delivery) -> None:
        xml, when = self._xml, moment(delivery.created)
        with xml.element("control"):
            xml.text("identification", delivery.identifier, {"identificationType": "OBJID"})
            with xml.element("maintenanceInformation"):
                xml.empty("maintenanceStatus", {"value": "new"})
                with xml.element("maintenanceAgency"):
                    if delivery.producer.code:
                        kind = {"type": "organisationsnummer"}
                        xml.text("agencyCode", delivery.producer.code, kind)
                    xml.text("agencyName", delivery.producer.name)
                with xml.element("maintenanceHistory"), xml.element("maintenanceEvent"):
                    xml.empty("eventType", {"value": "created"})
                    xml.text("eventDateTime", when)
                    self._program(delivery)
            with xml.element("systemInformation"), xml.element("agents"):
                self._program(delivery)

    def _program(self, delivery: Delivery) -> None:
        more = {"agentType": "other", "otherAgentType": "program"}
        with self._xml.element("agent", more):
            self._xml.text("name", f"Samverk {delivery.version}")

    def _aggregation(self, given: Aggregation) -> None:
        xml = self._xml
        kind = self._mapped.value(Term.AGGREGATION, given.kind)
        named = {
            "systemIdentifier": given.identifier,
            "aggregationType": kind.value,
            "otherAggregationType": kind.other or None,
        }
        with xml.element("aggregation", named):
            xml.text("objectId", given.object_id)
            xml.text("title", given.title)
            if given.status:
                status = self._mapped.value(Term.CASE_STATUS, given.status)
                xml.empty("status", {"value": status.value})
            for other in given.related:
                xml.text("relation", other, {"relationType": "reference"})
            self._rest(given)
            self._dates(given.dates)
            self._notes(given.notes)
            for record in given.records:
                self._record(record)

    def _rest(self, given: Aggregation | Record) -> None:
        """Write what a case and a record have alike, in the order of the schema."""
        if given.restriction:
            self._restriction(given.restriction)
        if given.retention:
            self._disposal(given.retention)
        if isinstance(given, Record) and given.direction:
            self._direction(given.direction)
        self._agents(given.agents)

    def _record(self, given: Record) -> None:
        xml = self._xml
        files = self._files.get(given.identifier, ())
        named = {
            "systemIdentifier": given.identifier,
            "recordType": self._mapped.value(Term.DOCUMENT_KIND, given.kind).value,
            "recordPhysicalOrDigital": "digital" if files else None,
        }
        with xml.element("record", named):
            xml.text("objectId", given.object_id)
            xml.text("title", given.title)
            if given.number is not None:
                xml.text("runningNumber", str(given.number))
            self._rest(given)
            self._dates(given.dates)
            self._notes((*given.notes, given.lacks) if given.lacks else given.notes)
            if given.signed is not None:
                present = {"present": "true" if given.signed else "false"}
                with xml.element("eSignatures"):
                    xml.empty("eSignature", present)
            if files:
                with xml.element("additionalInformation"):
                    for file in files:
                        self._appendix(file)

    def _appendix(self, file: PackedFile) -> None:
        told = " ".join(part for part in (file.format.name, file.format.version) if part)
        self._xml.empty("appendix", {"name": file.name, "path": file.path, "fileFormat": told})

    def _direction(self, own: str) -> None:
        value = self._mapped.value(Term.DIRECTION, own)
        named = {
            "directionDefinition": value.value,
            "otherDirectionDefinition": value.other or None,
        }
        self._xml.empty("direction", named)

    def _restriction(self, given: Restriction) -> None:
        xml = self._xml
        value = self._mapped.value(Term.RESTRICTION, "secret")
        named = {"restrictionType": value.value, "otherRestrictionType": value.other or None}
        with xml.element("restriction", named):
            xml.text(
                "explanatoryText",
                "Sekretessmarkerad. Markeringen är en varning: varje begäran prövas på nytt."
                if given.included
                else "Sekretessmarkerad. Uppgifterna finns hos myndigheten och är inte med i paketet.",
            )
            xml.text("regulation", given.regulation)
            if given.authority:
                with xml.element("agent", {"agentType": "other", "otherAgentType": "myndighet"}):
                    xml.text("name", given.authority)
            if given.marked_on:
                with xml.element("dates"):
                    marked = {"dateType": "confidentiality_assessed"}
                    xml.text("date", moment(given.marked_on), marked)

    def _disposal(self, given: Retention) -> None:
        xml = self._xml
        own = "dispose" if given.disposable else "keep"
        with xml.element("disposal", {"disposable": "true" if given.disposable else "false"}):
            xml.text("disposalAction", self._mapped.value(Term.RETENTION, own).value)
            if given.years is not None:
                xml.text("disposalPeriod", f"P{given.years}Y")
            if given.mandate:
                xml.text("disposalMandate", given.mandate)
            if not given.confirmed:
                xml.text("disposalDescription", "Inte bekräftad: inget beslut är angivet.")
            with xml.element("dates"):
                start = {"dateType": "retention_period_start"}
                xml.text("disposalDate", moment(given.counted_from), start)
                if given.due:
                    xml.text("disposalDate", moment(given.due), {"dateType": "disposal_date"})

    def _agents(self, given: tuple[Agent, ...]) -> None:
        if not given:
            return
        with self._xml.element("agents"):
            for each in given:
                with self._xml.element("agent", {"agentType": each.role.value}):
                    self._xml.text("name", each.name)
                    if each.organisation:
                        self._xml.text("organisation", each.organisation)

    def _dates(self, given: tuple[Dated, ...]) -> None:
        if not given:
            return
        with self._xml.element("dates"):
            for each in given:
                self._xml.text("date", moment(each.when), {"dateType": each.kind})

    def _notes(self, given: tuple[str, ...]) -> None:
        if not given:
            return
        with self._xml.element("notes"):
            for each in given:
                self._xml.text("note", each)
