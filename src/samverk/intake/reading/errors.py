"""Why a file could not be read. Each message is Swedish: what happened and what to do now.

ReadingError
├── EmptyFileError          nothing in it
├── TooLargeError           beyond what minutes can be; also a DOCX that unpacks to too much
├── NotADocumentError       a picture, a program, an archive, an unknown format
├── DamagedFileError        the right kind, but it cannot be opened
├── PasswordProtectedError  an encrypted PDF or Word file
├── WithoutTextError        a scanned PDF: pictures of text
└── UnreachableError        missing file, folder, no permission
"""

from __future__ import annotations


class ReadingError(Exception):
    """A file that could not be read; ``str()`` is the Swedish sentence for people."""


class EmptyFileError(ReadingError):
    """The file holds no text at all."""


class TooLargeError(ReadingError):
    """The file, or what it unpacks to, passes the limits of this reader."""


class NotADocumentError(ReadingError):
    """The content is neither text, PDF nor DOCX."""


class DamagedFileError(ReadingError):
    """The file says it is PDF or DOCX but cannot be opened as one."""


class PasswordProtectedError(ReadingError):
    """The file is encrypted and needs a password."""


class WithoutTextError(ReadingError):
    """A PDF of scanned pages, with no text behind the pictures."""


class UnreachableError(ReadingError):
    """The path leads to no readable file."""
