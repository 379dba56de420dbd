"""Lives the demo's crowd through, day by day: places are few, and offered in the order of the rules."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from samverk.project.demo.crowd_lives import Crowd, Life, Offer
from samverk.project.demo.crowd_people import SPAN, Town, crowds
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import ParticipationEvent, ParticipationState
from samverk.rules.interventions.queue import (
    RECONFIRM_DAYS,
    QueueEvent,
    QueueState,
    may_offer,
)
from samverk.rules.interventions.referral import ReferralEvent

_R, _Q, _P = ReferralEvent, QueueEvent, ParticipationEvent
TEAM, REFERRER, WORKER, SYSTEM = Hand.RECEIVER, Hand.REFERRER, Hand.CASE_WORKER, Hand.SYSTEM
ANSWER_DAYS = 14
OUT_OF_ORDER = "Exempel: platsen är på förmiddagar, och de som står före kan bara på eftermiddagar."
RETURNS = {
    "too_complex": 50,
    "not_ready_health": 20,
    "too_close_to_work": 15,
    "needs_other_support": 15,
}
REMOVALS = {
    "found_work": 30,
    "other_support": 23,
    "health": 15,
    "studies": 12,
    "moved": 10,
    "declined": 10,
}
ENDS = {"health": 30, "absent": 25, "own_wish": 20, "found_work": 15, "moved": 10}


def live(first: date) -> Iterator[Crowd]:
    """Live each delivery's crowd through, from the first day of the demo to the one it is loaded."""
    for town, people in crowds(first):
        yield _Days(town, [Life(who) for who in people]).all()


