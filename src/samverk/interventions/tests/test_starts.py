"""Groups that begin on a day: said, called off, and told to everybody."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.tests.cast import SETUP
from samverk.interventions import actions
from samverk.interventions.models import Delivery
from samverk.interventions.queries import coming_starts
from samverk.interventions.tests.test_pages import at, posted, text
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db
SOON, LATER = date(2024, 4, 8), date(2024, 9, 2)


@kept
def group(fair):
    """The delivery begins in groups."""
    Delivery.objects.filter(pk=fair.delivery.pk).update(start_mode="cohort")
    return Delivery.objects.get(pk=fair.delivery.pk)


def said(fair, group, day=SOON, **more):
    return actions.add_cohort_start(
        fair.manager, actions.NewStart(group.pk, day, **more), key=f"s/{day}"
    )


def test_what_is_to_come_is_told_and_what_is_called_off_is_not(client, fair, group):
    for day in (date(2024, 2, 5), SOON, LATER):
        said(fair, group, day, apply_by=date(2024, 2, 1), places=12)
    gone = said(fair, group, date(2024, 6, 3))
    actions.call_off_start(fair.manager, gone.pk, " För få sökande ", key="i")
    assert [one.starts_on for one in coming_starts(group.pk, date(2024, 3, 15))] == [SOON, LATER]
    page = text(client.get(at(group)))
    assert "2024-04-08 , sök senast 2024-02-01 , 12 platser" in page
    assert "2024-06-03" not in page
    manage = text(fair.browser().get(at(group, "skota/")))
    assert "Inställd: För få sökande" in manage


def test_a_group_without_a_start_says_that_it_is_not_known(client, group):
    assert "När nästa grupp börjar är inte bestämt." in text(client.get(at(group)))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"starts_on": date(2019, 12, 31)}, "börjar den 1\u00a0januari 2020"),
        ({"starts_on": SOON, "apply_by": LATER}, "efter starten"),
    ],
)
def test_a_start_that_cannot_be_is_refused(fair, group, given, told):
    with pytest.raises(InputError, match=told):
        actions.add_cohort_start(fair.manager, actions.NewStart(group.pk, **given), key="k")


def test_what_does_not_begin_in_groups_has_no_starts(fair):
    with pytest.raises(InputError, match="löpande"):
        said(fair, fair.delivery)
    assert "starter/" not in fair.browser().get(at(fair.delivery, "skota/")).content.decode()


def test_a_start_is_said_once_and_called_off_once(fair, group):
    first = said(fair, group)
    assert said(fair, group) == first
    with pytest.raises(ConflictError, match="redan registrerad"):
        actions.add_cohort_start(fair.manager, actions.NewStart(group.pk, SOON), key="igen")
    with pytest.raises(InputError, match="varför"):
        actions.call_off_start(fair.manager, first.pk, " ", key="i")
    actions.call_off_start(fair.manager, first.pk, "Sjukdom", key="i")
    with pytest.raises(ConflictError, match="Sjukdom"):
        actions.call_off_start(fair.manager, first.pk, "Annat", key="j")
    with pytest.raises(NotFoundError):
        actions.call_off_start(fair.manager, 0, "Annat", key="k")


def test_only_the_federation_says_when_groups_begin(fair, group):
    for actor in (fair.worker, fair.coordinator, fair.elsewhere):
        with pytest.raises(NotAllowedError):
            actions.add_cohort_start(actor, actions.NewStart(group.pk, SOON), key="k")


def test_a_manager_does_it_by_form(fair, group):
    browser = fair.browser()
    given = {"starts_on": "2024-04-08", "apply_by": "2024-03-25", "places": "12"}
    assert posted(browser, at(group, "starter/"), **given).url == at(group, "skota/")
    row = group.starts.get()
    assert (row.starts_on, row.apply_by, row.places) == (SOON, date(2024, 3, 25), 12)
    posted(browser, f"/insatser/starter/{row.pk}/stall-in/", why="För få sökande")
    row.refresh_from_db()
    assert row.called_off == "För få sökande"


def test_a_class_that_has_ended_is_told_of_no_more(client, fair):
    first = actions.NewClass(fair.delivery.pk, 0, "Unga", "Under 25 år")
    known = actions.add_priority_class(SETUP, first, key="k")
    browser = fair.browser()
    posted(browser, f"/insatser/prioritet/{known.pk}/avsluta/", last_day="2024-03-15")
    assert "Under 25 år" in text(client.get(at(fair.delivery)))
    known.refresh_from_db()
    assert known.last_day == date(2024, 3, 15)
    with pytest.raises(ConflictError, match="redan avslutad"):
        actions.end_priority_class(fair.manager, known.pk, date(2024, 3, 16), key="l")
    type(known).objects.filter(pk=known.pk).update(last_day=date(2024, 3, 14))
    assert "Under 25 år" not in text(client.get(at(fair.delivery)))
