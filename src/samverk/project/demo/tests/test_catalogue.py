"""The demo's catalogue says what the papers say, and calls the rest an example."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.federation.models import Intervention
from samverk.interventions.models import Delivery
from samverk.interventions.queries import Sought, catalogue, intake_on, last_intake
from samverk.project.demo.catalogue import code_of, facts

pytestmark = pytest.mark.django_db


def found(name):
    return Delivery.objects.get(code=code_of(name))


def ages(name):
    (rule,) = found(name).requirements.all()
    return rule.youngest, rule.oldest


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Balder", (18, 29)), ("Individsamverkansteamet", (18, 64)), ("Aktiv Lerum", (16, 64))],
)
def test_the_ages_are_those_of_the_memo(demo, name, wanted):
    assert ages(name) == wanted


@pytest.mark.parametrize("name", ["Balder", "Individsamverkansteamet"])
def test_what_closed_in_2022_says_where_to_go_instead(demo, name):
    closed = date(2022, 9, 1)
    assert intake_on(found(name).pk, date(2022, 8, 31)) is not None
    assert intake_on(found(name).pk, closed) is None
    ended = last_intake(found(name).pk, closed)
    assert ended.successor.intervention.name == "ACTivera i kommunerna"
    assert intake_on(ended.successor.pk, date(2026, 1, 1)) is not None


def test_primus_is_open_and_needs_no_referral(demo):
    row = found("Primus")
    assert not row.needs_referral
    assert "tio veckor" in row.content
    assert intake_on(row.pk, date(2026, 1, 1)) is not None


def test_every_intervention_of_the_federation_is_in_the_catalogue(demo):
    assert not Intervention.objects.filter(deliveries=None).exists()


def test_places_and_givers_that_no_paper_tells_are_examples(demo):
    real = Delivery.objects.filter(is_example=False)
    assert {row.name for row in real} == {"ACTivera i Alingsås", "Prerehabilitering i Härryda"}
    assert not real.filter(capacity__isnull=False).exists()
    assert Delivery.objects.count() == len(facts()["delivery"])


def test_whoever_is_thirty_does_not_find_balder(demo):
    def names(age):
        shelves = catalogue(Sought(date(2026, 1, 1), age=age)).shelves
        return {one.delivery.name for shelf in shelves for one in shelf.rows}

    assert "Balder" in names(29)
    assert "Balder" not in names(30)
    assert "Primus" in names(30)
