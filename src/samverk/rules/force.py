"""Whether a decision holds on a day (gäller), and how far it has come to legal force (laga kraft).

Two different questions: a decision may be carried out before it has legal force (KL 13 kap. 14 §),
and a decision that has legal force may have been repealed by a later one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from samverk.rules.appeal import AppealKind, AppealState, appeal_time
from samverk.rules.courts import (
    CourtAct,
    CourtActKind,
    annulled_since,
    is_annulled_by_court,
    latest_in_court,
)
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.administration import FL_APPEAL_TIME
from samverk.rules.statutes.kl import KL_APPEAL_TIME, KL_NOT_APPEALABLE
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.wording import running_date


class ForceState(StrEnum):
    """How far a decision has come to legal force (laga kraft-läge)."""

    NOT_APPLICABLE = "not_applicable"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"
    RUNNING = "running"
    NOT_RUN_OUT = "not_run_out"
    PRESUMED = "presumed"
    CONFIRMED = "confirmed"
    APPEALED = "appealed"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True)
class ForceFacts:
    """The dated facts that legal force hangs on; None where no paper shows the fact.

    ``posted`` is the day the adjustment was posted; for förvaltningsbesvär, the day the party got
    the decision. ``courts`` are all that an appeal has led to.
    """

    appeal: AppealKind
    decided: date | None = None
    posted: date | None = None
    taken_down: date | None = None
    confirmed: date | None = None
    courts: tuple[CourtAct, ...] = ()


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
            LegalForce(ForceState.NOT_APPLICABLE),
            (because(text, KL_NOT_APPEALABLE, day),),
            unknown_wordings(day, KL_NOT_APPEALABLE),
        )
    if facts.decided is not None and day < facts.decided:
        return Ruling(LegalForce(ForceState.NOT_YET), (_not_yet(facts.decided),))
    if settled := _settled_by_court(facts, day):
        return settled
    if _had(facts.confirmed, day):
        reason = Reason(f"Sekreteraren har bekräftat laga kraft {running_date(facts.confirmed)}.")
        return Ruling(LegalForce(ForceState.CONFIRMED), (reason,))
    if not _had(facts.posted, day):
        return _no_start(facts.appeal, day)
    return _by_the_days(facts, day)


def _not_yet(decided: date) -> Reason:
    return Reason(f"Beslutet fattas först {running_date(decided)}.")


def _no_start(appeal: AppealKind, day: date) -> Ruling[LegalForce]:
    """Name the fact that the appeal time counts from, which no paper shows."""
    if appeal is AppealKind.ADMINISTRATIVE:
        provision, what = FL_APPEAL_TIME, "parten fick del av beslutet"
    else:
        provision, what = KL_APPEAL_TIME, "justeringen tillkännagavs på anslagstavlan"
    text = f"Okänt, handling saknas: ingen uppgift om när {what}."
    return Ruling(
        LegalForce(ForceState.UNKNOWN),
        (because(text, provision, day),),
        unknown_wordings(day, provision),
    )


def _settled_by_court(facts: ForceFacts, day: date) -> Ruling[LegalForce] | None:
    """What an appeal leads to: annulled, upheld, or waiting for the court."""
    act = latest_in_court(facts.courts, day)
    if act is None:
        return None
    when = running_date(act.day)
    match act.kind:
        case CourtActKind.ANNULLED:
            state, text = ForceState.ANNULLED, f"Domstol upphävde beslutet {when}."
        case CourtActKind.UPHELD:
            state, text = ForceState.CONFIRMED, f"Beslutet står fast: {_upheld(facts, act)} {when}."
        case CourtActKind.ANNULMENT_STANDS:
            state, text = ForceState.ANNULLED, f"Upphävandet av beslutet stod fast {when}."
        case CourtActKind.APPEALED:
            state = ForceState.APPEALED
            text = f"Beslutet överklagades {when} och domstolen har inte avgjort det."
        case _:
            assert_never(act.kind)
    return Ruling(LegalForce(state), (Reason(text),))


def _upheld(facts: ForceFacts, act: CourtAct) -> str:
    if annulled_since(facts.courts, act.day - timedelta(days=1)):
        return "högre domstol ändrade upphävandet"
    return "överklagandet avslogs eller avvisades slutligt"


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
    NOTE = "note"
    NOT_YET = "not_yet"
    HOLDS = "holds"
    REPEALED = "repealed"
    ANNULLED = "annulled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Repeal:
    """A later decision that repeals this one (upphävande). ``day`` is None if it prints none.

    ``repealed`` is when it was itself repealed, ``courts`` what courts have made of it.
    """

    day: date | None
    label: str
    repealed: date | None = None
    courts: tuple[CourtAct, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Giltighet on a day, and since when it is so."""

    state: StandingState
    since: date | None = None


