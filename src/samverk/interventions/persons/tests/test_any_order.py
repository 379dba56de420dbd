"""Whatever happens in whatever order, through the real actions: what must always be so.

The machine takes random steps on one delivery, also such as are refused. Bounded so that it ends
within a minute; `make whole` takes many long ways, and others each time.
"""

from __future__ import annotations

import itertools
import os
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import partial

import time_machine
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.actions.capacity import NewPlaces, set_places
from samverk.interventions.models import CapacityRow, IntakeWindow
from samverk.interventions.persons.actions import (
    answering,
    confirming,
    coordinating,
    correcting,
    deciding,
    joining,
    leaving,
    moving,
    proposing,
    queueing,
    receiving,
    referrals,
)
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.actions.disclosing import Basis
from samverk.interventions.persons.actions.pausing import pause_wait, resume_wait
from samverk.interventions.persons.models import (
    ChangeProposal,
    Participation,
    PlaceOffer,
    QueueEntry,
    QueuePause,
    Referral,
)
from samverk.interventions.persons.models.participations import RUNS
from samverk.interventions.persons.models.queues import WAITS
from samverk.interventions.persons.queries.balance import stated
from samverk.interventions.persons.queries.queues import free_on
from samverk.interventions.persons.queries.standing import behind
from samverk.interventions.persons.tests.neighbours import Next, set_next
from samverk.interventions.persons.tests.party import Party
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import number_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import OPEN
from samverk.rules.stock_flow import stock_flow

WHOLE = os.environ.get("SAMVERK_WHOLE") == "true"
# The same runs each time: what they find is found by everybody, and a new seed is tried by hand
EXAMPLES, STEPS = (30, 40) if WHOLE else (15, 12)
FIRST = date(2024, 3, 15)
CARE = Basis("care", "Behövs för omsorgen")
NOTE = "Sökt 2024-03-01 och 2024-03-08"
BACK = receiving.Return("too_complex", "Vården först", "meet")
ANSWERS = ["return", "redirect", "ask", "withdraw"]
NO = queueing.Answer("declined", "", "too_far")
PROPOSED = {
    "extent": proposing.NewProposal("extent", "Ork", extent=50),
    "end_date": proposing.NewProposal("end_date", "Mer tid", date(2024, 12, 31)),
}
REPLIES = [proposing.Reply(approved=True), proposing.Reply(approved=False, reason="need")]
NTH = st.integers(0, 7)
keys = (f"machine/{number}" for number in itertools.count())


class UndoneError(Exception):
    """Takes back what one run has written."""