class _Days:
    """A delivery's days: what is to be done on each, and who stands in line."""

    def __init__(self, town: Town, lives: list[Life]) -> None:
        self.town, self.lives = town, lives
        self.luck = random.Random(town.seed + 100)  # noqa: S311 (an example, no secret)
        self.to_do: dict[int, list[Callable[[int], None]]] = defaultdict(list)
        self.line: list[Life] = []
        self.joined = self.taken = 0

    def all(self) -> Crowd:
        """Live every day."""
        for life in self.lives:
            self.on(life.who.day, partial(self._refer, life))
        for day in range(SPAN + 1):
            # What is done may leave more to do the same day
            for act in self.to_do[day]:
                act(day)
            self._offer(day)
        return Crowd(self.town, tuple(self.lives))

    def on(self, day: int, act: Callable[[int], None]) -> None:
        """Put something to do on a day; what lies ahead has not been done yet."""
        if day <= SPAN:
            self.to_do[day].append(act)

    def _within(self, first: int, last: int) -> int:
        return self.luck.randint(first, last)

    def _happens(self, of_a_hundred: int) -> bool:
        return self.luck.random() * 100 < of_a_hundred

    def _any(self, of: dict[str, int]) -> str:
        return self.luck.choices(tuple(of), tuple(of.values()))[0]

    def _refer(self, life: Life, day: int) -> None:
        life.referral.take(_R.CREATE, REFERRER, day)
        life.referral.take(_R.SUBMIT, REFERRER, day)
        self.on(day + self._within(2, 6), partial(self._assess, life))

    def _assess(self, life: Life, day: int) -> None:
        life.referral.take(_R.TAKE_UP, TEAM, day)
        if self._happens(8):
            life.referral.take(_R.ASK, TEAM, day)
            answered = day + self._within(4, 12)
            self.on(answered, lambda day: life.referral.take(_R.ANSWER, REFERRER, day))
            self.on(answered + self._within(3, 9), partial(self._decide, life))
            return
        self.on(day + self._within(4, 14), partial(self._decide, life))

    def _decide(self, life: Life, day: int) -> None:
        if self._happens(14):
            life.referral.take(_R.RETURN, TEAM, day, self._any(RETURNS))
            return
        if self._happens(3):
            life.referral.take(_R.WITHDRAW, REFERRER, day)
            return
        life.referral.take(_R.ACCEPT, TEAM, day)
        self.joined += 1
        life.number = self.joined
        life.place.take(_Q.JOIN, SYSTEM, day)
        self.line.append(life)
        self.on(day + RECONFIRM_DAYS - self._within(1, 9), partial(self._confirm, life))
        self.on(day + int(self.luck.expovariate(1 / 1_300)) + 9, partial(self._leave, life))
        if self._happens(7):
            self.on(day + self._within(20, 60), partial(self._pause, life))

    def _confirm(self, life: Life, day: int) -> None:
        if life.place.state is QueueState.WAITING and self._happens(93):
            life.place.take(_Q.RECONFIRM, REFERRER, day)
        if life in self.line:
            self.on(day + RECONFIRM_DAYS - self._within(0, 5), partial(self._confirm, life))

    def _pause(self, life: Life, day: int) -> None:
        if life.place.state is QueueState.WAITING:
            life.place.take(_Q.PAUSE, TEAM, day, self._any({"health": 7, "person_choice": 3}))
            self.on(day + self._within(20, 70), partial(self._resume, life))

    def _resume(self, life: Life, day: int) -> None:
        if life.place.state is QueueState.PAUSED:
            life.place.take(_Q.RESUME, TEAM, day)

    def _leave(self, life: Life, day: int) -> None:
        if life.place.state in (QueueState.WAITING, QueueState.PAUSED):
            life.place.take(_Q.REMOVE, TEAM, day, self._any(REMOVALS))
            self.line.remove(life)

    def _offer(self, day: int) -> None:
        """Offer each place that is free to who stands first, and now and then to another."""
        while self.taken < self.town.places:
            can = [one for one in self.line if one.place.state is QueueState.WAITING]
            can.sort(key=lambda one: one.in_line.place)
            if not can:
                return
            chosen = can[min(self._within(1, 4), len(can) - 1)] if self._happens(5) else can[0]
            # In order, or with a reason
            in_order = may_offer(chosen.in_line, (one.in_line for one in can), "").value
            chosen.place.take(_Q.OFFER, TEAM, day)
            chosen.offers.append(Offer(day, "" if in_order else OUT_OF_ORDER))
            self.taken += 1
            self._await(chosen, day)

    def _await(self, life: Life, day: int) -> None:
        if self._happens(5):
            self.on(day + ANSWER_DAYS + 1, partial(self._lapse, life))
            return
        self.on(day + self._within(2, 9), partial(self._answer, life))

    def _lapse(self, life: Life, day: int) -> None:
        again = any(one.answer == "no_answer" for one in life.offers)
        self._answered(life, "no_answer", day)
        self.taken -= 1
        if again:
            life.place.take(_Q.NO_ANSWER_AGAIN, SYSTEM, day)
            self.line.remove(life)
        else:
            life.place.take(_Q.NO_ANSWER, SYSTEM, day)

    def _answer(self, life: Life, day: int) -> None:
        if self._happens(6):
            self._answered(life, "declined", day)
            life.place.take(_Q.DECLINE, TEAM, day)
            self.taken -= 1
            return
        self._answered(life, "accepted", day)
        life.place.take(_Q.ACCEPT, TEAM, day)
        life.stay.take(_P.PLAN, SYSTEM, day)
        self.on(day + self._within(4, 12), partial(self._begin, life))

    def _answered(self, life: Life, answer: str, day: int) -> None:
        life.offers[-1].answer, life.offers[-1].answered = answer, day

    def _begin(self, life: Life, day: int) -> None:
        self.line.remove(life)
        if self._happens(4):
            life.stay.take(_P.NO_SHOW, WORKER, day)
            life.place.take(_Q.NO_SHOW, WORKER, day)
            self.taken -= 1
            return
        life.stay.take(_P.START, WORKER, day)
        life.place.take(_Q.START, WORKER, day)
        if self._happens(22):
            self.on(day + self._within(25, 120), partial(self._end_early, life))
        else:
            self.on(day + self._within(150, 270), partial(self._end, life))
        if self._happens(8):
            self.on(day + self._within(30, 90), partial(self._interrupt, life))

    def _interrupt(self, life: Life, day: int) -> None:
        if life.stay.state is ParticipationState.ACTIVE:
            life.stay.take(_P.INTERRUPT, WORKER, day, "health")
            self.on(day + self._within(14, 40), partial(self._go_on, life))

    def _go_on(self, life: Life, day: int) -> None:
        if life.stay.state is ParticipationState.INTERRUPTED:
            life.stay.take(_P.RESUME, WORKER, day)

    def _end_early(self, life: Life, day: int) -> None:
        self._end(life, day, self._any(ENDS))

    def _end(self, life: Life, day: int, reason: str = "") -> None:
        """End a stay; one that stands still goes on first."""
        self._go_on(life, day)
        life.stay.take(_P.END_EARLY if reason else _P.COMPLETE, WORKER, day, reason)
        self.taken -= 1
