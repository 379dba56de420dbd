"""Emergency access: two are needed, one reads for an hour, all is noted, and a third reviews."""

from __future__ import annotations

import re
import uuid
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, connection, transaction

from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent, RoleAssignment, RoleEnd
from samverk.foundation.tests.telling import without_ids
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.emergency_reading import read_in_emergency
from samverk.interventions.persons.actions.subject_access import make_extract
from samverk.interventions.persons.models import (
    EmergencyGrant,
    EmergencyRequest,
    Person,
    Referral,
)
from samverk.interventions.persons.queries.emergency import in_words
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, WOMAN, user
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import in_emergency, reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.emergency import open_until
from samverk.rules.interventions.hands import Hand

CANARY, WHY = "Kanariefågel", "Hotbild, måste nå handläggaren"
NOON, LATER = "2024-03-15T12:00:00+01:00", "2024-03-15T12:30:00+01:00"


@kept
def pages(party):
    return Pages(party)


@kept
def hidden(party):
    """Somebody with a protected identity and a referral, known by the referrer alone."""
    new = persons.NewPerson(party.sends, CANARY, WOMAN, protected=True)
    person = persons.register_person(party.referrer, new, key="dold")
    Walk(party, "d").draft(person)
    return person


@kept
def other(party):
    """A colleague at the sending authority who is named for nobody."""
    return user("Olle Berg", Role.REFERRER, party.cast.board)


def ask(party, who, number=WOMAN, key="n", hand=Hand.REFERRER):
    new, desk = persons.NewEmergency(number, "life", WHY), Desk(party.sends, hand)
    return persons.ask_emergency(actor_for(who), desk, new, key=key)


def approved(party, who, number=WOMAN, key="n"):
    row = ask(party, who, number, key)
    at = (party.other_coordinator, party.sends, row.pk)
    return persons.approve_emergency(*at, key=f"{key}/ja")


def seen(body, reader, person, *, rows=Person):
    """Count, in plain SQL as the app role, what a reader sees while reading of a person."""
    column = "id" if rows is Person else "person_id"
    with in_emergency(body, reader.pk, person), connection.cursor() as cursor:
        cursor.execute(
            f'SELECT count(*) FROM "{rows._meta.db_table}" WHERE {column} = %s', [person]
        )
        return cursor.fetchone()[0]


def test_the_one_who_asked_reads_all_that_is_held(party, hidden, other):
    row = approved(party, other)
    opened = read_in_emergency(actor_for(other), row.pk)
    assert opened.who.name == CANARY
    assert opened.who.number == "19850709-••••"
    assert "Remisser" in {one.title for one in opened.held}


def test_nothing_is_opened_by_asking_alone(party, hidden, other):
    row = ask(party, other)
    with pytest.raises(NotFoundError):
        read_in_emergency(actor_for(other), row.pk)
    assert seen(party.sends, other, hidden.pk) == 0


def test_two_are_needed(party, hidden):
    coordinator = party.other_coordinator
    row = ask(party, party.other_coordinator_user, hand=Hand.COORDINATOR)
    with pytest.raises(NotAllowedError, match="Två personer"):
        persons.approve_emergency(coordinator, party.sends, row.pk, key="själv")
    with pytest.raises(NotAllowedError):
        persons.approve_emergency(party.referrer, party.sends, row.pk, key="remittent")
    second = user("Ida Ros", Role.COORDINATOR, party.cast.board)
    persons.approve_emergency(actor_for(second), party.sends, row.pk, key="andra")
    assert read_in_emergency(coordinator, row.pk).who.name == CANARY


def test_the_database_refuses_one_who_decides_their_own(party, other):
    row = ask(party, other)
    with reading([party.sends], other.pk), pytest.raises(IntegrityError), transaction.atomic():
        EmergencyRequest.objects.filter(pk=row.pk).update(
            state="refused", decided_by=other, decided_at=row.asked_at
        )


