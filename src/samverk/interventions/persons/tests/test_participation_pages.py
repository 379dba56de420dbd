"""The case worker's pages: the lists, one participation, each step, sessions, and who may see them."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.actions import sessions
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.models import (
    Attendance,
    Hold,
    Participation,
    Person,
    Session,
)
from samverk.interventions.persons.tests.party import MAN, OTHER, WOMAN, user
from samverk.interventions.persons.tests.working import (
    TODAY,
    ended,
    in_the_door,
    number_of,
    planned_at_the_door,
    resident,
    through,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

STEPS = (
    "participation",
    "start_participation",
    "note_no_show",
    "set_goal",
    "interrupt_participation",
    "resume_participation",
    "change_participation",
    "end_participation",
    "reactivate_participation",
)
KNOWN = {
    "occupation": "work",
    "hours": "40",
    "livelihood": "wage",
    "share": "100",
    "education": "secondary",
    "source": "self",
}


@kept
def worker(party):
    return party.cast.browser(party.worker_user)


def page(browser, name, *place):
    return browser.get(reverse(name, args=place))


def send(browser, name, /, *place, **fields):
    """Send a form as it is shown, with the key that it came with."""
    url = reverse(name, args=place)
    key = browser.get(url).context["form"]["key"].value()
    return browser.post(url, {"key": key, **fields})


def now(party, row):
    with unread([party.receives]):
        return Participation.objects.get(pk=row.pk)


def test_the_way_from_plan_to_end_on_pages(party, worker):
    row = planned_at_the_door(party, resident(party))
    first = worker.get(reverse("start_participation", args=[row.pk]))
    assert first.url == reverse("measure_status", args=[row.pk, "entry"])
    then = send(worker, "measure_status", row.pk, "entry", measured_on="2024-03-15", **KNOWN)
    assert then.url == reverse("start_participation", args=[row.pk])
    send(worker, "start_participation", row.pk, day="2024-03-15")
    send(worker, "set_goal", row.pk, text="Klara fyra timmar")
    pause = {"reason": "health", "planned_return": "2024-04-01", "keeps_place": "on"}
    send(worker, "interrupt_participation", row.pk, **pause)
    assert now(party, row).state == "interrupted"
    send(worker, "resume_participation", row.pk)
    send(worker, "change_participation", row.pk, extent="50", planned_end="2024-06-30", why="Ork")
    assert (now(party, row).state, now(party, row).extent) == ("active", 50)
    assert page(worker, "end_participation", row.pk).url.endswith("/status/avslut/")
    send(worker, "measure_status", row.pk, "exit", measured_on="2024-03-15", missing="declined")
    over = {"day": "2024-03-15", "how": "as_planned", "report": "Gick bra", "goal_1": "partly"}
    send(worker, "end_participation", row.pk, **over)
    shown = page(worker, "participation", row.pk).content.decode()
    for text in ("Klara fyra timmar", "delvis uppnått", "Gick bra", "Avslutat enligt plan", "Ork"):
        assert text in shown
    send(worker, "reactivate_participation", row.pk, why="Kom tillbaka")
    assert now(party, row).state == "active"


def test_the_page_says_why_one_who_ended_long_ago_is_not_taken_up_again(party, worker):
    row = in_the_door(party)
    ended(party, row)
    assert ">Återuppta</a>" in page(worker, "participation", row.pk).content.decode()
    with time_machine.travel("2024-04-15 12:00 +0200", tick=False):
        late = party.cast.browser(party.worker_user)
        shown = page(late, "participation", row.pk).content.decode()
    assert ">Återuppta</a>" not in shown
    assert "Gör en ny remiss" in shown


def test_what_must_be_told_is_not_said_to_be_optional(party, worker):
    row = planned_at_the_door(party, resident(party))
    form = page(worker, "measure_status", row.pk, "entry").content.decode()
    for label, is_optional in (
        ("Sysselsättning", False),
        ("Försörjning", False),
        ("Utbildning", False),
        ("Annan försörjning vid sidan av", True),
    ):
        assert (f'{label} <span class="sv-optional">' in form) is is_optional


def test_a_form_that_is_sent_twice_acts_once(party, worker):
    row = in_the_door(party)
    url = reverse("interrupt_participation", args=[row.pk])
    key = worker.get(url).context["form"]["key"].value()
    fields = {"key": key, "reason": "health", "planned_return": "2024-04-01"}
    for _ in range(2):
        assert worker.post(url, fields).status_code == 302
    with unread([party.receives]):
        assert Hold.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"measured_on": "igår", **KNOWN}, "Skriv dagen som"),
        ({"measured_on": "2024-03-15"}, "Fyll i sysselsättning och försörjning"),
        ({"measured_on": "2024-03-15", "missing": "moved", **KNOWN}, "antingen status eller"),
        ({"measured_on": "2024-03-16", **KNOWN}, "framtiden"),
        ({"measured_on": "2024-03-15", **KNOWN, "hours": "200"}, "168 timmar"),
    ],
)
def test_a_faulty_measurement_is_told_and_kept(party, worker, fields, told):
    row = planned_at_the_door(party, resident(party))
    answer = send(worker, "measure_status", row.pk, "entry", **fields)
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert answer.context["form"]["measured_on"].value() == fields["measured_on"]


def test_an_end_without_its_parts_keeps_what_was_written(party, worker):
    row = in_the_door(party)
    send(worker, "set_goal", row.pk, text="Klara fyra timmar")
    send(worker, "measure_status", row.pk, "exit", measured_on="2024-03-15", missing="declined")
    answer = send(worker, "end_participation", row.pk, day="2024-03-15", report="Gick bra")
    assert answer.status_code == 400
    shown = answer.content.decode()
    for told in ("Välj hur deltagandet slutade.", "Bedöm målet.", "Gick bra"):
        assert told in shown


def test_the_number_is_masked_and_nothing_tells_who_it_is_in_the_title(party, worker):
    row = in_the_door(party)
    for name in STEPS[:1]:
        answer = page(worker, name, row.pk).content.decode()
        assert WOMAN not in answer
        assert "19850709-••••" in answer
        assert "Siv" not in answer[answer.index("<title>") : answer.index("</title>")]


def readings(kind="foundation.secret_read"):
    return AuditEvent.objects.filter(kind=kind).count()


def test_each_person_on_a_list_is_noted_once(party, worker):
    in_the_door(party)
    planned_at_the_door(party, resident(party, MAN))
    before = readings()
    shown = page(worker, "participations").content.decode()
    assert shown.count("Siv Påhitt") == 2
    assert readings() == before + 2


def test_without_a_note_nothing_is_shown(party, worker, monkeypatch):
    row = in_the_door(party)

    def broken(*_):
        raise RuntimeError("the log is full")

    monkeypatch.setattr("samverk.foundation.acts.log_readings", broken)
    worker.raise_request_exception = False
    for answer in (page(worker, "participations"), page(worker, "participation", row.pk)):
        assert answer.status_code == 500
        assert b"Siv" not in answer.content


def test_the_list_asks_as_much_of_many_as_of_few(party, worker):
    in_the_door(party)
    url = reverse("participations")
    worker.get(url)
    with CaptureQueriesContext(connection) as few:
        worker.get(url)
    for nth in range(6):
        in_the_door(party, number_of(nth))
    with CaptureQueriesContext(connection) as many:
        assert worker.get(url).content.decode().count("Siv Påhitt") == 7
    assert len(many) == len(few)


def follow(party, row):
    with unread([party.receives]):
        Participation.objects.filter(pk=row.pk).update(is_followed=True)


@pytest.mark.parametrize(
    ("day", "listed"),
    [("2024-06-14", 0), ("2024-06-15", 1), ("2024-09-15", 2), ("2025-03-15", 3)],
)
def test_follow_ups_are_listed_when_due(party, day, listed):
    row = ended(party, in_the_door(party))
    follow(party, row)
    with time_machine.travel(f"{day}T12:00:00+01:00", tick=False):
        shown = page(party.cast.browser(party.worker_user), "participations").context["due"]
        assert len(shown) == listed


def test_a_follow_up_that_is_made_or_not_agreed_to_is_no_task(party):
    row, other = ended(party, in_the_door(party)), ended(party, in_the_door(party, MAN))
    follow(party, row)
    with time_machine.travel("2024-06-15T12:00:00+02:00", tick=False):
        worker = party.cast.browser(party.worker_user)
        done = send(worker, "measure_status", row.pk, "m3", measured_on="2024-06-15", **KNOWN)
        assert done.url == reverse("participation", args=[row.pk])
        assert not page(worker, "participations").context["due"]
        assert page(worker, "participation", other.pk).context["follow_ups"] is None


def everyone(party):
    """Who works with persons, but not with this participation."""
    stranger = user("Ida Sund", Role.CASE_WORKER, party.cast.board)
    others = (party.referrer_user, party.receiver_user, party.other_coordinator_user, stranger)
    return [party.cast.browser(one) for one in others]


def test_missing_and_somebody_elses_look_the_same(party, worker):
    row = through(party, "a")
    for name in STEPS:
        seen = {
            (answer.status_code, plain(answer))
            for browser in everyone(party)
            for answer in (page(browser, name, row.pk), page(browser, name, uuid.uuid4()))
        }
        assert {status for status, _ in seen} == {404}
        assert page(worker, name, uuid.uuid4()).status_code == 404
    assert page(Client(), "participation", row.pk).status_code == 403


def plain(answer):
    """What a page says, whoever is logged in and whatever its key."""
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def test_a_protected_person_is_a_page_that_is_missing(party):
    row = in_the_door(party)
    desk = Desk(party.receives, Hand.CASE_WORKER)
    persons.protect_person(party.worker, desk, row.person_id, key="s")
    colleague = party.cast.browser(user("Ida Sund", Role.CASE_WORKER, party.cast.neighbour_board))
    hidden, missing = (page(colleague, "participation", pk) for pk in (row.pk, uuid.uuid4()))
    assert (hidden.status_code, plain(hidden)) == (404, plain(missing))
    assert "Siv" not in page(colleague, "participations").content.decode()
    gone = page(colleague, "plan_without_referral", row.person_id)
    assert (gone.status_code, plain(gone)) == (404, plain(missing))
    named = party.cast.browser(party.worker_user)
    assert page(named, "participation", row.pk).status_code == 200


def test_somebody_new_comes_without_referral(party, worker):
    new = {"name": "Alva Påhitt", "number": OTHER, "sex": "unknown", "home": ""}
    made = send(worker, "register_participant", party.receives, **new)
    with unread([party.receives]):
        person = Person.objects.get()
    assert made.url == reverse("plan_without_referral", args=[person.pk])
    shown = page(worker, "plan_without_referral", person.pk).content.decode()
    assert "Öppna dörren" in shown
    assert "Språnget Norr" not in shown
    plan = {"delivery": party.open_door.pk, "day": "2024-03-18", "extent": "100"}
    answer = send(worker, "plan_without_referral", person.pk, **plan)
    with unread([party.receives]):
        row = Participation.objects.get()
    assert answer.url == reverse("participation", args=[row.pk])
    assert row.starts_on == date(2024, 3, 18)


def test_a_wrong_number_is_told_and_the_name_kept(party, worker):
    answer = send(
        worker,
        "register_participant",
        party.receives,
        name="Alva Påhitt",
        number="19920102-9818",
        sex="unknown",
    )
    assert answer.status_code == 400
    assert answer.context["form"]["name"].value() == "Alva Påhitt"


def test_attendance_of_all_on_one_page(party, worker):
    one, two = in_the_door(party), in_the_door(party, MAN)
    made = send(
        worker,
        "hold_session",
        party.receives,
        party.open_door.pk,
        title="Studiebesök",
        day="2024-03-15",
        minutes="90",
    )
    with unread([party.receives]):
        session = Session.objects.get()
    assert made.url == reverse("attendance", args=[session.pk])
    send(worker, "attendance", session.pk, came=[str(one.pk)])
    with unread([party.receives]):
        came = dict(Attendance.objects.values_list("participation", "came"))
    assert came == {one.pk: True, two.pk: False}
    shown = page(worker, "sessions", party.receives, party.open_door.pk).content.decode()
    assert "1 av 2 personer" in shown
    again = page(worker, "attendance", session.pk).context["form"]["came"].value()
    assert again == [str(one.pk)]
    for row, many in ((one, 1), (two, 0)):
        shown = page(worker, "participation", row.pk).content.decode()
        assert f"kom till {many} av 1" in shown


def test_sessions_are_of_ones_own_authority_and_delivery(party, worker):
    held = sessions.NewSession(party.open_door.pk, TODAY, "Studiebesök")
    row = sessions.hold_session(party.worker, party.receives, held, key="t")
    for browser in everyone(party):
        for place in (row.pk, uuid.uuid4()):
            assert page(browser, "attendance", place).status_code == 404
        for name in ("sessions", "hold_session"):
            assert page(browser, name, party.receives, party.open_door.pk).status_code == 404
        assert page(browser, "register_participant", party.receives).status_code == 404
    assert page(worker, "sessions", party.sends, party.open_door.pk).status_code == 404
    assert page(worker, "sessions", party.receives, 0).status_code == 404


def test_no_other_parameter_is_read(party, worker):
    row = in_the_door(party)
    for name, place in (("participations", ()), ("participation", (row.pk,))):
        assert worker.get(reverse(name, args=place), {"kon": "kvinna"}).status_code == 400
    assert page(worker, "measure_status", row.pk, "m9").status_code == 404


def test_a_place_that_is_left_is_shown_as_left(party, worker):
    row = in_the_door(party)
    taking.interrupt_participation(
        party.worker,
        party.receives,
        row.pk,
        taking.NewHold("health", date(2024, 4, 1), False),
        key="u",
    )
    shown = page(worker, "participation", row.pk).content.decode()
    assert "2024-04-01" in shown
    assert "lämnad" in shown
