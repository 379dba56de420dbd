"""An intervention's year is published over its deliveries, after theirs, in a job, and shown to everybody."""

from __future__ import annotations

import json
import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.protect import examined
from samverk.exchange.models import Sent
from samverk.exchange.ports import MESSAGE_TYPES, Incoming
from samverk.exchange.schema import faults
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.sealing import new_key
from samverk.interventions.actions.statistics_taken import take_intervention_statistics
from samverk.interventions.models import InterventionStatistics, PublishedStatistics, YearSubject
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import asking_statistics
from samverk.interventions.persons.actions.asking_statistics import (
    PUBLISH_JOB,
    publish_all_asked,
    publish_asked,
)
from samverk.interventions.persons.models import (
    InterventionCounts,
    Participation,
    Person,
    PublishedCounts,
    StatisticsTried,
)
from samverk.interventions.persons.queries.party_year import year_together
from samverk.interventions.persons.tests.test_sending_counts import peers, send
from samverk.interventions.persons.tests.test_statistics import YEAR
from samverk.interventions.persons.tests.test_telling_statistics import apart, ended
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept

__all__ = ["apart", "ended", "peers"]
SMALL = range(1, 5)
# Home, age, sex, where it was given, and how many, in each delivery
FIRST = (
    ("town", 25, "woman", "town", 9),
    ("town", 50, "man", "town", 8),
    ("neighbour", 35, "woman", "town", 3),
    ("neighbour", 35, "man", "neighbour", 7),
)
SECOND = (
    ("town", 25, "woman", "neighbour", 2),
    ("neighbour", 50, "man", "neighbour", 11),
    ("neighbour", 61, "woman", "neighbour", 6),
)


def take_part(party, delivery, people, year=YEAR):
    body = party.receives
    with unread([body]):
        for home, age, sex, town, count in people:
            for _ in range(count):
                person = Person.objects.create(
                    controller_id=body, key=new_key(body), sealed=b"", name_keys=[], sex=sex
                )
                Participation.objects.create(
                    id=uuid.uuid4(),
                    controller_id=body,
                    person=person,
                    delivery=delivery,
                    party=getattr(party.cast, home),
                    home=getattr(party.cast, home),
                    town=getattr(party.cast, town),
                    sex=sex,
                    age=age,
                    is_followed=True,
                    state="completed",
                    starts_on=date(year, 2, 1),
                    ended_on=date(year, 11, 30),
                )


@kept
def two(party):
    """Two deliveries of one intervention, in two municipalities; the first of them has moved."""
    take_part(party, party.delivery, FIRST)
    take_part(party, party.successor, SECOND)
    return party


def publish(party, delivery, key, subject=YearSubject.TOOK_PART, year=YEAR):
    asked = persons.YearAsked(delivery.pk, year)
    return persons.publish_statistics(
        party.coordinator, party.receives, asked, key=key, subject=subject
    )


def both(party):
    publish(party, party.delivery, "1")
    publish(party, party.successor, "2")


def of(party, year=YEAR):
    return persons.InterventionYear(party.delivery.intervention_id, year)


def sums(party, key="s", actor=None):
    return persons.publish_intervention(
        actor or party.coordinator, party.receives, of(party), key=key
    )


def leaks(party):
    federation = party.delivery.intervention.federation_id
    every = year_together(party.receives, federation, YEAR)
    return examined(every.out(), DisclosurePolicy(), every.links()).leaks


def shown(made):
    return [count for one in made.tables for row in one["rows"] for count in row["counts"]]


def test_the_tables_are_the_sums_of_the_deliveries_and_tell_of_nobody(two):
    both(two)
    made = sums(two)
    assert [one["label"] for one in made.tables[:4]] == [
        "Verksamhet",
        "Remitterande part",
        "Hemkommun",
        "Ålder vid starten",
    ]
    assert [one["title"].partition("efter ")[2] for one in made.tables[4:]] == [
        "hemkommun och utförarens kommun",
        "utförarens kommun",
        "hemkommun och utförarens kommun",
    ]
    with unread([two.receives]):
        kept_rows = InterventionCounts.objects.get()
        own = PublishedCounts.objects.all()
        totals = [sum(map(sum, row.tables[0]["counts"])) for row in own]
    assert {sum(map(sum, one["counts"])) for one in kept_rows.tables if not one["code"]} == {
        sum(totals)
    }
    assert not [n for n in shown(made) if n in SMALL]
    assert leaks(two) == ()


