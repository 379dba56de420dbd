"""How a delegated decision reaches the board, or the notice board (KL 6:40, 7:8, 8:10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.assembly import Assembly
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_DELEGATION
from samverk.rules.statutes.kl import (
    KL_BOARD_HOLDS,
    KL_DELEGATION_REPORTED,
    KL_EMPLOYEES_REPORTED,
    KL_URGENT_DELEGATION,
)
from samverk.rules.statutes.provision import Provision, because, unknown_wordings
from samverk.rules.wording import running_date


class Duty(StrEnum):
    """What must be done with a delegated decision (anmälan av delegationsbeslut)."""

    REPORT_NEXT = "anmälas vid nästa sammanträde"
    REPORT = "anmälas till nämnden"
    RECORD = "protokollföras särskilt och tillkännages"
    NOTHING = "varken anmälas eller protokollföras särskilt"
    UNKNOWN = "okänt"


class DutyState(StrEnum):
    """How the duty was met (anmälningsläge)."""

    DONE = "done"
    WAITING = "waiting"
    LATE = "late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DelegatedDecision:
    """A delegated decision (delegationsbeslut) and what has been done with it.

    ``shall_be_reported`` is what the board has decided for its kind, None when not known; it does
    not matter to an urgent decision (6:39) or a federation, where all are reported.
    ``is_legality_appeal`` says that it is appealed under KL ch. 13.
    """

    decided: date
    is_urgent: bool = False
    by_employee: bool = False
    shall_be_reported: bool | None = None
    is_legality_appeal: bool = True
    reported: date | None = None
    recorded: date | None = None
    announced: date | None = None


@dataclass(frozen=True, slots=True)
class Reporting:
    """Anmälan av delegationsbeslut: what the duty is and how it was met."""

    duty: Duty
    state: DutyState


def reporting(
    decision: DelegatedDecision,
    day: date,
    *,
    assembly: Assembly = Assembly.BOARD,
    next_meeting: date | None = None,
) -> Ruling[Reporting]:
    """Answer what must be done with a delegated decision and whether it is done on ``day``.

    ``next_meeting`` is the board's first meeting after the decision, None when none is planned.
    Raises ValueError for a meeting or a step before the decision.
    """
    steps = (decision.reported, decision.recorded, decision.announced, next_meeting)
    if any(each is not None and each < decision.decided for each in steps):
        raise ValueError("Anmälan, protokoll, anslag och sammanträde kan inte ligga före beslutet.")
    duty, reasons, cited = _duty(decision, assembly, day)
    state = _state(duty, decision, day, next_meeting)
    told = Reason(_told(duty, state, _left(decision, day), next_meeting))
    return Ruling(Reporting(duty, state), (*reasons, told), unknown_wordings(day, *cited))


def _duty(
    decision: DelegatedDecision, assembly: Assembly, day: date
) -> tuple[Duty, tuple[Reason, ...], tuple[Provision, ...]]:
    if assembly is Assembly.FEDERATION:
        text = "Delegerade beslut ska anmälas till förbundets styrelse."
        return Duty.REPORT, (because(text, FINSAM_DELEGATION, day),), (FINSAM_DELEGATION,)
    if decision.is_urgent:
        reasons = (
            because(
                "Ordföranden eller en utsedd ledamot får besluta när nämndens avgörande inte kan "
                "avvaktas.",
                KL_URGENT_DELEGATION,
                day,
            ),
            because("Beslutet ska anmälas vid nästa sammanträde.", KL_DELEGATION_REPORTED, day),
        )
        return Duty.REPORT_NEXT, reasons, (KL_URGENT_DELEGATION, KL_DELEGATION_REPORTED)
    return _by_the_boards_choice(decision, day)


def _by_the_boards_choice(
    decision: DelegatedDecision, day: date
) -> tuple[Duty, tuple[Reason, ...], tuple[Provision, ...]]:
    provision = KL_EMPLOYEES_REPORTED if decision.by_employee else KL_DELEGATION_REPORTED
    first = because("Nämnden beslutar vilka delegerade beslut som ska anmälas.", provision, day)
    if decision.shall_be_reported is None:
        unknown = Reason("Okänt: ange vad nämnden har beslutat för den här sortens beslut.")
        return Duty.UNKNOWN, (first, unknown), (provision,)
    if decision.shall_be_reported:
        return Duty.REPORT, (first,), (provision,)
    if not decision.is_legality_appeal:
        return Duty.NOTHING, (first,), (provision,)
    reasons = (
        first,
        because(
            "Ett beslut som inte anmäls ska protokollföras särskilt om det får överklagas genom "
            "laglighetsprövning.",
            provision,
            day,
        ),
        because("Det tillkännages också på anslagstavlan.", KL_BOARD_HOLDS, day),
    )
    return Duty.RECORD, reasons, (provision, KL_BOARD_HOLDS)


def _state(
    duty: Duty, decision: DelegatedDecision, day: date, next_meeting: date | None
) -> DutyState:
    if duty is Duty.UNKNOWN:
        return DutyState.UNKNOWN
    if duty is Duty.NOTHING:
        return DutyState.DONE
    if duty is Duty.RECORD:
        is_done = _had(decision.recorded, day) and _had(decision.announced, day)
        return DutyState.DONE if is_done else DutyState.WAITING
    is_due = duty is Duty.REPORT_NEXT and next_meeting is not None
    if _had(decision.reported, day):
        late = is_due and decision.reported != next_meeting
        return DutyState.LATE if late else DutyState.DONE
    passed = is_due and next_meeting is not None and day > next_meeting
    return DutyState.LATE if passed else DutyState.WAITING


def _left(decision: DelegatedDecision, day: date) -> str:
    """Name what remains of recording and announcing on ``day``."""
    parts = (("särskilt protokoll", decision.recorded), ("anslag", decision.announced))
    return " och ".join(what for what, done in parts if not _had(done, day))


def _told(duty: Duty, state: DutyState, left: str, next_meeting: date | None) -> str:
    match state:
        case DutyState.LATE:
            return (
                f"Beslutet skulle ha anmälts {running_date(next_meeting)}. Anmäl det vid nästa "
                "sammanträde."
            )
        case DutyState.WAITING:
            return f"Det återstår: {left}." if duty is Duty.RECORD else "Det är inte gjort än."
        case DutyState.DONE:
            return "Inget återstår."
        case DutyState.UNKNOWN:
            return "Vad som ska göras är okänt."


def _had(happened: date | None, day: date) -> bool:
    return happened is not None and happened <= day


_DECIDED = date(2026, 3, 2)
_NEXT = date(2026, 3, 18)
EXAMPLES = (
    Example(
        reporting,
        {
            "decision": DelegatedDecision(_DECIDED, is_urgent=True),
            "day": date(2026, 3, 19),
            "next_meeting": _NEXT,
        },
        Reporting(Duty.REPORT_NEXT, DutyState.LATE),
        "konstruerat: brådskande beslut som inte anmäldes vid nästa sammanträde",
    ),
    Example(
        reporting,
        {
            "decision": DelegatedDecision(
                _DECIDED, shall_be_reported=False, recorded=_DECIDED, announced=_DECIDED
            ),
            "day": _NEXT,
        },
        Reporting(Duty.RECORD, DutyState.DONE),
        "konstruerat: anmäls inte, men är protokollfört och anslaget",
    ),
)
