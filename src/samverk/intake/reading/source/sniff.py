"""What a file is, judged by its first bytes."""

from __future__ import annotations

from enum import Enum

from samverk.intake.reading.errors import NotADocumentError


class Format(Enum):
    """The formats this reader opens; a DOCX is a ZIP archive until it is opened."""

    TEXT = "text"
    PDF = "pdf"
    ZIP = "zip"


_ADVICE = "Spara om den som PDF, Word (.docx) eller text."
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", f"är i äldre Office-format eller lösenordsskyddad. {_ADVICE}"),
    (b"{\\rtf", f"är i formatet RTF, som inte läses. {_ADVICE}"),
    (b"\x89PNG", f"är en bild. {_ADVICE}"),
    (b"\xff\xd8\xff", f"är en bild. {_ADVICE}"),
    (b"GIF8", f"är en bild. {_ADVICE}"),
    (b"II*\0", f"är en bild. {_ADVICE}"),
    (b"MM\0*", f"är en bild. {_ADVICE}"),
    (b"\x7fELF", "är ett program, inte en handling."),
    (b"MZ\x90", "är ett program, inte en handling."),
    (b"\x1f\x8b", "är ett komprimerat arkiv. Packa upp det först."),
    (b"7z\xbc\xaf", "är ett komprimerat arkiv. Packa upp det först."),
    (b"Rar!", "är ett komprimerat arkiv. Packa upp det först."),
)


def sniff(head: bytes) -> Format:
    """Answer the format of a file; raises ``NotADocumentError`` for what is known and not read."""
    for magic, message in _REFUSED:
        if head.startswith(magic):
            raise NotADocumentError(message)
    if is_pdf(head):
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return Format.ZIP
    return Format.TEXT


def is_pdf(head: bytes) -> bool:
    """Answer whether a file begins as a PDF, before whose header other bytes may stand."""
    return b"%PDF-" in head[:1024] and not head.lstrip()[:1].isalpha()
