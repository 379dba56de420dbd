"""A year's tables: protected together, looked at, published once, and shown to everybody."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.sealing import new_key
from samverk.interventions.models import PublishedStatistics
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.asking_statistics import publish_asked
from samverk.interventions.persons.actions.publishing import YearPart, look_at_year
from samverk.interventions.persons.models import (
    Goal,
    Measurement,
    Participation,
    Person,
    Protection,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import authority
from samverk.project.testing.readers import ReaderClient
from samverk.project.testing.stages import kept

YEAR = 2023
# Party, home, age and sex, and how many: the last two groups are small
PEOPLE = (
    ("town", "town", 25, "woman", 12),
    ("town", "town", 50, "man", 9),
    ("neighbour", "neighbour", 35, "woman", 8),
    ("neighbour", "neighbour", 35, "man", 2),
    ("neighbour", "town", 61, "man", 1),
)


def take_part(party, people=PEOPLE, *, protected=0):
    """Let people have taken part during the year, all with consent to follow-up."""
    body = party.receives
    with unread([body]):
        for sender, home, age, sex, count in people:
            for _ in range(count):
                person = Person.objects.create(
                    controller_id=body, key=new_key(body), sealed=b"", name_keys=[], sex=sex
                )
                Participation.objects.create(
                    id=uuid.uuid4(),
                    controller_id=body,
                    person=person,
                    delivery=party.delivery,
                    party=getattr(party.cast, sender),
                    home=getattr(party.cast, home),
                    sex=sex,
                    age=age,
                    is_followed=True,
                    state="completed",
                    starts_on=date(YEAR, 2, 1),
                    ended_on=date(YEAR, 11, 30),
                )
        for person in Person.objects.order_by("pk")[:protected]:
            Protection.objects.create(controller_id=body, person=person)


def asked(party, year=YEAR):
    return persons.YearAsked(party.delivery.pk, year)


def looked(party, actor, part=YearPart.TOOK_PART):
    return look_at_year(actor, authority(party.receives), party.delivery, YEAR, part)


def numbers(table):
    return {row["label"]: row["counts"] for row in table["rows"]}


def test_the_tables_hide_what_is_small_and_keep_the_totals(party):
    take_part(party)
    found = looked(party, party.coordinator).statistics
    assert (found.leaks, found.counted, len(found.tables)) == (0, 32, 3)
    for table in found.tables:
        assert numbers(table)["Alla"] == [20, 12, 32]
        shown = [count for row in table["rows"] for count in row["counts"]]
        assert not {1, 2, 3, 4} & set(shown)
    assert AuditEvent.objects.filter(kind="persons.statistics_seen").count() == 1


def test_a_delivery_that_moved_is_told_by_where_it_was_given_too(party):
    take_part(party)
    with unread([party.receives]):
        men = Participation.objects.filter(age=50)
        men.update(town=party.cast.town)
    found = looked(party, party.coordinator).statistics
    assert (found.leaks, len(found.tables)) == (0, 4)
    table = next(one for one in found.tables if one["label"] == "Utförarens kommun")
    assert numbers(table)["Alla"] == [20, 12, 32]
    shown = [count for row in table["rows"] for count in row["counts"]]
    assert not {1, 2, 3, 4} & set(shown)


def test_who_is_protected_or_not_followed_is_in_no_table(party):
    take_part(party, protected=1)
    with unread([party.receives]):
        # One of those who are not protected
        others = Participation.objects.exclude(person__in=Protection.objects.values("person"))
        Participation.objects.filter(pk=others.first().pk).update(is_followed=False)
    found = looked(party, party.coordinator).statistics
    assert found.counted == 30


def test_a_year_is_published_once_and_shown_to_everybody_with_its_proof(party):
    take_part(party)
    at = (party.coordinator, party.receives, asked(party))
    made = persons.publish_statistics(*at, key="p")
    assert persons.publish_statistics(*at, key="p").pk == made.pk
    with pytest.raises(ConflictError, match="redan publicerat"):
        persons.publish_statistics(*at, key="q")
    made.refresh_from_db()
    public = ReaderClient()
    page = public.get(f"/insatser/{party.delivery.pk}/").content.decode()
    assert "Hur många deltog?" in page
    proof = public.get(f"/insatser/{party.delivery.pk}/statistik/{YEAR}.json").json()
    assert (proof["tables"], proof["proof"]) == (made.tables, made.proof)
    assert public.get(f"/insatser/{party.delivery.pk}/statistik/1999.json").status_code == 404


def test_a_year_that_is_not_over_or_empty_is_not_published(party):
    take_part(party)
    for year, told in ((2024, "inte slut"), (2019, "inget att visa")):
        with pytest.raises(InputError, match=told):
            persons.publish_statistics(
                party.coordinator, party.receives, asked(party, year), key=f"p{year}"
            )
    assert not PublishedStatistics.objects.exists()


def test_only_the_provider_s_coordinator_counts_and_publishes(party):
    take_part(party)
    for actor in (party.receiver, party.worker, party.cast.owner, *party.cast.strangers):
        with pytest.raises(NotAllowedError):
            persons.publish_statistics(actor, party.receives, asked(party), key="x")
        with pytest.raises(NotAllowedError):
            looked(party, actor)
    with pytest.raises(InputError, match="inte av er"):
        persons.publish_statistics(party.other_coordinator, party.sends, asked(party), key="y")


def test_the_page_shows_and_publishes(party):
    take_part(party)
    address = f"/personer/{party.receives}/statistik/{party.delivery.pk}/"
    coordinator = party.cast.browser(party.coordinator_user)
    assert coordinator.get(address).status_code == 200
    page = coordinator.get(f"{address}?ar={YEAR}").content.decode()
    assert "Publicera 2023" in page
    key = page.partition('name="key" value="')[2].partition('"')[0]
    done = coordinator.post(f"{address}?ar={YEAR}", {"key": key, "subject": "took_part"})
    assert done.status_code == 302
    page = coordinator.get(f"{address}?ar={YEAR}").content.decode()
    assert "Beräknas" in page
    assert "Publicera 2023" not in page
    assert publish_asked(party.receives) == 1
    assert "Året är publicerat" in coordinator.get(f"{address}?ar={YEAR}").content.decode()
    other = party.cast.browser(party.other_coordinator_user)
    missing = other.get(f"/personer/999999/statistik/{party.delivery.pk}/")
    assert other.get(address).status_code == missing.status_code == 404


def measure(row, point, **said):
    with unread([row.controller_id]):
        Measurement.objects.create(
            controller_id=row.controller_id,
            person_id=row.person_id,
            participation=row,
            point=point,
            measured_on=row.ended_on,
            **said,
        )


WORKS = {"occupation": "work", "livelihood": "wage", "hours": 40, "education": "secondary"}
SEEKS = {"occupation": "seeks", "livelihood": "assistance", "education": "primary"}


@kept
def ended(party):
    """Three of twelve: who found work, who is not found afterwards, and who was never measured."""
    take_part(party, PEOPLE[:1])
    with unread([party.receives]):
        rows = list(Participation.objects.order_by("recorded_at"))
    for one in rows[:2]:
        measure(one, "entry", **SEEKS)
        measure(one, "exit", **WORKS)
    measure(rows[0], "m3", **WORKS)
    measure(rows[1], "m3", missing="unreachable")
    return party, rows


def outcomes(party):
    return looked(party, party.coordinator, YearPart.EXACT).exact


def test_before_and_after_are_laid_against_each_other(ended):
    party, _ = ended
    found = {one.title: one for one in outcomes(party).before_after}
    table = found["Sysselsättning"]
    assert table.columns == ("arbetar", "inte känt", "alla")
    assert dict(table.lines) == {
        "söker arbete": (2, 0, 2),
        "inte känt": (0, 10, 10),
        "alla": (2, 10, 12),
    }
    assert found["Timmar i veckan"].columns[0] == "40 eller fler"
    assert found["Utbildning"].lines[0] == ("grundskola", (2, 0, 2))


def test_follow_ups_are_counted_with_why_they_are_missing(ended):
    party, _ = ended
    told = outcomes(party).follow_up
    assert told.columns == ("arbetar", "gick inte att nå", "inte gjord", "inte dags än", "alla")
    # They ended on 30 November 2023, and today is 15 March 2024
    assert dict(told.lines) == {
        "3 månader efter": (1, 1, 10, 0, 12),
        "6 månader efter": (0, 0, 0, 12, 12),
        "12 månader efter": (0, 0, 0, 12, 12),
    }


def test_goals_are_counted_as_goals(ended):
    party, rows = ended
    with unread([party.receives]):
        for result in ("achieved", "achieved", "not", ""):
            Goal.objects.create(
                controller_id=party.receives,
                person_id=rows[0].person_id,
                participation=rows[0],
                sealed=b"",
                result=result,
            )
    assert dict(outcomes(party).goals) == {
        "uppnådda": 2,
        "delvis uppnådda": 0,
        "inte uppnådda": 1,
        "inte bedömda": 1,
    }


def test_who_is_hidden_or_not_followed_is_left_out_and_who_is_hidden_is_in_no_number(ended):
    party, rows = ended
    with unread([party.receives]):
        Protection.objects.create(controller_id=party.receives, person_id=rows[0].person_id)
        Participation.objects.filter(pk=rows[1].pk).update(is_followed=False)
    found = outcomes(party)
    assert (found.counted, found.left_out) == (10, 1)
    assert [one for one, _ in found.before_after[0].lines] == ["inte känt", "alla"]


def test_only_the_provider_s_coordinator_sees_what_became_of_people(ended):
    party, _ = ended
    for actor in (party.other_coordinator, party.receiver, party.worker, party.referrer):
        with pytest.raises(NotAllowedError):
            looked(party, actor)
    outcomes(party)
    assert AuditEvent.objects.filter(kind="persons.statistics_seen").count() == 1


def test_the_page_tells_what_became_of_people(ended):
    party, _ = ended
    client = party.cast.browser(party.coordinator_user)
    address = f"/personer/{party.receives}/statistik/{party.delivery.pk}/?ar={YEAR}"
    assert "Exakta antal, bara för er" not in client.get(address).content.decode()
    page = client.get(f"{address}&del=exakt").content.decode()
    assert "Exakta antal, bara för er" in page
    assert "Sysselsättning, vid start (rader) och vid avslut (kolumner): antal deltaganden" in page
