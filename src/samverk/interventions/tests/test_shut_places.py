"""Whoever gives a delivery shuts places itself: at once there, and beside the catalogue everywhere."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from samverk.exchange import actions as exchange
from samverk.exchange.models import Sent
from samverk.exchange.ports import MESSAGE_TYPES, Incoming
from samverk.exchange.schema import faults
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.interventions import actions, queries
from samverk.interventions.actions.catalogue_copies import take_catalogue
from samverk.interventions.actions.shutting import take_shut
from samverk.interventions.models import ShutPlaces
from samverk.interventions.queries.telling import SHUT_TOLD, catalogue_told, shut_told
from samverk.interventions.tests.fair import BEGAN, NUMBER
from samverk.interventions.tests.test_pages import text
from samverk.project.testing.stages import kept
from samverk.rules.interventions.capacity import Places

ADDRESS = "https://forbundet.example/vaxling/ta-emot/"
WEEK = timedelta(days=7)


@kept
def places(fair):
    """Twelve places of fifteen, of which the federation says that one is shut."""
    new = actions.NewPlaces(fair.delivery.pk, BEGAN, 12, 15, 1)
    actions.set_places(SETUP, new, key="platser")
    return fair


def shut(fair, number, day=TODAY, *, key="", reason="Golvet läggs om", **more):
    new = actions.NewShutting(fair.delivery.pk, day, number, reason, **more)
    return actions.shut_places(fair.coordinator, new, key=key or f"s/{number}/{day}")


def out_on(fair, day=TODAY):
    return queries.places_on(fair.delivery.pk, day).out_of_service


def test_it_holds_at_once_and_the_larger_number_counts(places):
    shut(places, 4)
    assert queries.places_on(places.delivery.pk, TODAY) == Places(12, 15, 4)
    assert out_on(places, TODAY - timedelta(days=1)) == 1
    shut(places, 0, key="b", reason="")
    assert out_on(places) == 1


def test_with_a_last_day_what_was_said_before_holds_again(places):
    shut(places, 2, TODAY)
    shut(places, 6, TODAY + WEEK, last=TODAY + 2 * WEEK)
    days = [TODAY, TODAY + WEEK, TODAY + 2 * WEEK, TODAY + 2 * WEEK + timedelta(days=1)]
    assert [out_on(places, day) for day in days] == [2, 6, 6, 2]
    with pytest.raises(ConflictError, match="redan sagt från och med"):
        shut(places, 9, TODAY + timedelta(days=1), last=TODAY + WEEK)
    # The day before something else begins it may end
    shut(places, 3, TODAY + timedelta(days=1), last=TODAY + WEEK - timedelta(days=1))
    assert [out_on(places, day) for day in days] == [2, 6, 6, 2]


def test_the_same_again_is_once_and_the_same_day_again_corrects(places):
    assert shut(places, 4, key="a") == shut(places, 4, key="a")
    shut(places, 5, key="b")
    assert ShutPlaces.objects.get().number == 5


def test_what_cannot_be_is_refused(places):
    for said, told in (
        ({"number": 16}, "Fler än de 15"),
        ({"number": -1}, "negativt"),
        ({"number": 1, "reason": " "}, "varför"),
        ({"number": 1, "day": date(2019, 1, 1)}, "började"),
        ({"number": 1, "last": TODAY - WEEK}, "före den första"),
    ):
        with pytest.raises(InputError, match=told):
            shut(places, key=told, **said)
    assert not ShutPlaces.objects.exists()


def test_only_who_coordinates_where_it_is_given_may(places):
    new = actions.NewShutting(places.delivery.pk, TODAY, 2, "Golvet läggs om")
    for who in (places.manager, places.worker, places.elsewhere):
        with pytest.raises(NotAllowedError):
            actions.shut_places(who, new, key=f"{who.user}")


def test_without_places_in_the_catalogue_there_is_nothing_to_shut(fair):
    with pytest.raises(InputError, match="inte registrerat"):
        shut(fair, 1)


def test_a_newer_catalogue_does_not_undo_it(places):
    shut(places, 4)
    told = catalogue_told(places.home.pk)
    row = next(one for one in told["deliveries"] if one["code"] == str(places.delivery.code))
    row["places"][0]["out_of_service"] = 0
    came = Incoming(uuid.uuid4(), places.home.pk, "F", places.cast.neighbour.pk, clock.now(), told)
    take_catalogue(came)
    assert queries.registered_places(places.delivery.pk, TODAY).out_of_service == 0
    assert out_on(places) == 4


@kept
def far(places):
    """The federation has an installation of its own; Norrvik lives here."""
    neighbour = places.cast.neighbour.pk
    exchange.add_peer(SETUP, exchange.NewPeer(neighbour, "212000-0002"), key="a")
    exchange.add_peer(
        SETUP, exchange.NewPeer(places.home.pk, "222000-0001", ADDRESS, "A" * 43 + "="), key="b"
    )
    return places


def payload_of(message):
    return json.loads(message.wire)["envelope"]["payload"]


def test_the_federation_is_told_once_for_each_change(far):
    assert actions.send_shut() == 0
    shut(far, 4, last=TODAY + WEEK)
    assert actions.send_shut() == 1
    assert actions.send_shut() == 0
    (message,) = Sent.objects.filter(type=SHUT_TOLD[0])
    assert not list(faults(payload_of(message), MESSAGE_TYPES.find(*SHUT_TOLD).schema))
    (row,) = payload_of(message)["deliveries"]
    assert row["delivery"] == str(far.delivery.code)
    assert [one["number"] for one in row["shut"]] == [4, 0]
    shut(far, 2, key="två")
    assert actions.send_shut() == 1


def came(fair, payload, **more):
    found = Incoming(
        uuid.uuid4(), fair.cast.neighbour.pk, "Norrvik", fair.home.pk, clock.now(), payload
    )
    return replace(found, **more)


def told_and_gone(fair):
    """What the provider tells, with what it rests on taken away: as at the federation."""
    with transaction.atomic():
        shut(fair, 2)
        shut(fair, 6, TODAY + WEEK, last=TODAY + 2 * WEEK)
        (payload,) = shut_told().values()
        transaction.set_rollback(True)
    return payload


def test_it_comes_to_the_federation_once_and_a_newer_replaces_it(places):
    payload = told_and_gone(places)
    message = came(places, payload)
    for _ in range(2):
        take_shut(message)
    assert [out_on(places, TODAY + n * WEEK) for n in range(4)] == [2, 6, 6, 2]
    assert shut_told() == {(places.cast.neighbour.pk, places.home.pk): payload}
    newer = json.loads(json.dumps(payload))
    newer["deliveries"][0]["shut"][0]["number"] = 0
    take_shut(came(places, newer))
    assert out_on(places) == 1


def test_nobody_shuts_what_another_gives_or_another_federation_has(places):
    payload = told_and_gone(places)
    with pytest.raises(InputError, match="inte av avsändaren"):
        take_shut(came(places, payload, sender=places.cast.town.pk))
    with pytest.raises(InputError, match="annat förbund"):
        take_shut(came(places, payload, recipient=places.cast.town.pk))
    assert not ShutPlaces.objects.exists()


def test_a_text_that_names_somebody_is_refused_at_both_ends(places):
    with pytest.raises(InputError, match="personnummer"):
        shut(places, 1, reason=f"Rum för {NUMBER}")
    payload = told_and_gone(places)
    payload["deliveries"][0]["shut"][0]["reason"] = f"Rum för {NUMBER}"
    with pytest.raises(InputError, match="personnummer"):
        take_shut(came(places, payload))
    assert not ShutPlaces.objects.exists()


def test_the_coordinator_shuts_on_a_page_and_the_federation_reads_it(places):
    browser = places.cast.browser(places.coordinator_user)
    catalogue_page = reverse("delivery", args=[places.delivery.pk])
    page = reverse("shut_places", args=[places.delivery.pk])
    assert page in browser.get(catalogue_page).content.decode()
    asked = browser.get(page)
    said = {
        "key": asked.context["form"]["key"].value(),
        "number": "4",
        "from_date": TODAY.isoformat(),
        "last": "",
        "reason": "Golvet läggs om",
    }
    assert browser.post(page, said | {"number": "40"}).status_code == 400
    assert browser.post(page, said).url == page
    shown = text(browser.get(page))
    assert "Golvet läggs om" in shown
    assert "Stängda som gäller 4" in shown
    kept_by = places.browser()
    assert "Golvet läggs om" in text(
        kept_by.get(reverse("manage_delivery", args=[places.delivery.pk]))
    )
    # What the manager corrects begins with the catalogue's own number
    assert (
        kept_by.get(reverse("set_places", args=[places.delivery.pk]))
        .context["form"]["out_of_service"]
        .value()
        == 1
    )


def test_the_page_is_not_for_others(places):
    page = reverse("shut_places", args=[places.delivery.pk])
    for user in (places.manager_user, places.worker_user, places.elsewhere_user):
        browser = places.cast.browser(user)
        assert browser.get(page).status_code == 403
        assert (
            page not in browser.get(reverse("delivery", args=[places.delivery.pk])).content.decode()
        )