class Anything(RuleBasedStateMachine):
    """Random steps on people who are referred to one delivery of two places."""

    party: Party
    beyond: Next
    went: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.travel = time_machine.travel("2024-03-15T12:00:00+01:00", tick=False)
        self.time = self.travel.start()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.taken = 0
        # Fewest places that may be free: none, but where the places were cut under those who have one
        self.least: dict[int, int] = {}

    def teardown(self) -> None:
        """Take back all that the run has written."""
        self.atomic.__exit__(UndoneError, UndoneError(), None)
        self.travel.stop()

    @property
    def body(self) -> int:
        return self.party.receives

    def entry(self, nth: int):
        with unread([self.body]):
            rows = list(QueueEntry.objects.order_by("recorded_at", "pk"))
        return rows[nth % len(rows)].pk

    def part(self, nth: int):
        with unread([self.body]):
            rows = list(Participation.objects.order_by("recorded_at", "pk"))
        return rows[nth % len(rows)] if rows else None

    def attempt(self, do, *given):
        """Take a step that may be refused; what a refused step wrote is taken back."""
        try:
            with transaction.atomic():
                do(*given, key=next(keys))
        except (InputError, ConflictError):
            return
        self.taken += 1

    @rule(days=st.sampled_from([1, 1, 1, 8]))
    def later(self, days):
        """Eight days is past the day to answer an offer by."""
        self.time.shift(timedelta(days=days))

    @initialize(step=st.sampled_from(ANSWERS))
    def two_wait(self, step):
        """And a third has been answered otherwise, so that each run begins from something."""
        for nth in range(2):
            self.later(1)
            Walk(self.party, next(keys)).in_queue(number_of(nth))
        self.send_and(3, step)

    @rule(nth=st.integers(0, 3))
    def refer(self, nth):
        """Also somebody who waits or takes part already."""
        try:
            with transaction.atomic():
                Walk(self.party, next(keys)).in_queue(number_of(nth))
        except (InputError, ConflictError):
            return

    @rule(nth=NTH, why=st.sampled_from(["", "Bor nära"]))
    def offer(self, nth, why):
        """Also without a reason: then the order is tried."""
        new = queueing.NewOffer(clock.today() + timedelta(days=7), why)
        self.attempt(queueing.offer_place, self.party.receiver, self.body, self.entry(nth), new)

    @rule(nth=NTH)
    def lapse(self, nth):
        """The one whom nobody heard from: the first time they wait on."""
        at = (self.party.receiver, self.body, self.entry(nth))
        self.attempt(queueing.lapse_offer, *at)

    @rule(nth=st.integers(0, 7))
    def send(self, nth):
        """A referral that nobody has taken up yet."""
        try:
            with transaction.atomic():
                Walk(self.party, next(keys)).sent(number_of(nth))
        except (InputError, ConflictError):
            return

    def came(self, nth: int):
        """A referral at the team that is not answered yet, or any when all are."""
        with unread([self.body]):
            every = Referral.objects.filter(side="received").order_by("recorded_at", "pk")
            rows = list(every.filter(state__in=sorted(OPEN))) or list(every)
        return rows[nth % len(rows)].pk

    def team(self, do, nth, *given):
        self.attempt(do, self.party.receiver, self.body, self.came(nth), *given)

    @rule(nth=NTH)
    def take_up(self, nth):
        self.team(receiving.take_up_referral, nth)

    @rule(nth=NTH)
    def ask(self, nth):
        self.team(receiving.ask_referrer, nth, "Vilka tider?")

    @rule(nth=NTH)
    def complete(self, nth):
        at = (self.party.referrer, self.party.sends, self.sent(nth))
        self.attempt(referrals.answer_question, *at, "Förmiddagar")

    @rule(nth=NTH)
    def accept(self, nth):
        self.team(receiving.accept_referral, nth, joining.Acceptance("Passar"))

    @rule(nth=NTH)
    def give_back(self, nth):
        self.team(receiving.return_referral, nth, BACK)

    @rule(nth=NTH, back=st.booleans())
    def redirect(self, nth, back):
        to = self.party.delivery if back else self.party.successor
        self.team(receiving.redirect_referral, nth, receiving.Redirection(to.pk, "Passar bättre"))

    @rule(nth=NTH)
    def withdraw(self, nth):
        at = (self.party.referrer, self.party.sends, self.sent(nth))
        self.attempt(referrals.withdraw_referral, *at, "Vill inte längre")

    @rule(nth=NTH)
    def confirm(self, nth):
        at = (self.party.referrer, self.party.sends, self.sent(nth))
        self.attempt(confirming.confirm_wait, *at)

    @rule(nth=NTH)
    def leave(self, nth):
        at = (self.party.referrer, self.party.sends, self.sent(nth))
        self.attempt(leaving.leave_for_person, *at, queueing.Removal("found_work"))

    @rule(nth=st.integers(0, 3), step=st.sampled_from(ANSWERS))
    def send_and(self, nth, step):
        """The usual way, so that runs come far: somebody new, and one answer."""
        self.send(4 + nth)
        with unread([self.body]):
            new = Referral.objects.filter(side="received", state="submitted").first()
        if new is None:
            return
        at = (self.party.receiver, self.body, new.pk)
        self.attempt(receiving.take_up_referral, *at)
        to = receiving.Redirection(self.party.successor.pk, "Passar bättre")
        match step:
            case "return":
                self.attempt(receiving.return_referral, *at, BACK)
            case "redirect":
                self.attempt(receiving.redirect_referral, *at, to)
            case "ask":
                self.attempt(receiving.ask_referrer, *at, "Vilka tider?")
            case "withdraw":
                # A thread that was sent on has a row for each place it has been at
                with unread([self.party.sends]):
                    sent = Referral.objects.filter(
                        side="sent", thread=new.thread, delivery=new.delivery
                    )
                    own = sent.order_by("recorded_at").last()
                if own is not None:
                    place = (self.party.referrer, self.party.sends, own.pk)
                    self.attempt(referrals.withdraw_referral, *place, "Vill inte längre")

    @rule(places=st.integers(0, 4), there=st.booleans())
    def cut(self, places, there):
        """Fewer places or more from today, also under those who have one."""
        delivery = self.party.successor if there else self.party.delivery
        new = NewPlaces(delivery.pk, clock.today(), places, places, reason="Ny budget")
        self.attempt(set_places, SETUP, new)
        self.least[delivery.pk] = min(self.free(delivery), 0)

    def free(self, delivery):
        with unread([self.body]):
            free = free_on(delivery.pk, clock.today())
        assert free is not None
        return free.value

    @rule(nth=NTH)
    def offer_and_lapse(self, nth):
        """The usual way, so that runs come far."""
        self.offer(nth, "Bor nära")
        self.later(8)
        self.lapse(nth)

    @rule(nth=NTH, answer=st.sampled_from(["accepted", "accepted", "declined"]))
    def answer(self, nth, answer):
        at = (self.party.receiver, self.body, self.entry(nth))
        said = NO if answer == "declined" else queueing.Answer(answer)
        self.attempt(queueing.answer_offer, *at, said)

    @rule(nth=NTH)
    def offer_and_start(self, nth):
        """The usual way, so that runs come far."""
        self.offer(nth, "Bor nära")
        self.answer(nth, "accepted")
        self.start(nth)

    @rule(nth=NTH)
    def pause(self, nth):
        desk = Desk(self.body, Hand.RECEIVER)
        self.attempt(pause_wait, self.party.receiver, desk, self.entry(nth), "health")

    @rule(nth=NTH)
    def resume_wait(self, nth):
        desk = Desk(self.body, Hand.RECEIVER)
        self.attempt(resume_wait, self.party.receiver, desk, self.entry(nth))

    @rule(nth=NTH)
    def remove(self, nth):
        at = (self.party.receiver, self.body, self.entry(nth))
        self.attempt(queueing.remove_from_queue, *at, queueing.Removal("unreachable", NOTE))

    @rule(nth=NTH)
    def correct_entry(self, nth):
        at = (self.party.coordinator, self.body, self.entry(nth))
        self.attempt(correcting.correct_queue_entry, *at, "Fel person")

    @rule(nth=NTH, back=st.booleans())
    def move_one(self, nth, back):
        to = self.party.delivery if back else self.party.successor
        at = (self.party.coordinator, self.body, self.entry(nth))
        self.attempt(queueing.move_in_queue, *at, to.pk)

    @rule(nth=NTH, ground=st.sampled_from(["consent", CARE]))
    def move_away(self, nth, ground):
        """To another authority: without consent the referrer is asked, on another ground it goes."""
        at = (self.party.coordinator, self.body, self.entry(nth))
        to = self.beyond.delivery.pk
        do = partial(queueing.move_in_queue, ground=ground)
        self.attempt(do, *at, to)

    @rule(nth=NTH, back=st.booleans())
    def consent_to_move(self, nth, back):
        """The referrer obtains the consent: what was asked for goes on by itself."""
        with unread([self.party.sends]):
            rows = list(Referral.objects.filter(side="sent").order_by("recorded_at", "pk"))
            person = rows[nth % len(rows)].person
        self.beyond.consent(person, next(keys))
        if back:
            self.move_away(nth, "consent")

    @rule(nth=NTH)
    def refuse_to_move(self, nth):
        with unread([self.party.sends]):
            rows = list(Referral.objects.filter(side="sent").order_by("recorded_at", "pk"))
        at = (self.party.referrer, self.party.sends, rows[nth % len(rows)].pk)
        self.attempt(moving.refuse_move, *at)

    @rule(nth=NTH)
    def move_back(self, nth):
        """From the other authority to this one again."""
        with unread([self.beyond.body]):
            rows = list(QueueEntry.objects.order_by("recorded_at", "pk"))
        if rows:
            at = (self.beyond.coordinator, self.beyond.body, rows[nth % len(rows)].pk)
            do = partial(queueing.move_in_queue, ground=CARE)
            self.attempt(do, *at, self.party.delivery.pk)

    @rule(nth=NTH)
    def there_and_back(self, nth):
        """The usual way, so that runs come far."""
        self.move_away(nth, CARE)
        self.move_back(nth)

    @invariant()
    def count_those_who_went(self):
        """So that the run is known to have tried it."""
        with unread([self.beyond.body]):
            self.went["there"] += QueueEntry.objects.exists()
            self.went["and on"] += QueueEntry.objects.filter(state="transferred").exists()

    @rule()
    def move_all(self):
        shut = IntakeWindow.objects.filter(delivery=self.party.delivery)
        shut.update(to_date=date(2024, 3, 14))
        asked = coordinating.QueueMove(self.party.delivery.pk, self.party.successor.pk)
        self.attempt(coordinating.move_queue, self.party.coordinator, self.body, asked)
        shut.update(to_date=None)

    def work(self, nth, do, *given):
        row = self.part(nth)
        if row is not None:
            self.attempt(do, self.party.worker, self.body, row.pk, *given)

    @rule(nth=NTH)
    def start(self, nth):
        new = taking.NewMeasurement("entry", clock.today(), missing="declined")
        self.work(nth, taking.measure_status, new)
        self.work(nth, taking.start_participation, clock.today())

    @rule(nth=NTH)
    def no_show(self, nth):
        self.work(nth, taking.note_no_show, queueing.Removal("unreachable", NOTE))

    @rule(nth=NTH, keeps=st.booleans())
    def interrupt(self, nth, keeps):
        new = taking.NewHold("health", date(2099, 1, 1), keeps_place=keeps)
        self.work(nth, taking.interrupt_participation, new)

    @rule(nth=NTH)
    def resume(self, nth):
        self.work(nth, taking.resume_participation)

    @rule(nth=NTH, reason=st.sampled_from(["", "health"]))
    def end(self, nth, reason):
        self.work(
            nth,
            taking.measure_status,
            taking.NewMeasurement("exit", clock.today(), missing="moved"),
        )
        self.work(nth, taking.end_participation, taking.Ending(clock.today(), "Gick bra", reason))

    @rule(nth=NTH)
    def reactivate(self, nth):
        self.work(nth, taking.reactivate_participation, "Kom tillbaka")

    @rule(nth=NTH)
    def correct_part(self, nth):
        row = self.part(nth)
        if row is not None:
            at = (self.party.coordinator, self.body, row.pk)
            self.attempt(correcting.correct_participation, *at, "Fel person")

    def sent(self, nth: int):
        """The referrer's own row of what stands behind a place or a participation."""
        with unread([self.body]):
            rows = list(Referral.objects.filter(side="received").order_by("recorded_at", "pk"))
        row = rows[nth % len(rows)]
        with unread([self.party.sends]):
            sent = Referral.objects.filter(side="sent", delivery=row.delivery_id)
            return sent.get(thread=row.thread).pk

    @rule(nth=NTH, says=st.sampled_from([queueing.Answer("accepted"), NO]))
    def answer_for(self, nth, says):
        """By way of the referrer, also what is answered already."""
        at = (self.party.referrer, self.party.sends, self.sent(nth))
        self.attempt(answering.answer_for_person, *at, says)

    @rule(nth=NTH, kind=st.sampled_from(sorted(PROPOSED)))
    def propose(self, nth, kind):
        self.work(nth, proposing.propose_change, PROPOSED[kind])

    @rule(nth=NTH, kind=st.sampled_from(sorted(PROPOSED)))
    def take_back(self, nth, kind):
        self.work(nth, proposing.withdraw_proposal, kind)

    @rule(nth=NTH, kind=st.sampled_from(sorted(PROPOSED)), reply=st.sampled_from(REPLIES))
    def reply(self, nth, kind, reply):
        at = (self.party.referrer, self.party.sends, (self.sent(nth), kind))
        self.attempt(deciding.answer_proposal, *at, reply)

    @rule(nth=NTH)
    def change(self, nth):
        self.work(nth, taking.change_participation, taking.NewTerms(75, None))

    @rule(nth=NTH, kind=st.sampled_from(sorted(PROPOSED)), reply=st.sampled_from(REPLIES))
    def start_and_propose(self, nth, kind, reply):
        """The usual way, so that runs come far."""
        self.offer_and_start(nth)
        self.propose(nth, kind)
        self.reply(nth, kind, reply)

    @invariant()
    def what_is_proposed_stands_alike_at_both_and_of_what_goes_on(self):
        found = []
        for body in (self.body, self.party.sends):
            with unread([body]):
                rows = ChangeProposal.objects.values_list("thread", "state", "kind")
                found.append(sorted(rows))
        assert found[0] == found[1]
        with unread([self.body]):
            waits = ChangeProposal.objects.filter(state="open").select_related("participation")
            open_ones = [(row.participation_id, row.kind) for row in waits]
            assert len(open_ones) == len(set(open_ones))
            assert {row.participation.state for row in waits} <= {"active", "interrupted"}
            for row in ChangeProposal.objects.filter(state="approved"):
                assert row.participation.steps.filter(event="change", hand="referrer").exists()

    @invariant()
    def no_clock_is_lost(self):
        """At every authority, and from one to the next."""
        for body in (self.body, self.beyond.body):
            with unread([body]):
                for entry in QueueEntry.objects.select_related("referral", "moved_from"):
                    clocks = [row.clock_start for row in behind(entry)]
                    assert entry.clock_start <= min(clocks)
                    before = entry.moved_from
                    assert before is None or before.clock_start >= entry.clock_start
                    came = Referral.objects.filter(side="received", person=entry.person_id)
                    assert entry.clock_start in came.values_list("clock_start", flat=True)

    @invariant()
    def whoever_goes_on_waits_once_with_the_same_day(self):
        """A referral leads on to one open row at most, wherever it is, and keeps its day."""
        days, open_rows = defaultdict(set), defaultdict(int)
        waits = defaultdict(int)
        for body in (self.body, self.beyond.body):
            with unread([body]):
                for row in Referral.objects.filter(side="received"):
                    days[row.thread].add(row.clock_start)
                    open_rows[row.thread] += row.state not in ("redirected", "entered_in_error")
                for entry in QueueEntry.objects.filter(left_on=None):
                    for row in behind(entry):
                        waits[row.thread] += 1
        assert all(len(found) == 1 for found in days.values())
        assert all(number <= 1 for number in open_rows.values())
        assert all(number <= 1 for number in waits.values())
        with unread([self.party.sends]):
            sent = Referral.objects.filter(side="sent").exclude(state="redirected")
            assert all(number <= 1 for number in Counter(sent.values_list("thread")).values())

    @invariant()
    def nobody_stands_twice_in_a_queue(self):
        with unread([self.body]):
            rows = QueueEntry.objects.filter(left_on=None).values_list("person", "delivery")
            assert len(rows) == len(set(rows))

    @invariant()
    def an_offer_is_open_while_it_is_offered_and_a_pause_while_it_is_paused(self):
        with unread([self.body]):
            open_ones = PlaceOffer.objects.filter(answer="").values_list("entry", flat=True)
            offered = QueueEntry.objects.filter(state="offered").values_list("pk", flat=True)
            assert sorted(open_ones) == sorted(offered)
            waits = QueueEntry.objects.filter(state="waiting").values("pk")
            assert not QueuePause.objects.filter(entry__in=waits, to_date=None).exists()
            paused = QueueEntry.objects.filter(state="paused")
            pauses = QueuePause.objects.filter(entry__in=paused.values("pk"), to_date=None)
            assert pauses.count() == paused.count()

    @invariant()
    def nobody_takes_part_twice(self):
        with unread([self.body]):
            rows = Participation.objects.filter(state__in=RUNS).values_list("person", "delivery")
            assert len(rows) == len(set(rows))

    @invariant()
    def places_are_not_given_twice(self):
        """Where they were cut under those who have one, none is given until there are enough."""
        for delivery in (self.party.delivery, self.party.successor):
            free = self.free(delivery)
            assert free >= self.least.get(delivery.pk, 0)
            self.least[delivery.pk] = min(free, 0)

    @invariant()
    def the_queues_add_up(self):
        """Who was there and who came are who left and who is there, by two ways of counting."""
        for body, delivery in (
            (self.body, self.party.delivery),
            (self.body, self.party.successor),
            (self.beyond.body, self.beyond.delivery),
        ):
            with unread([body]):
                found = stated(delivery, FIRST, clock.today())
            assert stock_flow(found.flows).value == ()

    @invariant()
    def a_referral_stands_alike_at_both(self):
        with unread([self.body]):
            came = Referral.objects.filter(side="received")
            theirs = {(row.thread, row.delivery_id): row.state for row in came}
        with unread([self.party.sends]):
            sent = Referral.objects.filter(side="sent").exclude(state="draft")
            ours = {(row.thread, row.delivery_id): row.state for row in sent}
        assert theirs.items() <= ours.items()
        for state in theirs.values():
            self.went[state] += 1

    @invariant()
    def who_joined_waits_or_has_left(self):
        with unread([self.body]):
            for delivery in (self.party.delivery, self.party.successor):
                joined = QueueEntry.objects.filter(delivery=delivery)
                waits = joined.filter(left_on=None)
                left = joined.exclude(left_on=None)
                assert set(waits.values_list("state", flat=True)) <= set(WAITS)
                assert not set(left.values_list("state", flat=True)) & set(WAITS)
                assert joined.count() == waits.count() + left.count()
                moved = joined.filter(state="transferred")
                # Who had a place there already has it still, with the referral tied to it
                # or is at another authority, with the referral
                went = moved.filter(
                    Q(moved_to__isnull=False)
                    | Q(referral__tied_to__isnull=False)
                    | Q(referral__steps__event="transfer")
                )
                assert moved.count() == went.distinct().count()


def test_whatever_happens_it_adds_up(party):
    CapacityRow.objects.all().update(funded=2, maximum=2)
    went = Counter()
    stage = {"party": party, "beyond": set_next(party), "went": went}
    machine = type("Machine", (Anything,), stage)
    bounds = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=True,
        print_blob=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=bounds)
    # Each of the ways was gone, or nothing of it was tried
    assert {"accepted", "returned", "redirected", "withdrawn", "incomplete"} <= set(went)
    assert went["there"]
    assert went["and on"]
