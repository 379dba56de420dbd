"""The state machines of agreements, commitments and claims: their tables, guards and random walks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.agreements import agreement as a
from samverk.rules.agreements import claim as c
from samverk.rules.agreements import commitment as m
from samverk.rules.agreements.blocks import BlockKind, ClaimFacts, blocks, stopping
from samverk.rules.agreements.costs import DEFAULT_KINDS, CostKind, ineligible, kinds_now
from samverk.rules.agreements.doers import Doer
from samverk.rules.agreements.options import OptionTerms, expiry_warnings, may_use
from samverk.rules.agreements.parties import Standing, parties_counted
from samverk.rules.agreements.stretches import Span
from samverk.rules.membership import IsMember

DAY = date(2024, 3, 15)
TOWN, REGION = Standing("Lillköping", "municipality"), Standing("Kusten", "region")
TERMS = a.Terms(
    date(2024, 1, 1),
    date(2024, 12, 31),
    (TOWN, REGION),
    TOWN,
    tariff_from=date(2024, 1, 1),
    reporting="Delårsrapport",
    data_processing="Kommunen är personuppgiftsansvarig.",
)
FACTS = a.AgreementFacts(DAY, TERMS, frozenset({"förbundet", "utföraren"}))
DECIDED = a.DecisionBehind(DAY, 12, "2024/7")
MACHINES = [a.AGREEMENT, m.COMMITMENT, c.CLAIM]


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one.thing)
def test_what_the_table_does_not_list_is_refused_with_a_reason(machine):
    states, events = type(machine.table[0].to), type(machine.table[0].event)
    listed = {(row.state, row.event, doer) for row in machine.table for doer in row.doers}
    for state in (None, *states):
        for event in events:
            for doer in Doer:
                found = machine.take(state, event, doer)
                assert (found.value is not None) == ((state, event, doer) in listed)
                assert found.reasons[0].text


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one.thing)
def test_every_state_has_words_and_can_be_reached(machine):
    states = set(type(machine.table[0].to))
    assert set(machine.state_names) == states == {row.to for row in machine.table}
    assert set(machine.event_names) >= {row.event for row in machine.table}


def test_a_refusal_says_where_it_stands_and_what_can_be_done():
    text = (
        c.CLAIM.take(c.ClaimState.SUBMITTED, c.ClaimEvent.CERTIFY, Doer.CERTIFIER).reasons[0].text
    )
    assert text == (
        "Rekvisitionen är inlämnad: steget ”attestera” går inte."
        " Det som kan göras är: börja granska, begär makulering."
    )


@pytest.mark.parametrize(
    ("kinds", "count"),
    [
        ((), 0),
        (("municipality",), 1),
        (("municipality", "municipality"), 1),
        (("municipality", "region"), 2),
        (("state", "state"), 2),
    ],
)
def test_two_municipalities_are_one_party(kinds, count):
    assert parties_counted(kinds) == count


def propose(terms):
    facts = replace(FACTS, terms=terms)
    return a.agreement_step(
        a.AgreementState.DRAFT, a.AgreementEvent.PROPOSE, Doer.FEDERATION, facts
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"parties": (TOWN, TOWN)}, "Minst två parter"),
        ({"parties": (TOWN, replace(REGION, is_member=IsMember.NO))}, "Minst två parter"),
        ({"parties": (TOWN, replace(REGION, is_member=IsMember.UNKNOWN))}, "Minst två parter"),
        ({"payee": replace(TOWN, is_member=IsMember.NO)}, "är inte medlem"),
        ({"payee": replace(TOWN, is_member=IsMember.UNKNOWN)}, "Det är inte känt om Lillköping"),
        ({"tariff_from": None}, "Ingen taxa"),
        ({"tariff_from": date(2024, 1, 2)}, "Ingen taxa"),
        ({"reporting": " "}, "redovisa"),
        ({"data_processing": ""}, "personuppgiftsansvarig"),
    ],
)
def test_an_agreement_is_whole_before_the_board_sees_it(change, told):
    assert propose(TERMS).value is a.AgreementState.PROPOSED
    found = propose(replace(TERMS, **change))
    assert found.value is None
    assert told in found.reasons[0].text


def decide(decision):
    facts = replace(FACTS, decision=decision, payee_decision=DECIDED)
    return a.agreement_step(
        a.AgreementState.PROPOSED, a.AgreementEvent.DECIDE, Doer.FEDERATION, facts
    )


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (a.AgreementState.PROPOSED, a.AgreementEvent.DECIDE),
        (a.AgreementState.ACTIVE, a.AgreementEvent.AMEND),
        (a.AgreementState.ACTIVE, a.AgreementEvent.USE_OPTION),
    ],
)
def test_each_side_decides_and_a_state_agency_numbers_no_paragraph(state, event):
    def step(ours, theirs):
        facts = replace(FACTS, decision=ours, payee_decision=theirs)
        return a.agreement_step(state, event, Doer.FEDERATION, facts)

    agency = a.DecisionBehind(DAY, None, "FK 7", has_paragraphs=False)
    assert step(DECIDED, DECIDED).value
    assert step(DECIDED, agency).value
    assert step(DECIDED, None).reasons[0].text == "Välj utförarens beslut."
    assert step(None, DECIDED).reasons[0].text == "Välj styrelsens beslut."
    assert "saknar paragraf" in step(DECIDED, replace(agency, has_paragraphs=True)).reasons[0].text


def test_a_decision_needs_day_paragraph_and_diary_number():
    assert decide(DECIDED).value is a.AgreementState.DECIDED
    assert "Välj styrelsens beslut" in decide(None).reasons[0].text
    told = decide(a.DecisionBehind(None, None, "")).reasons[0].text
    assert told.startswith("Beslutet (styrelsens) saknar dag och paragraf och diarienummer.")


@pytest.mark.parametrize(
    ("day", "signed", "state"),
    [
        (date(2023, 12, 31), {"förbundet", "utföraren"}, a.AgreementState.DECIDED),
        (date(2024, 1, 1), {"förbundet"}, a.AgreementState.DECIDED),
        (date(2024, 1, 1), {"förbundet", "utföraren"}, a.AgreementState.ACTIVE),
        (date(2024, 12, 31), {"förbundet", "utföraren"}, a.AgreementState.ACTIVE),
        (date(2025, 1, 1), {"förbundet", "utföraren"}, a.AgreementState.ENDED),
    ],
)
def test_the_days_alone_start_and_end_an_agreement_that_both_have_signed(day, signed, state):
    facts = replace(FACTS, day=day, signed=frozenset(signed))
    assert a.state_on(a.AgreementState.DECIDED, facts).value is state


def test_a_notice_ends_it_and_can_be_revoked_until_then():
    effective = a.notice_effective_on(date(2024, 1, 31), 1).value
    assert effective == date(2024, 2, 29)
    facts = replace(FACTS, effective_on=effective)
    revoke = a.AgreementState.NOTICE_GIVEN, a.AgreementEvent.REVOKE_NOTICE, Doer.FEDERATION
    assert a.agreement_step(*revoke, replace(facts, day=effective)).value is a.AgreementState.ACTIVE
    assert a.agreement_step(*revoke, facts).value is None
    assert a.state_on(a.AgreementState.NOTICE_GIVEN, facts).value is a.AgreementState.ENDED
    held = replace(facts, day=effective)
    assert a.state_on(a.AgreementState.NOTICE_GIVEN, held).value is a.AgreementState.NOTICE_GIVEN


def test_terminating_needs_a_cause():
    step = a.AgreementState.ACTIVE, a.AgreementEvent.TERMINATE, Doer.FEDERATION
    assert a.agreement_step(*step, FACTS).value is None
    assert (
        a.agreement_step(*step, replace(FACTS, cause="Brott")).value is a.AgreementState.TERMINATED
    )


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (m.CommitmentEvent.APPROVE, m.CommitmentState.PENDING_APPROVAL),
        (m.CommitmentEvent.ANNUL, m.CommitmentState.PENDING_ANNULMENT),
        (m.CommitmentEvent.SETTLE, m.CommitmentState.PENDING_SETTLEMENT),
    ],
)
def test_each_step_of_a_commitment_needs_four_eyes(event, state):
    def step(actor):
        return m.commitment_step(state, event, Doer.CERTIFIER, m.CommitmentFacts(actor, "a")).value

    assert step("a") is None
    assert step("b") is not None


@pytest.mark.parametrize(
    ("event", "state", "facts"),
    [
        ("ask_annulment", "approved", m.CommitmentFacts("b", "a", certified=1)),
        ("ask_annulment", "approved", m.CommitmentFacts("b", "a", claims_under_way=1)),
        ("ask_settlement", "approved", m.CommitmentFacts("b", "a", claims_under_way=1)),
    ],
)
def test_a_commitment_in_use_is_not_taken_away(event, state, facts):
    found = m.commitment_step(
        m.CommitmentState(state), m.CommitmentEvent(event), Doer.FEDERATION, facts
    )
    assert found.value is None


@pytest.mark.parametrize(
    ("actor", "is_of_payee", "may"),
    [
        ("a", False, False),
        ("b", False, False),
        ("c", True, False),
        ("", False, False),
        ("c", False, True),
    ],
)
def test_whoever_had_a_hand_in_a_claim_does_not_certify_it(actor, is_of_payee, may):
    hands = c.Hands(frozenset({"a"}), frozenset({"b"}))
    assert c.may_certify(actor, hands, is_of_payee=is_of_payee).value is may


@pytest.mark.parametrize(
    ("claimed", "proposed", "remaining", "reason", "may"),
    [
        (100, 100, 100, "", True),
        (100, 100, 99, "", False),
        (100, 99, 99, "", False),
        (100, 99, 99, "Taket", True),
        (100, 101, 500, "Mer", False),
        (100, -1, 500, "Fel", False),
        (100, 100, None, "", False),
        (-50, -50, 0, "", True),
        (-50, -51, 0, "Mer", False),
        (-50, -40, 0, "Mindre", True),
    ],
)
def test_less_may_be_proposed_with_a_reason_and_never_more(
    claimed, proposed, remaining, reason, may
):
    assert c.may_propose(c.Sum(claimed, proposed, remaining, reason)).value is may


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=10))
def test_after_any_corrections_the_last_right_amount_is_what_counts(totals):
    counted = 0
    for total in totals:
        counted += c.corrected(total, counted).value
    assert counted == totals[-1]


def test_no_more_is_paid_back_than_was_paid():
    with pytest.raises(ValueError, match="negativt"):
        c.corrected(-1, 5)


@given(st.integers(1, 1000), st.lists(st.integers(1, 500), max_size=8), st.data())
def test_certified_claims_never_exceed_the_commitment(amount, claimed, data):
    """Random people take random steps with random claims; the rules alone keep the sum within."""
    states = dict.fromkeys(range(len(claimed)), c.ClaimState.GENERATED)
    proposed: dict[int, int] = {}
    certified = 0
    for _ in range(data.draw(st.integers(0, 60))):
        if not claimed:
            break
        n = data.draw(st.sampled_from(sorted(states)))
        event = data.draw(st.sampled_from(c.ClaimEvent))
        found = c.claim_step(states[n], event, data.draw(st.sampled_from(Doer))).value
        if found is None:
            continue
        if event is c.ClaimEvent.PROPOSE:
            wanted = data.draw(st.integers(0, claimed[n]))
            if not c.may_propose(c.Sum(claimed[n], wanted, amount - certified, "x")).value:
                continue
            proposed[n] = wanted
        if event is c.ClaimEvent.CERTIFY:
            asked = c.Sum(claimed[n], proposed[n], amount - certified, "x")
            if not c.may_propose(asked).value:
                continue
            certified += proposed[n]
        states[n] = found
        assert certified <= amount
        assert certified == sum(proposed[k] for k, s in states.items() if s in c.COUNTED)


FEBRUARY = Span(date(2024, 2, 1), date(2024, 2, 29))
FINE = ClaimFacts(DAY, FEBRUARY, TOWN, FEBRUARY.from_date, remaining=100)
GONE, UNSURE = (replace(TOWN, is_member=one) for one in (IsMember.NO, IsMember.UNKNOWN))
BARRED = (CostKind("Tolk", False, "Källa"),)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"payee": GONE}, BlockKind.NOT_A_MEMBER),
        ({"payee": UNSURE}, BlockKind.NOT_A_MEMBER),
        ({"is_in_force": False}, BlockKind.NOT_IN_FORCE),
        ({"day": date(2024, 2, 29)}, BlockKind.PERIOD_OPEN),
        ({"remaining": None}, BlockKind.NO_COMMITMENT),
        ({"amount": 101}, BlockKind.ABOVE_COMMITMENT),
        ({"amount": None, "lacking": "Antal saknas."}, BlockKind.NO_FIGURES),
        ({"overlapping": ("Rekvisition 1",)}, BlockKind.OVERLAPPING_PERIOD),
        ({"proposals": ("Fler platser",)}, BlockKind.OPEN_PROPOSAL),
        ({"reports": ("Delår",)}, BlockKind.MISSING_REPORT),
        ({"barred": BARRED}, BlockKind.INELIGIBLE_COST),
    ],
)
def test_each_hindrance_is_told_with_a_way_out(change, kind):
    assert blocks(FINE).value == ()
    found = blocks(replace(FINE, **change)).value
    assert [one.kind for one in found] == [kind]
    assert found[0].text
    assert found[0].way_out
    assert bool(stopping(found)) is (kind is not BlockKind.ABOVE_COMMITMENT)


def test_the_law_is_cited_for_members_and_for_costs():
    found = blocks(replace(FINE, payee=GONE, barred=BARRED))
    assert [str(one.statute)[:3] for one in found.reasons] == ["6 §", "7 §"]


def test_money_comes_back_also_from_one_that_has_left():
    assert blocks(replace(FINE, payee=GONE, amount=-1)).value == ()
    assert blocks(replace(FINE, payee=GONE, amount=0)).value != ()


def test_a_period_that_ended_yesterday_is_over():
    assert blocks(replace(FINE, day=date(2024, 3, 1))).value == ()


def test_travel_allowances_and_interpreters_are_barred_until_the_federation_says_otherwise():
    barred = {kind.name for kind in DEFAULT_KINDS if not kind.is_eligible}
    assert len(barred) == 3
    assert all(kind.source for kind in DEFAULT_KINDS)
    assert len(ineligible(barred, kinds_now(())).value) == 3
    own = (CostKind("Tolk", True, "Styrelsen § 4"), CostKind("Fika", False, "Styrelsen § 5"))
    found = ineligible(["tolk", "FIKA", "okänt"], kinds_now(own)).value
    assert [kind.name for kind in found] == ["Fika"]


OPTION = OptionTerms(date(2025, 12, 31), date(2024, 9, 30))


@pytest.mark.parametrize(
    ("option", "longest", "day", "may"),
    [
        (OPTION, None, date(2024, 9, 30), True),
        (OPTION, None, date(2024, 10, 1), False),
        (OPTION, date(2025, 12, 31), DAY, True),
        (OPTION, date(2025, 12, 30), DAY, False),
        (replace(OPTION, is_used=True), None, DAY, False),
        (replace(OPTION, prolongs_to=date(2024, 12, 31)), None, DAY, False),
    ],
)
def test_an_option_is_used_in_time_and_within_the_longest_duration(option, longest, day, may):
    assert may_use(option, date(2024, 12, 31), longest, day).value is may


@pytest.mark.parametrize(
    ("left", "level"), [(181, 0), (180, 1), (90, 2), (31, 2), (30, 3), (0, 3), (-1, 0)]
)
def test_warnings_grow_as_the_end_comes_near(left, level):
    found = expiry_warnings(DAY + timedelta(days=left), (), DAY).value
    assert [one.level for one in found] == [level] * bool(level)


def test_an_unused_option_warns_too_and_a_used_one_does_not():
    near = OptionTerms(date(2026, 1, 1), DAY + timedelta(days=10))
    far = DAY + timedelta(days=999)
    assert len(expiry_warnings(far, (near,), DAY).value) == 1
    assert expiry_warnings(far, (replace(near, is_used=True),), DAY).value == ()
