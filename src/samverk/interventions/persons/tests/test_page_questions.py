"""The pages of persons ask the database as many questions however many people there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.interventions.persons.models import Participation, Person, QueueEntry, Referral
from samverk.interventions.persons.records import Identity, seal_identity
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.test_waiting import TODAY, fill
from samverk.interventions.persons.walls import unread

MOST = 20
# Who opens which page, and with what of the party in its address
PAGES = (
    ("receiver_user", "queue", ("delivery.pk",), ""),
    ("receiver_user", "waits", ("delivery.pk",), ""),
    ("receiver_user", "persons", (), ""),
    ("worker_user", "participations", (), ""),
    ("coordinator_user", "coordination", ("receives",), ""),
    ("coordinator_user", "coordination", ("receives",), "?lista=koer"),
    ("coordinator_user", "coordination", ("receives",), "?lista=deltaganden"),
    ("coordinator_user", "statistics", ("receives", "delivery.pk"), "?ar=2023"),
    ("coordinator_user", "statistics", ("receives", "delivery.pk"), "?ar=2023&del=resultat"),
    ("coordinator_user", "statistics", ("receives", "delivery.pk"), "?ar=2023&del=aterremisser"),
    ("coordinator_user", "statistics", ("receives", "delivery.pk"), "?ar=2023&del=exakt"),
    ("auditor_user", "review_readings", ("sends",), ""),
)


def asked(party, who, name, place, query):
    """Count the questions of a page, drawn once before."""
    client = party.cast.browser(getattr(party, who))
    address = reverse(name, args=[_of(party, one) for one in place]) + query
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return questions(found)


def questions(found):
    """Count what is asked; savepoints are the test's, which already stands in a transaction."""
    return sum("SAVEPOINT" not in one["sql"] for one in found.captured_queries)


def _of(party, path):
    found = party
    for name in path.split("."):
        found = getattr(found, name)
    return found


def more(party, many, first):
    """Let more people have begun, be under way, and wait."""
    fill(party, [20] * many, waiting=many, first=first)
    with unread([party.receives]):
        for row in Person.objects.filter(sealed=b""):
            seal_identity(row, Identity("Påhittad Person"))
            row.save()
        waiting = QueueEntry.objects.filter(left_on=None, number__gte=first)
        for state, entry in zip(("planned", "active", "interrupted"), waiting, strict=False):
            Participation.objects.create(
                controller_id=party.receives,
                person_id=entry.person_id,
                delivery=party.delivery,
                party=party.cast.town,
                sex="woman",
                state=state,
                starts_on=TODAY,
            )


@pytest.mark.parametrize(("who", "name", "place", "query"), PAGES)
def test_a_page_asks_as_much_for_thirty_as_for_six(party, who, name, place, query):
    more(party, 3, 1)
    few = asked(party, who, name, place, query)
    more(party, 12, 100)
    assert few == asked(party, who, name, place, query) <= MOST


def test_a_search_asks_as_much_for_many_as_for_few(party):
    more(party, 3, 1)
    client = party.cast.browser(party.receiver_user)
    address = reverse("search_persons", args=[party.receives])
    counts = []
    for first in (50, 100):
        more(party, 5, first)
        client.post(address, {"sok": "Påhittad"})
        with CaptureQueriesContext(connection) as found:
            assert client.post(address, {"sok": "Påhittad"}).status_code == 200
        counts.append(questions(found))
    assert counts[0] == counts[1] <= MOST


def test_a_referral_that_was_accepted_here_costs_few_questions(
    party, django_assert_max_num_queries
):
    """Nothing is asked of other installations, nor of places that are somebody else's."""
    Walk(party, "a").in_queue()
    with unread([party.sends]):
        row = Referral.objects.get(side="sent")
    client, at = party.cast.browser(party.referrer_user), reverse("sent_referral", args=[row.pk])
    client.get(at)
    # Three more than where nothing is a test's transaction; one for waits that are not measured
    with django_assert_max_num_queries(24):
        client.get(at)
