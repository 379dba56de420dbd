"""When something of an agreement that was entered in error may be struck: it stays and counts no more."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.rules.agreements.agreement import AGREEMENT, AgreementState
from samverk.rules.ruling import Reason, Ruling

OVER = frozenset({AgreementState.ENDED, AgreementState.TERMINATED})
HOLDS = frozenset({AgreementState.ACTIVE, AgreementState.NOTICE_GIVEN})


@dataclass(frozen=True, slots=True)
class Struck:
    """What is to be struck (uppgift att stryka), in an agreement's ``state`` on the day.

    ``claims`` are those computed for its days. ``by_same`` tells that whoever strikes a signature also
    entered it.
    """

    state: AgreementState
    claims: tuple[str, ...] = ()
    is_signature: bool = False
    by_same: bool = False
    is_struck: bool = False
    reason: str = ""


def may_strike(asked: Struck) -> Ruling[bool]:
    """Answer whether it may be struck: never what a claim is computed from, and never without a reason.

    A signature under an agreement that holds takes four eyes: somebody else than who entered it.
    """
    problems = []
    if asked.is_struck:
        problems.append("Den är redan struken.")
    if not asked.reason.strip():
        problems.append("Skriv varför den stryks.")
    if asked.state in OVER:
        told = AGREEMENT.state_names[asked.state]
        problems.append(f"Överenskommelsen är {told}: den ändras inte längre.")
    if asked.claims and not asked.is_signature:
        told = " och ".join(asked.claims)
        problems.append(
            f"{told} är beräknad med den. Makulera rekvisitionen först, eller registrera en ny uppgift"
            " från en senare dag."
        )
    if asked.is_signature and asked.state in HOLDS and asked.by_same:
        problems.append(
            "Överenskommelsen gäller, och du registrerade underskriften. Låt någon annan stryka den"
            " (två i förening)."
        )
    if problems:
        return Ruling(False, tuple(map(Reason, problems)))
    return Ruling(True, (Reason("Den står kvar som struken och räknas inte längre."),))
