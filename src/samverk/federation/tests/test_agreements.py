"""Agreements from draft to end: guards, days, options, signatures, and what the database keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import Error, transaction

from samverk.decisions import actions as decisions
from samverk.federation import actions
from samverk.federation.models import Agreement, AgreementStep
from samverk.federation.queries.agreements import (
    agreement_by_id,
    agreement_row,
    agreements_of,
    force_span,
)
from samverk.federation.tests import claiming
from samverk.federation.tests.claiming import END, START
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db


@kept
def ready(cast):
    return claiming.ready()


def state(agreement, day=TODAY):
    return agreement_row(agreement_by_id(agreement.pk), day).state.value


def add(agreement, term, key="k", behind=None):
    return actions.add_term(SETUP, agreement.pk, term, behind, key=key)


def test_an_agreement_goes_from_draft_to_its_end(ready):
    made = ready.draft()
    assert state(made) == "draft"
    ready.step(made, "propose")
    assert state(made) == "proposed"
    ready.step(made, "decide", decision=ready.decision)
    assert state(made) == "decided"
    ready.sign(made)
    assert (state(made), state(made, END), state(made, date(2025, 1, 1))) == (
        "active",
        "active",
        "ended",
    )
    events = [step.event for step in AgreementStep.objects.order_by("id")]
    assert events == ["create", "propose", "decide"]


def test_one_signature_is_not_enough(ready):
    made = ready.draft()
    ready.step(made, "propose")
    ready.step(made, "decide", decision=ready.decision)
    ready.sign(made, "payee")
    assert state(made) == "decided"
    assert force_span(agreement_by_id(made.pk)) is None


def test_two_municipalities_are_not_two_parties(ready):
    towns = tuple(ready.members[name].pk for name in ("Lillköping", "Norrvik"))
    with pytest.raises(InputError, match="Minst två parter"):
        ready.step(ready.draft(parties=towns), "propose")


def test_the_states_two_agencies_are_two_parties(ready):
    agencies = ("Försäkringskassan", "Arbetsförmedlingen")
    made = ready.draft(parties=tuple(ready.members[name].pk for name in agencies))
    assert ready.step(made, "propose").state == "proposed"


def test_the_decision_must_be_the_federations_own_and_whole(ready, cast):
    made = ready.draft()
    ready.step(made, "propose")
    with pytest.raises(InputError, match="Välj förbundets beslut"):
        ready.step(made, "decide", decision=None)
    bare = decisions.NewDecision(ready.home.pk, "Utan nummer", "decides")
    lacking = decisions.register_decision(SETUP, bare, key="utan").pk
    with pytest.raises(InputError, match="saknar dag och paragraf och diarienummer"):
        ready.step(made, "decide", decision=lacking)
    foreign = decisions.NewDecision(cast.town.pk, "Kommunens", "decides", decided_on=START)
    other = decisions.register_decision(SETUP, foreign, key="kommunens").pk
    with pytest.raises(InputError, match="förbundets eget beslut"):
        ready.step(made, "decide", decision=other)


def test_a_step_out_of_order_is_refused_with_what_can_be_done(ready):
    with pytest.raises(InputError, match="Det som kan göras är: skicka till beslut"):
        ready.step(ready.draft(), "decide", decision=ready.decision)


def test_the_database_refuses_a_step_that_the_table_lacks(ready):
    made = ready.draft()
    with pytest.raises(Error, match="Invalid transition"), transaction.atomic():
        Agreement.objects.filter(pk=made.pk).update(state="active")


def test_a_draft_is_rewritten_and_what_is_proposed_is_not(ready):
    made = ready.draft()
    new = replace(ready.new(), name="Nytt namn", places=9)
    assert actions.change_agreement(SETUP, made.pk, new, key="om").places == 9
    ready.step(made, "propose")
    with pytest.raises(ConflictError, match="Bara ett utkast"):
        actions.change_agreement(SETUP, made.pk, new, key="om igen")
    with pytest.raises(Error, match="Cannot update"), transaction.atomic():
        Agreement.objects.filter(pk=made.pk).update(places=10)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ends_on": date(2023, 1, 1)}, "Sista dagen är före"),
        ({"longest_to": date(2024, 6, 1)}, "Längsta tid"),
        ({"payee": 0}, "Bara en medlem"),
        ({"parties": (0,)}, "inte medlem"),
        ({"price_model": "funded_place_month", "places": None}, "finansierade platser"),
        ({"kind": "x"}, "Välj slag"),
    ],
)
def test_what_does_not_fit_is_refused(ready, change, told):
    with pytest.raises(InputError, match=told):
        actions.add_agreement(SETUP, replace(ready.new(), **change), key="fel")
    assert not Agreement.objects.exists()


def test_a_notice_ends_it_by_the_agreements_own_term_and_can_be_revoked(ready):
    made = ready.signed()
    ready.step(made, "give_notice", date(2024, 2, 15), decision=ready.decision)
    assert agreement_by_id(made.pk).effective_on == date(2024, 5, 15)
    assert state(made, date(2024, 5, 15)) == "notice_given"
    assert state(made, date(2024, 5, 16)) == "ended"
    ready.step(made, "revoke_notice", date(2024, 3, 1), decision=ready.decision)
    assert state(made, date(2024, 5, 16)) == "active"


def test_terminating_ends_it_that_day_and_needs_a_cause(ready):
    made = ready.signed()
    with pytest.raises(InputError, match="varför"):
        ready.step(made, "terminate", date(2024, 3, 1))
    ready.step(made, "terminate", date(2024, 3, 2), note="Insatsen ges inte.")
    assert force_span(agreement_by_id(made.pk)).to_date == date(2024, 3, 2)


def test_an_option_prolongs_once_and_in_time(ready):
    made = ready.signed(longest_to=date(2025, 12, 31))
    add(made, actions.NewOption(date(2025, 12, 31), date(2024, 3, 10)), behind=ready.behind)
    option = made.options.get().pk
    with pytest.raises(InputError, match="Sista dag att använda"):
        ready.step(made, "use_option", date(2024, 3, 11), option=option)
    ready.step(made, "use_option", date(2024, 3, 10), option=option)
    assert agreement_by_id(made.pk).ends_on == date(2025, 12, 31)
    with pytest.raises(InputError, match="redan använd"):
        ready.step(made, "use_option", date(2024, 3, 9), option=option)


@pytest.mark.parametrize(
    ("term", "told"),
    [
        (actions.NewOption(date(2026, 1, 1), START), "Längsta tid"),
        (actions.NewOption(date(2024, 6, 1), START), "ska förlänga"),
        (actions.NewOption(date(2025, 6, 1), date(2025, 1, 1)), "innan tiden är ute"),
    ],
)
def test_an_option_that_does_not_fit_is_refused(ready, term, told):
    with pytest.raises(InputError, match=told):
        add(ready.draft(longest_to=date(2025, 12, 31)), term)


def test_a_side_signs_once_and_only_what_is_decided(ready):
    made = ready.draft()
    signature = actions.NewSignature("payee", START, "Kim Ek")
    with pytest.raises(ConflictError, match="inte beslutad"):
        add(made, signature)
    ready.step(made, "propose")
    ready.step(made, "decide", decision=ready.decision)
    add(made, signature, key="a")
    with pytest.raises(ConflictError, match="redan en"):
        add(made, signature, key="b")
    with pytest.raises(InputError, match="inte varit"):
        add(made, replace(signature, side="federation", signed_on=END), key="c")


def test_two_tariffs_from_one_day_are_refused(ready):
    with pytest.raises(ConflictError, match="redan en"):
        add(ready.draft(), actions.NewTariff(START, 5))


def test_a_tariff_is_added_to_a_draft_or_to_what_holds_and_never_to_what_is_proposed(ready):
    made = ready.draft()
    later = actions.NewTariff(date(2024, 6, 1), 5)
    ready.step(made, "propose")
    with pytest.raises(ConflictError, match="är till beslut"):
        add(made, later, key="a")
    ready.step(made, "decide", decision=ready.decision)
    with pytest.raises(ConflictError, match="är beslutad"):
        add(made, later, key="b")
    ready.sign(made)
    with pytest.raises(InputError, match="Välj förbundets beslut"):
        add(made, later, key="utan")
    add(made, later, key="c", behind=ready.behind)
    assert AgreementStep.objects.last().event == "amend"
    with time_machine.travel("2025-02-01"), pytest.raises(ConflictError, match="är avslutad"):
        add(made, actions.NewTariff(date(2024, 7, 1), 5), key="d")


def test_only_a_state_agency_buys_places_outside(ready):
    made = ready.draft()
    bought = actions.NewPurchase(ready.members["Norrvik"].pk, 2, START, END)
    with pytest.raises(InputError, match="statliga parterna"):
        add(made, bought)
    add(made, replace(bought, buyer=ready.members["Försäkringskassan"].pk), key="fk")
    assert made.purchases.get().places == 2


def test_a_proposal_is_settled_once(ready):
    made = ready.draft()
    add(made, actions.NewProposal("Fler platser", TODAY))
    proposal = made.proposals.get().pk
    ended = actions.Settled("approved", TODAY)
    actions.settle_proposal(SETUP, proposal, ended, key="a")
    with pytest.raises(ConflictError, match="redan avgjort"):
        actions.settle_proposal(SETUP, proposal, ended, key="b")


def test_what_runs_out_is_warned_of(ready):
    made = ready.signed()
    near = agreement_row(agreement_by_id(made.pk), date(2024, 12, 1)).warnings
    assert [one.level for one in near] == [3]
    assert agreement_row(agreement_by_id(made.pk), date(2025, 1, 1)).warnings == ()


def test_the_same_form_twice_is_one_act_with_its_event(ready):
    first = actions.add_agreement(SETUP, ready.new(), key="samma")
    again = actions.add_agreement(SETUP, ready.new(), key="samma")
    assert first == again
    assert AuditEvent.objects.filter(kind="federation.agreement_added").count() == 1


def test_whoever_reviews_claims_writes_no_agreement(ready):
    for who in (ready.reviewer, ready.certifier, ready.economist):
        with pytest.raises(NotAllowedError):
            actions.add_agreement(who, ready.new(), key="nej")


def test_a_step_that_has_not_happened_is_refused(ready):
    with pytest.raises(InputError, match="inte varit"):
        ready.step(ready.draft(), "propose", date(2024, 3, 16))


def test_agreements_are_listed_in_a_fixed_number_of_queries(ready, django_assert_num_queries):
    for number in range(4):
        ready.draft(name=f"Nummer {number}")
    with django_assert_num_queries(6):
        assert len(agreements_of(ready.home.pk, TODAY)) == 4


def test_an_agreement_that_has_ended_takes_no_more_steps(ready):
    made = ready.signed()
    with time_machine.travel("2025-02-01"), pytest.raises(InputError, match="är avslutad"):
        ready.step(made, "terminate", date(2025, 1, 2), note="För sent")


def test_a_draft_is_read_at_the_federation_and_its_members_alone(cast, client):
    case = claiming.ready()
    made = case.draft()
    address = f"/forbund/fyrbaken/avtal/{made.pk}/"
    assert client.get(address).status_code == 404
    assert made.name not in client.get("/forbund/fyrbaken/avtal/").content.decode()
    for user in (case.manager_user, case.economist_user):
        assert cast.browser(user).get(address).status_code == 200
    case.step(made, "propose")
    assert client.get(address).status_code == 200
