"""How a place in a queue (köplats) moves, and in which order people are offered a place.

The order is: priority class, then when the clock started, then number. Nobody is scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.interventions.hands import Hand
from samverk.rules.machine import Machine, Transition, doers
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

# How often the referrer is asked whether the person still wants the place, where no limit is decided
RECONFIRM_DAYS = 90
# How long the place that somebody said no to is the same place, if nobody takes it; by no source
SAME_PLACE_DAYS = 14


class QueueState(StrEnum):
    """How far an entry in a queue has come (köplatsens läge)."""

    WAITING = "waiting"
    PAUSED = "paused"
    OFFERED = "offered"
    STARTING = "starting"
    STARTED = "started"
    TRANSFERRED = "transferred"
    REMOVED = "removed"
    ENTERED_IN_ERROR = "entered_in_error"


class QueueEvent(StrEnum):
    """What happens to an entry in a queue (händelse)."""

    JOIN = "join"
    JOIN_AGAIN = "join_again"
    PAUSE = "pause"
    RESUME = "resume"
    RECONFIRM = "reconfirm"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    NO_ANSWER = "no_answer"
    NO_ANSWER_AGAIN = "no_answer_again"
    TAKE_BACK = "take_back"
    TRANSFER = "transfer"
    REMOVE = "remove"
    LEAVE = "leave"
    START = "start"
    NO_SHOW = "no_show"
    CORRECT = "correct"


class PauseReason(StrEnum):
    """Why somebody's wait is paused (skäl till paus)."""

    PERSON_CHOICE = "person_choice"
    HEALTH = "health"
    OTHER_INTERVENTION = "other_intervention"


class RemovalReason(StrEnum):
    """Why somebody leaves a queue without a place (skäl till att avföras)."""

    FOUND_WORK = "found_work"
    STUDIES = "studies"
    OTHER_SUPPORT = "other_support"
    MOVED = "moved"
    UNREACHABLE = "unreachable"
    DECLINED = "declined"
    AGED_OUT = "aged_out"
    HEALTH = "health"
    DECEASED = "deceased"
    WITHDREW_CONSENT = "withdrew_consent"
    INTAKE_CLOSED = "intake_closed"
    ERROR = "error"


class Confirming(StrEnum):
    """What the referrer says when a wait is confirmed (bekräftelse): the person wants the place still."""

    STILL_WANTS = "still_wants"
    CHANGED_NEED = "changed_need"


class DeclineReason(StrEnum):
    """Why somebody says no to a place (skäl till nej)."""

    BAD_TIME = "bad_time"
    TOO_FAR = "too_far"
    HEALTH = "health"
    OTHER_SUPPORT = "other_support"
    OWN_WISH = "own_wish"
    OTHER = "other"


class Coming(StrEnum):
    """What becomes of an answer to an offer when it comes (svarets öde)."""

    TAKEN = "taken"
    SAME = "same"
    LATE = "late"
    ANSWERED = "answered"
    GONE = "gone"


