"""Outcomes that are published: no small number, and none left between all that is out of the same year."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from samverk.analytics.disclosure.keeping import edition_of
from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.proof import faults_of
from samverk.analytics.disclosure.protect import examined
from samverk.analytics.disclosure.table import ShownTable
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.interventions.models import PublishedStatistics, YearSubject
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.asking_statistics import publish_asked
from samverk.interventions.persons.actions.publishing import YearPart, look_at_year
from samverk.interventions.persons.models import (
    Goal,
    Measurement,
    Participation,
    PublishedCounts,
)
from samverk.interventions.persons.queries.beside import year_out
from samverk.interventions.persons.queries.year_links import OneYear
from samverk.interventions.persons.tests.test_sending_counts import peers, send
from samverk.interventions.persons.tests.test_statistics import YEAR, asked, numbers, take_part
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import authority
from samverk.project.testing.readers import ReaderClient
from samverk.project.testing.stages import kept

__all__ = ["peers"]
SMALL = range(1, 5)
PEOPLE = (("town", "town", 25, "woman", 24), ("neighbour", "town", 50, "man", 16))
OUTCOMES = YearSubject.OUTCOMES
BOTH = (YearSubject.TOOK_PART, OUTCOMES)


def outcome(party, seed=1, *, silent=0):
    """Let all have ended, each with a status before and after and a goal; some are not followed up."""
    chosen = Random(seed)
    body = party.receives
    with unread([body]):
        rows = list(Participation.objects.order_by("recorded_at", "pk"))
        for row in rows:
            at = {"controller_id": body, "person_id": row.person_id, "participation": row}
            for point in ("entry", "exit", "m3"):
                Measurement.objects.create(
                    point=point,
                    measured_on=row.ended_on,
                    occupation=chosen.choice(["work", "seeks", "seeks", "sick"]),
                    livelihood=chosen.choice(["wage", "assistance"]),
                    education="secondary",
                    hours=20,
                    **at,
                )
            Goal.objects.create(sealed=b"", result=chosen.choice(["achieved", "not"]), **at)
        for row in rows[:silent]:
            Participation.objects.filter(pk=row.pk).update(is_followed=False)


@kept
def ended(party):
    take_part(party, PEOPLE)
    outcome(party)
    return party


def looked(party):
    home = authority(party.receives)
    return look_at_year(party.coordinator, home, party.delivery, YEAR, YearPart.OUTCOMES)


def publish(party, key="p", subject=OUTCOMES):
    return persons.publish_statistics(
        party.coordinator, party.receives, asked(party), key=key, subject=subject
    )


def shown_numbers(tables):
    return [count for one in tables for row in one["rows"] for count in row["counts"]]


def test_the_tables_tell_no_small_number_and_keep_their_totals(ended):
    found = looked(ended).outcomes
    assert (found.leaks, found.counted) == (0, 40)
    assert not [n for n in shown_numbers(found.tables) if n in SMALL]
    named = {one["title"]: one for one in found.tables}
    assert numbers(named["Hur det slutade, 2023"])["Alla"] == [40]
    # Two follow-ups are not due of anybody yet
    assert len(named) == 8
    assert len({one["label"] for one in found.tables}) == 8, "each table says what it is about"


def test_what_moved_is_the_sum_of_the_cells_before_and_after(ended):
    exact = looked(ended).exact
    (work,) = [one for one in exact.before_after if one.title == "Sysselsättning"]
    moved = sum(
        numbers[work.columns.index("arbetar")]
        for name, numbers in work.lines
        if name not in ("arbetar", "alla")
    )
    named = {one["title"]: one for one in looked(ended).outcomes.tables}
    assert numbers(named["Till arbete eller studier, 2023"])["gick till arbete eller studier"] == [
        moved
    ]


def test_goals_are_told_by_participation_not_by_goal(ended):
    with unread([ended.receives]):
        row = Participation.objects.first()
        at = {"controller_id": ended.receives, "person_id": row.person_id, "participation": row}
        for _ in range(7):
            Goal.objects.create(sealed=b"", result="partly", **at)
    reached = dict(looked(ended).exact.reached)
    assert reached["nådde en del av sina mål"] == 1
    assert sum(reached.values()) == 40


def test_who_has_not_consented_is_not_told_by_what_was_sent(party, peers):
    take_part(party, PEOPLE)
    outcome(party, silent=1)
    alone = {one["title"]: one for one in looked(party).outcomes.tables}
    assert numbers(alone["Hur det slutade, 2023"])["Alla"] == [39]
    send(party, year=YEAR)
    found = looked(party).outcomes
    told = {one["title"]: one for one in found.tables}
    assert found.leaks == 0
    assert numbers(told["Hur det slutade, 2023"])["Alla"] == [None]


def test_they_are_published_once_and_shown_beside_the_statistics(ended, peers):
    send(ended, year=YEAR)
    for subject in (YearSubject.TOOK_PART, OUTCOMES):
        made = publish(ended, f"p/{subject}", subject)
        assert publish(ended, f"p/{subject}", subject).pk == made.pk
    with pytest.raises(ConflictError, match="redan publicerat"):
        publish(ended, "igen")
    public = ReaderClient()
    page = public.get(f"/insatser/{ended.delivery.pk}/").content.decode()
    assert "Hur många deltog? 2023" in page
    assert "Hur gick det? 2023" in page
    told = public.get(f"/insatser/{ended.delivery.pk}/statistik/{YEAR}.json").json()
    assert told["outcomes"]["tables"] == made.tables
    assert len(told["tables"]) == 3


def all_that_is_out(party):
    """Attack all that was sent and published of the year together, from the rows that are kept."""
    out = year_out(party.delivery, YEAR, [party.receives]).beside("")
    with unread([party.receives]):
        kept = {row.subject: row.tables for row in PublishedCounts.objects.all()}
    tables = {subject: [edition_of(row).table for row in rows] for subject, rows in kept.items()}
    year = OneYear(
        out.code, out.messages(), tables.get("took_part", []), tables.get("outcomes", [])
    )
    return examined(out.editions(), DisclosurePolicy(), year.links())


@pytest.mark.parametrize("first", BOTH)
def test_in_either_order_all_that_is_out_tells_of_nobody(party, peers, first):
    take_part(party, PEOPLE)
    outcome(party, silent=2)
    send(party, year=YEAR)
    publish(party, "1", first)
    publish(party, "2", next(one for one in BOTH if one != first))
    found = all_that_is_out(party)
    assert found.leaks == ()
    assert {one.table.name.partition(",")[0] for one in found.editions} >= {
        "Hur det slutade",
        "Deltog 2023",
        "ended 1",
    }


def test_the_proof_holds_and_leaks_no_exact_count(ended):
    made = publish(ended)
    public = made.tables
    with unread([ended.receives]):
        kept = PublishedCounts.objects.get()
    assert [row["name"] for row in kept.tables] == [one["title"] for one in public]
    shown = [edition_of(row).shown(DisclosurePolicy()) for row in kept.tables]
    assert faults_of(made.proof, shown) == []
    assert all(isinstance(one, ShownTable) for one in shown)


def test_beside_statistics_whose_counts_are_not_kept_nothing_more_is_published(ended):
    PublishedStatistics.objects.create(
        delivery=ended.delivery,
        year=YEAR,
        tables=[],
        proof={},
        published_by="x",
        published_on=date(2024, 1, 2),
    )
    with pytest.raises(InputError, match="innan antalen bakom den sparades"):
        publish(ended)


def test_only_the_coordinator_publishes_and_not_a_year_of_nobody(ended):
    for actor in (ended.receiver, ended.worker, *ended.cast.strangers):
        with pytest.raises(NotAllowedError):
            persons.publish_statistics(
                actor, ended.receives, asked(ended), key="x", subject=OUTCOMES
            )
    with pytest.raises(InputError, match="Ingen som följs upp avslutade"):
        persons.publish_statistics(
            ended.coordinator, ended.receives, asked(ended, 2019), key="y", subject=OUTCOMES
        )


def test_the_page_shows_a_part_at_a_time_and_publishes_the_one_that_is_asked_for(ended):
    whole = f"/personer/{ended.receives}/statistik/{ended.delivery.pk}/?ar={YEAR}"
    address = f"{whole}&del=resultat"
    client = ended.cast.browser(ended.coordinator_user)
    page = client.get(address).content.decode()
    assert "Publicera resultaten" in page
    key = page.partition('name="key" value="')[2].partition('"')[0]
    answer = client.post(address, {"key": key, "subject": "outcomes"})
    assert (answer.status_code, answer.url) == (302, address)
    assert publish_asked(ended.receives) == 1
    assert PublishedStatistics.objects.get().subject == "outcomes"
    page = client.get(address).content.decode()
    assert "Resultaten är publicerade" in page
    assert "Publicera 2023" not in page
    assert "Publicera 2023" in client.get(whole).content.decode()
    assert client.post(address, {"key": key, "subject": "annat"}).status_code == 400
