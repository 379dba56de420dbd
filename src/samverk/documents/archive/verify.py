"""Whether a package is as it was written: every file named, none more, each as it was, the proof whole.

It reads one file at a time and unpacks nothing to the disk. That the metadata follow the published schemas
is for a validator; here is what can be told without them.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from samverk.documents.archive.mets import METS, REPRESENTATION, REPRESENTATIONS, XLINK
from samverk.documents.archive.proof import NAMESPACE, chain_faults

ROOT_METS = "METS.xml"
INNER_METS = f"{REPRESENTATIONS}/{REPRESENTATION}/METS.xml"
PROOF = "documentation/kedjebevis/"
PART = 1 << 20
REFERENCES = (f"{{{METS}}}file", f"{{{METS}}}mdRef")
HREF = f"{{{XLINK}}}href"
# A package of ours declares no entities; what does is made to be unpacked without end
DOCTYPE = b"<!DOCTYPE"
LARGEST_PROOF = 64 << 20


@dataclass(slots=True)
class PackageReport:
    """What was checked in a package, and what is wrong; nothing is when ``faults`` is empty."""

    faults: list[str] = field(default_factory=list)
    files: int = 0
    records: int = 0
    key: str = ""

    @property
    def is_whole(self) -> bool:
        """Answer whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Named:
    path: str
    size: str
    sha256: str


def check_package(file: IO[bytes], *, trusted: str = "") -> PackageReport:
    """Check a package. ``trusted`` is the public key that its checkpoint must be signed with."""
    report = PackageReport()
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive, report, trusted)
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError):
        report.faults.append("Filen är inget helt ZIP-arkiv.")
    return report


def _check(archive: zipfile.ZipFile, report: PackageReport, trusted: str) -> None:
    names = [entry.filename for entry in archive.infolist()]
    root = _root(names, report)
    if root is None:
        return
    inside = {name.removeprefix(f"{root}/") for name in names}
    named: dict[str, _Named] = {}
    for mets in (ROOT_METS, INNER_METS):
        if mets not in inside:
            report.faults.append(f"{mets} saknas.")
            continue
        named |= {one.path: one for one in _named(archive, root, mets, report)}
    _compare(archive, root, inside, named, report)
    _proof(archive, root, inside, report, trusted)


def _root(names: list[str], report: PackageReport) -> str | None:
    """Find the one folder that all lies in; a name that leads out of it is a fault."""
    if len(set(names)) != len(names):
        report.faults.append("Arkivet har flera filer med samma namn.")
    for name in names:
        path = PurePosixPath(name)
        if name.startswith("/") or "\\" in name or ".." in path.parts or ":" in name:
            report.faults.append(f"Namnet {name[:100]} leder ut ur paketet.")
    roots = {name.partition("/")[0] for name in names}
    if len(roots) != 1:
        report.faults.append("Paketet ska ligga i en enda mapp.")
    return None if report.faults else roots.pop()


def _named(
    archive: zipfile.ZipFile, root: str, mets: str, report: PackageReport
) -> Iterator[_Named]:
    home = mets.removesuffix(ROOT_METS)
    for element in _elements(archive, f"{root}/{mets}", report):
        if element.tag not in REFERENCES:
            continue
        place = element if element.tag.endswith("mdRef") else element.find(f"{{{METS}}}FLocat")
        href = unquote(place.get(HREF, "")) if place is not None else ""
        yield _Named(f"{home}{href}", element.get("SIZE", ""), element.get("CHECKSUM", ""))
        element.clear()


def _elements(archive: zipfile.ZipFile, name: str, report: PackageReport) -> Iterator[ET.Element]:
    with archive.open(name) as head:
        declares = DOCTYPE in head.read(PART)
    if declares:
        report.faults.append(f"{name} deklarerar egna tecken, vilket ett paket inte gör.")
        return
    try:
        with archive.open(name) as found:
            for _, element in ET.iterparse(found):  # noqa: S314
                yield element
    except ET.ParseError:
        report.faults.append(f"{name} är ingen hel XML.")


def _compare(
    archive: zipfile.ZipFile,
    root: str,
    inside: set[str],
    named: dict[str, _Named],
    report: PackageReport,
) -> None:
    for path in sorted(named.keys() | inside - {ROOT_METS}):
        if path not in inside:
            report.faults.append(f"{path} saknas.")
        elif path not in named:
            report.faults.append(f"{path} finns men nämns inte i METS.xml.")
        elif _measured(archive, f"{root}/{path}") != (named[path].size, named[path].sha256):
            report.faults.append(f"{path} är ändrad: storleken eller kontrollsumman stämmer inte.")
        else:
            report.files += 1


def _measured(archive: zipfile.ZipFile, name: str) -> tuple[str, str]:
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as found:
        while part := found.read(PART):
            digest.update(part)
            size += len(part)
    return str(size), digest.hexdigest()


def _proof(
    archive: zipfile.ZipFile, root: str, inside: set[str], report: PackageReport, trusted: str
) -> None:
    listed = f"{PROOF}poster.xml"
    if listed not in inside:
        report.faults.append("Kedjebeviset saknas.")
        return
    wanted: dict[int, str] = {}
    for element in _elements(archive, f"{root}/{listed}", report):
        if element.tag == f"{{{NAMESPACE}}}post":
            wanted[int(element.get("nummer", "0"))] = element.get("kontrollsumma", "")
        elif element.tag == f"{{{NAMESPACE}}}kedjebevis":
            report.key = element.get("nyckel", "")
    report.records = len(wanted)
    if not wanted:
        return
    lines, vouched = f"{PROOF}kedja.jsonl", f"{PROOF}kontrollpunkt.json"
    if not {lines, vouched} <= inside:
        report.faults.append("Kedjan eller kontrollpunkten saknas.")
        return
    if archive.getinfo(f"{root}/{vouched}").file_size > LARGEST_PROOF:
        report.faults.append("Kontrollpunkten är för stor.")
        return
    checkpoint = archive.read(f"{root}/{vouched}").decode(errors="replace")
    with archive.open(f"{root}/{lines}") as found:
        text: Any = io.TextIOWrapper(found, encoding="utf-8", errors="replace", newline="\n")
        chain = (line.removesuffix("\n") for line in text)
        report.faults += chain_faults(chain, checkpoint, wanted, trusted=trusted)
