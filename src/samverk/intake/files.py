"""Which files are taken in: told by their name and by their first bytes, which must agree."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from samverk.intake.reading.errors import NotADocumentError
from samverk.intake.reading.source.sniff import Format, sniff

MEGABYTE = 1024 * 1024
LARGEST = 50 * MEGABYTE
MOST_FILES = 50
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES: dict[str, tuple[Format, str]] = {
    ".txt": (Format.TEXT, "text/plain"),
    ".md": (Format.TEXT, "text/markdown"),
    ".markdown": (Format.TEXT, "text/markdown"),
    ".pdf": (Format.PDF, "application/pdf"),
    ".docx": (Format.ZIP, _DOCX),
}
ACCEPT = ",".join(TYPES)
_ADVICE = "Spara om den som PDF, Word (.docx), text eller Markdown."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: its name outside, cut to what is stored, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not taken in, and in Swedish why and what to do."""

    name: str
    why: str

    def __str__(self) -> str:
        return f"{self.name} {self.why}"


def stored_name(name: str) -> str:
    """Cut a file name to what is shown and stored: no folders, no control signs, 200 signs."""
    plain = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable())
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: 199 - len(ending)]}{dot}{ending}"[-200:] or "utan namn"


def size_refusal(name: str, size: int) -> Refusal | None:
    """Refuse an empty file or one that is too large, before its content is read."""
    if size == 0:
        return Refusal(name, "är tom. Kontrollera att rätt fil valdes.")
    if size > LARGEST:
        return Refusal(name, "är större än 50 MB. Dela upp den i mindre filer.")
    return None


def media_type_of(upload: Upload) -> str | Refusal:
    """Answer a file's media type, or why it is refused."""
    if refused := size_refusal(upload.name, len(upload.content)):
        return refused
    known = TYPES.get(PurePath(upload.name).suffix.lower())
    if known is None:
        return Refusal(upload.name, f"har en filtyp som inte läses in. {_ADVICE}")
    try:
        found = sniff(upload.content[:4096])
    except NotADocumentError as fault:
        return Refusal(upload.name, str(fault))
    form, media_type = known
    if found is not form or (form is Format.ZIP and not _is_word(upload.content)):
        return Refusal(upload.name, f"innehåller något annat än filnamnet säger. {_ADVICE}")
    return media_type


def _is_word(content: bytes) -> bool:
    """Answer whether an archive lists the parts of a Word file, without unpacking it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return {"[Content_Types].xml", "word/document.xml"} <= set(archive.namelist())
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError):
        return False
