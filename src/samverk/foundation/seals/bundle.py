"""An export of chains: a directory, or one file, that is checked without the database.

``manifest.json`` names every other file with its digest and is signed in ``manifest.sig``. The one
file is a ZIP archive that is written in one way only, so that no byte of it is without meaning.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from samverk.foundation.seals.canonical import canonical, digest
from samverk.foundation.seals.chain import Link
from samverk.foundation.seals.checkpoints import Checkpoint
from samverk.foundation.seals.keys import SealKey

FORMAT = "samverk-kedja/1"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
CHECKPOINTS = "kontrollpunkter.jsonl"
LINKS, FILES = "kedjor/", "filer/"
LARGEST = 2_000_000_000
Files = Mapping[str, bytes]


def bundle(
    links: Sequence[Link], checkpoints: Sequence[Checkpoint], files: Sequence[bytes], key: SealKey
) -> dict[str, bytes]:
    """Write the files of an export, by name. Links come chain by chain, in order."""
    found: dict[str, bytes] = {
        f"{LINKS}{number:04}.jsonl": _lines([link.line() for link in group])
        for number, (_, group) in enumerate(groupby(links, key=lambda link: link.chain), start=1)
    }
    found[CHECKPOINTS] = _lines([each.line() for each in checkpoints])
    found |= {f"{FILES}{digest(each)}.pdf": each for each in files}
    return found | _signed({name: digest(content) for name, content in found.items()}, key)


def _signed(digests: Mapping[str, str], key: SealKey) -> dict[str, bytes]:
    manifest = canonical({"format": FORMAT, "key": key.public, "files": dict(digests)})
    return {MANIFEST: manifest.encode(), SIGNATURE: key.sign(manifest).encode()}


def _lines(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def packed(files: Files) -> bytes:
    """Pack an export into one file, the same bytes for the same export."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Unpack what ``packed`` wrote. Raises ValueError for anything else, however little it differs."""
    try:
        files = _read(content)
    except Exception as fault:
        # The module has many ways of saying that bytes are no archive, none of them promised.
        raise ValueError("filen är inte ett helt arkiv") from fault
    if packed(files) != content:
        raise ValueError("arkivet är inte skrivet som Samverk skriver det")
    return files


def _read(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise ValueError("the archive is too large")
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def read_export(place: Path) -> dict[str, bytes]:
    """Read an export from a directory or a file. Raises ValueError for what is none, and OSError."""
    if not place.is_dir():
        return unpacked(place.read_bytes())
    found = (file for file in sorted(place.rglob("*")) if not file.is_dir())
    return {file.relative_to(place).as_posix(): file.read_bytes() for file in found}


def write_export(place: Path, files: Files) -> None:
    """Write an export into a new directory, or to one file when the name ends in ".zip"."""
    if place.suffix == ".zip":
        place.write_bytes(packed(files))
        return
    for name, content in files.items():
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
