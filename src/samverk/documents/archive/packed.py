"""What has been put into a package: where each file lies, how large it is, and its checksum."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from samverk.documents.archive.formats import FileFormat
from samverk.documents.archive.xml import Sink


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file in the package (paketerad fil). ``path`` is from the root folder, in signs of a URL.

    ``registered`` is the checksum that the register has, "" for a file that was made for the package.
    """

    path: str
    name: str
    media_type: str
    size: int
    sha256: str
    created: date | datetime
    format: FileFormat
    registered: str = ""

    @property
    def is_as_registered(self) -> bool:
        """Answer whether the bytes are those that the register vouches for, as far as it says."""
        return self.registered in ("", self.sha256)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that was packed: the files of the records by the record's identifier, and what explains them."""

    records: dict[str, tuple[PackedFile, ...]]
    documentation: tuple[PackedFile, ...] = ()
    schemas: tuple[PackedFile, ...] = ()

    @property
    def data(self) -> tuple[PackedFile, ...]:
        """The files of all records, in the order they were packed."""
        return tuple(file for files in self.records.values() for file in files)


class Counted:
    """Passes bytes on, and counts and digests them on the way."""

    def __init__(self, out: Sink) -> None:
        self._out, self._digest, self.size = out, hashlib.sha256(), 0

    def write(self, content: bytes, /) -> int:
        """Take some bytes and pass them on."""
        self._out.write(content)
        self._digest.update(content)
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        """Nothing is held back here."""

    @property
    def sha256(self) -> str:
        """The checksum of all that has passed."""
        return self._digest.hexdigest()
