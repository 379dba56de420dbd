"""The meeting against a small model of it: whatever clerks do in whatever order, the two agree.

The model knows people by number and nothing of the rules but what it needs: who is in the room, whose
turn it is, what each has voted, and what has been decided. Each step asks the room the same.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from samverk.foundation.errors import SamverkError
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.meetings import actions
from samverk.meetings.models import (
    AgendaItem,
    CastBallot,
    DeviceBallot,
    StepTaken,
)
from samverk.meetings.queries import item_by_id
from samverk.meetings.queries.devices import vote_by_id
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.tests.conftest import MEMBERS, fill, occasion, person
from samverk.rules.propositions import StepKind

AT, CHOICES = "main/1/vote", ("yes", "no", "abstain")
WHO = st.sampled_from(range(len(MEMBERS)))
# Without a chair nothing is decided, so the chair goes less often than others
GOING = st.sampled_from((1, 2, 3, 4, 1, 2, 3, 4, 0))
SENT = st.lists(st.tuples(WHO, st.sampled_from(CHOICES)), min_size=1, max_size=8)
NEEDED = 3


class MeetingMachine(RuleBasedStateMachine):
    """Five members, items one after another, each put to a vote by roll call or by device."""

    def __init__(self):
        super().__init__()
        self.keys = (f"k{n}" for n in count())
        self.savepoint = transaction.savepoint()
        stage = set_stage()
        fill(stage.board)
        self.people = [person(name) for name in MEMBERS]
        made = actions.plan_meeting(SETUP, stage.board.pk, occasion(), key=next(self.keys))
        actions.open_meeting(SETUP, made, self.people[0], "Maj", key=next(self.keys))
        arrivals = [actions.Arrival(one) for one in self.people]
        actions.call_roll(SETUP, made, arrivals, key=next(self.keys))
        self.meeting = made
        self.item = None
        self.turn, self.stage = 0, ""
        self.here = set(range(len(MEMBERS)))
        self.aside = set()
        self.leaving = set()
        self.sent = {}
        self.vote = None
        self.tallies = []

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    @property
    def serving(self):
        return self.here - self.aside

    def does(self, work):
        """Do something; answer whether the room let it happen."""
        try:
            with transaction.atomic():
                work(next(self.keys))
        except SamverkError:
            return False
        return True

    @initialize(by_device=st.booleans())
    def begin(self, by_device):
        """Every run has a vote asked for before anybody goes."""
        self.take_up()
        self.ask_for_a_vote(by_device)

    @precondition(lambda self: self.item is None)
    @rule()
    def take_up(self):
        """Take up another item and put its proposal, as far as the vote, when they are enough."""
        self.turn += 1
        facts = actions.ItemFacts(f"Punkt {self.turn}")
        made = actions.add_item(SETUP, self.meeting, facts, key=next(self.keys))
        actions.take_up(SETUP, made, key=next(self.keys))
        self.item, self.stage = item_by_id(made.pk), "taken up"
        # Jäv was over with its item
        self.aside = set()
        actions.set_draft(SETUP, self.item, "förslaget", ["Godkänns."], key=next(self.keys))

    @precondition(lambda self: self.stage == "taken up")
    @rule(by_device=st.booleans())
    def ask_for_a_vote(self, by_device):
        steps = (("Found", "main/1/find", {"won": "base"}), ("VoteRequested", "main/1/confirm", {}))
        chair_serves = 0 in self.serving
        for kind, at, data in steps:
            new = actions.NewStep(kind, at, data)
            done = self.does(lambda key, new=new: actions.take_step(SETUP, self.item, new, key=key))
            assert done == (chair_serves and len(self.serving) >= NEEDED)
            if not done:
                return
        self.stage = "voting"
        if by_device:
            self.open_to_devices()

    @precondition(lambda self: self.item is not None)
    @rule(who=GOING)
    def leave(self, who):
        """Somebody leaves: from this item, or from the next when they have voted in this one."""
        new = actions.NewPresence("left", self.people[who])
        done = self.does(lambda key: actions.record_presence(SETUP, self.meeting, new, key=key))
        assert done == (who in self.here and who not in self.leaving)
        if done and self.stage == "voted":
            self.leaving.add(who)
        elif done:
            self.here.discard(who)
            self.aside.discard(who)

    @precondition(lambda self: self.item is not None)
    @rule(who=GOING)
    def step_aside(self, who):
        new = actions.NewPresence("stepped_aside", self.people[who], ground="Jäv.")
        done = self.does(lambda key: actions.record_presence(SETUP, self.meeting, new, key=key))
        assert done == (who in self.serving and self.stage != "voted")
        if done:
            self.aside.add(who)

    @precondition(lambda self: self.stage == "voting" and self.vote is None)
    @rule()
    def open_to_devices(self):
        made = []

        def open_it(key):
            made.append(actions.open_device_vote(SETUP, self.item, AT, key=key))

        enough = 0 in self.serving and len(self.serving) >= NEEDED
        assert self.does(open_it) == enough
        if enough:
            self.vote, self.sent = vote_by_id(made[0].pk), {}

    @precondition(lambda self: self.vote is not None)
    @rule(sent=SENT)
    def send(self, sent):
        """Some send their votes, and some change them."""
        for who, choice in sent:
            voter = replace(SETUP, person=self.people[who], name=MEMBERS[who])
            done = self.does(
                lambda key, voter=voter, choice=choice: actions.cast_ballot(
                    voter, self.vote, choice, key=key
                )
            )
            assert done == (who in self.serving)
            if done:
                self.sent[who] = choice

    @precondition(lambda self: self.vote is not None)
    @rule(rest=st.sampled_from(CHOICES))
    def close(self, rest):
        """Close the vote, the secretary noting ``rest`` for those who have sent none."""
        others = {self.people[w]: rest for w in self.serving if w not in self.sent}
        self._voted(
            lambda key: actions.close_device_vote(SETUP, self.vote, others, key=key),
            {w: self.sent.get(w, rest) for w in self.serving},
        )

    @precondition(lambda self: self.stage == "voting")
    @rule(sent=SENT, rest=st.sampled_from(CHOICES))
    def vote_through(self, sent, rest):
        """A whole vote from devices without anything between."""
        if self.vote is None:
            self.open_to_devices()
        if self.vote is not None:
            self.send(sent)
            self.close(rest)

    @precondition(lambda self: self.vote is not None)
    @rule()
    def break_off(self):
        assert self.does(
            lambda key: actions.break_off_device_vote(SETUP, self.vote, "Fel.", key=key)
        )
        self.vote, self.sent = None, {}

    @precondition(lambda self: self.stage == "voting")
    @rule(choices=st.lists(st.sampled_from(CHOICES), min_size=5, max_size=5))
    def call_the_roll(self, choices):
        ballots = {w: choices[w] for w in self.serving}
        given = {self.people[w]: choice for w, choice in ballots.items()}
        if self.vote is not None:
            assert not self.does(
                lambda key: actions.hold_vote(SETUP, self.item, AT, given, key=key)
            )
            return
        self._voted(lambda key: actions.hold_vote(SETUP, self.item, AT, given, key=key), ballots)

    def _voted(self, work, ballots):
        told = [sum(v == choice for v in ballots.values()) for choice in CHOICES]
        enough = 0 in self.serving and len(self.serving) >= NEEDED
        done = self.does(work)
        # A chair who abstains in a tie has to vote before anything is decided
        assert done or not enough or told[0] == told[1]
        assert not done or enough
        if done:
            held = StepTaken.objects.filter(item=self.item, kind="Voted", undone=False).get()
            assert [held.data[name] for name in CHOICES] == told
            self.tallies.append((told[0], told[1], told[2]))
            self.stage, self.vote, self.sent = "voted", None, {}

    @precondition(lambda self: self.item is not None)
    @rule()
    def settle(self):
        step = proceeding_of(self.item).progress.value.step.kind
        done = self.does(lambda key: actions.settle_item(SETUP, self.item, ["Antecknas."], key=key))
        too_few = len(self.serving) < NEEDED and self.vote is None
        assert done == (step is StepKind.DONE or too_few)
        if done:
            self.here -= self.leaving
            # Who left while aside has nothing to come back to
            self.aside -= self.leaving
            self.item, self.stage, self.leaving = None, "", set()

    @precondition(lambda self: self.item is None)
    @rule()
    def come_back(self):
        """Those aside are noted as back before the next item is taken up."""
        for who in sorted(self.aside):
            new = actions.NewPresence("returned", self.people[who])
            assert self.does(
                lambda key, new=new: actions.record_presence(SETUP, self.meeting, new, key=key)
            )
        self.aside = set()

    @invariant()
    def the_room_has_the_same_people(self):
        if self.item is not None:
            found = {voter.person for voter in proceeding_of(self.item).voters}
            assert found == {self.people[w] for w in self.serving}

    @invariant()
    def every_vote_held_is_counted_once(self):
        rows = CastBallot.objects.filter(vote__undone=False)
        assert rows.count() == sum(sum(each) for each in self.tallies)

    @invariant()
    def no_acknowledged_ballot_is_lost(self):
        if self.vote is not None:
            rows = DeviceBallot.objects.filter(vote=self.vote).order_by("id")
            last = dict(rows.values_list("person", "choice"))
            assert last == {self.people[w]: choice for w, choice in self.sent.items()}

    @invariant()
    def one_item_is_in_hand_and_numbers_have_no_gap(self):
        turns = AgendaItem.objects.filter(turn__isnull=False).order_by("turn")
        assert list(turns.values_list("turn", flat=True)) == list(range(1, self.turn + 1))
        assert turns.filter(settled_at__isnull=True).count() == (self.item is not None)


@pytest.mark.usefixtures("db", "the_day")
def test_whatever_is_done_the_room_and_the_model_agree(the_day):
    bounded = settings(
        max_examples=10,
        stateful_step_count=14,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=(Phase.generate,),
        derandomize=True,
    )
    run_state_machine_as_test(MeetingMachine, settings=bounded)
    assert connection.in_atomic_block
