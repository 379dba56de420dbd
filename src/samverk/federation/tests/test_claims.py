"""Claims from figures to payment: hindrances, four eyes, the commitment's limit, and corrections."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import Error, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.federation import actions
from samverk.federation.models import Claim, ClaimStep, Commitment
from samverk.federation.queries.claims import Figures, blocks_of, claim_by_id, versions_of
from samverk.federation.tests import claiming
from samverk.federation.tests.claiming import END, FEBRUARY, JANUARY, START, entered
from samverk.foundation.actors import Actor, HeldRole, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, SamverkError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept
from samverk.rules.agreements.claim import ClaimEvent, ClaimState
from samverk.rules.agreements.pricing import Cost, Counted
from samverk.rules.agreements.stretches import Span

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
MARCH = Span(date(2024, 3, 1), date(2024, 3, 31))


@kept
def ready(cast):
    return claiming.ready()


@kept
def agreement(ready):
    made = ready.signed()
    ready.committed(made)
    return made


def kinds(claim, day=TODAY):
    return [block.kind.value for block in blocks_of(claim, day).value]


def test_a_claim_goes_all_the_way_to_paid(ready, agreement):
    made = ready.paid(agreement)
    assert (made.state, made.amount, made.approved, made.paid) == ("paid", *[500_000] * 3)
    assert Commitment.objects.get().certified == 500_000
    events = [step.event for step in ClaimStep.objects.order_by("id")]
    assert events == [
        *("generate", "figures", "submit", "review", "propose", "certify", "send", "pay")
    ]


def test_funded_places_are_computed_at_once(ready):
    made = ready.signed("funded_place_month")
    new = actions.NewClaim(made.pk, JANUARY.from_date, JANUARY.to_date)
    claim = actions.make_claim(ready.economist, new, key="k")
    assert claim.versions.get().total == 300_000
    assert claim_by_id(claim.pk).amount == 300_000


@pytest.mark.parametrize(
    "model",
    [
        "fixed_sum",
        "funded_place_month",
        "used_place_month",
        "used_week",
        "hour",
        "completed",
        "actual_cost",
        "other",
    ],
)
def test_every_price_model_can_be_claimed_for(ready, model):
    made = ready.signed(model, places=5)
    ready.committed(made)
    claim = ready.certified(made)
    lines = claim.versions.last().lines.all()
    assert claim.amount == sum(line.amount for line in lines) > 0


def test_a_new_tariff_holds_from_its_day_and_not_for_what_is_claimed(ready, agreement):
    ready.claimed(agreement)
    term = actions.NewTariff(date(2024, 1, 31), 1)
    with pytest.raises(ConflictError, match="redan beräknad"):
        actions.add_term(SETUP, agreement.pk, term, ready.behind, key="a")
    later = actions.NewTariff(date(2024, 2, 15), 200_000)
    actions.add_term(SETUP, agreement.pk, later, ready.behind, key="b")
    # 14 open days to the old tariff and 15 to the new: 29 hours are 14 and 15
    assert ready.claimed(agreement, FEBRUARY, 29).amount == 14 * 100_000 + 15 * 200_000


def test_closed_days_count_and_cannot_be_added_to_what_is_claimed(ready):
    made = ready.signed("funded_place_month")
    shut = actions.NewClosing(START, date(2024, 1, 10), "Jul")
    actions.add_term(SETUP, made.pk, shut, key="a")
    claim = ready.claimed(made, JANUARY, 3)
    assert claim.amount == round(300_000 * 21 / 31)
    with pytest.raises(ConflictError, match="redan beräknad"):
        actions.add_term(SETUP, made.pk, shut, key="b")


def test_days_are_claimed_for_once(ready, agreement):
    ready.claimed(agreement)
    again = actions.NewClaim(agreement.pk, date(2024, 1, 31), date(2024, 2, 5))
    with pytest.raises(ConflictError, match="Rekvisition 1"):
        actions.make_claim(ready.economist, again, key="k")
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(
            agreement=agreement, number=9, from_date=START, to_date=START, state="generated"
        )


def test_what_is_cancelled_or_expired_gives_its_days_back(ready, agreement):
    first = ready.claimed(agreement)
    ready.move(ready.reviewer, first, "ask_cancel", note="Fel period")
    ready.move(ready.certifier, first, "cancel")
    second = actions.NewClaim(agreement.pk, JANUARY.from_date, JANUARY.to_date)
    actions.make_claim(ready.economist, second, key="två")
    for day in ("2024-03-20", "2024-03-25"):
        with time_machine.travel(day):
            actions.tend_claims()
    with time_machine.travel("2024-05-01"):
        third = actions.make_claim(ready.manager, second, key="tre")
    assert [c.state for c in Claim.objects.order_by("number")] == [
        *("cancelled", "expired", "generated")
    ]
    assert third.number == 3


def test_past_its_last_day_a_claim_is_not_handed_in(ready, agreement):
    made = ready.claimed(agreement)
    with time_machine.travel("2024-03-31"):
        assert ready.move(ready.economist, made, "submit").state == "submitted"
    late = ready.claimed(agreement, FEBRUARY)
    for day in ("2024-04-20", "2024-04-25"):
        with time_machine.travel(day):
            actions.tend_claims()
    with time_machine.travel("2024-05-03"), pytest.raises(InputError, match="Sista dagen"):
        ready.move(ready.economist, late, "submit")


def test_each_hindrance_stops_a_claim_and_goes_away_when_it_is_met(ready):
    made = ready.signed()
    claim = ready.claimed(made)
    actions.add_term(SETUP, made.pk, actions.NewProposal("Fler timmar", TODAY), key="förslag")
    actions.add_term(SETUP, made.pk, actions.NewDuty("Delår", TODAY), key="plikt")
    assert kinds(claim) == ["no_commitment", "open_proposal", "missing_report"]
    with pytest.raises(InputError, match=r"Inget godkänt åtagande.*Fler timmar.*Delår"):
        ready.move(ready.economist, claim, "submit")
    ready.committed(made)
    settled = actions.Settled("rejected", TODAY)
    actions.settle_proposal(SETUP, made.proposals.get().pk, settled, key="avslag")
    actions.receive_report(SETUP, made.duties.get().pk, actions.Received(TODAY), key="lämnad")
    assert kinds(claim) == []
    assert ready.move(ready.economist, claim, "submit").state == "submitted"


def test_a_period_that_is_not_over_is_not_handed_in(ready, agreement):
    claim = ready.claimed(agreement, MARCH)
    assert kinds(claim) == ["period_open"]
    assert kinds(claim, date(2024, 4, 1)) == []


def test_only_members_are_paid(ready, agreement):
    claim = ready.claimed(agreement)
    claiming.founding.leaves(ready.home, ready.members["Lillköping"], date(2020, 5, 1))
    assert kinds(claim) == ["not_a_member"]
    with pytest.raises(InputError, match="Bara medlemmar"):
        ready.move(ready.economist, claim, "submit")


def test_an_agreement_that_is_not_signed_pays_nothing(ready):
    made = ready.draft()
    ready.step(made, "propose")
    ready.step(made, "decide", decision=ready.decision)
    assert "not_in_force" in kinds(ready.claimed(made))


def test_costs_that_belong_to_the_parties_stop_a_claim_until_the_federation_allows_them(ready):
    made = ready.signed("actual_cost")
    ready.committed(made)
    claim = ready.claimed(made)
    costs = (Cost("Tolk", "Möten", 5), Cost("Personal", "Lön", 10))
    actions.enter_figures(
        ready.economist, claim.pk, actions.Entered(Figures(costs=costs)), key="tolk"
    )
    assert kinds(claim) == ["ineligible_cost"]
    rule = actions.NewCostRule(ready.home.pk, "tolk", True, "Styrelsen § 9")
    actions.set_cost_rule(SETUP, rule, key="regel")
    assert kinds(claim) == []


def test_an_unknown_kind_of_cost_is_named_with_its_row(ready):
    made = ready.signed("actual_cost")
    claim = ready.claimed(made)
    costs = (Cost("Personal", "Lön", 1), Cost("Fika", "Bullar", 1))
    with pytest.raises(InputError, match="Rad 2: kostnadsslaget 'Fika'"):
        actions.enter_figures(
            ready.economist, claim.pk, actions.Entered(Figures(costs=costs)), key="fika"
        )
    assert claim.versions.count() == 1


def test_the_payees_economist_hands_in_for_its_own_alone(ready, agreement):
    claim = ready.claimed(agreement)
    stranger = claiming.actor_for(ready.stranger_user)
    for who in (stranger, ready.manager, ready.reviewer):
        with pytest.raises(NotAllowedError):
            ready.move(who, claim, "submit")
    with pytest.raises(NotAllowedError):
        actions.enter_figures(stranger, claim.pk, entered(agreement, JANUARY, 1), key="k")


def test_four_eyes_whoever_reviewed_does_not_certify(ready, agreement):
    claim = ready.claimed(agreement)
    both = Actor(
        ready.reviewer.user,
        "Rut Granvik",
        (
            HeldRole(Role.CLAIM_REVIEWER, ready.home.pk),
            HeldRole(Role.CLAIM_CERTIFIER, ready.home.pk),
        ),
    )
    ready.move(ready.economist, claim, "submit")
    ready.move(both, claim, "review")
    ready.move(both, claim, "propose")
    with pytest.raises(NotAllowedError, match="Du har granskat"):
        ready.move(both, claim, "certify")
    assert ready.move(ready.certifier, claim, "certify").state == "certified"


def test_four_eyes_whoever_belongs_to_the_payee_does_not_certify(ready, agreement):
    claim = ready.claimed(agreement)
    for who, event in (
        (ready.economist, "submit"),
        (ready.reviewer, "review"),
        (ready.reviewer, "propose"),
    ):
        ready.move(who, claim, event)
    town = ready.members["Lillköping"].member_id
    payees = Actor(
        ready.certifier.user,
        "Alva",
        (HeldRole(Role.CLAIM_CERTIFIER, ready.home.pk), HeldRole(Role.MEMBER, town)),
    )
    with pytest.raises(NotAllowedError, match="få pengarna"):
        ready.move(payees, claim, "certify")


def test_whoever_asks_to_cancel_does_not_cancel(ready, agreement):
    claim = ready.claimed(agreement)
    ready.move(ready.manager, claim, "ask_cancel", note="Fel")
    with pytest.raises(NotAllowedError, match="granskat"):
        ready.move(ready.manager, claim, "cancel")


def test_less_is_proposed_with_a_reason_and_within_the_commitment(ready):
    made = ready.signed()
    ready.committed(made, 400_000)
    claim = ready.claimed(made)
    ready.move(ready.economist, claim, "submit")
    ready.move(ready.reviewer, claim, "review")
    with pytest.raises(InputError, match="större än vad som är kvar"):
        ready.move(ready.reviewer, claim, "propose")
    with pytest.raises(InputError, match="Skriv varför"):
        ready.move(ready.reviewer, claim, "propose", amount=400_000)
    ready.move(ready.reviewer, claim, "propose", amount=400_000, note="Taket är nått.")
    done = ready.move(ready.certifier, claim, "certify")
    assert (done.amount, done.approved) == (500_000, 400_000)


def test_a_returned_claim_gets_a_new_version_and_the_old_one_stays(ready, agreement):
    claim = ready.claimed(agreement)
    ready.move(ready.economist, claim, "submit")
    with pytest.raises(ConflictError, match="är inlämnad"):
        actions.enter_figures(ready.economist, claim.pk, entered(agreement, JANUARY, 1), key="x")
    ready.move(ready.reviewer, claim, "review")
    with pytest.raises(InputError, match="varför"):
        ready.move(ready.reviewer, claim, "return")
    ready.move(ready.reviewer, claim, "return", note="Räkna om.")
    actions.enter_figures(ready.economist, claim.pk, entered(agreement, JANUARY, 4), key="ny")
    latest, first = versions_of(claim)
    assert (latest.change, latest.version.total, first.version.total) == (
        *(-100_000, 400_000, 500_000),
    )
    assert "5 timmar" in latest.lines[0].before
    assert "4 timmar" in latest.lines[0].after
    with time_machine.travel("2024-06-01"):
        assert ready.move(ready.economist, claim, "submit").state == "submitted"


def test_what_comes_to_stop_a_claim_later_stops_its_certification(ready, agreement):
    claim = ready.claimed(agreement)
    for who, event in (
        (ready.economist, "submit"),
        (ready.reviewer, "review"),
        (ready.reviewer, "propose"),
    ):
        ready.move(who, claim, event)
    actions.add_term(SETUP, agreement.pk, actions.NewProposal("Lägre taxa", TODAY), key="sent")
    with pytest.raises(InputError, match="Lägre taxa"):
        ready.move(ready.certifier, claim, "certify")
    assert Commitment.objects.get().certified == 0


def test_a_correction_is_a_new_claim_with_the_difference_and_the_old_never_changes(
    ready, agreement
):
    old = ready.paid(agreement)
    new = actions.correct_claim(
        ready.reviewer, old.pk, entered(agreement, JANUARY, 3), "Två för mycket", key="r"
    )
    assert (new.amount, new.corrects_id, new.state) == (-200_000, old.pk, "under_review")
    ready.move(ready.reviewer, new, "propose")
    ready.move(ready.certifier, new, "certify")
    old.refresh_from_db()
    assert (old.amount, old.approved, old.state) == (500_000, 500_000, "paid")
    assert Commitment.objects.get().certified == 300_000


def test_one_correction_at_a_time_and_of_what_is_paid(ready, agreement):
    claim = ready.certified(agreement)
    figures = entered(agreement, JANUARY, 3)
    with pytest.raises(ConflictError, match="Bara en betald"):
        actions.correct_claim(ready.reviewer, claim.pk, figures, "Fel", key="a")
    ready.move(ready.reviewer, claim, "send")
    ready.move(ready.reviewer, claim, "pay", voucher="V 2")
    actions.correct_claim(ready.reviewer, claim.pk, figures, "Fel", key="b")
    with pytest.raises(ConflictError, match="redan på väg"):
        actions.correct_claim(ready.reviewer, claim.pk, figures, "Fel", key="c")


def test_the_reviewer_who_corrects_does_not_certify_it(ready, agreement):
    old = ready.paid(agreement)
    figures = entered(agreement, JANUARY, 3)
    new = actions.correct_claim(ready.manager, old.pk, figures, "Fel", key="r")
    ready.move(ready.reviewer, new, "propose")
    with pytest.raises(NotAllowedError, match="granskat"):
        ready.move(ready.manager, new, "certify")


def test_what_is_certified_is_locked_in_the_database(ready, agreement):
    claim = ready.certified(agreement)
    rows = Claim.objects.filter(pk=claim.pk)
    for change in ({"approved": 1}, {"amount": 1}, {"from_date": date(2024, 1, 2)}):
        with pytest.raises(Error, match="Cannot update"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(Error, match="Invalid transition"), transaction.atomic():
        rows.update(state="returned")
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.update(certified=100_000_001)


def test_partly_paid_and_failed_payments(ready, agreement):
    claim = ready.certified(agreement)
    ready.move(ready.reviewer, claim, "send")
    ready.move(ready.reviewer, claim, "fail", note="Fel konto")
    ready.move(ready.reviewer, claim, "send")
    with pytest.raises(InputError, match="verifikation"):
        ready.move(ready.reviewer, claim, "pay_part", amount=5)
    for amount in (None, 0, 500_000):
        with pytest.raises(InputError, match="mindre än hela"):
            ready.move(ready.reviewer, claim, "pay_part", amount=amount, voucher="V")
    part = ready.move(ready.reviewer, claim, "pay_part", amount=5, voucher="V")
    assert (part.state, part.paid) == ("partly_paid", 5)
    assert ready.move(ready.reviewer, claim, "pay", voucher="V 2").paid == 500_000


def test_a_commitment_needs_four_eyes_and_its_days_once(ready):
    made = ready.signed()
    new = actions.NewCommitment(made.pk, START, END, 100)
    first = actions.add_commitment(ready.manager, new, key="a")
    with pytest.raises(InputError, match="två i förening"):
        actions.move_commitment(ready.manager, first.pk, "approve", key="b")
    with pytest.raises(ConflictError, match="redan några av dagarna"):
        actions.add_commitment(ready.manager, new, key="c")
    actions.move_commitment(ready.certifier, first.pk, "return", "För mycket", key="d")
    second = actions.add_commitment(ready.manager, new, key="e")
    assert (
        actions.move_commitment(ready.certifier, second.pk, "approve", key="f").state == "approved"
    )


def test_a_commitment_in_use_is_settled_and_not_annulled(ready, agreement):
    claim = ready.claimed(agreement)
    own = Commitment.objects.get().pk
    with pytest.raises(InputError, match="1 rekvisitioner mot åtagandet är inte klara"):
        actions.move_commitment(ready.manager, own, "ask_settlement", key="a")
    for who, event in (
        (ready.economist, "submit"),
        (ready.reviewer, "review"),
        (ready.reviewer, "propose"),
        (ready.certifier, "certify"),
    ):
        ready.move(who, claim, event)
    with pytest.raises(InputError, match="Slutreglera"):
        actions.move_commitment(ready.manager, own, "ask_annulment", key="b")
    actions.move_commitment(ready.manager, own, "ask_settlement", key="c")
    assert actions.move_commitment(ready.certifier, own, "settle", key="d").state == "settled"


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ((START, END, 0), "större än 0"),
        ((END, START, 5), "Sista dagen är före"),
        ((START, date(2025, 1, 1), 5), "gäller 2024"),
    ],
)
def test_a_commitment_that_does_not_fit_is_refused(ready, new, told):
    with pytest.raises(InputError, match=told):
        actions.add_commitment(SETUP, actions.NewCommitment(ready.signed().pk, *new), key="k")


def test_the_same_step_twice_is_one_with_its_event(ready, agreement):
    claim = ready.claimed(agreement)
    move = actions.ClaimMove("submit")
    for _ in range(2):
        actions.move_claim(ready.economist, claim.pk, move, key="samma")
    assert ClaimStep.objects.filter(event="submit").count() == 1
    assert AuditEvent.objects.filter(kind="federation.claim_moved").count() == 1


def test_figures_outside_the_period_are_refused_and_nothing_is_kept(ready, agreement):
    claim = ready.claimed(agreement)
    wrong = actions.Entered(Figures((Counted(FEBRUARY, 1),)))
    with pytest.raises(InputError, match="utanför perioden"):
        actions.enter_figures(ready.economist, claim.pk, wrong, key="k")
    assert claim.versions.count() == 1


STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(sorted(ClaimEvent)), st.integers(0, 3)),
    max_size=25,
)


@settings(
    max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(STEPS)
def test_random_steps_by_random_people_never_certify_more_than_is_promised(ready, taken):
    people = (ready.economist, ready.reviewer, ready.certifier, ready.manager)
    assert ready.intervention.pk
    assert ready.behind
    with transaction.atomic():
        made = ready.signed()
        own = ready.committed(made, 700_000)
        spans = (JANUARY, FEBRUARY, Span(date(2024, 3, 1), date(2024, 3, 10)))
        claims = [ready.claimed(made, span, 3) for span in spans]
        for number, (which, event, person) in enumerate(taken):
            move = actions.ClaimMove(event, "Skäl", 200_000, "V")
            try:
                actions.move_claim(people[person], claims[which].pk, move, key=f"steg/{number}")
            except SamverkError:
                continue
        own.refresh_from_db()
        rows = Claim.objects.filter(state__in=[*claiming.COUNTED])
        assert own.certified == sum(row.approved for row in rows) <= own.amount
        transaction.set_rollback(True)


def test_every_state_is_kept_in_the_database_as_the_rules_name_it():
    kept = dict(Claim._meta.get_field("state").choices)
    assert set(kept) == {one.value for one in ClaimState}
