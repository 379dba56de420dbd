"""The history of a referral or a place in a queue, as pages show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef
from django.utils import timezone

from samverk.interventions.persons.models import (
    JoinedRecord,
    QueueEntry,
    QueueStep,
    Referral,
    ReferralStep,
)
from samverk.interventions.persons.models.base import OfPerson
from samverk.interventions.persons.models.steps import Step
from samverk.interventions.persons.queries.came import came_by_joining
from samverk.interventions.persons.records import told
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import END_REASONS, ParticipationEvent
from samverk.rules.interventions.proposal import ProposalEvent
from samverk.rules.interventions.queue import (
    CONFIRMED,
    DECLINE_REASONS,
    PAUSE_REASONS,
    REMOVAL_REASONS,
    QueueEvent,
)
from samverk.rules.interventions.referral import (
    NEXT_STEPS,
    QUESTIONS_ABOUT,
    RETURN_REASONS,
    NextStep,
    ReferralEvent,
)
from samverk.rules.wording import running_date

S = TypeVar("S", bound=Step)
_REASONS: dict[str, str] = {
    **{one.value: text for one, text in END_REASONS.items()},
    **{one.value: text for one, text in RETURN_REASONS.items()},
    **{one.value: text for one, text in PAUSE_REASONS.items()},
    **{one.value: text for one, text in REMOVAL_REASONS.items()},
    **{one.value: text for one, text in DECLINE_REASONS.items()},
    **{one.value: text for one, text in QUESTIONS_ABOUT.items()},
    **{one.value: text for one, text in CONFIRMED.items()},
}
# What may be sealed with a step of a referral beside its note, and what each is called
NEXT_STEP, PARTY, CONDITIONS, ASSESSED_ON = "next_step", "party", "conditions", "assessed_on"
BESIDE = {
    NEXT_STEP: "Föreslaget nästa steg",
    PARTY: "Föreslagen part",
    CONDITIONS: "Villkor",
    ASSESSED_ON: "Bedömd",
}
# The rules name what may be done; a history tells what was
_R, _Q, _P = ReferralEvent, QueueEvent, ParticipationEvent
REFERRAL_DONE: dict[str, str] = {
    _R.CREATE: "Utkast påbörjat",
    _R.SUBMIT: "Inskickad",
    _R.TAKE_UP: "Började bedömas",
    _R.ASK: "Komplettering begärd",
    _R.ANSWER: "Kompletterad",
    _R.ACCEPT: "Antagen",
    _R.RETURN: "Återremitterad",
    _R.REDIRECT: "Hänvisad vidare",
    _R.WITHDRAW: "Återtagen",
    _R.UNSHARE: "Samtycket att utbyta uppgifter återtaget",
    _R.WARN: "Varning: ingen har börjat bedöma",
    _R.LAPSE: "Förföll utan svar",
    _R.ASK_MOVE: "Personen tillfrågas om flytt till annan myndighet",
    _R.LET_MOVE: "Personen samtycker till flytten",
    _R.REFUSE_MOVE: "Personen vill inte flytta",
    _R.TRANSFER: "Flyttad till annan myndighet",
    _R.COME_BACK: "Flyttad tillbaka hit",
    _R.ASSIGN: "Lämnad över till en kollega",
    _R.CORRECT: "Markerad som felregistrerad",
}
QUEUE_DONE: dict[str, str] = {
    _Q.JOIN: "Ställd i kö",
    _Q.JOIN_AGAIN: "En remiss till för samma person, samma köplats",
    _Q.PAUSE: "Pausad",
    _Q.RESUME: "Pausen slut",
    _Q.RECONFIRM: "Väntan bekräftad",
    _Q.OFFER: "Plats erbjuden",
    _Q.ACCEPT: "Tackade ja",
    _Q.DECLINE: "Tackade nej, står kvar",
    _Q.NO_ANSWER: "Svarade inte i tid",
    _Q.NO_ANSWER_AGAIN: "Svarade inte i tid för andra gången",
    _Q.TAKE_BACK: "Erbjudandet togs tillbaka",
    _Q.TRANSFER: "Flyttad till annan kö",
    _Q.REMOVE: "Avförd",
    _Q.LEAVE: "Önskade inte platsen längre",
    _Q.START: "Påbörjade",
    _Q.NO_SHOW: "Kom aldrig",
    _Q.CORRECT: "Markerad som felregistrerad",
}
PARTICIPATION_DONE: dict[str, str] = {
    _P.PLAN: "Planerat",
    _P.START: "Påbörjat",
    _P.NO_SHOW: "Kom aldrig",
    _P.INTERRUPT: "Uppehåll påbörjat",
    _P.RESUME: "Uppehåll slut",
    _P.CHANGE: "Omfattning eller slutdag ändrad",
    _P.COMPLETE: "Avslutat enligt plan",
    _P.END_EARLY: "Avslutat i förtid",
    _P.REACTIVATE: "Återupptaget",
    _P.ASSIGN: "Ny ansvarig handläggare",
    _P.CORRECT: "Markerat som felregistrerat",
}
PROPOSAL_DONE: dict[str, str] = {
    ProposalEvent.PROPOSE: "Föreslaget",
    ProposalEvent.APPROVE: "Godkänt",
    ProposalEvent.REJECT: "Avslaget",
    ProposalEvent.WITHDRAW: "Återtaget",
    ProposalEvent.REPLACE: "Ersatt av ett nytt",
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as it is shown (händelse): what, when, by whom, for which party, and why.

    ``entered`` is the day that it was recorded, None when that is the day it happened.
    """

    event: str
    title: str
    day: date
    by: str
    party: str
    reason: str
    note: str
    entered: date | None = None
    beside: tuple[tuple[str, str], ...] = ()


