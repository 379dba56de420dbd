"""Two records of one person become one: nothing is lost, nothing is doubled, and the wall stands."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.sealing import SealBrokenError
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.models import (
    Consent,
    JoinedRecord,
    NamedHandler,
    Participation,
    Person,
    Protection,
    Referral,
)
from samverk.interventions.persons.models.base import OfPerson
from samverk.interventions.persons.queries.came import came_by_joining
from samverk.interventions.persons.queries.held import held_of
from samverk.interventions.persons.queries.joined import kept_of, records_of
from samverk.interventions.persons.queries.people import find_persons
from samverk.interventions.persons.queries.retention import gather
from samverk.interventions.persons.records import identity, told
from samverk.interventions.persons.tests.party import MAN, WOMAN, somebody
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import (
    agreed,
    begun,
    planned_at_the_door,
    resident,
)
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

TODAY = date(2024, 3, 15)
WHY = "Samma människa, sade personen vid besöket"


def join(party, kept, other, *, who=None, key="ihop", why=WHY, body=None):
    what = persons.Joining(kept.pk, other.pk, why)
    return persons.join_records(who or party.coordinator, body or party.receives, what, key=key)


def rows_by_table(person):
    """Every row of a person: its table, its id, and all its columns but whose it is."""
    found = {}
    with unread([person.controller_id]), connection.cursor() as cursor:
        for model in apps.get_models():
            if not issubclass(model, OfPerson):
                continue
            table = model._meta.db_table
            cursor.execute(
                f"SELECT id, to_jsonb(t) - 'person_id' FROM {table} t WHERE person_id = %s",
                [person.pk],
            )
            found |= {(table, pk): row for pk, row in cursor.fetchall()}
    return found


def bare(party, name="Siv Påhitt", **more):
    """Register the same person once more, by day of birth alone."""
    new = persons.NewPerson(party.receives, name, born=date(1985, 7, 9), **more)
    return persons.register_person(
        party.worker, new, key=f"bar/{uuid.uuid4()}", hand=Hand.CASE_WORKER
    )


def lived(party, person):
    """Let a person take part and end, with a goal and measurements."""
    row = begun(party, planned_at_the_door(party, person))
    at = (party.worker, party.receives, row.pk)
    goal = taking.set_goal(*at, "Egen försörjning", key=f"mål/{row.pk}")
    taking.measure_status(
        *at, taking.NewMeasurement("exit", TODAY, missing="declined"), key=f"ut/{row.pk}"
    )
    ending = taking.Ending(TODAY, "Gick bra", "", ((str(goal.pk), "partly"),))
    taking.end_participation(*at, ending, key=f"slut/{row.pk}")
    return row


def waiting(party, _):
    """Let a referral come, and its person wait: another record than the one that is given."""
    entry = Walk(party, "t").in_queue()
    with unread([party.receives]):
        return Person.objects.get(pk=entry.person_id)


def refused(party, person):
    """Let a person consent, take it back, and be kept from disposal."""
    agreed(party, person)
    with unread([party.receives]):
        consent = Consent.objects.get(person=person)
    desk = Desk(party.receives, Hand.CASE_WORKER)
    persons.withdraw_consent(party.worker, desk, consent.pk, key="åter")
    hold = persons.NewDisposalHold(person.pk, "appeal", "T 12-24")
    persons.hold_back(party.coordinator, party.receives, hold, key="undantag")
    return person


def looked_at(party, person):
    """Let a number be looked at and corrected, and an extract be asked for."""
    desk = Desk(party.receives, Hand.COORDINATOR)
    persons.reveal_number(party.coordinator, desk, person.pk, WHY, key="visa")
    right = persons.RightNumber(WHY, "", date(1985, 7, 8))
    persons.correct_number(party.coordinator, party.receives, person.pk, right, key="rätta")
    return person


def took_part(party, person):
    lived(party, person)
    return person


STORIES = {"took part": took_part, "waits": waiting, "refused": refused, "looked at": looked_at}


# Two of the same story clash, or are the same: that is tried by itself
PAIRS = [(mine, theirs) for mine in STORIES for theirs in STORIES if mine != theirs]


@pytest.mark.parametrize(("mine", "theirs"), PAIRS)
def test_every_row_of_both_is_the_kept_ones_and_none_is_changed(party, mine, theirs):
    other = STORIES[theirs](party, resident(party, MAN))
    kept = STORIES[mine](party, bare(party))
    own, came = rows_by_table(kept), rows_by_table(other)
    assert len(came) > 0
    made = join(party, kept, other)
    after = rows_by_table(made)
    added = {key: row for key, row in after.items() if key not in own and key not in came}
    assert {table for table, _ in added} == {"persons_joinedrecord"}
    assert {key: row for key, row in after.items() if key not in added} == own | came
    with unread([party.receives]):
        assert not Person.objects.filter(pk=other.pk).exists()
        trace = JoinedRecord.objects.get().moved
        # All that was sealed with either key is read
        held_of(Person.objects.get(pk=kept.pk))
    traced = {(f"persons_{name}", uuid.UUID(pk)) for name in trace for pk in trace[name]}
    assert traced == set(came)


def test_what_was_sealed_under_both_keys_is_read_and_goes_with_one_row(party):
    other, kept = resident(party), bare(party)
    row = lived(party, other)
    made = join(party, kept, other)
    with unread([party.receives]):
        row = Participation.objects.get(pk=row.pk)
        assert told(row.person, row, "report") == {"text": "Gick bra"}
        assert [one.pk for one in came_by_joining(row)] == [JoinedRecord.objects.get().pk]
        # Without the other's key nothing of theirs is opened
        made.key = bytes(made.key)[:60]
        with pytest.raises(SealBrokenError):
            told(made, row, "report")


def test_what_is_lacking_is_taken_from_the_other_and_nothing_else(party):
    other = resident(party)
    kept = bare(party, "Siv P. Påhitt", phone="070-1740605")
    made = join(party, kept, other)
    who = identity(made)
    assert (who.name, who.number) == ("Siv P. Påhitt", WOMAN.replace("-", ""))
    assert (who.phone, made.sex) == ("070-1740605", "woman")
    with unread([party.receives]):
        assert find_persons(party.receives, WOMAN, TODAY) == [made]
        # The name that stood in the other record finds nobody
        assert find_persons(party.receives, "Siv P. Påhitt", TODAY) == [made]
        said = {one.title: one for one in held_of(made)}["Sammanslagna poster"]
    assert any(WHY in cell and WOMAN.replace("-", "") in cell for cell in said.rows[0])


def test_an_old_number_finds_nobody_and_may_be_another_persons(party):
    other, kept = resident(party, MAN), resident(party)
    join(party, kept, other)
    with unread([party.receives]):
        assert find_persons(party.receives, MAN, TODAY) == []
    new = persons.NewPerson(party.receives, "Bo Påhitt", MAN)
    bo = persons.register_person(party.worker, new, key="bo", hand=Hand.CASE_WORKER)
    assert bo.pk not in (kept.pk, other.pk)


def test_the_log_names_the_kept_one_and_old_ids_lead_there(party):
    other, kept = resident(party), bare(party)
    made = join(party, kept, other)
    event = AuditEvent.objects.get(kind="persons.joined")
    assert (event.subject_id, event.body_id) == (str(kept.pk), party.receives)
    assert WHY not in f"{event.why}{event.subject_label}"
    with unread([party.receives]):
        assert kept_of(other.pk) == kept.pk
        assert records_of(other.pk) == records_of(kept.pk) == {kept.pk, other.pk}
    third = bare(party)
    join(party, third, made, key="en gång till")
    with unread([party.receives]):
        assert kept_of(other.pk) == kept_of(kept.pk) == third.pk
        assert records_of(other.pk) == {kept.pk, other.pk, third.pk}


def test_it_is_done_once_and_the_same_form_again_answers_the_same(party):
    other, kept = resident(party), bare(party)
    assert join(party, kept, other) == join(party, kept, other)
    with pytest.raises(NotFoundError):
        join(party, kept, other, key="igen")
    with unread([party.receives]):
        assert JoinedRecord.objects.count() == 1


def test_what_cannot_be_is_refused(party):
    other, kept = resident(party), bare(party)
    with pytest.raises(InputError, match="minst 10 tecken"):
        join(party, kept, other, why="samma")
    with pytest.raises(InputError, match="annan post"):
        join(party, kept, kept)
    elsewhere = somebody(party)
    with pytest.raises(NotFoundError, match="samma myndighet"):
        join(party, kept, elsewhere)
    for who in (party.worker, party.receiver, party.other_coordinator):
        with pytest.raises(NotAllowedError):
            join(party, kept, other, who=who, key=f"{who.user}")
    with unread([party.receives]):
        assert not JoinedRecord.objects.exists()


def test_two_places_in_one_queue_are_put_right_first(party):
    here = waiting(party, None)
    there = Walk(party, "b").in_queue(MAN)
    with unread([party.receives]):
        other = Person.objects.get(pk=there.person_id)
    with pytest.raises(ConflictError, match="väntar i kön till Språnget i båda posterna"):
        join(party, here, other)
    persons.correct_queue_entry(party.coordinator, party.receives, there.pk, "Dubbel", key="fel")
    join(party, here, other, key="nu")
    with unread([party.receives]):
        assert Referral.objects.filter(person=here).count() == 2


def test_two_open_participations_and_two_open_drafts_are_refused(party):
    other, kept = resident(party), bare(party)
    for one in (other, kept):
        begun(party, planned_at_the_door(party, one))
    with pytest.raises(ConflictError, match="deltar i Öppna dörren samtidigt"):
        join(party, kept, other)
    a, b = somebody(party), somebody(party, MAN)
    for nth, one in enumerate((a, b)):
        Walk(party, f"u{nth}").draft(one)
    with pytest.raises(ConflictError, match="Två remisser till Språnget är öppna"):
        join(party, a, b, who=party.other_coordinator, body=party.sends)


def hidden(party, number, *, with_coordinator=True, key="h"):
    """Register somebody with a protected identity, whom the worker and maybe the coordinator know of."""
    new = persons.NewPerson(party.receives, "Siv Påhitt", number, protected=True)
    at = (party.worker, Desk(party.receives, Hand.CASE_WORKER))
    person = persons.register_person(party.worker, new, key=key, hand=Hand.CASE_WORKER)
    if with_coordinator:
        persons.name_handler(*at, person.pk, party.coordinator_user.pk, key=f"{key}n")
    return person


def test_somebody_hidden_from_the_coordinator_is_as_missing(party):
    kept, other = bare(party), hidden(party, WOMAN, with_coordinator=False)
    with pytest.raises(NotFoundError) as told_of:
        join(party, kept, other)
    gone = Person(pk=uuid.uuid4())
    with pytest.raises(NotFoundError) as missing:
        join(party, kept, gone, key="b")
    assert told_of.value.message == missing.value.message


@pytest.mark.parametrize("keeps_hidden", [True, False])
def test_one_who_is_hidden_in_one_record_is_hidden_in_the_joined(party, keeps_hidden):
    one, two = hidden(party, WOMAN), bare(party, address="Storgatan 1")
    kept, other = (one, two) if keeps_hidden else (two, one)
    made = join(party, kept, other)
    assert made.number_key.startswith("s")
    assert identity(made).address == ""
    with reading([party.receives], party.receiver_user.pk):
        assert not Person.objects.exists()
        assert not JoinedRecord.objects.exists()
    with reading([party.receives], party.worker_user.pk):
        assert Person.objects.get() == made
    with unread([party.receives]):
        assert Protection.objects.filter(person=made, lifted_at=None).count() == 1
        said = {row.title: row for row in held_of(made)}["Sammanslagna poster"]
    assert not any("Storgatan" in cell for cell in said.rows[0])


def test_of_two_who_are_hidden_only_who_was_named_for_both_may_know(party):
    one, two = hidden(party, WOMAN, key="a"), hidden(party, MAN, key="b")
    desk = Desk(party.receives, Hand.CASE_WORKER)
    persons.name_handler(party.worker, desk, one.pk, party.receiver_user.pk, key="c")
    made = join(party, one, two)
    with unread([party.receives]):
        left = NamedHandler.objects.filter(person=made, ended_at=None).values_list(
            "user", flat=True
        )
        assert set(left) == {party.worker_user.pk, party.coordinator_user.pk}
        assert NamedHandler.objects.filter(person=made).count() == 5
        assert Protection.objects.filter(person=made, lifted_at=None).count() == 1
    with reading([party.receives], party.receiver_user.pk):
        assert not Person.objects.exists()


def test_the_database_moves_no_row_without_a_joining(party):
    other, kept = resident(party), bare(party)
    agreed(party, other)
    with unread([party.receives]), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger"
            " WHERE tgname LIKE 'pgtrigger%%'), true)"
        )
        with (
            pytest.raises(DatabaseError, match="whose a row about a person is"),
            transaction.atomic(),
        ):
            cursor.execute("UPDATE persons_consent SET person_id = %s", [kept.pk])
        with pytest.raises(DatabaseError, match="no joining"), transaction.atomic():
            cursor.execute("SELECT persons_join(%s)", [uuid.uuid4()])


def test_what_an_other_record_was_told_is_kept_as_long_as_the_later_of_the_two(party):
    other, kept = resident(party), bare(party)
    lived(party, other)
    with unread([party.receives]):
        before = gather(party.receives, TODAY)
    join(party, kept, other)
    with unread([party.receives]):
        after = gather(party.receives, TODAY)[kept.pk].facts
    assert after.has_taken_part
    assert after.last_entry == max(one.facts.last_entry for one in before.values())
    assert after.last_end == before[other.pk].facts.last_end


def pages(party):
    return party.cast.browser(party.coordinator_user)


def test_the_coordinator_finds_compares_and_joins_on_pages(party):
    other, kept = resident(party), bare(party, "Siv P. Påhitt")
    row = lived(party, other)
    browser = pages(party)
    start = browser.get(reverse("person", args=[kept.pk])).content.decode()
    find = reverse("find_record", args=[kept.pk])
    assert f'href="{find}"' in start
    assert "Ingen annan post" in browser.post(find, {"sok": "Siv Påhitt"}).content.decode()
    found = browser.post(find, {"sok": WOMAN}).content.decode()
    compare = reverse("join_records", args=[kept.pk, other.pk])
    assert f'href="{compare}"' in found
    shown = browser.get(compare)
    text = shown.content.decode()
    assert WOMAN not in text
    assert "19850709-••••" in text
    assert "Det går inte att ångra" in text
    key = shown.context["form"]["key"].value()
    again = browser.post(compare, {"key": key, "why": WHY})
    assert again.status_code == 400
    done = browser.post(compare, {"key": key, "why": WHY, "sure": "on"})
    assert done.url == reverse("person", args=[kept.pk])
    person = browser.get(done.url).content.decode()
    assert "Sammanslagen med en annan post" in person
    # The old address leads to the one that is kept, and the log tells of both
    assert browser.get(reverse("person", args=[other.pk])).url == done.url
    for pk in (kept.pk, other.pk):
        log = browser.get(reverse("person_readings", args=[pk])).content.decode()
        assert "Person registrerad" in log
        assert log.count("Person registrerad") == 2
    steps = browser.get(reverse("participation", args=[row.pk])).content.decode()
    assert "Kom hit när två poster om samma person slogs ihop" in steps


def test_the_page_says_what_to_do_first_and_who_will_not_know(party):
    other, kept = resident(party), bare(party)
    for one in (other, kept):
        begun(party, planned_at_the_door(party, one))
    shown = pages(party).get(reverse("join_records", args=[kept.pk, other.pk])).content.decode()
    assert "Det här måste göras först" in shown
    assert ">Slå ihop</button>" not in shown
    third = hidden(party, MAN)
    shown = pages(party).get(reverse("join_records", args=[kept.pk, third.pk])).content.decode()
    assert "får veta av den. Adress, telefon och e-post tas bort." in shown


def test_one_who_is_hidden_is_not_there_on_the_pages_either(party):
    kept, other = bare(party), hidden(party, WOMAN, with_coordinator=False)
    browser = pages(party)
    find = reverse("find_record", args=[kept.pk])
    assert "Ingen annan post" in browser.post(find, {"sok": WOMAN}).content.decode()
    for pk in (other.pk, uuid.uuid4()):
        assert browser.get(reverse("join_records", args=[kept.pk, pk])).status_code == 404
        assert browser.get(reverse("join_records", args=[pk, kept.pk])).status_code == 404
    assert browser.get(reverse("join_records", args=[kept.pk, kept.pk])).status_code == 404


def test_others_are_not_let_in(party):
    kept, other = bare(party), resident(party)
    for user in (party.worker_user, party.receiver_user, party.other_coordinator_user):
        browser = party.cast.browser(user)
        assert browser.get(reverse("find_record", args=[kept.pk])).status_code == 404
        assert browser.get(reverse("join_records", args=[kept.pk, other.pk])).status_code == 404


def test_it_asks_to_prove_who_one_is_when_the_login_is_old(party):
    kept, other = bare(party), resident(party)
    browser = pages(party)
    session = browser.session
    session["samverk_proved"] = 0
    session.save()
    url = reverse("join_records", args=[kept.pk, other.pk])
    assert browser.get(url).status_code == 302
    late = browser.post(url, {"why": WHY, "sure": "on", "key": "k"})
    assert late.status_code == 400
    # What was written stands there still, and where to show who one is
    page = late.content.decode()
    assert WHY in page
    assert f'href="{reverse("account_reauthenticate")}" target="_blank"' in page
    with unread([party.receives]):
        assert not JoinedRecord.objects.exists()
