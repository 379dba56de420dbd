"""Writes a package as a ZIP, file after file: no more of it is in memory than the part being written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files as resources
from typing import IO

from samverk.documents.archive.about import about
from samverk.documents.archive.content import Aggregation, Delivery, SourceFile
from samverk.documents.archive.erms import write_erms
from samverk.documents.archive.formats import FileFormat, FormatReader
from samverk.documents.archive.mapping import Mapped
from samverk.documents.archive.mets import (
    INFORMATION_TYPE,
    REPRESENTATION,
    REPRESENTATIONS,
    write_package_mets,
    write_representation_mets,
)
from samverk.documents.archive.names import safe_name
from samverk.documents.archive.packed import Contents, Counted, PackedFile
from samverk.documents.archive.premis import write_files, write_package
from samverk.documents.archive.proof import ChainProof, write_records
from samverk.documents.archive.xml import Sink

HOME = f"{REPRESENTATIONS}/{REPRESENTATION}"
XML = FileFormat("Extensible Markup Language", "1.0", "fmt/101")
TEXT = FileFormat("Text", "UTF-8", "x-fmt/111")
JSON = FileFormat("JSON", key="fmt/817")
LINES = FileFormat("JSON Lines")
SCHEMA = "kedjebevis-1.xsd"
# A file that may grow past what an entry of the old kind holds is announced as one of the new
LARGE = 1 << 30
FIRST_YEAR = 1980
Tell = Callable[[int], None]
Records = dict[str, tuple[PackedFile, ...]]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is put into a package: what it holds, in whose words, proved by what.

    ``remarks`` tell in words what it leaves out.
    """

    given: Sequence[Aggregation]
    mapped: Mapped
    proof: ChainProof
    remarks: Sequence[str] = ()


def write_archive_package(
    out: IO[bytes], delivery: Delivery, whole: Whole, tell: Tell | None = None
) -> Contents:
    """Write a package to ``out``, and answer what is in it; ``tell`` is given how many files are done."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        packing = _Packing(archive, delivery)
        records = packing.data(whole.given, tell)
        contents = Contents(records, packing.documentation(whole, records), packing.schemas())
        packing.description(whole, contents)
    return contents


class _Packing:
    def __init__(self, archive: zipfile.ZipFile, delivery: Delivery) -> None:
        self._archive, self._delivery = archive, delivery

    def data(self, given: Sequence[Aggregation], tell: Tell | None) -> Records:
        """Pack the files of all records."""
        found: Records = {}
        done = 0
        for place, each in enumerate(given, 1):
            for number, record in enumerate(each.records, 1):
                packed = []
                for part, file in enumerate(record.files, 1):
                    path = _path(place, each, number, part, file)
                    packed.append(self._source(path, file))
                    done += 1
                    if tell:
                        tell(done)
                if packed:
                    found[record.identifier] = tuple(packed)
        return found

    def _source(self, path: str, file: SourceFile) -> PackedFile:
        reader = FormatReader(file.media_type)
        with self._entry(path, file.created, compressed=False) as out:
            for part in file.read():
                reader.look(part)
                out.write(part)
        told = reader.format
        return PackedFile(
            path, file.name, file.media_type, out.size, out.sha256, file.created, told, file.sha256
        )

    def documentation(self, whole: Whole, records: Records) -> tuple[PackedFile, ...]:
        """Pack what explains the package to people, and the proof of the chain."""
        proof = whole.proof
        words = about(self._delivery, whole.given, records, proof, whole.remarks)
        paths = {file.sha256: file.path for files in records.values() for file in files}
        found = [
            self._made("documentation/om-paketet.txt", "text/plain", TEXT, _told(words)),
            self._made(
                "documentation/kedjebevis/poster.xml",
                "application/xml",
                XML,
                lambda out: write_records(out, proof, paths),
            ),
        ]
        if proof.records:
            links = "documentation/kedjebevis/kedja.jsonl"
            vouched = "documentation/kedjebevis/kontrollpunkt.json"
            found += [
                self._made(links, "text/plain", LINES, _lines(proof.lines)),
                self._made(vouched, "application/json", JSON, _told(f"{proof.checkpoint}\n")),
            ]
        return tuple(found)

    def schemas(self) -> tuple[PackedFile, ...]:
        """Pack the schema of the XML that is our own; the others are named by their addresses."""
        text = resources("samverk.documents.archive").joinpath(SCHEMA).read_text(encoding="utf-8")
        return (self._made(f"schemas/{SCHEMA}", "application/xml", XML, _told(text)),)

    def description(self, whole: Whole, contents: Contents) -> None:
        """Pack the metadata, and last the METS that names all else."""
        delivery, kind = self._delivery, "application/xml"
        described = self._made(
            "metadata/descriptive/ERMS.xml",
            kind,
            XML,
            lambda out: write_erms(out, delivery, whole.given, contents.records, whole.mapped),
        )
        made = self._made(
            "metadata/preservation/PREMIS.xml", kind, XML, lambda out: write_package(out, delivery)
        )
        files = contents.data
        preserved = self._made(
            f"{HOME}/metadata/preservation/PREMIS.xml",
            kind,
            XML,
            lambda out: write_files(out, delivery, files),
        )
        submission = self._made(
            f"{HOME}/METS.xml",
            kind,
            XML,
            lambda out: write_representation_mets(out, delivery, preserved=preserved, files=files),
        )
        groups = (
            ("Documentation", "documentation", contents.documentation),
            ("Schemas", "schemas", contents.schemas),
            (f"Representations/{REPRESENTATION}", INFORMATION_TYPE, (submission,)),
        )
        self._made(
            "METS.xml",
            kind,
            XML,
            lambda out: write_package_mets(
                out, delivery, described=described, preserved=made, groups=groups
            ),
        )

    def _made(
        self, path: str, media_type: str, told: FileFormat, write: Callable[[Sink], None]
    ) -> PackedFile:
        created = self._delivery.created
        with self._entry(path, created, compressed=True) as out:
            write(out)
        name = path.rpartition("/")[2]
        return PackedFile(path, name, media_type, out.size, out.sha256, created, told)

    @contextmanager
    def _entry(self, path: str, created: date | datetime, *, compressed: bool) -> Iterator[Counted]:
        entry = zipfile.ZipInfo(f"{self._delivery.identifier}/{path}", _stamp(created))
        entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        entry.external_attr = 0o600 << 16
        with self._archive.open(entry, "w", force_zip64=True) as out:
            yield Counted(out)


def _path(place: int, each: Aggregation, number: int, part: int, file: SourceFile) -> str:
    """Name a file by its places, which make the name the only one, and by what it was called."""
    folder = f"{place:05}-{safe_name(each.object_id.replace('/', '-'))}"
    return f"{HOME}/data/{folder}/{number:04}-{part:02}-{safe_name(file.name)}"


def _stamp(created: date | datetime) -> tuple[int, int, int, int, int, int]:
    """Give a moment as a ZIP has it, which knows of nothing before 1980."""
    moment = created if isinstance(created, datetime) else datetime(*created.timetuple()[:3])  # noqa: DTZ001
    if moment.year < FIRST_YEAR:
        return (FIRST_YEAR, 1, 1, 0, 0, 0)
    return (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)


def _told(text: str) -> Callable[[Sink], None]:
    def write(out: Sink) -> None:
        out.write(text.encode("utf-8", "replace"))

    return write


def _lines(lines: Callable[[], Iterator[str]]) -> Callable[[Sink], None]:
    def write(out: Sink) -> None:
        for line in lines():
            out.write(f"{line}\n".encode())

    return write
