"""Counts are worked out by a job, looked at, and sent exactly as they were worked out."""

from __future__ import annotations

import pytest
import time_machine
from django.db import DatabaseError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.exchange.models import Sent
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons.actions import (
    people,
    prepare_counts,
    preparing_counts,
    send_counts,
    send_prepared,
)
from samverk.interventions.persons.actions.preparing_counts import compute_all, compute_counts
from samverk.interventions.persons.models import CountsAsked, CountsComputed, SentCounts
from samverk.interventions.persons.queries.prepared import Progress, standing_of
from samverk.interventions.persons.tests.party import MAN
from samverk.interventions.persons.tests.test_sending_counts import peers, started
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

__all__ = ["peers"]


def asked(party, key="b"):
    return prepare_counts(party.coordinator, party.receives, 2024, key=key)


def computed(party, key="b"):
    row = asked(party, key)
    compute_counts(party.receives)
    return row


def progress(party):
    with unread([party.receives]):
        return standing_of(party.receives, 2024).progress


def send(party, row, key="s"):
    return send_prepared(party.coordinator, party.receives, row.pk, key=key)


def test_it_is_asked_for_worked_out_by_a_job_and_sent(party, peers):
    started(party)
    assert progress(party) is Progress.NONE
    row = asked(party)
    assert progress(party) is Progress.COMPUTING
    job = ProcrastinateJob.objects.get(task_name=preparing_counts.COMPUTE_JOB)
    assert (job.args, job.lock) == ({"body": party.receives}, f"antal/{party.receives}")
    compute_counts(**job.args)
    assert progress(party) is Progress.READY
    assert not Sent.objects.exists()
    send(party, row)
    assert progress(party) is Progress.SENT
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert kinds >= {"persons.counts_asked", "persons.counts_computed", "persons.counts_sent"}


def test_what_is_sent_is_what_was_worked_out(party, peers, monkeypatch):
    started(party)
    row = computed(party)

    def never(*_: object) -> None:
        raise AssertionError("it is not worked out again")

    monkeypatch.setattr(preparing_counts, "previews", never)
    made = send(party, row)
    with unread([party.receives]):
        kept, told = SentCounts.objects.get(), CountsComputed.objects.get().results[0]["counts"]
    assert (kept.message, kept.tables, kept.proof) == (made.pk, told["kept"], told["proof"])
    assert made.wire.count('"women"') > 0


def test_it_is_the_same_as_when_it_is_sent_at_once(party, peers):
    started(party)
    row = computed(party)
    with unread([party.receives]):
        told = CountsComputed.objects.get().results[0]["counts"]
    send_counts(party.coordinator, party.receives, 2024, key="genast")
    with unread([party.receives]):
        kept = SentCounts.objects.get()
    assert (kept.tables, kept.proof) == (told["kept"], told["proof"])
    with pytest.raises(ConflictError, match="Underlaget har ändrats"):
        send(party, row)


def test_one_calculation_runs_at_a_time(party):
    first = asked(party)
    assert asked(party, "igen").pk == first.pk
    assert ProcrastinateJob.objects.filter(task_name=preparing_counts.COMPUTE_JOB).count() == 1
    assert compute_counts(party.receives) == 1
    assert compute_counts(party.receives) == 0
    assert asked(party, "till").pk != first.pk


