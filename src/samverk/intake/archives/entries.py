"""Judges what stands in a ZIP archive, as its bytes come: no size that its directory tells is believed.

Runs in a process of its own (``samverk.intake.archives.apart``), without Django.
"""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from samverk.foundation.files.kinds import LARGEST, MOST_TOLD
from samverk.foundation.files.names import stored_name
from samverk.intake.archives.names import is_junk, is_packed, leads_out, printed_name
from samverk.intake.files import Refusal, Upload, media_type_of

CHUNK = 64 * 1024
# Text of minutes packs ten to one; what packs to this is made to fill somebody's memory
MOST_RATIO = 200
# Small files of one sign repeated are odd, and harm nobody
RATIO_FROM = 1024 * 1024
# Folders, and what systems put beside the files: each file of a Mac has another in __MACOSX
ENTRIES_A_FILE = 5
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNIX = 3
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # also a way of packing that the library does not know
)
JUNK = "är en systemfil, inte en handling."
LEADS_OUT = (
    "har ett namn som leder ut ur arkivet, vilket bara ett arkiv som är gjort för att skada har."
    " Ta reda på varifrån det kommer."
)
LINK = "är en länk till en annan fil, inte en handling. Packa filen som den pekar på."
NO_FILE = "är ingen vanlig fil."
PROTECTED = "är skyddad med lösenord. Packa om arkivet utan lösenord."
METHOD = "är packad på ett sätt som inte läses. Packa om arkivet som vanlig ZIP."
NESTED = "är ett arkiv i arkivet. Packa upp det och läs in det för sig."
TOO_LARGE = f"packar upp till mer än {MOST_TOLD}. Dela upp den eller spara den mindre."
RATIO = (
    f"packar upp till mer än {MOST_RATIO} gånger sin storlek, vilket ingen handling gör."
    " Ta reda på varifrån den kommer."
)
DAMAGED = "är skadad i arkivet. Packa om arkivet från originalen."
NO_ARCHIVE = "är inget helt ZIP-arkiv. Packa om det, eller välj filerna som de är."


class ArchiveError(Exception):
    """The archive as a whole is not taken in; ``str()`` continues its name, in Swedish."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one archive may hold: ``files`` that are no system files, ``size`` unpacked in byte."""

    files: int
    size: int

    @property
    def told(self) -> str:
        """Write both for people."""
        files = f"{self.files:,}".replace(",", "\N{NO-BREAK SPACE}")
        return f"högst {files} filer och {self.size // 1024**2} MB"


@dataclass(frozen=True, slots=True)
class Judged:
    """One file of an archive: ``why`` it is not taken in, "" when it is; ``place`` finds it again."""

    place: int
    name: str
    size: int = 0
    sha256: str = ""
    media_type: str = ""
    why: str = ""
    is_junk: bool = False


def judged(archive: IO[bytes], limits: Limits) -> list[Judged]:
    """Judge every file of an archive, in its own order. Raises ArchiveError."""
    with _opened(archive) as package:
        entries = _files(package, limits)
        budget = _Budget(limits.size, limits)
        return [_judged(package, place, entry, budget) for place, entry in entries]


def contents(archive: IO[bytes], places: Iterable[int]) -> Iterator[tuple[int, bytes | None]]:
    """Unpack the files at these places; None for one that cannot be. Raises ArchiveError."""
    with _opened(archive) as package:
        entries = package.infolist()
        for place in places:
            try:
                yield place, b"".join(_bytes_of(package, entries[place]))
            except (*BROKEN, IndexError, _RefusedError):
                yield place, None


class _RefusedError(Exception):
    """One file that is not taken in, and why."""


@dataclass(slots=True)
class _Budget:
    """How many bytes are left to unpack."""

    left: int
    limits: Limits

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise _too_much(self.limits)


def _opened(archive: IO[bytes]) -> zipfile.ZipFile:
    # One that begins as something else is that too, whatever stands at its end
    if archive.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
        raise ArchiveError(NO_ARCHIVE)
    try:
        return zipfile.ZipFile(archive)
    except BROKEN as fault:
        raise ArchiveError(NO_ARCHIVE) from fault


def _too_much(limits: Limits) -> ArchiveError:
    return ArchiveError(
        f"packar upp till mer än som läses på en gång: {limits.told}. Dela upp det i flera."
    )


def _files(package: zipfile.ZipFile, limits: Limits) -> list[tuple[int, zipfile.ZipInfo]]:
    entries = package.infolist()
    files = [(place, entry) for place, entry in enumerate(entries) if not entry.is_dir()]
    meant = sum(not is_junk(printed_name(entry)) for _, entry in files)
    if meant > limits.files:
        raise ArchiveError(
            f"har {meant} filer, och på en gång läses {limits.told}. Dela upp det i flera."
        )
    if len(entries) > ENTRIES_A_FILE * limits.files:
        raise _too_much(limits)
    if not meant:
        raise ArchiveError("har inga filer att läsa. Kontrollera att rätt arkiv valdes.")
    return files


def _judged(
    package: zipfile.ZipFile, place: int, entry: zipfile.ZipInfo, budget: _Budget
) -> Judged:
    name = printed_name(entry) or "utan namn"
    if is_junk(name):
        return Judged(place, name, why=JUNK, is_junk=True)
    if why := _fault_before(entry, name):
        return Judged(place, name, why=why)
    try:
        content = _content(package, entry, budget)
    except _RefusedError as refused:
        return Judged(place, name, why=str(refused))
    except BROKEN:
        return Judged(place, name, why=DAMAGED)
    found = media_type_of(Upload(stored_name(name), content))
    if isinstance(found, Refusal):
        return Judged(place, name, len(content), why=found.why)
    digest = hashlib.sha256(content).hexdigest()
    return Judged(place, name, len(content), digest, found)


def _fault_before(entry: zipfile.ZipInfo, name: str) -> str:
    """Say why a file is not even unpacked; "" when it is."""
    if leads_out(name):
        return LEADS_OUT
    mode = entry.external_attr >> 16 if entry.create_system == _UNIX else 0
    if stat.S_ISLNK(mode):
        return LINK
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return NO_FILE
    if entry.flag_bits & _ENCRYPTED:
        return PROTECTED
    if is_packed(name):
        return NESTED
    return "" if entry.compress_type in _METHODS else METHOD


def _content(package: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget) -> bytes:
    kept = bytearray()
    for part in _bytes_of(package, entry):
        budget.spend(len(part))
        kept += part
    return bytes(kept)


def _bytes_of(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack one file part by part. Raises _RefusedError as soon as it is more than it can be.

    More packed bytes than the directory tells are never taken, so what it tells can only be too much.
    """
    size = 0
    with package.open(entry) as file:
        while part := file.read(CHUNK):
            size += len(part)
            if size > LARGEST:
                raise _RefusedError(TOO_LARGE)
            if size > RATIO_FROM and size > MOST_RATIO * entry.compress_size:
                raise _RefusedError(RATIO)
            yield part
