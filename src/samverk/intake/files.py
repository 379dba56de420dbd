"""Which files are taken in: those that both the diary stores and the reader can open.

What is accepted here can be registered later, since the diary judges by the same rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from samverk.foundation.files import kinds
from samverk.foundation.files.kinds import MARKDOWN, PDF, TEXT, WORD, file_fault, kind_of
from samverk.intake.reading.errors import NotADocumentError
from samverk.intake.reading.source.limits import PDF_LIMIT, TEXT_LIMIT, megabytes
from samverk.intake.reading.source.sniff import Format, sniff

READABLE = (PDF, WORD, TEXT, MARKDOWN)
MOST_FILES = 50
ACCEPT = kinds.accept(READABLE)
LIMITS_TOLD = (
    f"PDF och Word (.docx) högst {megabytes(PDF_LIMIT)} MB var, text och Markdown högst"
    f" {megabytes(TEXT_LIMIT)} MB."
)


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


def size_refusal(name: str, size: int) -> Refusal | None:
    """Refuse an empty file or one that is too large to store or read, before its content is read."""
    fault = kinds.size_fault(size)
    if not fault and size > TEXT_LIMIT and kind_of(name, READABLE) in (TEXT, MARKDOWN):
        fault = f"är större än {megabytes(TEXT_LIMIT)} MB, som text får vara. Dela upp den."
    return Refusal(name, fault) if fault else None


def media_type_of(upload: Upload) -> str | Refusal:
    """Answer a file's media type, or why it is refused."""
    if refused := size_refusal(upload.name, len(upload.content)):
        return refused
    kind = kind_of(upload.name, READABLE)
    fault = file_fault(upload.name, upload.content, READABLE)
    if fault or kind is None:
        return Refusal(upload.name, fault)
    try:
        found = sniff(upload.content[:4096])
    except NotADocumentError as known:
        return Refusal(upload.name, str(known))
    # A package at the end of something else is that too, and the reader would open the other
    if kind is WORD and found is not Format.ZIP:
        return Refusal(upload.name, kinds.NOT_AS_NAMED)
    return kind.media_type