def test_the_half_hour_ends_by_the_clock(party, hidden, other):
    with time_machine.travel(NOON, tick=False):
        row = approved(party, other)
    with time_machine.travel("2024-03-15T12:29:59+01:00", tick=False):
        assert read_in_emergency(actor_for(other), row.pk).who.name == CANARY
        assert seen(party.sends, other, hidden.pk) == 1
    with time_machine.travel(LATER, tick=False):
        with pytest.raises(NotFoundError):
            read_in_emergency(actor_for(other), row.pk)
        assert seen(party.sends, other, hidden.pk) == 0
        assert seen(party.sends, other, hidden.pk, rows=Referral) == 0


@pytest.mark.parametrize("night", ["2024-10-27T02:30:00+02:00", "2024-03-31T01:30:00+01:00"])
def test_half_an_hour_is_that_when_the_clock_is_changed(party, hidden, other, night):
    with time_machine.travel(night, tick=False):
        row = approved(party, other)
        assert (row.until - row.decided_at).total_seconds() == 1800
        end = open_until(row.decided_at, 30)
    with time_machine.travel(end, tick=False), pytest.raises(NotFoundError):
        read_in_emergency(actor_for(other), row.pk)


def test_an_hour_that_comes_twice_tells_which(party, other):
    with time_machine.travel("2024-10-27T02:00:00+02:00", tick=False):
        assert in_words(approved(party, other).until) == "2024-10-27 02:30 sommartid"
    with time_machine.travel("2024-10-27T02:00:00+01:00", tick=False):
        assert in_words(approved(party, other, key="m").until) == "2024-10-27 02:30 normaltid"


def test_without_a_grant_plain_sql_sees_nothing(party, hidden, other):
    for rows in (Person, Referral):
        assert seen(party.sends, other, hidden.pk, rows=rows) == 0
    approved(party, other)
    for rows in (Person, Referral):
        assert seen(party.sends, other, hidden.pk, rows=rows) == 1


def test_a_grant_opens_to_one_user_of_one_person_alone(party, hidden, other):
    new = persons.NewPerson(party.sends, "En annan", MAN, protected=True)
    second = persons.register_person(party.referrer, new, key="dold2")
    approved(party, other)
    third = user("Tova Ek", Role.REFERRER, party.cast.board)
    assert seen(party.sends, third, hidden.pk) == 0
    assert seen(party.sends, party.other_coordinator_user, hidden.pk) == 0
    assert seen(party.sends, other, second.pk) == 0
    with in_emergency(party.sends, other.pk, hidden.pk):
        assert set(Person.objects.values_list("pk", flat=True)) == {hidden.pk}


def test_no_list_or_search_shows_the_person_meanwhile(party, pages, hidden, other):
    approved(party, other)
    with reading([party.sends], other.pk):
        assert not Person.objects.exists()
    assert pages.get(other, "person", hidden.pk).status_code == 404
    found = pages.browser(other).post(f"/personer/{party.sends}/sok/", {"sok": WOMAN})
    assert "Ingen person hittades" in text(found)


def test_without_the_moment_or_with_a_broken_setting_it_is_shut(party, hidden, other):
    approved(party, other)
    with in_emergency(party.sends, other.pk, hidden.pk), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samverk.moment', '', true)")
        assert not Person.objects.exists()
        cursor.execute("SELECT set_config('samverk.moment', %s, true)", ["2020-01-01T00:00:00Z"])
        assert Person.objects.exists()
        cursor.execute("SELECT set_config('samverk.emergency', '', true)")
        assert not Person.objects.exists()


