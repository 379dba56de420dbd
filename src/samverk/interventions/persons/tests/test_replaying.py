"""A what-if can be made again from what it was made of, until somebody in it is removed."""

from __future__ import annotations

from django.urls import reverse

from samverk.analytics.waiting import stored
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import (
    Person,
    Protection,
    QueueEntry,
    WhatIf,
    WhatIfPerson,
)
from samverk.interventions.persons.queries.asking import told
from samverk.interventions.persons.queries.replaying import Replay, can_be_replayed, replayed
from samverk.interventions.persons.queries.retention import gather
from samverk.interventions.persons.tests.archive import LATER, archive_at, on
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_asking import TODAY, ask
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.test_waiting import fill
from samverk.interventions.persons.tests.working import begun, ended
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand


def again(party, row):
    with unread([party.receives]):
        row = WhatIf.objects.get(pk=row.pk)
    with reading([party.receives], party.receiver.user):
        return replayed(row)


def test_it_says_the_same_again_whatever_has_happened_since(party):
    fill(party, range(10, 120, 5), waiting=12)
    row = ask(party, day_cost=100, leaves_party="Lillköping", finishes=False)
    fill(party, [30, 60], waiting=4, first=100)
    with unread([party.receives]):
        Protection.objects.create(
            controller_id=party.receives, person=QueueEntry.objects.first().person
        )
    assert again(party, row) is Replay.SAME


def test_another_answer_is_told_as_one(party, monkeypatch):
    fill(party, range(10, 120, 5), waiting=12)
    row = ask(party)
    with unread([party.receives]):
        row.refresh_from_db()
    row.answer[1]["starts"]["middle"] += 1
    with reading([party.receives], party.receiver.user):
        assert replayed(row) is Replay.OTHER
        row.answer[1]["starts"]["middle"] -= 1
        assert replayed(row) is Replay.SAME
        row.question["settings"]["seed"] += 1
        assert replayed(row) is Replay.OTHER
        row.question["settings"]["seed"] -= 1
        monkeypatch.setattr(stored, "ENGINE", stored.ENGINE + 1)
        assert replayed(row) is Replay.OTHER_METHOD


def test_one_from_before_is_said_not_to_be_kept(party):
    fill(party, [30] * 10)
    row = replace_question(ask(party))
    with reading([party.receives], party.receiver.user):
        assert can_be_replayed(row) is Replay.NEVER_KEPT


def replace_question(row):
    row.question = {name: value for name, value in row.question.items() if name != "digest"}
    return row


def test_each_part_is_the_persons_own_and_behind_the_wall(party):
    fill(party, [30] * 10, waiting=2)
    with unread([party.receives]):
        hidden = QueueEntry.objects.filter(left_on=None).first().person
        Protection.objects.create(controller_id=party.receives, person=hidden)
    row = ask(party)
    with reading([party.receives], party.receiver.user):
        seen = set(WhatIfPerson.objects.values_list("person", flat=True))
    with unread([party.receives]):
        everybody = set(Person.objects.values_list("pk", flat=True))
        own = WhatIfPerson.objects.get(person=hidden).copied
    assert everybody - seen == {hidden.pk}
    assert (len(own["entries"]), own["entries"][0][1]["party"]) == (1, "")
    assert WhatIfPerson.objects.count() == 0, "nobody reads it with the compartment closed"
    assert again(party, row) is Replay.SAME


def test_the_digest_tells_nobody_who_might_be_in_it(party, settings):
    """It is keyed: who tries one person more to see whether the digest is the same learns nothing."""
    fill(party, [30] * 10)
    row = ask(party)
    digest = row.question["digest"]
    settings.SECRET_KEY = "en annan nyckel"
    assert again(party, row) is Replay.OTHER
    assert len(digest) == 64


def test_that_the_queue_was_counted_is_no_entry_in_a_file(party):
    row = begun(party, Walk(party, "w").planned())
    with unread([party.receives]):
        before = gather(party.receives, LATER)[row.person_id]
    with on(TODAY.replace(year=2025)):
        persons.ask_what_if(
            party.receiver,
            Desk(party.receives, Hand.RECEIVER),
            persons.NewQuestion(party.delivery.pk, "", TODAY.replace(year=2025), places=3),
            key="k",
        )
    with unread([party.receives]):
        after = gather(party.receives, LATER)[row.person_id]
    assert after.rows["whatifperson"] == 1
    assert (after.facts, after.digest) == (before.facts, before.digest)


def test_when_somebody_in_it_is_removed_the_question_and_the_answer_stay(party):
    archive = archive_at(party)
    archive.plan()
    part = Walk(party, "w").planned()
    ended(party, begun(party, part))
    row = ask(party)
    assert again(party, row) is Replay.SAME
    with on(LATER):
        archive.carried_out(archive.decided())
        with unread([party.receives]):
            assert not Person.objects.filter(pk=part.person_id).exists()
            assert WhatIfPerson.objects.count() == 0
        page = text(Pages(party).get(party.receiver_user, "what_if", row.pk))
    assert again(party, row) is Replay.REMOVED
    assert "Kan inte räknas om: någon i underlaget är gallrad" in page
    assert "Fler platser" in page
    assert told(row)


def test_the_page_shows_what_it_was_made_of_and_makes_it_again(party):
    fill(party, range(10, 120, 5), waiting=12)
    row = ask(party)
    client = party.cast.browser(party.receiver_user)
    at = reverse("what_if", args=[row.pk])
    page = client.get(at).content.decode()
    for word in (row.question["digest"], "20250101", "Metodens utgåva", "Räkna om"):
        assert word in page
    again = client.get(f"{at}?omraknad=ja").content.decode()
    assert "Omräknat: samma svar, siffra för siffra" in again
