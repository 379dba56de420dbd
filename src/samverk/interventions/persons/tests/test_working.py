"""The case worker's own actions: sessions, participation without referral, and follow-ups in time."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
import time_machine

from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.interventions.models import CapacityRow, Delivery, Requirement
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.actions import planning, sessions
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.models import (
    Attendance,
    Consent,
    ConsentReceiver,
    Participation,
    Session,
)
from samverk.interventions.persons.queries.held import held_of
from samverk.interventions.persons.queries.queues import free_on
from samverk.interventions.persons.tests.party import MAN, OTHER, user
from samverk.interventions.persons.tests.working import (
    TODAY,
    agreed,
    begun,
    ended,
    in_the_door,
    planned_at_the_door,
    resident,
    through,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand


def later(day):
    return time_machine.travel(f"{day}T12:00:00+01:00", tick=False)


def met(party, day=TODAY, **more):
    new = sessions.NewSession(party.open_door.pk, day, "Yrkesorientering", **more)
    return sessions.hold_session(party.worker, party.receives, new, key=f"träff/{day}")


def test_somebody_comes_in_without_referral(party):
    row = planned_at_the_door(party, resident(party))
    assert (row.state, row.entry_id, row.party, row.home) == (
        "planned",
        None,
        party.cast.neighbour,
        party.cast.town,
    )
    assert (row.age, row.sex, row.is_followed) == (38, "woman", False)


def test_a_key_plans_once(party):
    new = planning.NewPlan(resident(party).pk, party.open_door.pk, TODAY)
    at = (party.worker, party.receives, new)
    first = planning.plan_without_referral(*at, key="p")
    assert planning.plan_without_referral(*at, key="p").pk == first.pk
    with pytest.raises(ConflictError, match="redan ett deltagande"):
        planning.plan_without_referral(*at, key="q")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"delivery": "delivery"}, "kräver remiss"),
        ({"extent": 0}, "mellan 1 och 100"),
        ({"extent": 101}, "mellan 1 och 100"),
        ({"starts_on": date(2019, 12, 31)}, "börjar 2020-01-01"),
        ({"planned_end": date(2024, 3, 14)}, "före starten"),
    ],
)
def test_a_faulty_plan_is_refused(party, change, told):
    delivery = getattr(party, change.pop("delivery", "open_door"))
    new = planning.NewPlan(
        **{"person": resident(party).pk, "delivery": delivery.pk, "starts_on": TODAY, **change}
    )
    with pytest.raises(InputError, match=told):
        planning.plan_without_referral(party.worker, party.receives, new, key="p")


def test_a_plan_is_for_those_who_fit_and_while_there_is_room(party):
    Requirement.objects.create(
        delivery=party.open_door, youngest=18, oldest=33, tested_on="start", from_date=TODAY
    )
    CapacityRow.objects.create(delivery=party.open_door, from_date=TODAY, funded=1, maximum=1)
    with pytest.raises(InputError, match="33"):
        planned_at_the_door(party, resident(party))
    planned_at_the_door(party, resident(party, OTHER))
    with pytest.raises(InputError, match="Ingen plats är ledig"):
        planned_at_the_door(party, resident(party, "19920102-9999"))


@pytest.mark.parametrize("tested_on", ["referral", "offer", "start"])
def test_a_plan_tries_a_requirement_on_whichever_day_it_is_tried(party, tested_on):
    Requirement.objects.create(
        delivery=party.open_door, youngest=18, oldest=33, tested_on=tested_on, from_date=TODAY
    )
    with pytest.raises(InputError, match="33"):
        planned_at_the_door(party, resident(party))
    planned_at_the_door(party, resident(party, OTHER))


def test_what_is_tried_when_one_asks_is_tried_as_of_today(party):
    """Somebody of 38 who is 39 when it starts may ask while the limit is 38; not start."""
    limit = Requirement.objects.create(
        delivery=party.open_door, youngest=18, oldest=38, tested_on="start", from_date=TODAY
    )
    birthday, person = date(2024, 7, 9), resident(party)
    with pytest.raises(InputError, match="39 år"):
        planned_at_the_door(party, person, birthday)
    Requirement.objects.filter(pk=limit.pk).update(tested_on="referral")
    planned_at_the_door(party, person, birthday)


def test_an_authority_plans_in_its_own_deliveries_alone(party):
    Delivery.objects.filter(pk=party.open_door.pk).update(to_date=date(2024, 3, 14))
    with pytest.raises(InputError, match="upphörde 2024-03-14"):
        planned_at_the_door(party, resident(party))
    new = planning.NewPlan(uuid.uuid4(), party.open_door.pk, TODAY)
    for actor, body in ((party.referrer, party.receives), (party.worker, party.sends)):
        with pytest.raises(NotAllowedError):
            planning.plan_without_referral(actor, body, new, key="x")
    with pytest.raises(NotFoundError):
        planning.plan_without_referral(party.worker, party.receives, new, key="x")


def consent(party, row):
    with unread([party.receives]):
        given = Consent.objects.create(
            controller_id=party.receives,
            person_id=row.person_id,
            purpose="follow_up",
            note="hur det går",
            form="skriftligt",
            from_date=TODAY,
        )
        ConsentReceiver.objects.create(
            controller_id=party.receives,
            person_id=row.person_id,
            consent=given,
            organisation=party.cast.neighbour,
        )


def test_what_is_counted_is_as_of_the_start(party):
    row = planned_at_the_door(party, resident(party))
    consent(party, row)
    with later("2024-07-09"):
        started = begun(party, row, date(2024, 7, 9))
    assert (started.age, started.is_followed) == (39, True)


def test_attendance_is_noted_for_all_and_corrected(party):
    one, two = in_the_door(party), in_the_door(party, MAN)
    session = met(party)
    at = (party.worker, party.receives, session.pk)
    sessions.note_attendance(*at, ((one.pk, True), (two.pk, False)), key="a")
    sessions.note_attendance(*at, ((one.pk, True), (two.pk, False)), key="a")
    sessions.note_attendance(*at, ((two.pk, True),), key="b")
    with unread([party.receives]):
        assert set(Attendance.objects.values_list("participation", "came")) == {
            (one.pk, True),
            (two.pk, True),
        }
        first, corrected = (Attendance.objects.get(participation=one.pk) for one in (one, two))
        assert (first.earlier, [kept["came"] for kept in corrected.earlier]) == ([], [False])
        # Nobody writes over what was noted, whatever they say was noted before
        corrected.came, corrected.earlier = False, []
        corrected.save()
        corrected.refresh_from_db()
        assert [kept["came"] for kept in corrected.earlier] == [False, True]
        told = {table.title: table for table in held_of(two.person)}["Närvaro vid träffar"]
        assert told.rows[0][told.head.index("Förut noterat")].startswith("kom inte, rättat 20")


def test_only_those_under_way_that_day_are_noted(party):
    row = in_the_door(party)
    planned = planned_at_the_door(party, resident(party, MAN))
    early = sessions.NewSession(party.open_door.pk, date(2024, 3, 14), "Dagen före")
    before = sessions.hold_session(party.worker, party.receives, early, key="f")
    for session, pk in ((before, row.pk), (met(party), planned.pk), (met(party), uuid.uuid4())):
        with pytest.raises(InputError, match="längre"):
            sessions.note_attendance(
                party.worker, party.receives, session.pk, ((pk, True),), key="a"
            )
    ended(party, row)
    sessions.note_attendance(
        party.worker, party.receives, met(party).pk, ((row.pk, True),), key="sista"
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": " "}, "vad träffen var"),
        ({"minutes": 0}, "1 minut"),
        ({"minutes": 1441}, "ett dygn"),
        ({"held_on": date(2024, 3, 16)}, "framtiden"),
        ({"held_on": date(2019, 12, 31)}, "börjar"),
    ],
)
def test_a_faulty_session_is_refused(party, change, told):
    given = {"delivery": party.open_door.pk, "held_on": TODAY, "title": "Träff", **change}
    with pytest.raises(InputError, match=told):
        sessions.hold_session(party.worker, party.receives, sessions.NewSession(**given), key="k")


def test_a_session_is_held_once_per_key_by_those_who_may(party):
    assert met(party).pk == met(party).pk
    with unread([party.receives]):
        assert Session.objects.count() == 1
    for actor in (party.referrer, party.receiver, party.coordinator, *party.cast.strangers):
        with pytest.raises(NotAllowedError):
            sessions.hold_session(
                actor, party.receives, sessions.NewSession(1, TODAY, "Träff"), key="k"
            )


def test_a_follow_up_waits_for_its_day_and_the_end(party):
    person = resident(party)
    agreed(party, person)
    day = date(2024, 2, 29)
    row = begun(party, planned_at_the_door(party, person, day), day)
    at = (party.worker, party.receives, row.pk)
    known = taking.NewMeasurement("m3", TODAY, "work", 40, "wage", "secondary")
    with pytest.raises(InputError, match="inte avslutat"):
        taking.measure_status(*at, known, key="1")
    ended(party, row, date(2024, 2, 29))
    with pytest.raises(InputError, match="tidigast den 15\u00a0maj 2024"):
        taking.measure_status(*at, known, key="2")
    new = taking.NewMeasurement("m3", date(2024, 5, 29), "work", 40, "wage", "secondary")
    with pytest.raises(InputError, match="framtiden"):
        taking.measure_status(*at, new, key="3")
    with later("2024-05-29"):
        taking.measure_status(*at, new, key="4")
    gone = taking.NewMeasurement("m6", TODAY, missing="deceased")
    taking.measure_status(*at, gone, key="5")


def test_a_place_that_was_given_up_is_taken_back_only_if_free(party):
    first, second = through(party, "a"), through(party, "b", MAN)
    at = (party.worker, party.receives, first.pk)
    taking.interrupt_participation(
        *at, taking.NewHold("health", date(2099, 1, 1), keeps_place=False), key="u"
    )
    through(party, "c", OTHER)
    with pytest.raises(InputError, match="Ingen plats är ledig"):
        taking.resume_participation(*at, key="r")
    ended(party, second)
    taking.resume_participation(*at, key="r2")
    again = (party.worker, party.receives, second.pk)
    with pytest.raises(InputError, match="Ingen plats är ledig"):
        taking.reactivate_participation(*again, "Kom tillbaka", key="å")
    with unread([party.receives]):
        assert free_on(party.delivery.pk, TODAY).value == 0


@pytest.mark.parametrize(("day", "goes"), [("2024-04-14", True), ("2024-04-15", False)])
def test_thirty_days_to_go_on(party, day, goes):
    row = ended(party, in_the_door(party))
    at = (party.worker, party.receives, row.pk, "Kom tillbaka")
    with later(day):
        if goes:
            assert taking.reactivate_participation(*at, key="r").state == "active"
        else:
            with pytest.raises(InputError, match="till och med den 14\u00a0april 2024"):
                taking.reactivate_participation(*at, key="r")


def test_a_protected_person_is_worked_with_by_who_is_named_alone(party):
    person = resident(party)
    row = planned_at_the_door(party, person)
    desk = Desk(party.receives, Hand.CASE_WORKER)
    persons.protect_person(party.worker, desk, person.pk, key="s")
    colleague = actor_for(user("Ida Sund", Role.CASE_WORKER, party.cast.neighbour_board))
    for pk in (row.pk, uuid.uuid4()):
        with pytest.raises(NotFoundError, match=r"^Sidan finns inte\.$"):
            taking.set_goal(colleague, party.receives, pk, "Komma ut", key="m")
    begun(party, row)
    with unread([party.receives]):
        assert Participation.objects.get().state == "active"


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (date(2024, 3, 14), "började den"),
        (date(2124, 6, 30), "mer än 10 år"),
    ],
)
def test_a_planned_end_that_cannot_come_is_refused(party, end, told):
    row = in_the_door(party)
    at = (party.worker, party.receives, row.pk)
    with pytest.raises(InputError, match=told):
        taking.change_participation(*at, taking.NewTerms(50, end), key="ä")
    with unread([party.receives]):
        row.refresh_from_db()
        assert (row.extent, row.planned_end) == (100, None)


def test_an_end_that_has_passed_stays_while_something_else_is_changed(party):
    row = in_the_door(party)
    at = (party.worker, party.receives, row.pk)
    ends = date(2024, 3, 20)
    taking.change_participation(*at, taking.NewTerms(50, ends), key="ä")
    with time_machine.travel("2024-03-25T12:00:00+01:00", tick=False):
        taking.change_participation(*at, taking.NewTerms(75, ends), key="ö")
        with pytest.raises(InputError, match="har redan passerat"):
            taking.change_participation(*at, taking.NewTerms(75, date(2024, 3, 24)), key="å")


def test_a_pause_is_not_planned_to_end_before_it_begins(party):
    row = in_the_door(party)
    hold = taking.NewHold("health", date(2024, 3, 14))
    with pytest.raises(InputError, match="planerade återkomsten"):
        taking.interrupt_participation(party.worker, party.receives, row.pk, hold, key="u")
