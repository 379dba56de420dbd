"""The ways from what is missing, and from a decision, to where it is recorded."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.decisions.models import Decision
from samverk.directory.models import Body
from samverk.federation.models import MembershipFact
from samverk.thread.panels import BESIDE, LEAVING, OUTSIDE

pytestmark = pytest.mark.usefixtures("demo")
PAGE = "/medlemskap/insjoriket/"


@pytest.fixture
def left():
    """The council's decision to leave, known only from citations."""
    return Decision.objects.get(organisation__slug="alingsas", paragraph=94)


@pytest.fixture
def repeal(secretary, left):
    """A decision that repeals it, registered as a decision but not as an event."""
    council = Body.objects.get(organisation__slug="alingsas", kind="council")
    new = decisions.NewDecision(
        left.organisation_id,
        "Fortsatt medlemskap",
        "repeals",
        body=council.pk,
        decided_on=date(2024, 1, 31),
        paragraph=7,
        acts_on=(decisions.ActsOn("repeals", left.pk),),
    )
    return decisions.register_decision(secretary, new, key="upphaver")


def missing(client):
    cards = client.get(PAGE).context["cards"]
    return dict(next(c for c in cards if c.thread.member.name == "Alingsås").missing)


def shown(client, decision):
    return client.get(reverse("decision", args=[decision.pk])).content.decode()


def test_minutes_that_are_missing_are_registered_from_the_cited_decision(signed_in, left):
    found = [url for text, url in missing(signed_in).items() if "bara genom hänvisning" in text]
    assert found == [reverse("decision", args=[left.pk])]


def test_every_other_missing_paper_leads_to_its_event(signed_in, form_page):
    urls = set(missing(signed_in).values())
    assert form_page("uppsagning-avsandes") in urls
    assert form_page("uttrade-upphavdes") in urls


def test_no_decision_is_chosen_beforehand_for_the_council(signed_in, form_page):
    form = signed_in.get(form_page("uttrade-upphavdes")).context["form"]
    assert form.fields["paper"].choices[0] == ("", "Välj")
    assert not form["paper"].value()


def test_a_councils_decision_that_is_not_listed_can_be_registered(signed_in, form_page):
    page = signed_in.get(form_page("uttrade-upphavdes")).content.decode()
    assert f'href="{reverse("new_decision")}?organisation=alingsas"' in page


def test_one_decision_cannot_both_leave_and_stay(signed_in, form_page, left):
    sent = {"key": "samma-beslut", "paper": f"b{left.pk}", "note": ""}
    answer = signed_in.post(form_page("uttrade-upphavdes"), sent)
    assert "kan inte både lämna och stanna" in answer.content.decode()
    assert not MembershipFact.objects.filter(kind="council_repealed_exit").exists()


def test_a_decision_beside_the_chain_leads_to_recording_it(signed_in, form_page, repeal):
    page = shown(signed_in, repeal)
    assert BESIDE in page
    assert f'href="{form_page()}?handling=b{repeal.pk}"' in page


def test_who_may_not_record_is_shown_no_way(client, repeal):
    page = shown(client, repeal)
    assert OUTSIDE in page
    assert "?handling=" not in page


def test_the_way_ends_when_the_event_is_recorded(signed_in, form_page, repeal):
    query = f"?handling=b{repeal.pk}"
    form = signed_in.get(form_page("uttrade-upphavdes", query)).context["form"]
    assert form["paper"].value() == f"b{repeal.pk}"
    sent = {"key": "handelsen", "paper": f"b{repeal.pk}", "note": ""}
    assert signed_in.post(form_page("uttrade-upphavdes", query), sent).status_code == 302
    assert query not in shown(signed_in, repeal)


def first(secretary, left, *, title="Utträde ur samordningsförbundet", kind="decides", text=""):
    """A council's decision that acts on nothing that is registered."""
    council = Body.objects.get(organisation__slug="alingsas", kind="council")
    new = decisions.NewDecision(
        left.organisation_id,
        title,
        kind,
        body=council.pk,
        decided_on=date(2025, 1, 29),
        paragraph=11,
        text=text,
    )
    return decisions.register_decision(secretary, new, key="först")


def test_the_first_decision_to_leave_leads_to_recording_it(signed_in, form_page, secretary, left):
    decision = first(secretary, left)
    page = shown(signed_in, decision)
    assert LEAVING in page
    query = f"?handling=b{decision.pk}"
    assert f'href="{form_page()}{query}"' in page
    form = signed_in.get(form_page("uttrade-beslutades", query)).context["form"]
    assert form["paper"].value() == f"b{decision.pk}"


def test_and_to_nothing_for_who_may_not_record(client, secretary, left):
    page = shown(client, first(secretary, left))
    assert OUTSIDE in page
    assert "?handling=" not in page


@pytest.mark.parametrize(
    "more",
    [{"title": "Taxa för lokaler"}, {"kind": "notes"}],
    ids=["about something else", "that only notes"],
)
def test_nor_a_decision_that_changes_no_membership(signed_in, secretary, left, more):
    page = shown(signed_in, first(secretary, left, **more))
    assert OUTSIDE in page
    assert "?handling=" not in page


def test_what_the_text_says_counts_too(signed_in, secretary, left):
    found = first(
        secretary, left, title="Finansiell samordning", text="Medlemskapet sägs upp per den 1 juli."
    )
    assert f"?handling=b{found.pk}" in shown(signed_in, found)


def test_the_way_ends_when_the_first_decision_is_recorded(signed_in, form_page, secretary, left):
    decision = first(secretary, left)
    query = f"?handling=b{decision.pk}"
    sent = {"key": "utträdet", "paper": f"b{decision.pk}", "note": ""}
    signed_in.post(form_page("uttrade-beslutades", query), sent)
    assert MembershipFact.objects.filter(decision=decision).exists()
    assert query not in shown(signed_in, decision)