def referral_history(row: Referral) -> list[StepLine]:
    """List a referral's steps, the first first. The caller has noted that its person is read."""
    steps = steps_of(ReferralStep, row)
    lines = [_line(row, one, REFERRAL_DONE[one.event]) for one in steps]
    return with_joinings(row, steps, lines)


def queue_history(row: QueueEntry) -> list[StepLine]:
    """List the steps of a place in a queue. The caller has noted that its person is read."""
    steps = steps_of(QueueStep, row)
    return with_joinings(row, steps, [_line(row, one, QUEUE_DONE[one.event]) for one in steps])


def steps_of(model: type[S], row: OfPerson) -> list[S]:
    """List a row's steps, the first first, each with its party and whether a record was joined into the
    person's: no question is asked for those, the most, of whom none was.
    """
    joined = Exists(JoinedRecord.objects.filter(person=OuterRef("person")))
    rows = model._default_manager.filter(subject=row).select_related("party")
    return list(rows.annotate(is_joined=joined).order_by("number"))


def with_joinings(row: OfPerson, steps: Sequence[Step], lines: list[StepLine]) -> list[StepLine]:
    """Put among the lines of a row's ``steps`` that it came to its person when two records were joined."""
    if not any(getattr(one, "is_joined", False) for one in steps):
        return lines
    came = [
        StepLine(
            "joined",
            "Kom hit när två poster om samma person slogs ihop",
            timezone.localtime(one.recorded_at).date(),
            one.user_name,
            one.controller.organisation.short_name,
            "",
            "",
        )
        for one in came_by_joining(row)
    ]
    return sorted([*lines, *came], key=lambda line: line.day)


def _line(row: Referral | QueueEntry, step: ReferralStep | QueueStep, title: str) -> StepLine:
    said = told(row.person, step, "note")
    return StepLine(
        step.event,
        by_whom(title, step),
        step.happened_on,
        step.user_name,
        step.party.short_name,
        _REASONS.get(step.reason, ""),
        str(said.get("text", "")),
        entered_on(step),
        tuple(_beside(said)),
    )


def by_whom(title: str, step: Step) -> str:
    """Say of a step that it was the person's own word, where it was."""
    own = step.hand == Hand.PARTICIPANT.name.lower()
    return f"{title}, personens eget beslut" if own else title


def entered_on(step: Step) -> date | None:
    """Answer when a step was recorded, None when that is the day it happened."""
    day = timezone.localtime(step.recorded_at).date()
    return day if day != step.happened_on else None


def _beside(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Tell what a step was sealed with beside its note: what it is called, and what it says."""
    for name, term in BESIDE.items():
        if text := str(said.get(name, "")):
            yield term, beside_words(name, text)


def beside_words(name: str, text: str) -> str:
    """Say in words what a step was sealed with under a name."""
    if name == NEXT_STEP:
        return NEXT_STEPS[NextStep(text)]
    return running_date(date.fromisoformat(text)) if name == ASSESSED_ON else text
