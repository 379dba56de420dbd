"""What the detector finds, and what each kind does to a publication."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class HitKind(Enum):
    """Slag av träff: what a found passage seems to be, in the words that the reviewer reads."""

    PERSONAL_NUMBER = "personnummer eller samordningsnummer"
    PROBABLE_NUMBER = "troligt personnummer med fel kontrollsiffra"
    POSSIBLE_NUMBER = "datum med siffror, kan vara ett personnummer"
    PHONE = "telefonnummer"
    EMAIL = "e-postadress"
    ADDRESS = "adress"
    PROPERTY = "fastighetsbeteckning"


BLOCKING = frozenset({HitKind.PERSONAL_NUMBER, HitKind.PROBABLE_NUMBER})


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that may be personal data (träff): ``literal`` is ``text[start:end]``, breaks and all."""

    kind: HitKind
    literal: str
    start: int
    end: int

    @property
    def blocks(self) -> bool:
        """Whether nothing is published until somebody has masked it or judged it to be another thing."""
        return self.kind in BLOCKING
