"""Nothing that was acknowledged is written over: ends that were taken back, and extents by day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from samverk.interventions.persons.actions import proposing
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.models import (
    EarlierEnd,
    EarlierResult,
    Goal,
    Participation,
    ParticipationExtent,
    ParticipationStep,
)
from samverk.interventions.persons.queries.earlier import earlier_ends, extent_on
from samverk.interventions.persons.tests.working import TODAY, in_the_door
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept
from samverk.rules.wording import running_date


@kept
def row(party):
    return in_the_door(party)


def end(party, row, nth, reason, report, result):
    at = (party.worker, party.receives, row.pk)
    leave = taking.NewMeasurement("exit", TODAY, missing="declined")
    taking.measure_status(*at, leave, key=f"ut/{nth}")
    with unread([party.receives]):
        goals = tuple((str(one.pk), result) for one in Goal.objects.all())
    ending = taking.Ending(TODAY, report, reason, goals)
    return taking.end_participation(*at, ending, key=f"slut/{nth}")


def twice_ended(party, row):
    at = (party.worker, party.receives, row.pk)
    taking.set_goal(*at, "Klara fyra timmar", key="mål")
    end(party, row, 1, "found_work", "Fick jobb på lagret", "achieved")
    taking.reactivate_participation(*at, "Jobbet tog slut", key="åter")
    return end(party, row, 2, "health", "Orkade inte", "not")


def test_an_early_end_tells_why_on_its_step_and_after_it_was_taken_back(party, row):
    twice_ended(party, row)
    with unread([party.receives]):
        steps = ParticipationStep.objects.filter(subject=row, event="end_early")
        assert list(steps.values_list("reason", flat=True)) == ["found_work", "health"]
        now = Participation.objects.get(pk=row.pk)
        assert (now.end_reason, now.turn) == ("health", 2)
        assert (Goal.objects.get().result, EarlierResult.objects.get().result) == (
            "not",
            "achieved",
        )
        (before,) = earlier_ends(now)
    assert (before.ended_on, before.how) == (TODAY, "i förtid: fick arbete")
    assert before.report == "Fick jobb på lagret"
    assert before.goals == (("Klara fyra timmar", "uppnått"),)


def test_an_end_as_planned_has_no_reason_on_its_step(party, row):
    end(party, row, 1, "", "Gick bra", "achieved")
    with unread([party.receives]):
        step = ParticipationStep.objects.get(subject=row, event="complete")
    assert step.reason == ""


def test_one_who_goes_on_has_neither_report_nor_results(party, row):
    at = (party.worker, party.receives, row.pk)
    taking.set_goal(*at, "Klara fyra timmar", key="mål")
    end(party, row, 1, "", "Gick bra", "partly")
    going = taking.reactivate_participation(*at, "Kom tillbaka", key="åter")
    assert (going.state, going.end_reason, bytes(going.report)) == ("active", "", b"")
    with unread([party.receives]):
        assert (Goal.objects.get().result, Goal.objects.get().judged_on) == ("", None)


def test_the_page_shows_both_ends_and_every_extent(party, row):
    at = (party.worker, party.receives, row.pk)
    taking.change_participation(*at, taking.NewTerms(50, date(2024, 6, 30)), key="hälften")
    twice_ended(party, row)
    url = reverse("participation", args=[row.pk])
    shown = party.cast.browser(party.worker_user).get(url).content.decode()
    for text in (
        f"Tidigare avslut {running_date(TODAY)}",
        "i förtid: fick arbete",
        "Fick jobb på lagret",
        "Orkade inte",
        "100 procent",
        "50 procent",
    ):
        assert text in shown


def test_every_extent_is_kept_by_day(party, row):
    at = (party.worker, party.receives, row.pk)
    assert extent_on(row, TODAY) == 100
    for nth, terms in enumerate(((50, None), (50, None), (75, date(2024, 6, 30)))):
        taking.change_participation(*at, taking.NewTerms(*terms), key=f"ändra/{nth}")
    with unread([party.receives]):
        kept = ParticipationExtent.objects.order_by("number")
        assert [(one.number, one.extent, one.planned_end) for one in kept] == [
            (1, 100, None),
            (2, 50, None),
            (3, 75, date(2024, 6, 30)),
        ]
        assert extent_on(row, TODAY) == 75
        assert extent_on(row, date(2024, 3, 14)) == row.extent


@pytest.mark.parametrize("model", [EarlierEnd, EarlierResult, ParticipationExtent])
def test_what_is_kept_is_never_changed(party, row, model):
    at = (party.worker, party.receives, row.pk)
    taking.change_participation(*at, taking.NewTerms(50, None), key="hälften")
    twice_ended(party, row)
    with unread([party.receives]):
        assert model.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(recorded_at=None)


def test_an_approved_proposal_leaves_the_extent_before_it(party):
    from samverk.interventions.persons.actions import deciding
    from samverk.interventions.persons.models import Referral
    from samverk.interventions.persons.tests.working import through

    row = through(party, "Siv")
    new = proposing.NewProposal("extent", "Orkar halva dagar", extent=50)
    proposing.propose_change(party.worker, party.receives, row.pk, new, key="f")
    with unread([party.sends]):
        sent = Referral.objects.get(side="sent").pk
    yes = proposing.Reply(approved=True)
    deciding.answer_proposal(party.referrer, party.sends, (sent, "extent"), yes, key="ja")
    with unread([party.receives]):
        kept = ParticipationExtent.objects.order_by("number").values_list("extent", flat=True)
        assert list(kept) == [100, 50]