CONFIRMED = {
    Confirming.STILL_WANTS: "vill ha platsen, och behovet är detsamma",
    Confirming.CHANGED_NEED: "vill ha platsen, men behovet har ändrats",
}
DECLINE_REASONS = {
    DeclineReason.BAD_TIME: "passar inte i tiden",
    DeclineReason.TOO_FAR: "för långt bort",
    DeclineReason.HEALTH: "hälsa",
    DeclineReason.OTHER_SUPPORT: "fick annat stöd",
    DeclineReason.OWN_WISH: "egen vilja",
    DeclineReason.OTHER: "annat skäl",
}
REFUSED_ANSWERS = {
    Coming.LATE: "Tiden att svara hade gått ut. Platsen är inte reserverad längre.",
    Coming.ANSWERED: "Teamet hade redan noterat ett annat svar från personen.",
    Coming.GONE: "Erbjudandet gällde inte längre.",
}
PAUSE_REASONS = {
    PauseReason.PERSON_CHOICE: "eget önskemål",
    PauseReason.HEALTH: "hälsa",
    PauseReason.OTHER_INTERVENTION: "deltar i annan insats",
}
REMOVAL_REASONS = {
    RemovalReason.FOUND_WORK: "fick arbete",
    RemovalReason.STUDIES: "började studera",
    RemovalReason.OTHER_SUPPORT: "fick annat stöd",
    RemovalReason.MOVED: "flyttade",
    RemovalReason.UNREACHABLE: "gick inte att nå",
    RemovalReason.DECLINED: "tackade nej",
    RemovalReason.AGED_OUT: "passerade åldersgränsen",
    RemovalReason.HEALTH: "hälsa",
    RemovalReason.DECEASED: "avliden",
    RemovalReason.WITHDREW_CONSENT: "tog tillbaka sitt samtycke",
    RemovalReason.INTAKE_CLOSED: "intaget stängdes",
    RemovalReason.ERROR: "fel i registreringen",
}
# What may be the reason that somebody never came: what is about the queue itself is not
NO_SHOW_REASONS: dict[RemovalReason, str] = {
    code: text
    for code, text in REMOVAL_REASONS.items()
    if code not in (RemovalReason.INTAKE_CLOSED, RemovalReason.ERROR)
}
# Why somebody never began in what is given no more
NEVER_BEGUN_REASONS: dict[RemovalReason, str] = {
    RemovalReason.INTAKE_CLOSED: "verksamheten upphörde innan personen började",
    **NO_SHOW_REASONS,
}
# Why a person no longer wants the place, by what they say to whoever referred
LEAVE_REASONS = {
    code: REMOVAL_REASONS[code]
    for code in (
        RemovalReason.FOUND_WORK,
        RemovalReason.STUDIES,
        RemovalReason.OTHER_SUPPORT,
        RemovalReason.MOVED,
        RemovalReason.HEALTH,
        RemovalReason.DECEASED,
    )
} | {RemovalReason.DECLINED: "vill inte ha platsen längre"}
# One who is not reached has been tried on two days, written out
ATTEMPTS, _DAY = 2, re.compile(r"\b20\d\d-\d\d-\d\d\b")
_S, _E = QueueState, QueueEvent
_TEAM, _CLOCK = doers(Hand.RECEIVER), doers(Hand.SYSTEM)
_BOTH = doers(Hand.RECEIVER, Hand.REFERRER)
# A pause goes with a place that is moved
_PAUSES = doers(Hand.RECEIVER, Hand.REFERRER, Hand.SYSTEM)
_ANSWER = doers(Hand.PARTICIPANT, Hand.REFERRER, Hand.RECEIVER)
_IN_QUEUE = (_S.WAITING, _S.PAUSED)
QUEUE: Machine[QueueState, QueueEvent, Hand] = Machine(
    "Köplatsen",
    (
        Transition(None, _E.JOIN, _S.WAITING, _CLOCK),
        *(
            # The same person is referred once more: one place, and the earliest day counts
            Transition(state, _E.JOIN_AGAIN, state, _CLOCK)
            for state in (*_IN_QUEUE, _S.OFFERED, _S.STARTING)
        ),
        Transition(_S.WAITING, _E.PAUSE, _S.PAUSED, _PAUSES),
        Transition(_S.PAUSED, _E.RESUME, _S.WAITING, _BOTH),
        # The team asks the person itself when it may exchange nothing with the referrer
        Transition(_S.WAITING, _E.RECONFIRM, _S.WAITING, _BOTH),
        Transition(_S.WAITING, _E.OFFER, _S.OFFERED, _TEAM),
        Transition(_S.OFFERED, _E.ACCEPT, _S.STARTING, _ANSWER),
        Transition(_S.OFFERED, _E.DECLINE, _S.WAITING, _ANSWER),
        Transition(_S.OFFERED, _E.NO_ANSWER, _S.WAITING, _CLOCK),
        Transition(_S.OFFERED, _E.NO_ANSWER_AGAIN, _S.REMOVED, _CLOCK),
        # What was offered is not there: the person has turned nothing down
        Transition(_S.OFFERED, _E.TAKE_BACK, _S.WAITING, doers(Hand.RECEIVER, Hand.SYSTEM)),
        *(
            Transition(state, _E.TRANSFER, _S.TRANSFERRED, doers(Hand.COORDINATOR))
            for state in (*_IN_QUEUE, _S.OFFERED, _S.STARTING)
        ),
        *(
            Transition(state, _E.REMOVE, _S.REMOVED, _TEAM)
            for state in (*_IN_QUEUE, _S.OFFERED, _S.STARTING)
        ),
        *(
            # The person no longer wants the place, and has said so to whoever referred
            Transition(state, _E.LEAVE, _S.REMOVED, doers(Hand.REFERRER))
            for state in (*_IN_QUEUE, _S.OFFERED)
        ),
        Transition(_S.STARTING, _E.START, _S.STARTED, doers(Hand.CASE_WORKER)),
        # The coordinator once the delivery is given no more
        Transition(_S.STARTING, _E.NO_SHOW, _S.REMOVED, doers(Hand.CASE_WORKER, Hand.COORDINATOR)),
        *(
            Transition(state, _E.CORRECT, _S.ENTERED_IN_ERROR, doers(Hand.COORDINATOR))
            for state in _S
            if state is not _S.ENTERED_IN_ERROR
        ),
    ),
    {
        _S.WAITING: "väntande",
        _S.PAUSED: "pausad",
        _S.OFFERED: "erbjuden plats",
        _S.STARTING: "tackat ja",
        _S.STARTED: "påbörjad",
        _S.TRANSFERRED: "flyttad till annan kö",
        _S.REMOVED: "avförd",
        _S.ENTERED_IN_ERROR: "felregistrerad",
    },
    {
        _E.JOIN: "Ställ i kö",
        _E.JOIN_AGAIN: "Knyt en remiss till",
        _E.PAUSE: "Pausa",
        _E.RESUME: "Avsluta pausen",
        _E.RECONFIRM: "Bekräfta att platsen önskas",
        _E.OFFER: "Erbjud plats",
        _E.ACCEPT: "Tacka ja",
        _E.DECLINE: "Tacka nej men stå kvar",
        _E.NO_ANSWER: "Inget svar i tid",
        _E.NO_ANSWER_AGAIN: "Inget svar i tid för andra gången",
        _E.TAKE_BACK: "Ta tillbaka erbjudandet",
        _E.TRANSFER: "Flytta till annan kö",
        _E.REMOVE: "Avför",
        _E.LEAVE: "Önskar inte platsen längre",
        _E.START: "Påbörja",
        _E.NO_SHOW: "Kom aldrig",
        _E.CORRECT: "Markera som felregistrerad",
    },
)
# Who still waits: the clock stops at the first day, not at the yes
STILL_WAITS = frozenset({_S.WAITING, _S.PAUSED, _S.OFFERED, _S.STARTING})


