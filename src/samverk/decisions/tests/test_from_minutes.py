"""Registering, from its minutes, a decision that was known only from those that cite it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.decisions.models import Decision
from samverk.decisions.tests.stage import decide
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db


@kept
def cited(cast):
    return decide(cast, cited_only=True)


def way_in(found):
    return f"{reverse('new_decision')}?beslut={found.pk}"


def shown(browser, found):
    return browser.get(reverse("decision", args=[found.pk])).content.decode()


def test_the_page_of_a_cited_decision_leads_to_its_registration(cast, cited):
    assert way_in(cited) in shown(cast.browser(cast.owner_user), cited)


def test_who_may_not_register_sees_no_such_way(cast, cited, client):
    assert way_in(cited) not in shown(client, cited)
    assert client.get(way_in(cited)).status_code == 403


def test_a_decision_that_is_registered_offers_no_such_way(cast):
    found = decide(cast)
    browser = cast.browser(cast.owner_user)
    assert way_in(found) not in shown(browser, found)
    assert browser.get(way_in(found)).url == reverse("decision", args=[found.pk])


def test_what_the_citation_told_is_filled_in(cast, cited):
    form = cast.browser(cast.owner_user).get(way_in(cited)).context["form"]
    assert form["body"].value() == cited.body_id
    assert (form["decided_on"].value(), form["paragraph"].value()) == (cited.decided_on, 94)


def test_registering_it_keeps_the_row_that_others_point_at(cast, cited):
    sent = {"key": "k", "body": cited.body_id, "decided_on": cited.decided_on, "paragraph": 94}
    sent |= {"title": "Utträde", "kind": "decides", "text": "Kommunen lämnar."}
    answer = cast.browser(cast.owner_user).post(way_in(cited), sent)
    assert answer.url == reverse("decision", args=[cited.pk])
    found = Decision.objects.get()
    assert (found.cited_only, found.text) == (False, "Kommunen lämnar.")


def test_a_number_that_is_no_decision_is_not_found(cast):
    browser = cast.browser(cast.owner_user)
    for number in ("999999", "hej"):
        assert browser.get(reverse("new_decision"), {"beslut": number}).status_code == 404
