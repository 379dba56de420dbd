"""A wrong, missing or coordination number is put right, and tells of nobody who is hidden."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import NumberCorrection, Person
from samverk.interventions.persons.queries.held import held_of
from samverk.interventions.persons.queries.people import find_persons
from samverk.interventions.persons.records import identity
from samverk.interventions.persons.tests.party import MAN, WOMAN, somebody
from samverk.interventions.persons.walls import reading, unread
from samverk.rules.interventions.hands import Hand

TODAY = date(2024, 3, 15)
WHY = "Numret var makens, sade personen"


def correct(party, person, number=MAN, *, who=None, key="rätt", **more):
    right = persons.RightNumber(more.pop("why", WHY), number, **more)
    return persons.correct_number(
        who or party.other_coordinator, party.sends, person.pk, right, key=key
    )


def test_the_right_number_is_found_and_the_wrong_one_is_kept_sealed(party):
    person = somebody(party)
    made = correct(party, person)
    assert (made.sex, identity(made).born) == ("man", f"{MAN[:4]}-{MAN[4:6]}-{MAN[6:8]}")
    with unread([party.sends]):
        assert find_persons(party.sends, MAN, TODAY) == [made]
        assert find_persons(party.sends, WOMAN, TODAY) == []
        row = NumberCorrection.objects.get()
        told = {table.title: table for table in held_of(made)}["Rättelser av personnumret"]
    digits = WOMAN.replace("-", "")
    assert any(digits in said and WHY in said for said in told.rows[0])
    with unread([party.sends]), connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM persons_numbercorrection t")
        assert digits not in cursor.fetchone()[0]
    assert row.user_name == "Kaj Torn"


def test_one_without_a_number_gets_one_and_a_number_may_be_taken_away(party):
    new = persons.NewPerson(party.sends, "Siv Påhitt", born=date(1985, 7, 9))
    person = persons.register_person(party.referrer, new, key="p")
    assert identity(correct(party, person, WOMAN)).number == WOMAN.replace("-", "")
    bare = correct(party, person, "", born=date(1985, 7, 9), key="bort")
    assert (identity(bare).number, bare.number_key) == ("", "")


def test_the_log_tells_that_it_was_done_and_no_number(party):
    person = somebody(party)
    correct(party, person)
    event = AuditEvent.objects.get(kind="persons.number_corrected")
    assert (event.subject_id, event.body_id) == (str(person.pk), party.sends)
    said = f"{event.why} {event.subject_label} {event.kind}"
    assert MAN not in said
    assert WOMAN not in said


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"number": WOMAN}, "number"),
        ({"number": "19850709-9806"}, "number"),
        ({"number": ""}, "number"),
        ({"number": "", "born": date(2030, 1, 1)}, "born"),
        ({"why": "fel"}, "why"),
    ],
)
def test_what_cannot_be_is_refused(party, given, field):
    person = somebody(party)
    with pytest.raises(InputError) as told:
        correct(party, person, **given)
    assert told.value.field == field


def test_the_coordinator_alone_may(party):
    person = somebody(party)
    for who in (party.referrer, party.coordinator):
        with pytest.raises(NotAllowedError):
            correct(party, person, who=who, key=f"{who.user}")
    with pytest.raises(NotFoundError):
        persons.correct_number(
            party.other_coordinator,
            party.sends,
            uuid.uuid4(),
            persons.RightNumber(WHY, MAN),
            key="ingen",
        )


def test_somebody_known_who_has_the_number_is_in_the_way(party):
    person = somebody(party)
    other = persons.NewPerson(party.sends, "Bo Påhitt", MAN)
    persons.register_person(party.referrer, other, key="bo")
    with pytest.raises(ConflictError, match="En annan person hos er har redan numret"):
        correct(party, person)


def test_somebody_hidden_who_has_the_number_is_not_told_of(party):
    person = somebody(party)
    hidden = persons.NewPerson(party.sends, "Bo Påhitt", MAN, protected=True)
    theirs = persons.register_person(party.referrer, hidden, key="bo")
    # The coordinator is not named for them: it goes as if nobody had the number
    made = correct(party, person)
    with unread([party.sends]):
        assert Person.objects.count() == 2
    with reading([party.sends], party.other_coordinator_user.pk):
        assert find_persons(party.sends, MAN, TODAY) == [made]
    with reading([party.sends], party.referrer_user.pk):
        assert theirs in find_persons(party.sends, MAN, TODAY)


def test_one_who_is_hidden_is_not_there_for_who_is_not_named(party):
    person = somebody(party, protected=True)
    with pytest.raises(NotFoundError):
        correct(party, person)
    gone = party.cast.browser(party.other_coordinator_user)
    assert gone.get(reverse("correct_number", args=[person.pk])).status_code == 404


def test_one_who_is_hidden_stays_hidden_with_the_new_number(party):
    new = persons.NewPerson(party.sends, "Siv Påhitt", WOMAN, protected=True)
    who = party.other_coordinator
    person = persons.register_person(who, new, key="h", hand=Hand.COORDINATOR)
    made = correct(party, person)
    assert made.number_key.startswith("s")


def test_the_page_corrects_and_says_so_without_the_number(party):
    person = somebody(party)
    browser = party.cast.browser(party.other_coordinator_user)
    url = reverse("correct_number", args=[person.pk])
    key = browser.get(url).context["form"]["key"].value()
    answer = browser.post(url, {"key": key, "number": MAN, "why": WHY})
    assert answer.url == reverse("person", args=[person.pk])
    shown = browser.get(answer.url).content.decode()
    assert "Numret rättat" in shown
    assert ">Rätta numret</a>" in shown
    assert WOMAN not in shown
    assert WHY not in shown
    mine = party.cast.browser(party.referrer_user).get(answer.url).content.decode()
    assert ">Rätta numret</a>" not in mine
