"""Whether a secret paragraph may be handed over on a ground (utlämnande, OSL).

The rule does not weigh harm: somebody does that for each recipient, and it asks that the result is
written down, and that the ground is one that holds for the secrecy at hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.provision import Provision, because, wordings

_IN_FORCE = date(2009, 6, 30)


def _osl(section: str) -> Provision:
    return Provision(
        wordings("offentlighets- och sekretesslagen", "2009:400", (section, _IN_FORCE, ""))
    )


class Ground(StrEnum):
    """On what ground a secret paragraph goes to somebody (grund för utlämnandet)."""

    PARTY = "mottagaren är part i ärendet"
    CONSENT = "den enskilde har eftergett sekretessen"
    HARM_TEST = "prövningen visar att uppgifterna kan lämnas ut utan skada eller men"
    RESERVATION = "lämnas ut med förbehåll"
    DUTY = "uppgiftsskyldighet enligt lag eller förordning"
    NECESSARY = "nödvändigt för att myndigheten ska fullgöra sin verksamhet"
    AUDIT = "tillsyn eller revision"
    BALANCE = "intresset av utlämnande väger uppenbart tyngre (generalklausulen)"


_PROVISIONS: dict[Ground, Provision] = {
    Ground.PARTY: _osl("10 kap. 3 §"),
    Ground.CONSENT: _osl("12 kap. 2 §"),
    Ground.RESERVATION: _osl("10 kap. 14 §"),
    Ground.DUTY: _osl("10 kap. 28 §"),
    Ground.NECESSARY: _osl("10 kap. 2 §"),
    Ground.AUDIT: _osl("10 kap. 17 §"),
    Ground.BALANCE: _osl("10 kap. 27 §"),
}
_CITED = re.compile(r"(\d+)\s*(?:kap\.?|:)\s*(\d+)")
# Chapter and last section of the secrecy that the general clause never breaks
_NEVER_BALANCED = {25: 8, 26: 6}


@dataclass(frozen=True, slots=True)
class HandOver:
    """A paragraph to hand over: what makes it secret, the ground, and what the test came to.

    ``reservation`` is the words of the reservation (förbehåll), "" for none.
    """

    provision: str
    ground: Ground
    considered: str
    reservation: str = ""


def may_hand_over(given: HandOver, day: date) -> Ruling[bool]:
    """Answer whether a paragraph may be handed over as said."""
    if not given.considered.strip():
        return _no("Skriv vad prövningen kom fram till för just den här mottagaren.")
    if given.ground is Ground.RESERVATION and not given.reservation.strip():
        return _no("Skriv förbehållet som mottagaren får.", given.ground, day)
    if given.ground is Ground.BALANCE and _is_never_balanced(given.provision):
        return _no(
            f"Generalklausulen bryter inte sekretess enligt {given.provision}. Välj en annan grund,"
            " eller lämna inte ut paragrafen.",
            given.ground,
            day,
        )
    return Ruling(True, (_reason(f"Grund: {given.ground.value}.", given.ground, day),))


def _no(text: str, ground: Ground | None = None, day: date | None = None) -> Ruling[bool]:
    return Ruling(False, (_reason(text, ground, day),))


def _reason(text: str, ground: Ground | None, day: date | None) -> Reason:
    provision = _PROVISIONS.get(ground) if ground else None
    return because(text, provision, day) if provision else Reason(text)


def _is_never_balanced(provision: str) -> bool:
    cited = ((int(chapter), int(section)) for chapter, section in _CITED.findall(provision))
    return any(section <= _NEVER_BALANCED.get(chapter, 0) for chapter, section in cited)
