"""The forms of a step: both ways, only what applies, and what was written is kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions import actions
from samverk.decisions.models import Decision, DecisionKind, Lineage, Relation
from samverk.decisions.step_forms import ACTED_ON, ACTS, possible_acts, possible_effects
from samverk.decisions.tests.stage import decide, key
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry

pytestmark = pytest.mark.django_db


@kept
def target(cast):
    return decide(cast)


@kept
def source(cast):
    return decide(cast, decided_on=date(2024, 1, 29), paragraph=7, kind="repeals", title="Åter")


@pytest.fixture
def browser(cast):
    return cast.browser(cast.owner_user)


def url(decision):
    return reverse("new_step", args=[decision.pk])


def offered(response, field):
    choices = response.context["form"].fields[field].choices
    return dict(choices)


def test_a_step_is_told_from_the_decision_that_acts(browser, source, target):
    sent = {"key": "k", "relation": "ut-repeals", "other": f"b{target.pk}"}
    response = browser.post(url(source), sent)
    assert response.url == reverse("decision", args=[source.pk])
    assert target.acted_on_by.get().decision == source


def test_the_same_step_is_told_from_the_decision_acted_on(browser, source, target):
    sent = {"key": "k", "relation": "in-repeals", "other": f"b{source.pk}"}
    assert browser.post(url(target), sent).url == reverse("decision", args=[target.pk])
    assert target.acted_on_by.get().decision == source


def test_a_paper_of_the_case_leads_to_its_decision(cast, browser):
    opened = registry.NewCase(cast.board.pk, "Samarbete", date(2023, 5, 1))
    case = registry.open_case(SETUP, opened, key=key())
    new = registry.NewDocument(case.pk, "drawn_up", "memo", date(2023, 5, 2), "Förslag")
    paper = registry.register_document(SETUP, new, key=key())
    decision = decide(cast, case=case.pk)
    sent = {"key": "k", "relation": "in-proposes", "other": f"h{paper.pk}"}
    assert browser.post(url(decision), sent).status_code == 302
    assert decision.acted_on_by.get().document == paper


def test_nothing_acts_on_a_paper(cast, browser):
    opened = registry.NewCase(cast.board.pk, "Samarbete", date(2023, 5, 1))
    case = registry.open_case(SETUP, opened, key=key())
    new = registry.NewDocument(case.pk, "drawn_up", "memo", date(2023, 5, 2), "Förslag")
    paper = registry.register_document(SETUP, new, key=key())
    decision = decide(cast, case=case.pk)
    sent = {"key": "k", "relation": "ut-carries_out", "other": f"h{paper.pk}"}
    assert "Välj ett beslut." in browser.post(url(decision), sent).content.decode()


def test_what_the_law_forbids_is_said_at_its_field_and_the_choice_is_kept(cast, browser, target):
    boards = decide(cast, body=cast.board.pk, decided_on=date(2024, 1, 29), paragraph=7)
    sent = {"key": "k", "relation": "ut-repeals", "other": f"b{target.pk}"}
    form = browser.post(url(boards), sent).context["form"]
    assert "Bara fullmäktige upphäver" in form.errors["relation"][0]
    assert (form["relation"].value(), form["other"].value()) == ("ut-repeals", f"b{target.pk}")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"relation": "ut-repeals", "other": "b999999"}, "other"),
        ({"relation": "ut-repeals", "other": ""}, "other"),
        ({"relation": "in-decides", "other": ""}, "relation"),
        ({"relation": "", "other": ""}, "relation"),
    ],
)
def test_what_nobody_offered_is_refused_at_its_field(browser, target, sent, field):
    response = browser.post(url(target), sent | {"key": "k"})
    assert field in response.context["form"].errors
    assert not Lineage.objects.exists()


@pytest.mark.parametrize("kind", DecisionKind.values)
def test_only_what_a_decision_of_the_kind_can_do_is_offered(cast, browser, kind):
    found = offered(browser.get(url(decide(cast, kind=kind))), "relation")
    out = {f"ut-{one}" for one in possible_acts(kind)}
    assert set(found) == out | {f"in-{one}" for one in possible_effects(kind)}


def test_a_proposal_is_not_asked_what_it_repeals():
    assert Relation.REPEALS not in possible_acts("proposes")
    assert Relation.REPEALS not in possible_effects("proposes")
    assert Relation.REPEALS in possible_acts("decides")


def test_every_relation_is_worded_both_ways():
    assert set(ACTS) == set(ACTED_ON) == set(Relation)


def test_what_the_text_names_is_offered_first(cast, browser, target):
    cited = actions.NewCitation("KF", date(2023, 5, 26), 94)
    citing = decide(cast, paragraph=7, decided_on=date(2024, 1, 29), citations=(cited,))
    groups = offered(browser.get(url(citing)), "other")
    assert [value for value, _ in groups["Hänvisar till varandra"]] == [f"b{target.pk}"]
    assert "Andra beslut" not in groups


def test_a_link_may_choose_beforehand_and_a_person_sends_it(browser, source, target):
    response = browser.get(f"{url(source)}?led=ut-repeals&annat=b{target.pk}")
    form = response.context["form"]
    assert (form["relation"].value(), form["other"].value()) == ("ut-repeals", f"b{target.pk}")
    assert not Lineage.objects.exists()


@pytest.fixture
def new_url():
    return f"{reverse('new_decision')}?organisation=lillkoping"


@pytest.fixture
def sent(cast):
    return {
        "key": "k",
        "body": str(cast.council.pk),
        "decided_on": "2024-01-29",
        "paragraph": "7",
        "title": "Åter",
        "kind": "repeals",
    }


def test_a_decision_and_what_it_repeals_are_registered_from_one_form(
    browser, new_url, sent, target
):
    sent |= {"relation": "repeals", "other": f"b{target.pk}"}
    made = {browser.post(new_url, sent).url for _ in range(2)}
    source = target.acted_on_by.get().decision
    assert made == {reverse("decision", args=[source.pk])}


def test_without_another_decision_nothing_is_asked_about_it(browser, new_url, sent):
    assert "relation" not in browser.get(new_url).context["form"].fields
    assert browser.post(new_url, sent).status_code == 302


@pytest.mark.parametrize(
    ("half", "field"), [({"relation": "repeals"}, "other"), ({"other": "b"}, "relation")]
)
def test_half_an_answer_is_asked_for_the_rest_and_keeps_the_form(
    browser, new_url, sent, target, half, field
):
    half = {name: f"b{target.pk}" if value == "b" else value for name, value in half.items()}
    form = browser.post(new_url, sent | half).context["form"]
    assert field in form.errors
    assert form["title"].value() == "Åter"
    assert Decision.objects.count() == 1


def test_a_step_that_cannot_be_keeps_the_form_and_registers_nothing(browser, new_url, sent, cast):
    proposal = decide(cast, kind="proposes", paragraph=90)
    sent |= {"relation": "repeals", "other": f"b{proposal.pk}"}
    form = browser.post(new_url, sent).context["form"]
    assert "är inget beslut som gäller" in form.errors["relation"][0]
    assert Decision.objects.get() == proposal
