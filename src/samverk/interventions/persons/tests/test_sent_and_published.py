"""A year's statistics beside the counts that were sent: whoever has both computes nobody."""

from __future__ import annotations

import json
from datetime import date

import pytest

from samverk.exchange import actions as exchange
from samverk.exchange.models import Sent
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.models import PublishedStatistics
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.publishing import YearPart, look_at_year
from samverk.interventions.persons.actions.sending_counts import (
    check_unpublished,
    period_of,
    previews,
)
from samverk.interventions.persons.models import Participation, SentCounts
from samverk.interventions.persons.tests.test_sending_counts import peers, send
from samverk.interventions.persons.tests.test_statistics import (
    PEOPLE,
    YEAR,
    asked,
    numbers,
    take_part,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import authority
from samverk.interventions.queries import results_of
from samverk.project.testing.stages import kept

__all__ = ["peers"]


@kept
def one_not_followed(party):
    """Of 32 who took part, one man has not consented to follow-up."""
    take_part(party)
    with unread([party.receives]):
        row = Participation.objects.filter(sex="man", age=50).first()
        Participation.objects.filter(pk=row.pk).update(is_followed=False)


def looked(party):
    home = authority(party.receives)
    part = YearPart.TOOK_PART
    return look_at_year(party.coordinator, home, party.delivery, YEAR, part).statistics


def sent_of_men(party):
    rows = results_of([party.delivery.pk], YEAR)
    return [row.numbers.men for row in rows.values() if row.measure.value == "took_part"]


def test_by_themselves_the_statistics_tell_their_totals(party, one_not_followed):
    assert [numbers(one)["Alla"] for one in looked(party).tables] == [[20, 11, 31]] * 3


def test_beside_what_was_sent_the_one_who_is_left_is_not_told(party, peers, one_not_followed):
    send(party, year=YEAR)
    found = looked(party)
    assert found.leaks == 0
    assert sent_of_men(party) == [12]
    assert all(numbers(one)["Alla"] == [20, None, None] for one in found.tables)


def test_with_everybody_followed_nothing_more_is_hidden(party, peers):
    take_part(party)
    send(party, year=YEAR)
    assert [numbers(one)["Alla"] for one in looked(party).tables] == [[20, 12, 32]] * 3


def test_the_counts_are_sent_before_the_statistics_are_published(party, peers):
    take_part(party)
    with pytest.raises(InputError, match="Skicka först antalen för hela 2023"):
        persons.publish_statistics(party.coordinator, party.receives, asked(party), key="p")
    send(party, year=YEAR)
    persons.publish_statistics(party.coordinator, party.receives, asked(party), key="p")
    assert PublishedStatistics.objects.get().year == YEAR


def payloads():
    rows = Sent.objects.filter(type="antal").order_by("created_at", "pk")
    return [json.loads(one.wire)["envelope"]["payload"] for one in rows]


def of(payload, measure):
    return next(one for one in payload["tables"] if one["measure"] == measure)


def test_after_the_statistics_what_is_tied_to_them_stands_as_it_was_sent(party, peers):
    take_part(party)
    send(party, year=YEAR)
    persons.publish_statistics(party.coordinator, party.receives, asked(party), key="p")
    with unread([party.receives]):
        row = Participation.objects.filter(sex="woman", age=25).first()
        Participation.objects.filter(pk=row.pk).update(sex="man")
    send(party, "nytt", YEAR)
    first, last = payloads()
    for measure in ("took_part", "started", "completed"):
        assert of(first, measure) == of(last, measure)
    assert of(last, "referred")
    assert sent_of_men(party) == [12]
    with unread([party.receives]):
        kept = SentCounts.objects.order_by("recorded_at").last()
    assert {row["measure"] for row in kept.tables} >= {"took_part", "referred"}


def test_counts_worked_out_before_the_statistics_came_out_are_worked_out_again(party, peers):
    take_part(party)
    send(party, year=YEAR)
    with unread([party.receives]):
        row = Participation.objects.filter(sex="woman", age=25).first()
        Participation.objects.filter(pk=row.pk).update(sex="man")
    found = worked_out(party)
    persons.publish_statistics(party.coordinator, party.receives, asked(party), key="p")
    with unread([party.receives]):
        with pytest.raises(ConflictError, match="har publicerats sedan talen beräknades"):
            check_unpublished(authority(party.receives), found, date(YEAR, 1, 1))
        again = list(previews(authority(party.receives), *period_of(YEAR)))
        check_unpublished(authority(party.receives), again, date(YEAR, 1, 1))


@pytest.mark.parametrize(("women", "told"), [(20, 32), (19, None)])
def test_what_the_first_version_told_of_the_year_is_weighed_in(party, peers, women, told):
    take_part(party)
    row = {"delivery": str(party.delivery.code), "measure": "took_part", "unknown": 0}
    payload = {
        "from_date": "2023-01-01",
        "to_date": "2023-11-30",
        "rows": [row | {"women": women, "men": 12}],
    }
    home = party.cast.neighbour.pk
    exchange.send(
        SETUP, exchange.NewMessage("antal", 1, home, peers, "Antal", payload), key="gammalt"
    )
    (preview,) = worked_out(party)
    (table,) = [one for one in preview.counts.told if one["measure"] == "took_part"]
    assert table["every"]["total"] == told


def worked_out(party):
    with unread([party.receives]):
        return list(previews(authority(party.receives), *period_of(YEAR)))


def test_what_is_looked_at_and_then_sent_is_tried_once(party, peers, monkeypatch):
    take_part(party, PEOPLE[:3])
    (preview,) = worked_out(party)
    monkeypatch.setattr("samverk.analytics.disclosure.editions.told_after", None)
    send(party, year=YEAR)
    with unread([party.receives]):
        assert SentCounts.objects.get().digest == preview.counts.digest
