"""Which provision says what about substitutes, for each kind of body.

The act says it itself for the council only. For boards it leaves the question to the council, and
for a federation's board to the board: there the by-laws decide, and their silence is a doubt.
"""

from __future__ import annotations

from samverk.rules.assembly import Assembly
from samverk.rules.ruling import Reason
from samverk.rules.serving.roster import OrderKind, Roster
from samverk.rules.statutes.finsam import (
    FINSAM_BOARD_PROCEDURE,
    FINSAM_REPRESENTED,
    FINSAM_SUBSTITUTE_TURN,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_SUBSTITUTES,
    KL_BOARD_TURN,
    KL_BROKEN_OFF,
    KL_LATE_MEMBER,
    KL_SUBSTITUTE_LISTS,
    KL_SUBSTITUTE_SERVES,
    KL_SUBSTITUTE_TURN,
)
from samverk.rules.statutes.provision import Provision


def substitute_serves(roster: Roster) -> Provision:
    """Name what lets a substitute serve for one who cannot."""
    return _own(roster, KL_SUBSTITUTE_SERVES)


def turn_decided(roster: Roster) -> Provision:
    """Name what gives one who has begun priority, and lets one come back after jäv."""
    return _own(roster, KL_SUBSTITUTE_TURN)


def late_member(roster: Roster) -> Provision:
    """Name what lets a late member serve."""
    return _own(roster, KL_LATE_MEMBER)


def broken_off(roster: Roster) -> Provision:
    """Name what keeps out a member who has broken off."""
    return _own(roster, KL_BROKEN_OFF)


def order_decided(roster: Roster) -> Provision:
    """Name where the order of the substitutes comes from."""
    return {
        Assembly.COUNCIL: KL_SUBSTITUTE_LISTS,
        Assembly.BOARD: KL_BOARD_TURN,
        Assembly.FEDERATION: FINSAM_SUBSTITUTE_TURN,
    }[roster.assembly]


def may_fill(roster: Roster) -> Provision:
    """Name what says whose seat a substitute may fill."""
    if roster.assembly is Assembly.FEDERATION:
        return FINSAM_REPRESENTED
    return _own(roster, KL_SUBSTITUTE_LISTS)


def _own(roster: Roster, in_council: Provision) -> Provision:
    return {
        Assembly.COUNCIL: in_council,
        Assembly.BOARD: KL_BOARD_SUBSTITUTES,
        Assembly.FEDERATION: FINSAM_BOARD_PROCEDURE,
    }[roster.assembly]


def lacks_order(roster: Roster) -> bool:
    """Answer whether something about the order of the substitutes remains to be registered."""
    is_silent = roster.assembly is not Assembly.COUNCIL and not roster.terms.source.strip()
    by_lists = roster.terms.kind is OrderKind.PARTY_LIST and _lacks_constituencies(roster)
    return is_silent or by_lists


def doubts(roster: Roster) -> tuple[Reason, ...]:
    """Tell what is not certain about the terms that were used."""
    terms = roster.terms
    texts = []
    if roster.assembly is not Assembly.COUNCIL and terms.source.strip():
        texts.append(f"Ersättarnas tjänstgöring följer {terms.source.strip()}.")
    elif roster.assembly is not Assembly.COUNCIL:
        texts.append(
            "Vad som är bestämt om ersättarnas tjänstgöring är inte angivet. Här antas samma "
            "regler som för fullmäktige: ange organets egna."
        )
    if terms.kind is OrderKind.PARTY_LIST and _lacks_constituencies(roster):
        texts.append(
            "I vilken valkrets partiet har flest röster är inte angivet. Ersättare från andra "
            "valkretsar står därför i listans ordning."
        )
    return tuple(Reason(text) for text in texts)


def _lacks_constituencies(roster: Roster) -> bool:
    known = roster.terms.constituencies
    several = {seat.constituency for seat in roster.seats}
    return len(several) > 1 and any(seat.party not in known for seat in roster.seats)