def test_it_opens_for_reading_alone(party, hidden, other):
    approved(party, other)
    with (
        in_emergency(party.sends, other.pk, hidden.pk),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Person.objects.filter(pk=hidden.pk).update(home=party.cast.neighbour)
    with unread([party.sends]):
        draft = Referral.objects.get(person=hidden)
    with pytest.raises(NotFoundError):
        persons.withdraw_referral(actor_for(other), party.sends, draft.pk, "Nej", key="w")


@pytest.mark.django_db
def test_every_policy_that_hides_protected_persons_was_made_anew():
    policies = "SELECT qual, with_check FROM pg_policies WHERE policyname = 'protected'"
    with connection.cursor() as cursor:
        cursor.execute(policies)
        found = cursor.fetchall()
    assert len(found) >= 18
    assert all(
        "persons_hidden()" in seen and "persons_hidden_to_write()" in check for seen, check in found
    )


def test_a_number_of_nobody_s_is_answered_as_that_of_somebody_hidden(party, pages, hidden, other):
    for number in (WOMAN, MAN):
        answer = pages.send(
            other, "ask_emergency", party.sends, number=number, reason="life", why=WHY
        )
        assert answer.status_code == 302
    with reading([party.sends], other.pk):
        rows = list(EmergencyRequest.objects.order_by("pk"))
    kin = party.other_coordinator_user
    for name, who in (("emergency", other), ("emergency", kin), ("approve_emergency", kin)):
        shown = [same(text(pages.get(who, name, row.pk)), row) for row in rows]
        assert shown[0] == shown[1], name
    for row in rows:
        assert pages.send(kin, "approve_emergency", row.pk).status_code == 302
    for name, who in (("emergency", other), ("emergency", kin)):
        shown = [same(text(pages.get(who, name, row.pk)), row) for row in rows]
        assert shown[0] == shown[1], name
    status = {pages.get(other, "emergency_record", row.pk).status_code for row in rows}
    assert status == {200, 404}
    nobody = pages.get(other, "emergency_record", uuid.uuid4())
    closed = [pages.get(other, "emergency_record", row.pk) for row in rows]
    assert nobody.content in {one.content for one in closed}


def same(page, row):
    """A page without what tells one request from another: its id, its number, and the form's key."""
    page = page.replace(str(row.pk), "id")
    return re.sub(r'19850709-••••|19900118-••••|value="[0-9a-zA-Z-]{30,}"', "x", page)


def test_who_says_yes_sees_the_number_masked_and_the_reason(party, pages, hidden, other):
    row = ask(party, other)
    page = text(pages.get(party.other_coordinator_user, "emergency", row.pk))
    for word in ("19850709-••••", WHY, "Olle Berg", "Du får inte veta om numret finns"):
        assert word in page
    assert "9805" not in without_ids(page)
    assert CANARY not in page
    listed = text(pages.get(party.other_coordinator_user, "emergencies", party.sends))
    # Why somebody must read may be delicate, and stands in no list (7 a § lagen 2001:454)
    assert "Olle Berg" in listed
    assert WHY not in listed


def test_nobody_else_sees_the_request(party, pages, hidden, other):
    row = ask(party, other)
    for who in (party.referrer_user, party.receiver_user, party.coordinator_user):
        for name in ("emergency", "approve_emergency", "refuse_emergency", "emergency_record"):
            assert pages.get(who, name, row.pk).status_code == 404, (who, name)
    assert pages.get(party.auditor_user, "emergency", row.pk).status_code == 404
    assert pages.get(other, "approve_emergency", row.pk).status_code == 404
    assert WHY not in text(pages.get(party.referrer_user, "emergencies", party.sends))


def test_each_reading_is_noted_as_just_that(party, pages, hidden, other):
    row = approved(party, other)
    for _ in range(2):
        page = text(pages.get(other, "emergency_record", row.pk))
    assert CANARY in page
    assert "bara för läsning" in page
    noted = AuditEvent.objects.filter(kind="persons.read_in_emergency", actor=other)
    assert [one.subject_id for one in noted] == [str(hidden.pk)] * 2
    assert {one.why for one in noted} == {f"Nödåtkomst {row.pk}"}


def test_when_the_note_cannot_be_written_nothing_is_shown(party, hidden, other, monkeypatch):
    row = approved(party, other)

    def fails(*_):
        raise RuntimeError

    monkeypatch.setattr("samverk.foundation.acts.log_readings", fails)
    with pytest.raises(RuntimeError):
        read_in_emergency(actor_for(other), row.pk)


def test_named_handlers_and_auditors_get_a_letter_that_names_nobody(
    party, hidden, other, settings, monkeypatch
):
    settings.EMAIL_HOST = "127.0.0.1"
    sent = []
    monkeypatch.setattr("samverk.foundation.login.letters.post", sent.append)
    approved(party, other)
    assert {one.to for one in sent} == {party.auditor_user.email, party.referrer_user.email}
    for one in sent:
        assert "nödåtkomst" in one.subject
        for word in (CANARY, "1985", "Olle", WHY, str(hidden.pk)[:8]):
            assert word not in one.body + one.subject


def test_it_lies_on_the_desks_of_those_it_concerns(party, pages, hidden, other):
    row = ask(party, other)
    kin = pages.browser(party.other_coordinator_user)
    assert "Nödåtkomst att godkänna" in text(kin.get("/"))
    persons.approve_emergency(party.other_coordinator, party.sends, row.pk, key="ja")
    assert "Nödåtkomst att godkänna" not in text(kin.get("/"))
    assert "som du är handläggare för" in text(pages.browser(party.referrer_user).get("/"))
    assert "som du är handläggare för" not in text(pages.browser(other).get("/"))


def reviewed(party, who, row, key="g"):
    found = persons.NewReview(is_justified=False, note="Skälet räckte inte")
    return persons.review_emergency(actor_for(who), party.sends, row.pk, found, key=key)


def test_the_auditor_reviews_when_the_hour_is_over(party, pages, hidden, other):
    with time_machine.travel(NOON, tick=False):
        row = approved(party, other)
        read_in_emergency(actor_for(other), row.pk)
        with pytest.raises(ConflictError, match="öppen än"):
            reviewed(party, party.auditor_user, row)
    with time_machine.travel("2024-03-15T13:30:00+01:00", tick=False):
        page = text(pages.get(party.auditor_user, "review_readings", party.sends))
        assert "Ska granskas" in page
        form = text(pages.get(party.auditor_user, "review_emergency", row.pk))
        for word in (WHY, "Olle Berg", "Kaj Torn", f"person {hidden.pk.hex[:8]}", "1 gång<"):
            assert word in form
        assert CANARY not in form + page
        assert pages.send(party.auditor_user, "review_emergency", row.pk).status_code == 400
        said = {"is_justified": "nej", "note": "Skälet räckte inte"}
        answer = pages.send(party.auditor_user, "review_emergency", row.pk, **said)
        assert answer.status_code == 302
        assert "Inte befogad" in text(pages.get(party.auditor_user, "review_readings", party.sends))
        with pytest.raises(ConflictError, match="redan granskad"):
            reviewed(party, party.auditor_user, row)


def test_nobody_reviews_what_they_took_part_in(party, hidden):
    both = user("Ulla Dubbel", Role.LOG_AUDITOR, party.cast.board)
    worked = RoleAssignment.objects.create(
        user=both,
        role=Role.REFERRER.name,
        organisation=party.cast.town,
        body=party.cast.board,
        from_date=date(2024, 3, 15),
    )
    with time_machine.travel(NOON, tick=False):
        row = approved(party, both)
        with pytest.raises(NotAllowedError, match="inte själv med personer"):
            reviewed(party, both, row)
    # Who works there no more may review what others did
    RoleEnd.objects.create(assignment=worked, last_day=date(2024, 3, 14))
    with time_machine.travel("2024-03-15T13:30:00+01:00", tick=False):
        with pytest.raises(NotAllowedError, match="kan inte granska"):
            reviewed(party, both, row)
        with pytest.raises(NotAllowedError):
            reviewed(party, party.referrer_user, row, key="h")


def test_a_request_is_decided_once_and_within_a_day(party, hidden, other):
    at = (party.other_coordinator, party.sends)
    row = approved(party, other)
    with pytest.raises(ConflictError, match="redan godkänd"):
        persons.refuse_emergency(*at, row.pk, key="nej")
    with time_machine.travel(NOON, tick=False):
        late = ask(party, other, key="m")
    with (
        time_machine.travel("2024-03-16T12:00:00+01:00", tick=False),
        pytest.raises(ConflictError, match="äldre än ett dygn"),
    ):
        persons.approve_emergency(*at, late.pk, key="sent")


def test_what_is_refused_opens_nothing(party, hidden, other):
    row = ask(party, other)
    persons.refuse_emergency(party.other_coordinator, party.sends, row.pk, key="nej")
    with pytest.raises(NotFoundError):
        read_in_emergency(actor_for(other), row.pk)
    with unread([party.sends]):
        assert not EmergencyGrant.objects.exists()


@pytest.mark.parametrize(
    ("number", "why", "match"),
    [
        ("", WHY, "hela personnumret"),
        ("19850709-9806", WHY, "siffra"),
        (WOMAN, WHY[:19], "minst 20"),
    ],
)
def test_a_request_without_its_parts_is_refused(party, other, number, why, match):
    new, desk = persons.NewEmergency(number, "life", why), Desk(party.sends, Hand.REFERRER)
    with pytest.raises(InputError, match=match):
        persons.ask_emergency(actor_for(other), desk, new, key="n")


@pytest.mark.parametrize("reason", ["", "påhittat"])
def test_a_request_needs_a_coded_reason(party, pages, other, reason):
    new, desk = persons.NewEmergency(WOMAN, reason, WHY), Desk(party.sends, Hand.REFERRER)
    with pytest.raises(InputError, match="Välj skäl") as fault:
        persons.ask_emergency(actor_for(other), desk, new, key="n")
    assert fault.value.field == "reason"
    answer = pages.send(other, "ask_emergency", party.sends, number=WOMAN, reason=reason, why=WHY)
    assert answer.status_code == 400
    persons.ask_emergency(
        actor_for(other), desk, persons.NewEmergency(WOMAN, "life", WHY[:20]), key="m"
    )


def test_a_review_that_is_late_shows_on_the_desk(party, pages, hidden, other):
    with time_machine.travel(NOON, tick=False):
        approved(party, other)
        assert "Nödåtkomst att granska" not in desk(pages, party)
    with time_machine.travel("2024-03-16T12:00:00+01:00", tick=False):
        assert "1 väntar, första senast 2024-03-16 12:00" in desk(pages, party)
        page = text(pages.get(party.auditor_user, "review_readings", party.sends))
        assert "Ska granskas" in page
        assert "Fara för liv eller hälsa" in page
    with time_machine.travel("2024-03-16T12:00:01+01:00", tick=False):
        assert "1 väntar, 1 försenad, första senast" in desk(pages, party)
        page = text(pages.get(party.auditor_user, "review_readings", party.sends))
        assert "Skulle ha granskats" in page


def desk(pages, party):
    return text(pages.browser(party.auditor_user).get("/"))


def test_nobody_piles_up_requests(party, other):
    for nth in range(5):
        ask(party, other, key=f"n{nth}")
    with pytest.raises(InputError, match="redan 5"):
        ask(party, other, key="n5")


def test_the_number_and_the_reason_lie_sealed(party, other):
    row = ask(party, other)
    with reading([party.sends], other.pk), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM persons_emergencyrequest WHERE id = %s", [row.pk])
        kept = bytes(cursor.fetchone()[0])
    assert b"1985" not in kept
    assert b"Hotbild" not in kept
    assert WOMAN not in repr(persons.NewEmergency(WOMAN, "life", WHY))


def test_who_lost_the_role_reads_no_more(party, hidden, other):
    row = approved(party, other)
    gone = actor_for(other)
    assert read_in_emergency(gone, row.pk)
    without = type(gone)(gone.user, gone.name, ())
    with pytest.raises(NotFoundError):
        read_in_emergency(without, row.pk)


def test_the_person_is_told_of_it(party, hidden, other):
    persons.name_handler(
        party.referrer,
        Desk(party.sends, Hand.REFERRER),
        hidden.pk,
        party.other_coordinator_user.pk,
        key="namn",
    )
    row = approved(party, other)
    read_in_emergency(actor_for(other), row.pk)
    new = persons.NewSubjectRequest(hidden.pk, date(2024, 3, 15), "letter", "id_card")
    asked = persons.take_request(party.other_coordinator, party.sends, new, key="b")
    _, told = make_extract(party.other_coordinator, asked.pk, whole=True)
    rows = {one.title: one.rows for one in told.held}
    assert any("Olle Berg" in one and WHY in one for one in rows["Nödåtkomst"])
    assert any("Läst med nödåtkomst" in one for one in rows["Vem som har läst"])
