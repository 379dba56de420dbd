"""Why a file could not be read. Each message is Swedish: what happened and what to do now.

ReadingError
├── EmptyFile          nothing in it
├── TooLarge           beyond what minutes can be; also a DOCX that unpacks to too much
├── NotADocument       a picture, a program, an archive, an unknown format
├── DamagedFile        the right kind, but it cannot be opened
├── PasswordProtected  an encrypted PDF or Word file
├── WithoutText        a scanned PDF: pictures of text
└── Unreachable        missing file, folder, no permission
"""

from __future__ import annotations


class ReadingError(Exception):
    """A file that could not be read; ``str()`` is the Swedish sentence for people."""


class EmptyFile(ReadingError):
    """The file holds no text at all."""


class TooLarge(ReadingError):
    """The file, or what it unpacks to, passes the limits of this reader."""


class NotADocument(ReadingError):
    """The content is neither text, PDF nor DOCX."""


class DamagedFile(ReadingError):
    """The file says it is PDF or DOCX but cannot be opened as one."""


class PasswordProtected(ReadingError):
    """The file is encrypted and needs a password."""


class WithoutText(ReadingError):
    """A PDF of scanned pages, with no text behind the pictures."""


class Unreachable(ReadingError):
    """The path leads to no readable file."""
