"""What a package tells people in plain text: what it is, what is in it, and what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC

from samverk.documents.archive.content import Aggregation, Delivery
from samverk.documents.archive.packed import PackedFile
from samverk.documents.archive.proof import NOTHING, ChainProof

STANDARDS = (
    "Paketet följer E-ARK SIP 2.1.0 (FGS Paketstruktur 2.0). METS.xml räknar upp varje fil med storlek och"
    " kontrollsumma (SHA-256). metadata/descriptive/ERMS.xml beskriver ärenden och handlingar enligt"
    " CITS ERMS v3 (FGS Ärendehantering 2.0), och metadata/preservation/PREMIS.xml hur paketet gjordes."
    " Filerna ligger i representations/submission/data."
)
PROVED = (
    "I documentation/kedjebevis finns de låsta poster som protokollen bygger på, och den signerade"
    " kontrollpunkt som intygar dem. Pröva med: samverk archive FIL."
)
FORMATS = (
    "Filerna är i det format som de har i registret. Att en fil är PDF/A är filens egen uppgift."
)


def about(
    delivery: Delivery,
    given: Sequence[Aggregation],
    files: Mapping[str, tuple[PackedFile, ...]],
    proof: ChainProof,
    remarks: Sequence[str],
) -> str:
    """Write the words that go with the package."""
    records = [record for each in given for record in each.records]
    lacking = [f"{one.object_id}: {one.lacks}" for one in records if one.lacks]
    packed = [file for group in files.values() for file in group]
    wrong = [
        f"{one.path}: annan kontrollsumma än i registret."
        for one in packed
        if not one.is_as_registered
    ]
    parts = [
        f"{delivery.label}\n{'=' * min(len(delivery.label), 78)}",
        f"Paket {delivery.identifier}\nArkivbildare: {delivery.producer.name}\n"
        f"Till: {delivery.receiver.name}\nGjort: {delivery.created.astimezone(UTC):%Y-%m-%d %H:%M} (UTC)"
        f" med Samverk {delivery.version}",
        STANDARDS,
        f"Innehåll: {len(given)} ärenden och sammanträden, {len(records)} handlingar,"
        f" {len(packed)} filer.",
        FORMATS,
        PROVED if proof.records else NOTHING,
        _listed("Det här är inte med", [*remarks, *lacking]),
        _listed("Det här stämmer inte", wrong),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _listed(heading: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{heading}:", *(f"- {line}" for line in lines)]) if lines else ""