def queue_step(
    state: QueueState | None, event: QueueEvent, hand: Hand
) -> Ruling[QueueState | None]:
    """Answer a queue entry's state after a step, None with the reason when it may not be taken."""
    return QUEUE.take(state, event, hand)


@dataclass(frozen=True, slots=True)
class InLine:
    """One who waits (väntande): priority ``rank`` with 0 first, when the clock started, and id."""

    rank: int
    clock_start: date
    number: int

    @property
    def place(self) -> tuple[int, date, int]:
        """What the order is by."""
        return (self.rank, self.clock_start, self.number)


def in_order(waiting: Iterable[InLine]) -> list[InLine]:
    """List those who wait in the order that places are offered."""
    return sorted(waiting, key=lambda one: one.place)


def may_offer(chosen: InLine, eligible: Iterable[InLine], reason: str) -> Ruling[bool]:
    """Answer whether a place may be offered to ``chosen``: the first in order, or with a reason.

    ``eligible`` are those whom a free place may be offered to, the chosen one among them.
    """
    first = min(eligible, key=lambda one: one.place)
    if chosen.place == first.place:
        text = "Står först: prioritetsklass, sedan hur länge, sedan nummer."
        return Ruling(True, (Reason(text),))
    if reason.strip():
        return Ruling(True, (Reason(f"Utom turordningen: {reason.strip()}"),))
    text = (
        f"{sum(one.place < chosen.place for one in eligible)} i kön står före."
        " Erbjud den som står först, eller skriv varför den här personen går före."
    )
    return Ruling(False, (Reason(text),))


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A place that somebody said no to, or did not answer (avböjd plats), and on which day.

    ``taken_since`` when somebody has said yes to a place of the same delivery after that.
    """

    day: date
    taken_since: bool


def is_same_place(turned: TurnedDown, day: date) -> Ruling[bool]:
    """Answer whether a place that is free on ``day`` is the one that was turned down.

    It is until somebody takes it, for ``SAME_PLACE_DAYS`` at most.
    """
    told = running_date(turned.day)
    if turned.taken_since:
        return Ruling(False, (Reason(f"Platsen som avböjdes {told} har gått till en annan."),))
    if (day - turned.day).days >= SAME_PLACE_DAYS:
        return Ruling(False, (Reason(f"Platsen avböjdes {told}: den kan erbjudas på nytt."),))
    again = running_date(turned.day + timedelta(days=SAME_PLACE_DAYS))
    text = (
        f"Personen tackade nej till platsen {told}, eller svarade inte. Erbjud den som står näst i"
        f" tur. Personen behåller sin dag, och kan erbjudas nästa plats, eller samma igen från {again}."
    )
    return Ruling(True, (Reason(text),))


def may_leave(reason: str, note: str, day: date) -> Ruling[bool]:
    """Answer whether somebody may leave a queue for a reason, on a day.

    One who is not reached has been tried on two days, and both are written in the note.
    """
    tried = [one for one in _days_in(note) if one <= day]
    if reason == RemovalReason.UNREACHABLE and len(tried) < ATTEMPTS:
        text = "Skriv dagarna för minst två försök att nå personen, som ÅÅÅÅ-MM-DD."
        return Ruling(False, (Reason(text),))
    return Ruling(True, (Reason(f"Lämnar kön: {REMOVAL_REASONS[RemovalReason(reason)]}."),))


def _days_in(note: str) -> set[date]:
    found = set()
    for text in _DAY.findall(note):
        try:
            found.add(date.fromisoformat(text))
        except ValueError:
            # Looks like a day and is none
            continue
    return found


@dataclass(frozen=True, slots=True)
class Offered:
    """A place that was offered (erbjudande): by when to answer, and what was noted, "" for nothing.

    ``answer`` is accepted, declined, no_answer or taken_back.
    """

    answer_by: date
    answer: str = ""


def answer_comes(offer: Offered, said: str, day: date) -> Ruling[Coming]:
    """Answer what becomes of an answer that was given on a day: one counts, the first in time."""
    match offer.answer:
        case "" if day <= offer.answer_by:
            return Ruling(Coming.TAKEN, (Reason("Svaret kom i tid."),))
        case "" | "no_answer":
            last = running_date(offer.answer_by)
            text = f"Tiden att svara gick ut {last}. Ring teamet om personen ändå vill ha platsen."
            return Ruling(Coming.LATE, (Reason(text),))
        case same if same == said:
            return Ruling(Coming.SAME, (Reason("Svaret är redan noterat."),))
        case "accepted" | "declined":
            noted = "ja" if offer.answer == "accepted" else "nej"
            text = f"Ett {noted} är redan noterat. Ring teamet om personen har ändrat sig."
            return Ruling(Coming.ANSWERED, (Reason(text),))
    return Ruling(Coming.GONE, (Reason("Erbjudandet togs tillbaka. Ring teamet."),))
