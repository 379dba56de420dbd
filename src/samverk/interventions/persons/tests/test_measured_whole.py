"""A measured status is whole, or says why something is missing; a livelihood has its share and source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from samverk.foundation.errors import InputError
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.models import Measurement
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread

DAY = date(2024, 3, 15)
ALL = taking.NewMeasurement(
    "entry", DAY, "seeks", 0, "unemployment", "secondary", source="officer", share=100
)
TWO = replace(ALL, share=60, second="assistance", second_share=40)


def measured(party, new):
    row = Walk(party, "a").planned()
    return taking.measure_status(party.worker, party.receives, row.pk, new, key="m"), row


def test_two_livelihoods_are_shown_with_their_shares_and_who_told(party):
    _, row = measured(party, TWO)
    page = text(Pages(party).get(party.worker_user, "participation", row.pk))
    assert "A-kassa, 60 procent; ekonomiskt bistånd, 40 procent (handläggare)" in page


def test_what_is_not_known_says_why(party):
    said = replace(ALL, education="", blank="declined")
    _, row = measured(party, said)
    page = text(Pages(party).get(party.worker_user, "participation", row.pk))
    assert "inte angiven (ville inte svara)" in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"education": ""}, "blank"),
        ({"hours": None}, "blank"),
        ({"hours": None, "blank": "lust"}, "blank"),
        ({"blank": "declined"}, "blank"),
        ({"source": ""}, "source"),
        ({"share": 0}, "share"),
        ({"share": 101}, "share"),
        ({"second_share": 40}, "second"),
        ({"second": "unemployment", "second_share": 1}, "second"),
        ({"share": 60, "second": "wage"}, "second_share"),
        ({"share": None, "second": "wage", "second_share": 40}, "second_share"),
        ({"share": 61, "second": "wage", "second_share": 40}, "second_share"),
    ],
)
def test_what_is_not_whole_is_refused_at_its_field(party, change, field):
    with pytest.raises(InputError) as fault:
        measured(party, replace(ALL, **change))
    assert fault.value.field == field


@pytest.mark.parametrize("more", [{"hours": 0}, {"education": "higher"}, {"blank": "declined"}])
def test_a_status_that_is_missing_says_nothing_else(party, more):
    new = replace(taking.NewMeasurement("entry", DAY, missing="unreachable"), **more)
    with pytest.raises(InputError, match="antingen status"):
        measured(party, new)


def test_a_status_that_is_missing_has_no_source(party):
    row, _ = measured(party, taking.NewMeasurement("entry", DAY, missing="unreachable"))
    assert (row.source, row.share) == ("", None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"share": 61, "second": "wage", "second_share": 40},
        {"second": "wage"},
        {"share": 50, "second_share": 50},
    ],
)
def test_the_database_refuses_shares_that_cannot_be(party, wrong):
    row = Walk(party, "a").planned()
    said = {"point": "entry", "occupation": "seeks", "livelihood": "unemployment"}
    with unread([party.receives]), pytest.raises(IntegrityError), transaction.atomic():
        Measurement.objects.create(
            controller_id=party.receives,
            person_id=row.person_id,
            participation=row,
            measured_on=DAY,
            **said | wrong,
        )
