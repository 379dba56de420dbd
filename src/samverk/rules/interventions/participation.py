"""How a participation (deltagande) moves, and when one that has ended may be taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.interventions.hands import Hand
from samverk.rules.machine import Machine, Transition, doers
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

REACTIVATE_DAYS = 30
# No law or by-law has it: further ahead than this a day is taken to be mistyped
FURTHEST_YEARS = 10


class ParticipationState(StrEnum):
    """How far a participation has come (deltagandets läge)."""

    PLANNED = "planned"
    ACTIVE = "active"
    INTERRUPTED = "interrupted"
    NEVER_STARTED = "never_started"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"
    ENTERED_IN_ERROR = "entered_in_error"


class ParticipationEvent(StrEnum):
    """What happens to a participation (händelse)."""

    PLAN = "plan"
    START = "start"
    NO_SHOW = "no_show"
    INTERRUPT = "interrupt"
    RESUME = "resume"
    CHANGE = "change"
    COMPLETE = "complete"
    END_EARLY = "end_early"
    REACTIVATE = "reactivate"
    ASSIGN = "assign"
    CORRECT = "correct"


class EndReason(StrEnum):
    """Why a participation ended before its plan (skäl till avslut i förtid)."""

    FOUND_WORK = "found_work"
    STUDIES = "studies"
    OTHER_SUPPORT = "other_support"
    HEALTH = "health"
    MOVED = "moved"
    OWN_WISH = "own_wish"
    ABSENT = "absent"
    PROVIDER_LEFT = "provider_left"
    DECEASED = "deceased"
    OTHER = "other"


END_REASONS = {
    EndReason.FOUND_WORK: "fick arbete",
    EndReason.STUDIES: "började studera",
    EndReason.OTHER_SUPPORT: "fick annat stöd",
    EndReason.HEALTH: "hälsa",
    EndReason.MOVED: "flyttade",
    EndReason.OWN_WISH: "egen vilja",
    EndReason.ABSENT: "kom inte",
    EndReason.PROVIDER_LEFT: "utföraren upphörde",
    EndReason.DECEASED: "avliden",
    EndReason.OTHER: "annat skäl",
}


class HoldReason(StrEnum):
    """Why a participation stands still for a while (skäl till uppehåll)."""

    HEALTH = "health"
    CARE = "care"
    OTHER_INTERVENTION = "other_intervention"
    TRIES_WORK = "tries_work"
    AWAY = "away"
    PROVIDER = "provider"
    OWN_WISH = "own_wish"
    OTHER = "other"


HOLD_REASONS = {
    HoldReason.HEALTH: "hälsa",
    HoldReason.CARE: "vård av barn eller anhörig",
    HoldReason.OTHER_INTERVENTION: "deltar i annan insats",
    HoldReason.TRIES_WORK: "provar arbete eller studier",
    HoldReason.AWAY: "bortrest eller ledig",
    HoldReason.PROVIDER: "utföraren har uppehåll",
    HoldReason.OWN_WISH: "egen vilja",
    HoldReason.OTHER: "annat skäl",
}


class GoalResult(StrEnum):
    """How far a goal was reached (måluppfyllelse)."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT = "not"


GOAL_RESULTS = {
    GoalResult.ACHIEVED: "uppnått",
    GoalResult.PARTLY: "delvis uppnått",
    GoalResult.NOT: "inte uppnått",
}

