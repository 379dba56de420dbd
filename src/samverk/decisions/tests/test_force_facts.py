"""Recording what happens on the way to legal force."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions import actions
from samverk.decisions.decision_page import decision_page
from samverk.decisions.models import AppealForm, ForceFact
from samverk.decisions.tests.stage import decide, fact
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.project.testing.stages import kept
from samverk.rules.force import ForceState

pytestmark = pytest.mark.django_db

POSTED = date(2023, 6, 1)


@kept
def decision(cast):
    return decide(cast)


def refused(decision, kind, day):
    with pytest.raises(InputError) as fault:
        fact(decision, kind, day)
    return fault.value.field


def test_a_posting_starts_the_appeal_time(cast, decision):
    new = actions.NewForceFact("posted", POSTED, "Anslag 12")
    actions.record_force_fact(cast.owner, decision, new, key="a")
    assert decision_page(decision.pk, POSTED).force.value.state is ForceState.RUNNING
    event = AuditEvent.objects.get(kind="decisions.force_recorded")
    assert (event.actor_name, event.why, event.effective_on) == ("Maj Ekedal", "Anslag 12", POSTED)
    assert event.body == cast.council


def test_nobody_else_records_it(cast, decision):
    new = actions.NewForceFact("posted", POSTED)
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            actions.record_force_fact(stranger, decision, new, key="a")


def test_a_proposal_has_no_legal_force_to_record(cast):
    proposal = decide(cast, kind="proposes")
    assert refused(proposal, "posted", POSTED) == "kind"


@pytest.mark.parametrize("day", [date(2023, 5, 25), date(2024, 3, 16)])
def test_a_fact_is_neither_older_than_the_decision_nor_in_the_future(cast, decision, day):
    assert refused(decision, "posted", day) == "day"


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (AppealForm.LAWFULNESS, "served"),
        (AppealForm.ADMINISTRATIVE, "posted"),
        (AppealForm.ADMINISTRATIVE, "taken_down"),
    ],
)
def test_the_starting_day_belongs_to_the_form_of_appeal(cast, form, kind):
    assert refused(decide(cast, appeal_form=form), kind, POSTED) == "kind"


def test_the_day_the_party_got_it_starts_an_administrative_appeal(cast):
    decision = decide(cast, appeal_form=AppealForm.ADMINISTRATIVE)
    fact(decision, "served", POSTED)
    assert decision_page(decision.pk, POSTED).force.value.state is ForceState.RUNNING


@pytest.mark.parametrize("kind", ["annulled", "upheld"])
def test_a_court_answers_only_an_appeal(cast, decision, kind):
    assert refused(decision, kind, date(2023, 9, 1)) == "kind"
    fact(decision, "appealed", date(2023, 6, 10))
    fact(decision, kind, date(2023, 9, 1))
    assert decision.force_facts.filter(kind=kind).exists()


def test_an_annulment_stands_only_where_a_court_has_annulled(cast, decision):
    fact(decision, "appealed", date(2023, 6, 10))
    assert refused(decision, "annulment_stands", date(2023, 9, 1)) == "kind"
    fact(decision, "annulled", date(2023, 8, 1))
    fact(decision, "annulment_stands", date(2023, 9, 1))
    found = decision_page(decision.pk, date(2023, 10, 1))
    assert found.force.value.state is ForceState.ANNULLED


def test_nothing_is_taken_down_that_was_not_posted(cast, decision):
    assert refused(decision, "taken_down", POSTED) == "kind"


def test_legal_force_is_not_confirmed_while_it_can_be_appealed(cast, decision):
    fact(decision, "posted", POSTED)
    last_day = decision_page(decision.pk, POSTED).force.value.last_day
    assert refused(decision, "confirmed", last_day) == "day"
    fact(decision, "confirmed", decision_page(decision.pk, POSTED).force.value.presumed_from)
    assert decision.force_facts.filter(kind="confirmed").exists()


def test_without_a_posting_the_decision_itself_sets_the_earliest_day(cast, decision):
    assert refused(decision, "confirmed", date(2023, 6, 16)) == "day"
    fact(decision, "confirmed", date(2023, 6, 17))
    assert decision.force_facts.get().kind == "confirmed"


def test_an_appealed_decision_is_not_confirmed(cast, decision):
    fact(decision, "posted", POSTED)
    fact(decision, "appealed", date(2023, 6, 10))
    assert refused(decision, "confirmed", date(2023, 9, 1)) == "kind"


def test_the_same_fact_twice_is_a_conflict_and_the_same_form_is_not(cast, decision):
    new = actions.NewForceFact("posted", POSTED)
    for _ in range(2):
        actions.record_force_fact(cast.owner, decision, new, key="samma")
    with pytest.raises(ConflictError, match="redan registrerad"):
        actions.record_force_fact(cast.owner, decision, new, key="annan")
    assert ForceFact.objects.count() == 1


def test_a_new_posting_replaces_one_that_was_taken_down_early(cast, decision):
    fact(decision, "posted", POSTED)
    fact(decision, "taken_down", date(2023, 6, 10))
    early = decision_page(decision.pk, date(2023, 8, 1)).force.value
    fact(decision, "posted", date(2023, 9, 1))
    late = decision_page(decision.pk, date(2023, 12, 1)).force.value
    assert (early.state, late.state) == (ForceState.NOT_RUN_OUT, ForceState.PRESUMED)


class TestStriking:
    """A fact that was recorded in error."""

    @pytest.fixture
    def posted(self, decision):
        fact(decision, "posted", POSTED)
        return ForceFact.objects.get()

    def test_it_counts_no_more_and_stays_on_the_page(self, cast, decision, posted):
        actions.strike_force_fact(cast.owner, posted, "Fel dag.", key="s")
        page = decision_page(decision.pk, POSTED)
        assert page.force.value.state is ForceState.UNKNOWN
        assert page.facts == []
        assert [(f.happened_on, f.struck_why) for f in page.struck] == [(POSTED, "Fel dag.")]
        event = AuditEvent.objects.get(kind="decisions.force_struck")
        assert (event.actor_name, event.why, event.body) == ("Maj Ekedal", "Fel dag.", cast.council)

    def test_the_same_fact_is_recorded_anew(self, cast, decision, posted):
        actions.strike_force_fact(cast.owner, posted, "Fel.", key="s")
        fact(decision, "posted", POSTED)
        assert decision_page(decision.pk, POSTED).force.value.state is ForceState.RUNNING

    def test_nobody_else_strikes_it(self, cast, posted):
        for stranger in cast.strangers:
            with pytest.raises(NotAllowedError):
                actions.strike_force_fact(stranger, posted, "Fel.", key="s")

    def test_not_what_another_rests_on(self, cast, decision, posted):
        fact(decision, "taken_down", date(2023, 6, 5))
        with pytest.raises(ConflictError, match="bygger på uppgiften"):
            actions.strike_force_fact(cast.owner, posted, "Fel.", key="s")
        later = ForceFact.objects.get(kind="taken_down")
        actions.strike_force_fact(cast.owner, later, "Fel.", key="s1")
        actions.strike_force_fact(cast.owner, posted, "Fel.", key="s2")
        assert not ForceFact.objects.exists()

    def test_not_twice_and_not_without_a_reason(self, cast, posted):
        with pytest.raises(InputError, match="varför"):
            actions.strike_force_fact(cast.owner, posted, " ", key="s")
        actions.strike_force_fact(cast.owner, posted, "Fel.", key="s")
        with pytest.raises(ConflictError, match="redan struken"):
            actions.strike_force_fact(cast.owner, posted, "Annat fel.", key="s2")

    def test_it_is_struck_from_the_page(self, cast, decision, posted):
        browser = cast.browser(cast.owner_user)
        url = reverse("strike_force_fact", args=[posted.pk])
        page = reverse("decision", args=[decision.pk])
        assert url in browser.get(page).content.decode()
        assert url not in cast.browser().get(page).content.decode()
        form = browser.get(url).content.decode()
        key = re.search(r'name="key" value="([^"]+)"', form)[1]
        assert browser.post(url, {"key": key, "why": "Fel dag."}).url == page
        shown = browser.get(page).content.decode()
        assert "Strukna uppgifter (1)" in shown
        assert cast.browser().get(url).status_code in {302, 403}
