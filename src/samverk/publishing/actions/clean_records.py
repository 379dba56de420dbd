"""Lets nothing into a package for the archive that the virus scanner has not found clean."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from samverk.documents.archive.content import Aggregation, Record, SourceFile
from samverk.documents.archive.packed import PackedFile
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotYetError, WithheldError
from samverk.foundation.files.scanning import chosen_scanner, is_known_clean, require_clean

INFECTED = (
    "Virusskyddet har funnit skadlig kod i en fil i {}. Inget är gjort: säg till registratorn."
)
WAITS = (
    "En fil i {} väntar på viruskontroll, och virusskyddet svarar inte just nu. Inget är gjort: beställ"
    " paketet igen om en stund, och säg till den som sköter driften om det dröjer."
)


def require_clean_records(actor: Actor, cases: Iterable[Aggregation]) -> None:
    """Let the files of some cases and meetings be handed on, if each was found clean or is now.

    Raises WithheldError for an infected one, NotYetError while the scanner does not answer; both name the
    record by its number alone, for a file's name may be secret. Without a scanner nothing is asked.
    """
    if chosen_scanner() is None:
        return
    for case in cases:
        for record in case.records:
            _require_clean(actor, record)


def all_clean(packed: Iterable[PackedFile]) -> bool:
    """Answer whether what was packed of the register's files is what was found clean, byte for byte."""
    return chosen_scanner() is None or all(
        is_known_clean(file.sha256) for file in packed if file.registered
    )


def _require_clean(actor: Actor, record: Record) -> None:
    for file in record.files:
        content = _read(file)
        # The checksum of what is there, whatever the register says of it
        try:
            require_clean(actor, content, hashlib.sha256(content).hexdigest())
        except NotYetError as fault:
            raise NotYetError(WAITS.format(record.object_id)) from fault
        except WithheldError as fault:
            raise WithheldError(INFECTED.format(record.object_id)) from fault


def _read(file: SourceFile) -> bytes:
    return b"".join(file.read())
