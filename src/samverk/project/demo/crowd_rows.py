"""Writes the demo's crowd down: hundreds of persons at once, as the actions would have written each.

Nobody did these acts, so the log of acts holds none. The steps have been asked of the tables of
steps, and the database asks its own questions of every row.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from samverk.foundation.actors import Actor, system
from samverk.foundation.numbering import begin_series
from samverk.foundation.sealing import new_key
from samverk.interventions.persons.models import (
    Attendance,
    Consent,
    ConsentReceiver,
    Disclosure,
    Goal,
    Hold,
    Measurement,
    Participation,
    ParticipationStep,
    Person,
    PlaceOffer,
    QueueEntry,
    QueuePause,
    QueueStep,
    Referral,
    ReferralStep,
    Session,
    Sex,
    Side,
    Support,
)
from samverk.interventions.persons.queries.rule_held import rule_held
from samverk.interventions.persons.queries.sessions import STARTED
from samverk.interventions.persons.records import Identity, seal_identity, sealed
from samverk.interventions.persons.walls import unread
from samverk.project.demo.crowd_lives import Crowd, Happened, Life
from samverk.project.demo.crowd_outcomes import Measured, Outcome
from samverk.project.demo.crowd_people import SPAN, Somebody
from samverk.project.demo.party_walk import CONTENT, Place
from samverk.rules.interventions.disclosure import EVERYTHING, Crossing, kinds_told
from samverk.rules.interventions.eligibility import age_on
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import ENDED, ParticipationEvent, ParticipationState
from samverk.rules.interventions.queue import STILL_WAITS, QueueEvent
from samverk.rules.interventions.referral import ReferralEvent

# Rows are added in this order: what others hang on first
ORDER = (
    *(Person, Consent, ConsentReceiver, Referral, Disclosure, Support, QueueEntry, QueuePause),
    *(PlaceOffer, Participation, Hold, Measurement, Goal, Session, Attendance),
    *(ReferralStep, QueueStep, ParticipationStep),
)
BETWEEN = system("Samverk, mellan parter")
TO_THE_OTHER = {
    ReferralEvent.ASK: "Exempel: vad har prövats tidigare?",
    ReferralEvent.ANSWER: "Exempel: arbetsträning våren före, med gott stöd.",
    ReferralEvent.RETURN: "Exempel: gör en gemensam plan med vården först.",
    ReferralEvent.WITHDRAW: "Exempel: personen har ändrat sig.",
}
GOALS = (
    "Exempel: komma upp i fyra timmar om dagen.",
    "Exempel: prova på två arbetsplatser.",
)
SESSIONS, MEETINGS = 12, ("Exempel: gruppträff", "Exempel: studiebesök", "Exempel: verkstad")
OPINION = "Exempel: passar verksamheten."
SUPPORT = (("talks", 120_000), ("guidance", 90_000), ("activity", 240_000), ("treatment", None))


class CrowdRows:
    """The rows of one delivery's crowd. ``places`` tells by sender (slug) who works with a person."""

    def __init__(
        self, crowd: Crowd, first: date, places: Mapping[str, Place], homes: Mapping[str, int]
    ) -> None:
        self.crowd, self.first, self.places, self.homes = crowd, first, places, homes
        self.luck = random.Random(crowd.town.seed + 200)  # noqa: S311 (an example, no secret)
        self.rule = ""
        self.rows: dict[type[Any], list[Any]] = {model: [] for model in ORDER}

    def write(self) -> None:
        """Write everything, or nothing when it is written already."""
        place = next(iter(self.places.values()))
        bodies = {one.sends for one in self.places.values()} | {place.receives}
        with transaction.atomic(), unread(bodies):
            if Referral.objects.filter(case_number=self._case(0)).exists():
                return
            self.rule = rule_held(place.delivery, self.first)
            for at, life in enumerate(self.crowd.lives):
                self._life(at, life)
            self._sessions(place)
            for model in ORDER:
                model.objects.bulk_create(self.rows[model], batch_size=500)
            joined = sum(bool(life.number) for life in self.crowd.lives)
            begin_series(f"queue/{place.delivery}", joined + 1)

    def _case(self, at: int) -> str:
        return f"EX {self.crowd.town.seed}-{at + 1:03}"

    def _day(self, day: int) -> date:
        return self.first + timedelta(day)

    def _add(self, model: type[Any], row: Any, **given: Any) -> Any:
        """Make a row that hangs on another: of the same person, at the same authority."""
        made = model(controller_id=row.controller_id, person_id=row.person_id, **given)
        self.rows[model].append(made)
        return made

    def _life(self, at: int, life: Life) -> None:
        who, place = life.who, self.places[life.who.sender]
        person = self._person(who, place.sends)
        # An authority that refers to itself knows the person once
        same = place.sends == place.receives
        there = person if same else self._person(who, place.receives)
        sent = self._referral(at, life, person, Side.SENT)
        received = self._referral(at, life, there, Side.RECEIVED, sent.thread)
        consent = self._consent(person, "information_exchange", place, who.day)
        if not same:
            self._add(
                Disclosure,
                sent,
                receiver_id=place.provider,
                referral=sent,
                what="remiss",
                kinds=[one.value for one in kinds_told(EVERYTHING, Crossing.REFERRAL)[0]],
                ground="consent",
                consent=consent,
                user_name=place.referrer.name,
                told_on=self._day(who.day),
            )
        if life.number:
            self._supported(sent, life)
            if who.follows:
                self._consent(there, "follow_up", place, life.place.steps[0].day)
            self._queued(life, received, place)

    def _person(self, who: Somebody, body: int) -> Person:
        sex = Sex.MAN if who.number % 2 else Sex.WOMAN
        home = self.homes[who.home]
        person = Person(controller_id=body, key=new_key(body), sex=sex, home_id=home)
        digits = who.personal_number.replace("-", "")
        seal_identity(person, Identity(who.name, digits, who.born.isoformat()))
        self.rows[Person].append(person)
        return person

    def _consent(self, person: Person, purpose: str, place: Place, day: int) -> Consent:
        of = {"controller_id": person.controller_id, "person": person}
        consent = Consent(
            **of,
            purpose=purpose,
            kinds=[*EVERYTHING] if purpose == "information_exchange" else [],
            form="skriftligt",
            from_date=self._day(day),
        )
        self.rows[Consent].append(consent)
        reach = ConsentReceiver(**of, consent=consent, organisation_id=place.provider)
        self.rows[ConsentReceiver].append(reach)
        return consent

    def _referral(
        self, at: int, life: Life, person: Person, side: Side, thread: Any = None
    ) -> Referral:
        place, course = self.places[life.who.sender], life.referral
        back = next((s.reason for s in course.steps if s.event is ReferralEvent.RETURN), "")
        taken = any(step.event is ReferralEvent.TAKE_UP for step in course.steps)
        row = Referral(
            controller_id=person.controller_id,
            person=person,
            thread=thread or uuid4(),
            side=side,
            delivery_id=place.delivery,
            sender_id=self.homes[life.who.sender],
            case_number=self._case(at),
            state=course.state.value,
            ground="consent",
            shared=[*EVERYTHING],
            clock_start=self._day(life.who.day),
            return_reason=back,
            assignee_id=place.receiver.user if side is Side.RECEIVED and taken else None,
        )
        row.sealed = sealed(person, row, asdict(CONTENT))
        self.rows[Referral].append(row)
        steps = course.steps if side is Side.SENT else course.steps[1:]
        for step, made in zip(steps, self._steps(ReferralStep, row, steps, life), strict=True):
            if (step.hand is Hand.REFERRER) != (side is Side.SENT):
                made.user_id, made.user_name = None, BETWEEN.name
            note = TO_THE_OTHER.get(step.event, "")
            if (step.event, side) == (ReferralEvent.ACCEPT, Side.RECEIVED):
                note = OPINION
            if note:
                made.note = sealed(person, made, {"text": note})
        return row

    def _steps(
        self, model: type[Any], row: Any, steps: Sequence[Happened], life: Life
    ) -> list[Any]:
        """Add steps, as taken by whoever works in that capacity."""
        place = self.places[life.who.sender]
        doers: dict[Hand, Actor] = {
            Hand.REFERRER: place.referrer,
            Hand.RECEIVER: place.receiver,
            Hand.CASE_WORKER: place.worker,
            Hand.SYSTEM: place.receiver,
        }
        sender = self.homes[life.who.sender]
        return [
            self._add(
                model,
                row,
                subject=row,
                number=number,
                event=step.event.value,
                from_state=step.before.value if step.before else "",
                to_state=step.after.value,
                hand=step.hand.name.lower(),
                happened_on=self._day(step.day),
                user_id=doers[step.hand].user,
                user_name=doers[step.hand].name,
                party_id=sender if step.hand is Hand.REFERRER else place.provider,
                reason=step.reason,
            )
            for number, step in enumerate(steps, start=1)
        ]

    def _supported(self, sent: Referral, life: Life) -> None:
        """Let the referring authority have given some support while the person waits."""
        since = life.place.steps[0].day + 10
        if self.luck.random() < 0.4 and since <= (life.place.day_of(QueueEvent.START) or SPAN):
            kind, cost = self.luck.choice(SUPPORT)
            self._add(
                Support, sent, referral=sent, kind=kind, from_date=self._day(since), cost=cost
            )

    def _queued(self, life: Life, received: Referral, place: Place) -> None:
        steps = life.place.steps
        last, waits = steps[-1], life.place.state in STILL_WAITS
        gone = {QueueEvent.NO_SHOW: "unreachable", QueueEvent.NO_ANSWER_AGAIN: "unreachable"}
        confirmed = life.place.day_of(QueueEvent.RECONFIRM, QueueEvent.JOIN)
        entry = self._add(
            QueueEntry,
            received,
            referral=received,
            delivery_id=place.delivery,
            number=life.number,
            state=life.place.state.value,
            clock_start=self._day(life.who.day),
            joined_on=self._day(steps[0].day),
            confirmed_on=self._day(confirmed or steps[0].day),
            rule=self.rule,
            left_on=None if waits else self._day(last.day),
            removal=last.reason if last.event is QueueEvent.REMOVE else gone.get(last.event, ""),
        )
        entry.person = received.person
        self._steps(QueueStep, entry, steps, life)
        for since, until, reason in _pauses(steps, QueueEvent.PAUSE, QueueEvent.RESUME):
            self._add(
                QueuePause, entry, entry=entry, reason=reason, **self._days_between(since, until)
            )
        for number, one in enumerate(life.offers, start=1):
            offer = self._add(
                PlaceOffer,
                entry,
                entry=entry,
                number=number,
                made_on=self._day(one.made),
                answer_by=self._day(one.made + 14),
                answer=one.answer,
                answered_on=None if one.answered is None else self._day(one.answered),
            )
            if one.out_of_order:
                offer.out_of_order = sealed(entry.person, offer, {"text": one.out_of_order})
        if life.stay.steps:
            self._takes_part(life, entry, place)

    def _days_between(self, since: int, until: int | None) -> dict[str, date | None]:
        return {
            "from_date": self._day(since),
            "to_date": None if until is None else self._day(until),
        }

    def _takes_part(self, life: Life, entry: QueueEntry, place: Place) -> None:
        steps, who = life.stay.steps, life.who
        begun = life.stay.day_of(ParticipationEvent.START)
        start = self._day(steps[0].day if begun is None else begun)
        is_over = life.stay.state in {*ENDED, ParticipationState.NEVER_STARTED}
        row = self._add(
            Participation,
            entry,
            entry=entry,
            delivery_id=place.delivery,
            party_id=self.homes[who.sender],
            home_id=self.homes[who.home],
            sex=entry.person.sex,
            age=age_on(who.born, start),
            is_followed=who.follows,
            state=life.stay.state.value,
            starts_on=start,
            responsible_id=None if begun is None else place.worker.user,
            ended_on=self._day(steps[-1].day) if is_over else None,
            end_reason=steps[-1].reason if life.stay.state in ENDED else "",
        )
        row.person = entry.person
        self._steps(ParticipationStep, row, steps, life)
        events = ParticipationEvent.INTERRUPT, ParticipationEvent.RESUME
        for since, until, reason in _pauses(steps, *events):
            self._add(
                Hold, row, participation=row, reason=reason, **self._days_between(since, until)
            )
        if begun is not None:
            self._became(row)

    def _became(self, row: Participation) -> None:
        outcome = Outcome(self.luck, is_followed=row.is_followed)
        self._measured(row, outcome.at_start(row.starts_on))
        if row.ended_on:
            row.report = sealed(row.person, row, {"text": "Exempel: slutrapport."})
            today, early = self._day(SPAN), bool(row.end_reason)
            for one in outcome.after(row.ended_on, today, early=early):
                self._measured(row, one)
        for text, result in zip(GOALS, outcome.goals(), strict=False):
            ended = {"result": result, "judged_on": row.ended_on} if row.ended_on else {}
            goal = self._add(Goal, row, participation=row, **ended)
            goal.sealed = sealed(row.person, goal, {"text": text})

    def _sessions(self, place: Place) -> None:
        """Let those who take part have met once a week of late, and most have come."""
        for week in range(SESSIONS):
            day = self._day(SPAN - 3 - 7 * week)
            held = Session(
                controller_id=place.receives,
                delivery_id=place.delivery,
                held_on=day,
                title=MEETINGS[week % len(MEETINGS)],
                minutes=120,
            )
            self.rows[Session].append(held)
            for row in self.rows[Participation]:
                is_over = row.ended_on is not None and row.ended_on < day
                if row.state in STARTED and row.starts_on <= day and not is_over:
                    came = self.luck.random() < 0.85
                    self._add(Attendance, row, session=held, participation=row, came=came)

    def _measured(self, row: Participation, one: Measured) -> None:
        known = dict(zip(("occupation", "hours", "livelihood"), one.status or (), strict=False))
        self._add(
            Measurement,
            row,
            participation=row,
            point=one.point,
            measured_on=one.day,
            education=one.education,
            missing=one.missing,
            **known,
        )


def _pauses(steps: list[Happened], begins: Any, ends: Any) -> Iterator[tuple[int, int | None, str]]:
    """Give the days from and to of each pause, with its reason; None while it lasts."""
    since: Happened | None = None
    for one in steps:
        if one.event is begins:
            since = one
        elif since is not None and (one.event is ends or one.event in _LEAVES):
            yield since.day, one.day, since.reason
            since = None
    if since is not None:
        yield since.day, None, since.reason


_LEAVES = (QueueEvent.REMOVE, ParticipationEvent.COMPLETE, ParticipationEvent.END_EARLY)