def test_with_the_counts_that_were_sent_too_nobody_is_told(two, peers):
    send(two, year=YEAR)
    both(two)
    made = sums(two)
    assert not [n for n in shown(made) if n in SMALL]
    assert leaks(two) == ()


def test_what_becomes_of_people_is_tried_beside_the_intervention(two):
    both(two)
    sums(two)
    made = publish(two, two.successor, "o", YearSubject.OUTCOMES)
    assert leaks(two) == ()
    assert any(name.startswith("Insatsen Språnget: ") for name in made.proof["published"])
    assert any(name.startswith("Språnget: Deltog") for name in made.proof["published"])


def test_the_deliveries_own_are_published_first_and_once(two):
    publish(two, two.delivery, "1")
    with pytest.raises(InputError, match="Publicera först statistiken för 2023 för Språnget Norr"):
        sums(two)
    publish(two, two.successor, "2")
    made = sums(two)
    assert sums(two).pk == made.pk
    with pytest.raises(ConflictError, match="redan publicerat"):
        sums(two, "igen")
    assert AuditEvent.objects.filter(kind="persons.statistics_published").count() == 3


def test_where_it_was_given_is_left_out_when_it_no_longer_is_what_was_published(two):
    both(two)
    with unread([two.receives]):
        one = Participation.objects.filter(delivery=two.successor, age=61).first()
        Participation.objects.filter(pk=one.pk).update(is_followed=False)
    made = sums(two)
    assert len(made.tables) == 4
    assert leaks(two) == ()


def test_one_delivery_in_one_municipality_has_nothing_more_to_tell(party):
    take_part(party, party.delivery, FIRST[:2])
    publish(party, party.delivery, "1")
    with pytest.raises(InputError, match="inget mer att publicera"):
        sums(party)


def test_beside_statistics_whose_counts_are_not_kept_nothing_is_published(two):
    publish(two, two.delivery, "1")
    PublishedStatistics.objects.create(
        delivery=two.successor,
        year=YEAR,
        tables=[],
        proof={},
        published_by="x",
        published_on=date(2024, 1, 2),
    )
    with pytest.raises(InputError, match="innan antalen bakom den sparades"):
        sums(two)


def test_only_the_coordinator_of_who_gives_it_publishes(two):
    both(two)
    for actor in (two.receiver, two.worker, two.cast.owner, *two.cast.strangers):
        with pytest.raises(NotAllowedError):
            sums(two, "x", actor)
        with pytest.raises(NotAllowedError):
            persons.ask_intervention(actor, two.receives, of(two), key="y")
    with pytest.raises(NotFoundError):
        persons.publish_intervention(two.other_coordinator, two.sends, of(two), key="z")
    with pytest.raises(InputError, match="inte slut"):
        persons.publish_intervention(two.coordinator, two.receives, of(two, 2024), key="å")


def asked(party, key="a"):
    return persons.ask_intervention(party.coordinator, party.receives, of(party), key=key)


def test_it_is_asked_for_and_published_by_a_job_once(two):
    both(two)
    row = asked(two)
    assert asked(two, "igen").pk == row.pk
    (job,) = ProcrastinateJob.objects.filter(task_name=PUBLISH_JOB)
    assert (job.args, job.lock) == ({"body": two.receives}, f"statistik/{two.receives}")
    assert not InterventionStatistics.objects.exists()
    assert publish_asked(**job.args) == 1
    assert publish_asked(**job.args) == 0
    assert InterventionStatistics.objects.count() == 1
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert kinds >= {"persons.statistics_asked", "persons.statistics_tried"}


def test_why_it_is_not_out_is_kept_and_it_can_be_asked_for_again(two):
    row = asked(two)
    publish_asked(two.receives)
    with unread([two.receives]):
        assert "Publicera först" in StatisticsTried.objects.get(asked=row).fault
    both(two)
    assert asked(two, "igen").pk != row.pk
    publish_asked(two.receives)
    assert InterventionStatistics.objects.count() == 1


