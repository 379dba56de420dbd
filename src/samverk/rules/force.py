"""Whether a decision holds on a day (gäller), and how far it has come to legal force (laga kraft).

Two different questions: a decision may be carried out before it has legal force (KL 13 kap. 14 §),
and a decision that has legal force may have been repealed by a later one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.appeal import AppealKind, AppealState, appeal_time
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes import KL_APPEAL_TIME, KL_NOT_APPEALABLE, because


class ForceState(StrEnum):
    """How far a decision has come to legal force (laga kraft-läge)."""

    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    RUNNING = "running"
    NOT_RUN_OUT = "not_run_out"
    PRESUMED = "presumed"
    CONFIRMED = "confirmed"
    APPEALED = "appealed"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True)
class ForceFacts:
    """The dated facts that legal force hangs on; None where no paper shows the fact."""

    appeal: AppealKind
    posted: date | None = None
    taken_down: date | None = None
    confirmed: date | None = None
    appealed: date | None = None
    annulled: date | None = None
    upheld: date | None = None


@dataclass(frozen=True, slots=True)
class LegalForce:
    """Laga kraft on a day: the state, and the days that the posting gives."""

    state: ForceState
    last_day: date | None = None
    presumed_from: date | None = None


def legal_force(facts: ForceFacts, day: date) -> Ruling[LegalForce]:
    """Answer how far a decision has come to legal force on ``day``, counting only facts known then."""
    if facts.appeal is AppealKind.NOT_APPEALABLE:
        text = "Beslutet förbereder eller verkställer bara: det kan inte överklagas och får ingen laga kraft."
        return Ruling(
            LegalForce(ForceState.NOT_APPLICABLE), (because(text, KL_NOT_APPEALABLE, day),)
        )
    if settled := _settled_by_court(facts, day):
        return settled
    if _had(facts.confirmed, day):
        reason = Reason(f"Sekreteraren har bekräftat laga kraft {facts.confirmed}.")
        return Ruling(LegalForce(ForceState.CONFIRMED), (reason,))
    if not _had(facts.posted, day):
        text = "Okänt, handling saknas: ingen uppgift om när justeringen tillkännagavs på anslagstavlan."
        return Ruling(LegalForce(ForceState.UNKNOWN), (because(text, KL_APPEAL_TIME, day),))
    return _by_the_days(facts, day)


def _settled_by_court(facts: ForceFacts, day: date) -> Ruling[LegalForce] | None:
    """What an appeal leads to: annulled, upheld, or waiting for the court."""
    if _had(facts.annulled, day):
        reason = Reason(f"Domstol upphävde beslutet {facts.annulled}.")
        return Ruling(LegalForce(ForceState.ANNULLED), (reason,))
    if _had(facts.upheld, day):
        reason = Reason(f"Överklagandet avslogs slutligt {facts.upheld}.")
        return Ruling(LegalForce(ForceState.CONFIRMED), (reason,))
    if _had(facts.appealed, day):
        reason = Reason(
            f"Beslutet överklagades {facts.appealed} och domstolen har inte avgjort det."
        )
        return Ruling(LegalForce(ForceState.APPEALED), (reason,))
    return None


def _by_the_days(facts: ForceFacts, day: date) -> Ruling[LegalForce]:
    assert facts.posted is not None
    taken_down = facts.taken_down if _had(facts.taken_down, day) else None
    time = appeal_time(facts.posted, kind=facts.appeal, taken_down=taken_down)
    if time.value.state is AppealState.NOT_RUN_OUT:
        return Ruling(LegalForce(ForceState.NOT_RUN_OUT), time.reasons, time.remarks)
    from_day = time.value.legal_force
    state = ForceState.PRESUMED if from_day and from_day <= day else ForceState.RUNNING
    return Ruling(LegalForce(state, time.value.last_day, from_day), time.reasons, time.remarks)


def _had(happened: date | None, day: date) -> bool:
    return happened is not None and happened <= day


class StandingState(StrEnum):
    """Whether a decision holds (giltighet)."""

    PROPOSAL = "proposal"
    NOT_YET = "not_yet"
    HOLDS = "holds"
    REPEALED = "repealed"
    ANNULLED = "annulled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Repeal:
    """A later decision that repeals this one (upphävande). ``day`` is None if it prints none."""

    day: date | None
    label: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Giltighet on a day, and since when it is so."""

    state: StandingState
    since: date | None = None


def standing(
    decided: date | None,
    day: date,
    *,
    only_proposes: bool,
    repeals: tuple[Repeal, ...] = (),
    annulled: date | None = None,
) -> Ruling[Standing]:
    """Answer whether a decision holds on ``day``.

    ``repeals`` are decisions, never proposals. A decision or a repeal without a printed date makes
    the answer unknown rather than guessed.
    """
    if only_proposes:
        text = "Paragrafen föreslår något för ett annat organ: den avgör ingenting själv."
        return Ruling(Standing(StandingState.PROPOSAL), (because(text, KL_NOT_APPEALABLE, day),))
    if decided is None:
        text = "Okänt, handling saknas: källan anger ingen beslutsdag."
        return Ruling(Standing(StandingState.UNKNOWN), (Reason(text),))
    if decided > day:
        return Ruling(
            Standing(StandingState.NOT_YET), (Reason(f"Beslutet fattas först {decided}."),)
        )
    if _had(annulled, day):
        reason = Reason(f"Domstol upphävde beslutet {annulled}.")
        return Ruling(Standing(StandingState.ANNULLED, annulled), (reason,))
    return _by_repeals(decided, day, repeals)


def _by_repeals(decided: date, day: date, repeals: tuple[Repeal, ...]) -> Ruling[Standing]:
    dated = sorted((r.day, r.label) for r in repeals if r.day is not None and r.day <= day)
    if dated:
        since, label = dated[0]
        reason = Reason(f"{label} upphävde beslutet {since}.")
        return Ruling(Standing(StandingState.REPEALED, since), (reason,))
    if undated := [r.label for r in repeals if r.day is None]:
        text = f"Okänt, handling saknas: {undated[0]} upphäver beslutet men anger ingen dag."
        return Ruling(Standing(StandingState.UNKNOWN), (Reason(text),))
    reason = Reason(f"Fattat {decided}. Inget känt beslut upphäver det före eller på {day}.")
    return Ruling(Standing(StandingState.HOLDS, decided), (reason,))
