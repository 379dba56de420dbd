"""A measurement, a goal, a support and a session that were entered in error: kept, and not counted."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons.actions import sessions, striking, support
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.models import Attendance, Measurement, Struck
from samverk.interventions.persons.queries.lists import support_of
from samverk.interventions.persons.queries.measured import that_count
from samverk.interventions.persons.queries.outcomes import outcomes_of
from samverk.interventions.persons.queries.participations import points_of
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import (
    TODAY,
    agreed,
    begun,
    ended,
    in_the_door,
    planned_at_the_door,
    resident,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

WORKS = taking.NewMeasurement("exit", TODAY, "work", 40, "wage", "secondary")
SEEKS = taking.NewMeasurement("exit", TODAY, "seeks", 0, "assistance", "primary")
FAR = date(2024, 1, 2)


def desk(party, hand=Hand.CASE_WORKER):
    return Desk(party.receives, hand)


def at(party, row):
    return (party.worker, party.receives, row.pk)


@kept
def left(party):
    """Somebody followed up who left with a job, as it was typed."""
    person = resident(party)
    agreed(party, person)
    row = begun(party, planned_at_the_door(party, person))
    made = taking.measure_status(*at(party, row), WORKS, key="ut")
    taking.end_participation(*at(party, row), taking.Ending(TODAY, "Klart"), key="slut")
    return row, made


def after(party, row):
    """What those who left did, in the table of outcomes."""
    found = outcomes_of(row.delivery, 2024, [party.receives], TODAY)
    return found.before_after[0].columns[:-1]


def strike(party, made, key="fel", who=None, on=None, why="Siffrorna var en annans"):
    return striking.strike_measurement(
        who or party.worker, on or desk(party), made.pk, why, key=key
    )


def test_a_measurement_in_error_is_in_no_statistics_and_stays(party, left):
    row, made = left
    assert after(party, row) == ("arbetar",)
    strike(party, made)
    assert after(party, row) == ("inte känt",)
    with unread([party.receives]):
        assert Measurement.objects.filter(pk=made.pk).exists()
        assert not that_count().filter(point="exit").exists()
        assert (row.pk, "exit") not in points_of([row.pk])
        struck = Struck.objects.get()
        assert b"annans" not in bytes(struck.why)


def test_the_right_one_follows_after_the_end_within_its_days_alone(party, left):
    row, made = left
    with pytest.raises(ConflictError):
        taking.measure_status(*at(party, row), SEEKS, key="för tidigt")
    strike(party, made)
    far = taking.NewMeasurement("exit", FAR, "seeks", 0, "assistance", "primary")
    with pytest.raises(InputError, match="mäts högst 30 dagar från"):
        taking.measure_status(*at(party, row), far, key="långt")
    taking.measure_status(*at(party, row), SEEKS, key="rätt")
    assert after(party, row) == ("söker arbete",)
    with pytest.raises(ConflictError):
        taking.measure_status(*at(party, row), WORKS, key="igen")


def test_a_start_is_measured_again_after_it_began(party):
    row = in_the_door(party)
    began = taking.NewMeasurement("entry", TODAY, "seeks", 0, "assistance", "primary")
    with pytest.raises(ConflictError):
        taking.measure_status(*at(party, row), began, key="nej")
    with unread([party.receives]):
        wrong = Measurement.objects.get()
    strike(party, wrong)
    made = taking.measure_status(*at(party, row), began, key="ja")
    assert (made.number, made.turn) == (2, 1)


def test_a_follow_up_in_error_is_due_again_with_its_own_window(party, left):
    row, _ = left
    with time_machine.travel("2024-06-20 12:00 +0200", tick=False):
        follow = taking.NewMeasurement("m3", date(2024, 6, 20), "work", 40, "wage", "secondary")
        made = taking.measure_status(*at(party, row), follow, key="m3")
        strike(party, made)
        early = taking.NewMeasurement("m3", date(2024, 4, 1), "seeks", 0, "assistance", "primary")
        with pytest.raises(InputError, match="görs tidigast"):
            taking.measure_status(*at(party, row), early, key="tidigt")
        right = taking.NewMeasurement("m3", date(2024, 6, 20), "seeks", 0, "assistance", "primary")
        assert not taking.measure_status(*at(party, row), right, key="m3/rätt").is_late


def test_an_end_does_not_rest_on_what_was_in_error(party):
    row = in_the_door(party)
    strike(party, taking.measure_status(*at(party, row), WORKS, key="ut"))
    with pytest.raises(InputError, match="Registrera status vid avslut först"):
        taking.end_participation(*at(party, row), taking.Ending(TODAY, "Klart"), key="slut")


def test_a_goal_in_error_is_neither_judged_nor_counted(party):
    person = resident(party)
    agreed(party, person)
    row = begun(party, planned_at_the_door(party, person))
    wrong = taking.set_goal(*at(party, row), "En annans mål", key="fel mål")
    striking.strike_goal(party.worker, desk(party), wrong.pk, "Fel person", key="fel")
    # No goal is left to judge
    ended(party, row)
    found = outcomes_of(row.delivery, 2024, [party.receives], TODAY)
    assert sum(number for _, number in found.goals) == 0
    shown = party.cast.browser(party.worker_user).get(reverse("participation", args=[row.pk]))
    for text in ("Målet: En annans mål. Markerat", "Fel person"):
        assert text in shown.content.decode()


def test_support_in_error_is_marked_with_its_cost(party):
    sent = Walk(party, "a").sent()
    new = support.NewSupport("talks", TODAY, cost=100_000)
    made = support.note_support(party.referrer, party.sends, sent.pk, new, key="s")
    own = Desk(party.sends, Hand.REFERRER)
    striking.strike_support(party.referrer, own, made.pk, "Fel belopp", key="fel")
    with unread([party.sends]):
        assert hasattr(support_of(sent.pk)[0], "struck")
    browser = party.cast.browser(party.referrer_user)
    shown = browser.get(reverse("sent_referral", args=[sent.pk])).content.decode()
    assert "Felregistrerat" in shown
    assert reverse("strike_support", args=[made.pk]) not in shown


def test_a_session_in_error_takes_its_attendance_with_it(party):
    row = in_the_door(party)
    new = sessions.NewSession(row.delivery_id, TODAY, "Studiebesök")
    held = sessions.hold_session(party.worker, party.receives, new, key="t")
    came = (party.worker, party.receives, held.pk, ((row.pk, True),))
    sessions.note_attendance(*came, key="n")
    striking.strike_session(party.worker, desk(party), held.pk, "twice", key="fel")
    with pytest.raises(ConflictError, match="Träffen är felregistrerad"):
        sessions.note_attendance(*came, key="n2")
    with unread([party.receives]):
        assert Attendance.objects.count() == 1
    url = reverse("sessions", args=[party.receives, row.delivery_id])
    shown = party.cast.browser(party.worker_user).get(url).content.decode()
    assert "Felregistrerad: registrerad två gånger" in shown


def test_it_is_marked_once_and_with_a_reason(party, left):
    _, made = left
    with pytest.raises(InputError, match="Skriv vad som blev fel"):
        strike(party, made, why=" ")
    strike(party, made)
    with pytest.raises(ConflictError, match="redan markerat"):
        strike(party, made, key="igen")
    assert AuditEvent.objects.filter(kind="persons.measurement_struck").count() == 1


def test_who_may(party, left):
    _, made = left
    with pytest.raises(NotAllowedError):
        strike(party, made, who=party.receiver, on=desk(party, Hand.RECEIVER))
    with pytest.raises(NotAllowedError):
        strike(party, made, who=party.receiver)
    with pytest.raises(NotFoundError):
        strike(party, made, who=party.other_coordinator, on=Desk(party.sends, Hand.COORDINATOR))
    strike(party, made, who=party.coordinator, on=desk(party, Hand.COORDINATOR))


def test_the_page_marks_it_and_asks_for_the_right_one(party, left):
    row, made = left
    browser = party.cast.browser(party.worker_user)
    url = reverse("strike_measurement", args=[made.pk])
    assert url in browser.get(reverse("participation", args=[row.pk])).content.decode()
    key = browser.get(url).context["form"]["key"].value()
    answer = browser.post(url, {"key": key, "why": "Fel rad"})
    assert answer.url == reverse("participation", args=[row.pk])
    shown = browser.get(answer.url).content.decode()
    for text in ("Status vid avslut. Markerat", "Fel rad", "Mät på nytt"):
        assert text in shown
    strangers = party.cast.browser(party.referrer_user)
    assert strangers.get(url).status_code == 404
