"""Whether a file is clean: the port of the virus scanner, and what is remembered of its answers.

With no scanner set up every file is taken as it is. With one, nothing is handed out that has not been
found clean: a file that came while the scanner was down is kept, and scanned before it is handed out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError, NotYetError, WithheldError
from samverk.foundation.models import FileScan

log = logging.getLogger(__name__)
FILE_INFECTED = acts.kind("foundation.file_infected", "Virus funnet i en fil")
SALT = "samverk.foundation.files"
INFECTED = "innehåller skadlig kod enligt virusskyddet ({}) och tas inte emot."
WITHHELD = (
    "Virusskyddet har funnit skadlig kod i filen ({}). Den lämnas inte ut. Säg till registratorn."
)
NOT_YET = (
    "Filen väntar på viruskontroll, och virusskyddet svarar inte just nu. Inget är fel med filen."
    " Försök igen om en stund, och säg till den som sköter driften om det dröjer."
)


class ScannerDownError(Exception):
    """The scanner does not answer, or cannot scan this file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scanner said: the name of what it found, "" for nothing, and which engine it is."""

    signature: str
    engine: str

    @property
    def is_clean(self) -> bool:
        """Answer whether nothing was found."""
        return not self.signature


class Scanner(Protocol):
    """A virus scanner."""

    def scan(self, content: bytes) -> Verdict:
        """Scan a content. Raises ScannerDownError."""
        ...


def chosen_scanner() -> Scanner | None:
    """Give the installation's scanner; None where none is set up."""
    if not settings.SCANNER:
        return None
    made: Scanner = import_string(settings.SCANNER)()
    return made


def mark_of(sha256: str) -> str:
    """Mark a content by its checksum, so that nobody without the key can tell which it is."""
    return salted_hmac(SALT, sha256, algorithm="sha256").hexdigest()


def infection_in(actor: Actor, content: bytes, sha256: str, *, waits: bool = False) -> str:
    """Answer what the scanner finds in a file that somebody sends, in words that follow its name.

    "" for a clean one, and for one that it cannot say of now: that one waits (``require_clean``). With
    ``waits`` it is not taken in meanwhile: NotYetError is raised.
    To be asked before the act that keeps the file, so that what was found is noted whatever becomes
    of the act.
    """
    scanner = chosen_scanner()
    if scanner is None:
        return ""
    try:
        verdict = _scanned(scanner, actor, content, sha256)
    except ScannerDownError as fault:
        log.warning("the virus scanner does not answer: a file waits")
        if waits:
            raise NotYetError(NOT_YET) from fault
        return ""
    return "" if verdict.is_clean else INFECTED.format(verdict.signature)


def refuse_infected(actor: Actor, content: bytes, sha256: str) -> None:
    """Raise InputError for a file that the scanner finds something in (``infection_in``)."""
    if wrong := infection_in(actor, content, sha256):
        raise InputError(f"Filen {wrong}", field="file")


def require_clean(actor: Actor, content: bytes, sha256: str) -> None:
    """Let a file be handed out, if it was found clean or is now.

    Raises WithheldError for an infected one, NotYetError while the scanner does not answer.
    """
    scanner = chosen_scanner()
    if scanner is None or is_known_clean(sha256):
        return
    try:
        verdict = _scanned(scanner, actor, content, sha256)
    except ScannerDownError as fault:
        raise NotYetError(NOT_YET) from fault
    if not verdict.is_clean:
        raise WithheldError(WITHHELD.format(verdict.signature))


def scanned_anew(actor: Actor, content: bytes, sha256: str) -> str:
    """Scan a content again, as the scanner knows more by now; answer what it finds, "" for nothing.

    Raises ScannerDownError. Where no scanner is set up nothing is found.
    """
    scanner = chosen_scanner()
    return "" if scanner is None else _scanned(scanner, actor, content, sha256).signature


def is_known_clean(sha256: str) -> bool:
    """Answer whether the last that the scanner said of a content is that it is clean."""
    last = FileScan.objects.filter(mark=mark_of(sha256)).order_by("-id").first()
    return last is not None and not last.signature


def not_clean(marks: Iterable[str]) -> dict[str, str]:
    """Tell of contents, by their marks, which wait for the scanner or are infected; in one query."""
    asked = list(marks)
    if chosen_scanner() is None or not asked:
        return {}
    rows = FileScan.objects.filter(mark__in=asked).order_by("id")
    last = dict(rows.values_list("mark", "signature"))
    told = {mark: "Väntar på viruskontroll." for mark in asked if mark not in last}
    return told | {mark: f"Skadlig kod: {found}." for mark, found in last.items() if found}


def _scanned(scanner: Scanner, actor: Actor, content: bytes, sha256: str) -> Verdict:
    """Scan, and remember the answer, if it is another than the last."""
    verdict = scanner.scan(content)
    mark = mark_of(sha256)
    last = FileScan.objects.filter(mark=mark).order_by("-id").first()
    if last is not None and last.signature == verdict.signature:
        return verdict
    new = FileScan(mark=mark, signature=verdict.signature[:200], engine=verdict.engine[:200])
    if verdict.is_clean:
        new.save()
        return verdict
    log.warning("the virus scanner found %s in a file", verdict.signature)
    key = f"virus/{mark}/{last.pk if last else 0}"
    act = acts.Act(actor, FILE_INFECTED, key, why=verdict.signature[:200])
    acts.carry_out(act, lambda: _kept(new))
    return verdict


def _kept(scan: FileScan) -> FileScan:
    scan.save()
    return scan
