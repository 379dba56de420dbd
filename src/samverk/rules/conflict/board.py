"""Conflicts in a board, and in a federation's board, by 6 kap. 28-32 §§."""

from __future__ import annotations

from datetime import date

from samverk.rules.assembly import Assembly
from samverk.rules.conflict.effects import (
    FREE,
    NO_CLOSED_PAPERS,
    Conflict,
    appealed_with_the_matter,
)
from samverk.rules.conflict.grounds import BOARD_GROUNDS, Claim, Excuse, Ground, Role
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_BOARD_PROCEDURE
from samverk.rules.statutes.kl import (
    KL_BOARD_CONFLICT,
    KL_CONFLICT_APPEAL,
    KL_CONFLICT_EFFECT,
    KL_CONFLICT_EXCEPTION,
    KL_CONFLICT_IMMATERIAL,
    KL_EMPLOYEE_CONFLICT,
    KL_QUORUM_BOARD,
    KL_STAFF_CONFLICT,
)
from samverk.rules.statutes.provision import Provision, because, unknown_wordings

_EXCUSES: dict[Excuse, tuple[Provision, tuple[Ground, ...], str]] = {
    Excuse.IMMATERIAL: (
        KL_CONFLICT_IMMATERIAL,
        BOARD_GROUNDS,
        "Frågan om opartiskhet saknar uppenbart betydelse: jävet ska bortses från.",
    ),
    Excuse.MUNICIPAL_COMPANY: (
        KL_CONFLICT_EXCEPTION,
        (Ground.REPRESENTATIVE, Ground.OTHER),
        "Enbart knytning till bolag eller stiftelse som till minst hälften är kommunens är inte jäv.",
    ),
    Excuse.OTHER_BOARD: (
        KL_CONFLICT_EXCEPTION,
        (Ground.OTHER,),
        "Enbart att ha handlagt ärendet i en annan nämnd är inte jäv.",
    ),
}

_OTHER_ROLES: dict[Role, tuple[Provision, str]] = {
    Role.EMPLOYEE: (KL_EMPLOYEE_CONFLICT, "Samma regler gäller anställda."),
    Role.STAFF_REPRESENTATIVE: (KL_STAFF_CONFLICT, "Samma regler gäller personalföreträdare."),
}


def in_board(assembly: Assembly, claim: Claim, day: date | None) -> Ruling[Conflict]:
    """Apply the boards' rules. Raises ValueError for a ground that only the council has."""
    if not claim.ground.is_boards:
        raise ValueError("Jäv i nämnd prövas mot grunderna i 6 kap. 28 §. Välj en av dem.")
    reasons = [because(f"Grund: {claim.ground.label}.", KL_BOARD_CONFLICT, day)]
    cited = [KL_BOARD_CONFLICT]
    if assembly is Assembly.FEDERATION:
        text = "Nämndernas jävsregler gäller för förbundets styrelse."
        reasons.append(because(text, FINSAM_BOARD_PROCEDURE, day))
        cited.append(FINSAM_BOARD_PROCEDURE)
    applies = False
    if claim.excuse is not None:
        provision = _EXCUSES[claim.excuse][0]
        applies, text = _excused(claim, claim.excuse)
        reasons.append(because(text, provision, day))
        cited.append(provision)
    value = FREE if applies else Conflict(True, False, False, False, False, False)
    if value.is_disqualified:
        reasons += _effects(day)
        cited += [KL_CONFLICT_EFFECT, KL_QUORUM_BOARD, KL_CONFLICT_APPEAL]
    if claim.role in _OTHER_ROLES:
        provision, text = _OTHER_ROLES[claim.role]
        reasons.append(because(text, provision, day))
        cited.append(provision)
    remarks = (
        *unknown_wordings(day, *dict.fromkeys(cited)),
        *_older_grounds(day),
        *_doubts(assembly, claim.role, value),
    )
    return Ruling(value, tuple(reasons), remarks)


def _excused(claim: Claim, excuse: Excuse) -> tuple[bool, str]:
    """Answer whether the exception holds, and say why or why not."""
    _, grounds, text = _EXCUSES[excuse]
    if claim.ground not in grounds:
        return False, "Undantaget gäller inte den jävsgrund som prövas."
    if excuse is Excuse.MUNICIPAL_COMPANY and claim.exercises_authority:
        return False, "Undantaget gäller inte när ärendet avser myndighetsutövning mot enskild."
    return True, text


def _effects(day: date | None) -> list[Reason]:
    return [
        because(
            "Den som är jävig får varken delta eller närvara när ärendet handläggs, och ska "
            "självmant uppge omständigheten.",
            KL_CONFLICT_EFFECT,
            day,
        ),
        because("Den som är jävig räknas inte som närvarande i ärendet.", KL_QUORUM_BOARD, day),
        appealed_with_the_matter(day),
    ]


# 2022:638 gave boards the grounds of 16 § förvaltningslagen.
_NEW_GROUNDS = date(2022, 7, 1)


def _older_grounds(day: date | None) -> tuple[Reason, ...]:
    if day is None or day >= _NEW_GROUNDS:
        return ()
    text = (
        "Grunderna står här som de lyder från den 1 juli 2022. Lydelsen före den dagen har inte "
        "lästs: pröva jävet mot den."
    )
    return (Reason(text),)


def _doubts(assembly: Assembly, role: Role, found: Conflict) -> tuple[Reason, ...]:
    closed = (NO_CLOSED_PAPERS,) if found.is_disqualified else ()
    if assembly is not Assembly.FEDERATION or role is Role.ELECTED:
        return closed
    text = (
        "Förbundets lag nämner bara ledamöter och ersättare: att samma jävsregler används för "
        "andra är Samverks läsning."
    )
    return (*closed, Reason(text))