_S, _E = ParticipationState, ParticipationEvent
_WORKER = doers(Hand.CASE_WORKER)
_ENDED = (_S.COMPLETED, _S.ENDED_EARLY)
PARTICIPATION: Machine[ParticipationState, ParticipationEvent, Hand] = Machine(
    "Deltagandet",
    (
        Transition(None, _E.PLAN, _S.PLANNED, doers(Hand.SYSTEM)),
        Transition(_S.PLANNED, _E.START, _S.ACTIVE, _WORKER),
        # Also when the place is moved before the first day: the person waits on, elsewhere
        # The coordinator once the delivery is given no more
        Transition(
            _S.PLANNED,
            _E.NO_SHOW,
            _S.NEVER_STARTED,
            doers(Hand.CASE_WORKER, Hand.COORDINATOR, Hand.SYSTEM),
        ),
        Transition(_S.ACTIVE, _E.INTERRUPT, _S.INTERRUPTED, _WORKER),
        Transition(_S.INTERRUPTED, _E.RESUME, _S.ACTIVE, _WORKER),
        # The referrer by approving what is proposed, also while it stands still
        Transition(_S.ACTIVE, _E.CHANGE, _S.ACTIVE, doers(Hand.CASE_WORKER, Hand.REFERRER)),
        Transition(_S.INTERRUPTED, _E.CHANGE, _S.INTERRUPTED, doers(Hand.REFERRER)),
        Transition(_S.ACTIVE, _E.COMPLETE, _S.COMPLETED, _WORKER),
        *(
            # The coordinator once the delivery is given no more
            Transition(
                state,
                _E.END_EARLY,
                _S.ENDED_EARLY,
                doers(Hand.CASE_WORKER, Hand.PARTICIPANT, Hand.COORDINATOR),
            )
            for state in (_S.ACTIVE, _S.INTERRUPTED)
        ),
        *(Transition(state, _E.REACTIVATE, _S.ACTIVE, _WORKER) for state in _ENDED),
        *(
            Transition(state, _E.ASSIGN, state, doers(Hand.CASE_WORKER, Hand.COORDINATOR))
            for state in (_S.PLANNED, _S.ACTIVE, _S.INTERRUPTED)
        ),
        *(
            Transition(state, _E.CORRECT, _S.ENTERED_IN_ERROR, doers(Hand.COORDINATOR))
            for state in _S
            if state is not _S.ENTERED_IN_ERROR
        ),
    ),
    {
        _S.PLANNED: "planerat",
        _S.ACTIVE: "pågående",
        _S.INTERRUPTED: "i uppehåll",
        _S.NEVER_STARTED: "aldrig påbörjat",
        _S.COMPLETED: "avslutat enligt plan",
        _S.ENDED_EARLY: "avslutat i förtid",
        _S.ENTERED_IN_ERROR: "felregistrerat",
    },
    {
        _E.PLAN: "Planera",
        _E.START: "Påbörja",
        _E.NO_SHOW: "Kom aldrig",
        _E.INTERRUPT: "Gör uppehåll",
        _E.RESUME: "Återuppta efter uppehåll",
        _E.CHANGE: "Ändra omfattning eller slutdag",
        _E.COMPLETE: "Avsluta enligt plan",
        _E.END_EARLY: "Avsluta i förtid",
        _E.REACTIVATE: "Återuppta avslutat deltagande",
        _E.ASSIGN: "Byt ansvarig",
        _E.CORRECT: "Markera som felregistrerat",
    },
)
ENDED = frozenset(_ENDED)
ENDING = frozenset({_E.COMPLETE, _E.END_EARLY})
# Nobody takes part twice at the same time in one delivery
UNDER_WAY = frozenset({_S.PLANNED, _S.ACTIVE, _S.INTERRUPTED})


def participation_step(
    state: ParticipationState | None, event: ParticipationEvent, hand: Hand
) -> Ruling[ParticipationState | None]:
    """Answer a participation's state after a step, None with the reason when it may not be taken."""
    return PARTICIPATION.take(state, event, hand)


@dataclass(frozen=True, slots=True)
class Reactivation:
    """An ended participation that somebody wants to go on with (återupptagande)."""

    ended_on: date
    day: date
    why: str
    has_newer: bool


def may_reactivate(asked: Reactivation, days: int = REACTIVATE_DAYS) -> Ruling[bool]:
    """Answer whether an ended participation may go on: soon after, with a reason, and none newer."""
    last = asked.ended_on + timedelta(days=days)
    problems = []
    if asked.day > last:
        problems.append(
            f"Det avslutades {running_date(asked.ended_on)} och kunde återupptas till och med"
            f" {running_date(last)}."
            " Gör en ny remiss."
        )
    if asked.has_newer:
        problems.append("Personen har ett nyare deltagande i samma verksamhet.")
    if not asked.why.strip():
        problems.append("Skriv varför deltagandet återupptas.")
    if problems:
        return Ruling(False, tuple(map(Reason, problems)))
    return Ruling(
        True, (Reason(f"Återupptas senast {running_date(last)}, {days} dagar efter slutet."),)
    )


def may_end_on(starts_on: date, planned_end: date, day: date) -> Ruling[bool]:
    """Answer on a day whether a participation may be planned to end on another: one that can come."""
    if planned_end < starts_on:
        began = running_date(starts_on)
        return _no_end(f"Deltagandet började {began}. Välj ett slut den dagen eller senare.")
    if planned_end < day:
        return _no_end(
            f"Dagen har redan passerat, {running_date(planned_end)}."
            " Välj en dag framåt, eller avsluta deltagandet."
        )
    if planned_end.year > day.year + FURTHEST_YEARS:
        return _no_end(f"Slutet ligger mer än {FURTHEST_YEARS} år fram. Kontrollera året.")
    return Ruling(True, (Reason(f"Planerat slut: {running_date(planned_end)}."),))


def _no_end(text: str) -> Ruling[bool]:
    return Ruling(False, (Reason(text),))
