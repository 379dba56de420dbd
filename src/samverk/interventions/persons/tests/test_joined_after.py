"""After two records were joined: messages land, steps go on, and both go at once when the time is out."""

from __future__ import annotations

from django.db import connection

from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import FarWait, JoinedRecord, Person, Referral
from samverk.interventions.persons.tests.archive import LATER, archive_at, on
from samverk.interventions.persons.tests.party import MAN, WOMAN, somebody
from samverk.interventions.persons.tests.test_far import far, incoming
from samverk.interventions.persons.tests.test_far_waits import accepted, tell
from samverk.interventions.persons.tests.test_joined_records import (
    bare,
    join,
    lived,
    rows_by_table,
)
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import resident
from samverk.interventions.persons.walls import unread

__all__ = ["accepted", "far", "incoming"]


def test_what_another_installation_tells_of_an_emptied_record_lands(far, accepted):
    with unread([far.sends]):
        other = Person.objects.get(pk=accepted.person_id)
    kept = somebody(far, MAN)
    join(far, kept, other, who=far.other_coordinator, body=far.sends)
    tell(far, accepted)
    tell(far, accepted, number=2, state="paused")
    with unread([far.sends]):
        wait = FarWait.objects.get()
        assert (wait.person_id, wait.state) == (kept.pk, "paused")


def test_what_the_referrer_does_here_follows_the_joined_record(party):
    walk = Walk(party, "w")
    row = walk.sent()
    copy = walk.came(row)
    with unread([party.receives]):
        other = Person.objects.get(pk=copy.person_id)
    kept = bare(party)
    join(party, kept, other)
    persons.withdraw_referral(party.referrer, party.sends, row.pk, "Personen flyttar", key="åter")
    with unread([party.receives]):
        copy = Referral.objects.get(pk=copy.pk)
        assert (copy.state, copy.person_id) == ("withdrawn", kept.pk)
        assert {one.person_id for one in copy.steps.all()} == {kept.pk}


def test_both_keys_and_all_rows_go_when_the_joined_record_is_removed(party):
    archive = archive_at(party)
    archive.plan()
    other, kept = resident(party, WOMAN), bare(party)
    lived(party, other)
    made = join(party, kept, other)
    assert len(bytes(made.key)) == 120
    with on(LATER):
        decision = archive.decided()
        archive.carried_out(decision)
    assert rows_by_table(made) == {}
    with unread([party.receives]):
        assert not Person.objects.exists()
        assert not JoinedRecord.objects.exists()


def test_a_trial_from_before_removes_nobody_it_did_not_judge(party):
    archive = archive_at(party)
    archive.plan()
    other, kept = resident(party, WOMAN), bare(party)
    lived(party, other)
    with on(LATER):
        decision = archive.decided()
        made = join(party, kept, other)
        archive.carried_out(decision)
    with unread([party.receives]):
        assert Person.objects.get() == made
        with connection.cursor() as cursor:
            cursor.execute("SELECT outcome FROM persons_disposaloutcome ORDER BY 1")
            assert {one for (one,) in cursor.fetchall()} == {"changed", "gone"}