def test_what_a_crash_stopped_is_taken_up_again(party, monkeypatch):
    row = asked(party)

    def dies(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(preparing_counts, "previews", dies)
    with pytest.raises(SystemExit):
        compute_counts(party.receives)
    assert progress(party) is Progress.COMPUTING
    monkeypatch.undo()
    compute_all()
    assert progress(party) is Progress.READY
    with unread([party.receives]):
        assert CountsComputed.objects.get().asked_id == row.pk


def test_a_fault_is_told_and_it_can_be_asked_for_again(party, monkeypatch):
    asked(party)

    def fails(*_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(preparing_counts, "previews", fails)
    with pytest.raises(ValueError, match="broken"):
        compute_counts(party.receives)
    page = party.cast.browser(party.coordinator_user).get("/antal/").content.decode()
    assert "Gick inte" in page
    assert "Ett fel stoppade beräkningen" in page
    assert "broken" not in page
    monkeypatch.undo()
    with time_machine.travel("2024-03-15T12:05:00+01:00", tick=False):
        computed(party, "igen")
    assert progress(party) is Progress.READY


def test_what_changed_since_is_worked_out_again(party, peers):
    row = computed(party)
    Walk(party, "b").in_queue(MAN)
    with pytest.raises(ConflictError, match="Underlaget har ändrats"):
        send(party, row)
    send(party, computed(party, "igen"), "s/2")


def test_another_day_is_another_period(party, peers):
    row = computed(party)
    with (
        time_machine.travel("2024-03-16T12:00:00+01:00", tick=False),
        pytest.raises(ConflictError, match="Underlaget har ändrats"),
    ):
        send(party, row)


def test_a_calculation_is_sent_once(party, peers):
    row = computed(party)
    assert send(party, row).pk == send(party, row).pk
    with pytest.raises(ConflictError, match="redan skickade"):
        send(party, row, "annan")
    assert Sent.objects.count() == 1


def test_what_is_not_ready_or_not_there_is_not_sent(party, peers):
    with pytest.raises(ConflictError, match="inte beräknade än"):
        send(party, asked(party))
    with unread([party.receives]):
        row = CountsAsked.objects.get()
    with pytest.raises(NotFoundError):
        send_prepared(party.other_coordinator, party.sends, row.pk, key="annan")


def test_the_authoritys_coordinator_alone_asks_and_sends(party, peers):
    row = computed(party)
    for actor in (party.receiver, party.worker, party.other_coordinator, *party.cast.strangers):
        with pytest.raises(NotAllowedError):
            prepare_counts(actor, party.receives, 2024, key="k")
        with pytest.raises(NotAllowedError):
            send_prepared(actor, party.receives, row.pk, key="k")


def test_a_year_to_come_is_refused(party):
    with pytest.raises(InputError, match="Välj ett år"):
        prepare_counts(party.coordinator, party.receives, 2025, key="k")


def test_rows_are_only_added(party):
    computed(party)
    for model in (CountsAsked, CountsComputed):
        assert model.objects.count() == 0, "nobody reads it with the compartment closed"
        with unread([party.receives]), pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(recorded_at="2024-01-01T00:00:00Z")


def hide(party, row):
    desk = Desk(party.receives, Hand.CASE_WORKER)
    people.protect_person(party.worker, desk, row.person_id, key=f"skydd/{row.pk}")


def test_who_is_protected_is_sent_in_the_sums_and_shown_in_none(party, peers):
    """What is shown is the same as if they were not there, also beside what was shown before."""
    for number, name in enumerate(("a", "b")):
        row = started(party, name, (None, MAN)[number])
    hide(party, row)
    send(party, computed(party))
    with unread([party.receives]):
        result = CountsComputed.objects.get().results[0]
        kept = SentCounts.objects.get()
    took = [
        next(one for one in which["kept"] if one["measure"] == "took_part")["counts"]
        for which in (result["counts"], result["shown"])
    ]
    assert [sum(map(sum, one)) for one in took] == [2, 1]
    assert (kept.tables, kept.shown) == (result["counts"]["kept"], result["shown"]["kept"])
    with time_machine.travel("2024-03-16T12:00:00+01:00", tick=False):
        computed(party, "igen")
        page = party.cast.browser(party.coordinator_user).get("/antal/")
    with unread([party.receives]):
        again = CountsComputed.objects.latest("recorded_at").results[0]["shown"]
    (told,) = page.context["previews"]
    assert {(measure.value, row["total"]) for _, measure, row in told["lines"]} == {
        (one["measure"], one["every"]["total"])
        for one in again["told"]
        if one["every"]["total"] != 0
    }


def test_that_somebody_hidden_came_does_not_make_the_numbers_old(party, peers):
    """Told that they are, the reader would know that somebody is there whom no list shows."""
    row = started(party)
    hide(party, row)
    made = computed(party)
    other = Walk(party, "b").in_queue(MAN)
    desk = Desk(party.receives, Hand.RECEIVER)
    people.protect_person(party.receiver, desk, other.person_id, key="skydd/b")
    send(party, made)
