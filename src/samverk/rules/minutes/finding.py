"""What the completeness check finds: an error or a warning, its rule, and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.ruling import Reason
from samverk.rules.statutes.provision import Provision, because


class Severity(StrEnum):
    """How grave a finding is (allvarsgrad): an error stops adjustment, a warning does not."""

    ERROR = "fel"
    WARNING = "varning"


class Part(StrEnum):
    """The part of the form where a finding is mended (del av protokollet)."""

    HEAD = "protokollets första sida"
    ATTENDANCE = "närvaro"
    MATTER = "ärendet"
    PROPOSALS = "yrkanden"
    PROPOSITION = "propositionsordning"
    VOTES = "omröstning"
    DECISION = "beslut"
    RESERVATIONS = "reservationer"
    CONFLICT = "jäv"
    QUESTIONS = "interpellationer och frågor"
    ADJUSTMENT = "justering"
    DISPATCH = "expediering"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding (anmärkning). ``index`` is the paragraph's place in the minutes, None for the head.

    A custom that no statute asks for has a reason without one.
    """

    severity: Severity
    part: Part
    reason: Reason
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Writes findings about one paragraph or the head, in the wording of the meeting day."""

    day: date
    index: int | None = None

    def error(self, part: Part, text: str, provision: Provision | None = None) -> Finding:
        """Write what stops adjustment."""
        return Finding(Severity.ERROR, part, self._reason(text, provision), self.index)

    def warning(self, part: Part, text: str, provision: Provision | None = None) -> Finding:
        """Write what someone should look at."""
        return Finding(Severity.WARNING, part, self._reason(text, provision), self.index)

    def _reason(self, text: str, provision: Provision | None) -> Reason:
        return because(text, provision, self.day) if provision else Reason(text)