@dataclass(frozen=True, slots=True)
class StandingFacts:
    """What giltighet hangs on.

    ``decided`` is None where the source prints no date. ``cited_only`` says that nobody has seen
    the decision itself. ``repeals`` are decisions, never proposals: proposing a repeal changes
    nothing. ``courts`` are all that an appeal has led to.
    """

    decided: date | None
    only_proposes: bool = False
    only_notes: bool = False
    cited_only: bool = False
    repeals: tuple[Repeal, ...] = ()
    courts: tuple[CourtAct, ...] = ()


def standing(facts: StandingFacts, day: date) -> Ruling[Standing]:
    """Answer whether a decision holds on ``day``, counting only what had happened by then.

    A decision or a repeal without a printed date makes the answer unknown rather than guessed.
    """
    ruling = _settled_at_once(facts, day) or _by_repeals(facts.decided, day, facts.repeals)
    if not facts.cited_only:
        return ruling
    unseen = Reason("Beslutet är känt bara genom att andra handlingar hänvisar till det.")
    return Ruling(ruling.value, ruling.reasons, (*ruling.remarks, unseen))


def _settled_at_once(facts: StandingFacts, day: date) -> Ruling[Standing] | None:
    """Answer what needs no later decision to be known; None when repeals decide."""
    if facts.only_proposes:
        text = "Paragrafen föreslår något för ett annat organ: den avgör ingenting själv."
        return Ruling(
            Standing(StandingState.PROPOSAL),
            (because(text, KL_NOT_APPEALABLE, day),),
            unknown_wordings(day, KL_NOT_APPEALABLE),
        )
    if facts.only_notes:
        text = "Paragrafen antecknar något till protokollet: den avgör ingenting."
        return Ruling(Standing(StandingState.NOTE), (Reason(text),))
    if facts.decided is not None and day < facts.decided:
        return Ruling(Standing(StandingState.NOT_YET), (_not_yet(facts.decided),))
    if annulled := annulled_since(facts.courts, day):
        reason = Reason(f"Domstol upphävde beslutet {running_date(annulled)}.")
        return Ruling(Standing(StandingState.ANNULLED, annulled), (reason,))
    return None


def _by_repeals(decided: date | None, day: date, repeals: tuple[Repeal, ...]) -> Ruling[Standing]:
    """Weigh the repeals in order of date; those that a court has annulled by ``day`` fall away."""
    void = tuple(r for r in repeals if is_annulled_by_court(r.courts, day))
    standing_ones = [r for r in repeals if r not in void]
    dated = sorted(
        (r for r in standing_ones if r.day and r.day <= day), key=lambda r: (r.day or day, r.label)
    )
    remarks = tuple(
        Reason(
            f"{r.label} upphävde beslutet, men domstol upphävde det "
            f"{running_date(annulled_since(r.courts, day))}."
        )
        for r in void
    )
    if dated:
        ruling = _repealed(dated[0], day)
    elif undated := [r.label for r in standing_ones if r.day is None]:
        ruling = _unknown(f"{undated[0]} upphäver beslutet men anger ingen dag.")
    elif decided is None:
        ruling = _unknown("källan anger ingen beslutsdag.")
    else:
        text = (
            f"Fattat {running_date(decided)}. Inget känt beslut upphäver det till och med "
            f"{running_date(day)}."
        )
        ruling = Ruling(Standing(StandingState.HOLDS, decided), (Reason(text),))
    return Ruling(ruling.value, ruling.reasons, remarks)


def _repealed(repeal: Repeal, day: date) -> Ruling[Standing]:
    """A repeal that has itself been repealed leaves open whether the first decision is back."""
    reason = Reason(f"{repeal.label} upphävde beslutet {running_date(repeal.day)}.")
    if not _had(repeal.repealed, day):
        return Ruling(Standing(StandingState.REPEALED, repeal.day), (reason,))
    text = (
        f"Upphävandet upphävdes i sin tur {running_date(repeal.repealed)}."
        " Om det första beslutet gäller igen framgår inte: läs det senaste beslutet."
    )
    return Ruling(Standing(StandingState.UNKNOWN, repeal.repealed), (reason, Reason(text)))


def _unknown(why: str) -> Ruling[Standing]:
    return Ruling(Standing(StandingState.UNKNOWN), (Reason(f"Okänt, handling saknas: {why}"),))
