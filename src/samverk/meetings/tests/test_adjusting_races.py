"""Several who sign, lock and tend the boards at the same moment, each on a connection of their own."""

from __future__ import annotations

from datetime import time

import pytest

from samverk.directory import actions as directory
from samverk.foundation.seals.bundle import bundle
from samverk.foundation.seals.checking import check
from samverk.foundation.signing import seal_key
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.foundation.tests.committed import committed
from samverk.meetings import actions
from samverk.meetings.actions import tend_boards
from samverk.meetings.models import PostingFact, SealedRecord
from samverk.meetings.queries import meeting_by_id, sealed_for_export
from samverk.meetings.tests.conftest import DAY, fill, occasion, person
from samverk.meetings.tests.test_races import CLERKS, done, tries

__all__ = ["committed"]


@pytest.fixture
def stage(committed, the_day, settings, tmp_path):
    settings.SEAL_DIR = tmp_path
    settings.SIGNING = "samverk.integrations.signing.fake.FakeSigning"
    found = set_stage()
    fill(found.board)
    return found


def sent(stage, number):
    """Minutes of a meeting with one item, out for the chair alone to sign."""
    board = stage.board.pk
    if number == 0:
        terms = directory.NewTerms(board, DAY, "Reglementet", 5, 2, adjusters=0)
        directory.set_terms(SETUP, terms, key="villkor")
    when = occasion(starts_at=time(8 + number))
    made = actions.plan_meeting(SETUP, board, when, key=f"{number}/möte")
    chair = person("Asta Ek")
    actions.open_meeting(SETUP, made, chair, "Maj", key=f"{number}/öppna")
    people = [actions.Arrival(person(name)) for name in ("Asta Ek", "Bo Lind", "Cia Alm")]
    actions.call_roll(SETUP, made, people, key=f"{number}/upprop")
    item = actions.add_item(SETUP, made, actions.ItemFacts(f"Taxa {number}"), key=f"{number}/p")
    item = actions.take_up(SETUP, item, key=f"{number}/t")
    actions.settle_item(SETUP, item, ["Antecknas."], key=f"{number}/u")
    ended = actions.end_meeting(SETUP, meeting_by_id(made.pk), key=f"{number}/slut")
    return actions.send_for_adjustment(SETUP, ended, "electronic", key=f"{number}/skicka")


def exported():
    sealed = sealed_for_export()
    return bundle(sealed.links, sealed.checkpoints, sealed.files, seal_key())


def test_minutes_signed_many_times_at_once_are_locked_once(stage):
    out = sent(stage, 0)
    chair = person("Asta Ek")
    answers = tries(lambda n: actions.sign_minutes(SETUP, out, chair, key=f"s{n}"))
    assert len(done(answers)) == 1
    assert SealedRecord.objects.count() == 2


def test_many_minutes_locked_at_once_make_one_unbroken_chain(stage):
    out = [sent(stage, number) for number in range(CLERKS)]
    chair = person("Asta Ek")
    answers = tries(lambda n: actions.sign_minutes(SETUP, out[n], chair, key=f"s{n}"))
    assert len(done(answers)) == CLERKS
    report = check(exported(), trusted=seal_key().public)
    assert report.faults == []
    assert (report.records, len(report.checkpoints)) == (2 * CLERKS, CLERKS)


def test_a_notice_tended_many_times_at_once_is_put_up_once(stage):
    actions.sign_minutes(SETUP, sent(stage, 0), person("Asta Ek"), key="s")
    tries(lambda _: tend_boards())
    assert PostingFact.objects.count() == 1
