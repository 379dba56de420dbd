"""Whether groups wait alike: by party, home, sex and age, with shares, and small groups pooled."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.interventions.persons.models import (
    Consent,
    Participation,
    Person,
    PlaceOffer,
    Protection,
    QueueEntry,
    Referral,
)
from samverk.interventions.persons.queries.fair import By, compared
from samverk.interventions.persons.queries.histories import history
from samverk.interventions.persons.records import Identity, seal_identity
from samverk.interventions.persons.tests.test_waiting import TODAY, fill, measured
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept


def told(party, by):
    return {one["names"]: one for one in measured(party).figures["compared"][by]["groups"]}


@kept
def queue(party):
    """Let twenty have begun: the first twelve are women of 25, the others men of 50."""
    fill(party, [30] * 20)
    with unread([party.receives]):
        # All are registered in the same moment: their places tell them apart
        for nth, entry in enumerate(QueueEntry.objects.order_by("number")):
            row = entry.person
            row.sex = "woman" if nth < 12 else "man"
            born = date(1998, 1, 1) if nth < 12 else date(1973, 1, 1)
            seal_identity(row, Identity("Påhittad Person", "", born.isoformat()))
            row.save()
    return party


def test_sexes_are_compared_with_medians_of_ten_or_more(queue):
    found = told(queue, "sex")
    assert {name: one["n"] for name, one in found.items()} == {"kvinnor": 12, "män": 8}
    assert found["kvinnor"]["median"].startswith("30 dagar")
    assert found["män"]["median"] == "för få för en median"


def test_ages_are_as_of_the_clock(queue):
    found = told(queue, "age")
    assert {name: one["n"] for name, one in found.items()} == {"under 30": 12, "45–59": 8}


def test_an_age_that_is_not_told_is_a_group_of_its_own(party):
    fill(party, [30] * 6)
    assert list(told(party, "age")) == ["okänt"]


def test_whom_nobody_can_open_any_longer_is_counted_all_the_same(party):
    fill(party, [30] * 6)
    with unread([party.receives]):
        Person.objects.update(sealed=b"gone", key=b"")
    assert list(told(party, "age")) == ["okänt"]


def test_starts_that_passed_others_are_counted_once_each(queue):
    with unread([queue.receives]):
        first = QueueEntry.objects.order_by("number")[0]
        for number in (1, 2):
            PlaceOffer.objects.create(
                controller_id=queue.receives,
                person=first.person,
                entry=first,
                number=number,
                made_on=first.joined_on,
                answer_by=first.joined_on,
                out_of_order=b"sealed",
                answer="declined" if number == 1 else "accepted",
            )
    found = told(queue, "sex")
    assert found["kvinnor"]["out_of_order"].endswith("1 av 12")
    assert found["män"]["out_of_order"].endswith("0 av 8")


def test_what_was_sent_back_is_counted_of_what_was_answered(queue):
    with unread([queue.receives]):
        row = Referral.objects.filter(person__sex="man").order_by("recorded_at")[0]
        kept = {
            field.attname: getattr(row, field.attname)
            for field in Referral._meta.concrete_fields
            if field.attname not in ("id", "thread", "state")
        }
        Referral.objects.create(**kept, state="returned")
    found = told(queue, "sex")
    assert found["män"]["returned"].endswith("1 av 9")
    assert found["kvinnor"]["returned"].endswith("0 av 12")


def test_small_groups_are_shown_together(queue):
    with unread([queue.receives]):
        few = Person.objects.filter(sex="man").order_by("recorded_at")[:3]
        Person.objects.filter(pk__in=[one.pk for one in few]).update(sex="unknown")
    assert {name: one["n"] for name, one in told(queue, "sex").items()} == {
        "kvinnor": 12,
        "kön inte uppgivet, män": 8,
    }


def test_the_page_compares_by_all_four(queue):
    measured(queue)
    team = queue.cast.browser(queue.receiver_user)
    page = team.get(f"/personer/ko/{queue.delivery.pk}/vantetider/").content.decode()
    for title in ("Remitterande part", "Hemkommun", "Kön", "Ålder när klockan startade"):
        assert f">{title}</caption>" in page
    assert "Började utom turordningen" in page


def test_it_is_read_in_two_questions_however_many_there_are(queue, django_assert_num_queries):
    with unread([queue.receives]):
        seen = history(queue.delivery)
        with django_assert_num_queries(2):
            compared(queue.delivery, seen, date(2023, 3, 15), TODAY)


def protect(person):
    Protection.objects.create(controller_id=person.controller_id, person=person)


def test_whoever_is_protected_or_not_followed_up_is_in_no_group(queue):
    with unread([queue.receives]):
        first, *_ = Person.objects.filter(sex="woman").order_by("recorded_at")
        protect(first)
        Participation.objects.filter(person__sex="man").update(is_followed=False)
    figures = measured(queue).figures
    assert (figures["completed"]["n"], figures["shown"]["completed"]["n"]) == (20, 19)
    # The one who is protected is in no number that the team sees
    assert figures["shown"]["outside"] == 8
    for by in By:
        assert [one["n"] for one in figures["compared"][by]["groups"]] == [11]


def test_whoever_waits_is_in_a_group_with_a_consent_that_holds(party):
    fill(party, [], waiting=12)
    with unread([party.receives]):
        some = list(Consent.objects.order_by("recorded_at")[:5])
        Consent.objects.filter(pk__in=[one.pk for one in some]).update(withdrawn_on=TODAY)
    figures = measured(party).figures
    assert [one["n"] for one in figures["compared"]["party"]["groups"]] == [7]
    assert figures["shown"]["outside"] == 5


def test_what_was_sent_back_of_others_is_in_no_group(queue):
    with unread([queue.receives]):
        row = Referral.objects.filter(person__sex="man").order_by("recorded_at")[0]
        kept = {
            field.attname: getattr(row, field.attname)
            for field in Referral._meta.concrete_fields
            if field.attname not in ("id", "thread", "state")
        }
        Referral.objects.create(**kept, state="returned")
        protect(row.person)
    assert told(queue, "sex")["män"]["returned"].endswith("0 av 7")


@pytest.mark.parametrize(("number", "is_told"), [(2, False), (6, True)])
def test_the_page_says_that_some_are_outside_and_how_many_when_they_are_not_few(
    queue, number, is_told
):
    with unread([queue.receives]):
        some = list(Participation.objects.order_by("recorded_at")[:number])
        Participation.objects.filter(pk__in=[one.pk for one in some]).update(is_followed=False)
    measured(queue)
    team = queue.cast.browser(queue.receiver_user)
    page = team.get(f"/personer/ko/{queue.delivery.pk}/vantetider/").content.decode()
    assert "inte med i jämförelserna" in page
    assert (f"{number} köplatser är inte med" in page) == is_told
