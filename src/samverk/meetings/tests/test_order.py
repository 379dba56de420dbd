"""The agenda's numbers follow its groups, and so does what is taken up next."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.errors import InputError
from samverk.meetings import actions
from samverk.meetings.models import AgendaItem
from samverk.meetings.tests.conftest import MEMBERS, add, roll
from samverk.project.testing.stages import kept

FORMALITY, INFORMATION = "Formalia", "Information och anmälningar"


def listed(meeting):
    found = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    return [(item.position, item.title) for item in found]


@kept
def agenda(seated, meeting):
    add(seated, meeting, "Rapport", section=INFORMATION)
    add(seated, meeting, "Taxan")
    add(seated, meeting, "Justerare", section=FORMALITY)
    return meeting


def test_an_item_comes_last_in_its_group(agenda):
    assert listed(agenda) == [(1, "Justerare"), (2, "Taxan"), (3, "Rapport")]


def test_an_item_moves_within_its_group_only(seated, agenda):
    late = add(seated, agenda, "Budget")
    actions.move_item(seated.owner, late, 2, key="k1")
    assert [title for _, title in listed(agenda)] == ["Justerare", "Budget", "Taxan", "Rapport"]
    with pytest.raises(InputError, match="under Beslutas här: välj en plats från 2 till 3"):
        actions.move_item(seated.owner, late, 1, key="k2")


def test_an_item_that_changes_group_comes_to_its_new_place(seated, agenda):
    report = AgendaItem.objects.get(title="Rapport")
    actions.change_item(
        seated.owner, report, actions.ItemFacts("Rapport", section=FORMALITY), key="k"
    )
    assert [title for _, title in listed(agenda)] == ["Justerare", "Rapport", "Taxan"]


def test_the_room_takes_up_in_the_agendas_order(seated, opened, agenda):
    roll(seated, opened, *MEMBERS)
    browser = seated.browser(seated.owner_user)
    page = browser.get(reverse("hall", args=[opened.pk])).content.decode()
    assert "Ta upp nästa: Justerare" in page


def test_an_item_is_not_made_secret_by_a_change(seated, agenda):
    item = AgendaItem.objects.get(title="Taxan")
    hidden = actions.Hidden("26 kap. 1 § OSL", "Om barnet")
    facts = actions.ItemFacts("Taxan", hidden=hidden)
    with pytest.raises(InputError, match="Sekretess anges när punkten läggs till"):
        actions.change_item(seated.owner, item, facts, key="k")
    assert AgendaItem.objects.get(title="Taxan").secret is False
