"""Where the nightly file of all that is published is kept, and what is known of it.

A file counts from the moment its note is there, which is written last: nobody is given half a file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.files.storage import default_storage

FOLDER = "oppna-data"
NOTE = ".json"
# Stands in the store from when the files are removed until one is made anew
TO_BE_MADE = "gors-om"


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of all that was published at a moment (dump), and its checksum.

    ``last`` is the id of the last record that was published then.
    """

    name: str
    day: str
    made: str
    size: int
    sha512: str
    last: int

    @property
    def path(self) -> str:
        """Answer where it is in the store."""
        return f"{FOLDER}/{self.name}"

    @property
    def moment(self) -> datetime:
        """Answer which moment it is of."""
        return datetime.fromisoformat(self.made)

    @property
    def note(self) -> str:
        """Write what is known of it."""
        return json.dumps(asdict(self), sort_keys=True)


def names_kept() -> Sequence[str]:
    """List the names of the files in the store, notes among them, in the order they were made."""
    try:
        return sorted(default_storage.listdir(FOLDER)[1])
    except FileNotFoundError:
        return []


def is_to_be_made() -> bool:
    """Answer whether the file has been removed, and is to be made anew."""
    return TO_BE_MADE in names_kept()


def latest_dump() -> Dump | None:
    """Find the newest whole file; None when none has been made."""
    for name in reversed(names_kept()):
        if name.endswith(NOTE):
            with default_storage.open(f"{FOLDER}/{name}") as note:
                return Dump(**json.loads(note.read()))
    return None
