"""Conflicts in the council, by 5 kap. 46-49 §§: narrower than in a board."""

from __future__ import annotations

from datetime import date

from samverk.rules.conflict.effects import (
    FREE,
    NO_CLOSED_PAPERS,
    Conflict,
    appealed_with_the_matter,
)
from samverk.rules.conflict.grounds import Claim, Ground, Role
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import (
    KL_ACCOUNTABLE_CONFLICT,
    KL_ACCOUNTABLE_DEBATE,
    KL_BOARD_CONFLICT,
    KL_CONFLICT_APPEAL,
    KL_COUNCIL_CONFLICT,
    KL_QUORUM_CONFLICT,
)
from samverk.rules.statutes.provision import because, unknown_wordings


def in_council(claim: Claim, day: date | None) -> Ruling[Conflict]:
    """Apply the council's rules. Raises ValueError for anybody else than its members."""
    if claim.role is not Role.ELECTED:
        raise ValueError("Jävsreglerna i fullmäktige gäller ledamöter. Välj nämnd för andra.")
    if claim.ground.is_boards:
        return _no_ground_here(claim.ground, day)
    is_personal = claim.ground is Ground.PERSONAL
    provision = KL_COUNCIL_CONFLICT if is_personal else KL_ACCOUNTABLE_CONFLICT
    debates = claim.ground is Ground.DISCHARGE and claim.may_be_criticised
    reasons = (
        because(f"Grund: {claim.ground.label}.", provision, day),
        because("Den som är jävig får inte delta i handläggningen.", provision, day),
        *_effects(day, debates=debates, claims_excuse=claim.excuse is not None),
    )
    cited = [provision, KL_COUNCIL_CONFLICT, KL_QUORUM_CONFLICT, KL_CONFLICT_APPEAL]
    cited += [KL_ACCOUNTABLE_DEBATE] * debates
    remarks = (*unknown_wordings(day, *dict.fromkeys(cited)), *_doubts())
    return Ruling(Conflict(True, False, debates, True, False, True), reasons, remarks)


def _no_ground_here(ground: Ground, day: date | None) -> Ruling[Conflict]:
    text = (
        "I fullmäktige är det inte jäv: där räknas bara ärenden som personligen rör ledamoten "
        "eller närstående, och redovisningsskyldigas val av revisor och ansvarsfrihet."
    )
    first = because(f"Grund: {ground.label}.", KL_BOARD_CONFLICT, day)
    remarks = unknown_wordings(day, KL_BOARD_CONFLICT, KL_COUNCIL_CONFLICT)
    return Ruling(FREE, (first, because(text, KL_COUNCIL_CONFLICT, day)), remarks)


def _effects(day: date | None, *, debates: bool, claims_excuse: bool) -> tuple[Reason, ...]:
    text = "Den som känner till en omständighet som kan vara jäv ska självmant uppge den."
    found = [because(text, KL_COUNCIL_CONFLICT, day)]
    if debates:
        text = "Den får ändå delta i överläggningen när revisionsberättelsen behandlas."
        found.append(because(text, KL_ACCOUNTABLE_DEBATE, day))
    if claims_excuse:
        text = "Undantagen från jäv gäller i nämnd; fullmäktiges regel hänvisar inte till dem."
        found.append(because(text, KL_COUNCIL_CONFLICT, day))
    text = "Frånvaro som beror på jäv hindrar inte fullmäktige från att handlägga ärendet."
    return (*found, because(text, KL_QUORUM_CONFLICT, day), appealed_with_the_matter(day))


def _doubts() -> tuple[Reason, ...]:
    return (
        Reason(
            "Kommunallagen ålägger inte en jävig ledamot att lämna fullmäktiges sal: att den får "
            "vara kvar är Samverks läsning."
        ),
        NO_CLOSED_PAPERS,
    )