def test_an_unforeseen_fault_is_told_and_a_crash_is_taken_up_again(two, monkeypatch):
    both(two)
    asked(two)

    def dies(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(asking_statistics, "publish_sums", dies)
    with pytest.raises(SystemExit):
        publish_asked(two.receives)
    with unread([two.receives]):
        assert not StatisticsTried.objects.exists()

    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(asking_statistics, "publish_sums", breaks)
    with pytest.raises(ZeroDivisionError):
        publish_all_asked()
    with unread([two.receives]):
        assert "Ett fel stoppade" in StatisticsTried.objects.get().fault
    monkeypatch.undo()
    asked(two, "igen")
    publish_all_asked()
    assert InterventionStatistics.objects.count() == 1


def test_several_that_were_asked_for_are_published_in_order(two):
    for key, delivery in (("1", two.delivery), ("2", two.successor)):
        year = persons.YearAsked(delivery.pk, YEAR)
        persons.ask_statistics(two.coordinator, two.receives, year, YearSubject.TOOK_PART, key=key)
    asked(two)
    assert publish_asked(two.receives) == 3
    assert (PublishedStatistics.objects.count(), InterventionStatistics.objects.count()) == (2, 1)


def test_the_coordinator_s_page_asks_and_tells_how_it_went(two):
    both(two)
    client = two.cast.browser(two.coordinator_user)
    address = f"{reverse('statistics', args=[two.receives, two.delivery.pk])}?ar={YEAR}"
    page = client.get(address).content.decode()
    assert "Publicera insatsens tabeller" in page
    key = page.partition('name="key" value="')[2].partition('"')[0]
    assert client.post(address, {"key": key, "subject": "intervention"}).status_code == 302
    page = client.get(address).content.decode()
    assert "Beräknas" in page
    assert "Publicera insatsens tabeller" not in page
    publish_asked(two.receives)
    assert "Insatsens tabeller är publicerade" in client.get(address).content.decode()


def test_everybody_sees_the_years_beside_each_other_with_the_proof(
    two, django_assert_max_num_queries
):
    take_part(two, two.delivery, FIRST, 2022)
    publish(two, two.delivery, "0", year=2022)
    both(two)
    made = sums(two)
    public = Client()
    place = reverse("intervention_statistics", args=[two.delivery.intervention_id])
    with django_assert_max_num_queries(6):
        page = public.get(place).content.decode().replace("\xad", "")
    assert 'data-label="2022"' in page
    assert 'data-label="2023"' in page
    assert f"alla verksamheter som {made.published_by} ger" in page
    proof = public.get(
        reverse("intervention_statistics_proof", args=[two.delivery.intervention_id, YEAR])
    ).json()
    made.refresh_from_db()
    assert proof["published"][0]["proof"] == made.proof
    missing = reverse("intervention_statistics_proof", args=[two.delivery.intervention_id, 1999])
    assert public.get(missing).status_code == 404
    reader = two.cast.browser()
    assert place in reader.get(reverse("delivery", args=[two.delivery.pk])).content.decode()


def came(party, payload, sender=None):
    home = party.delivery.intervention.federation_id
    at = (sender or party.cast.neighbour).pk
    return Incoming(uuid.uuid4(), at, "Norrvik", home, clock.now(), payload)


def test_a_federation_elsewhere_is_told_and_takes_it_once(apart):
    take_part(apart, apart.successor, SECOND)
    publish(apart, apart.delivery, "1")
    publish(apart, apart.successor, "2")
    made = sums(apart)
    (row,) = [
        one
        for one in Sent.objects.filter(type="statistik")
        if "intervention" in json.loads(one.wire)["envelope"]["payload"]
    ]
    payload = json.loads(row.wire)["envelope"]["payload"]
    assert payload["tables"] == made.tables
    assert list(faults(payload, MESSAGE_TYPES.find("statistik", 3).schema)) == []
    assert take_intervention_statistics(came(apart, payload)).pk == made.pk
    other = json.loads(json.dumps(payload))
    other["tables"][0]["rows"][0]["counts"][0] = 99
    with pytest.raises(ConflictError, match="med andra tal"):
        take_intervention_statistics(came(apart, other))
    with pytest.raises(InputError, match="ger ingen verksamhet"):
        take_intervention_statistics(came(apart, payload, apart.cast.town))
    other["tables"][0]["rows"][0]["counts"][0] = 2
    with pytest.raises(InputError, match="ett antal under"):
        take_intervention_statistics(came(apart, other))
    earlier = payload | {"year": YEAR - 1}
    assert take_intervention_statistics(came(apart, earlier)).proof["sha256"] == payload["proof"]
