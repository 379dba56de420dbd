"""Fixed sums that stay, places that are funded, striking what was entered in error, and both decisions."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import Error, transaction

from samverk.decisions import actions as decisions
from samverk.federation import actions
from samverk.federation.models import AgreementSignature, AgreementStep, AgreementTariff, Commitment
from samverk.federation.queries.agreements import agreement_by_id, agreement_row, tariffs_of
from samverk.federation.queries.charging import commitment_for
from samverk.federation.queries.claims import Figures, blocks_of, priced
from samverk.federation.tests import claiming
from samverk.federation.tests.claiming import END, FEBRUARY, JANUARY, START, entered
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept
from samverk.rules.agreements.pricing import Counted
from samverk.rules.agreements.stretches import Span, months_of

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2025, 1, 1)


@kept
def ready(cast):
    return claiming.ready()


def add(agreement, term, key="k", behind=None):
    return actions.add_term(SETUP, agreement.pk, term, behind, key=key)


def strike(who, row, kind="taxa", why="Fel belopp", key="stryk"):
    return actions.strike_term(who, kind, row.pk, why, key=key)


def state(agreement):
    return agreement_row(agreement_by_id(agreement.pk), TODAY).state.value


def parts(agreement, to=END):
    found = agreement_by_id(agreement.pk)
    return [priced(found, one, Figures()).value.total for one in months_of(Span(START, to))]


def test_a_notice_and_its_revocation_change_no_months_part_of_a_fixed_sum(ready):
    made = ready.signed("fixed_sum")
    before = parts(made)
    assert sum(before) == 100_000
    ready.step(made, "give_notice", date(2024, 2, 15), decision=ready.decision)
    assert parts(made, date(2024, 5, 15))[:4] == before[:4]
    assert sum(parts(made, date(2024, 5, 15))) < 100_000 / 2
    ready.step(made, "revoke_notice", date(2024, 3, 1), decision=ready.decision)
    assert parts(made) == before


def test_an_option_of_a_fixed_sum_waits_for_its_sum_and_leaves_the_old_one(ready):
    made = ready.signed("fixed_sum", longest_to=date(2025, 12, 31))
    before = parts(made)
    add(made, actions.NewOption(date(2025, 12, 31), END), "option", ready.behind)
    option = made.options.get().pk
    with pytest.raises(
        InputError, match="Registrera först en taxa från den 1\N{NO-BREAK SPACE}jan"
    ):
        ready.step(made, "use_option", date(2024, 3, 10), option=option)
    add(made, actions.NewTariff(NEXT_YEAR, 365_00), "taxa 2025", ready.behind)
    ready.step(made, "use_option", date(2024, 3, 11), option=option)
    assert parts(made) == before
    found = agreement_by_id(made.pk)
    assert priced(found, Span(NEXT_YEAR, date(2025, 1, 31)), Figures()).value.total == 31_00
    assert found.agreed_to == END


def test_a_fixed_sum_from_after_the_end_needs_its_option_first(ready):
    with pytest.raises(InputError, match="Registrera optionen först"):
        add(ready.draft("fixed_sum"), actions.NewTariff(NEXT_YEAR, 5))


def test_a_sum_added_later_leaves_the_months_before_it_as_they_were(ready):
    made = ready.signed("fixed_sum")
    before = parts(made)
    add(made, actions.NewTariff(date(2024, 7, 1), 5), "b", ready.behind)
    assert parts(made)[:6] == before[:6]
    with pytest.raises(Error, match="Cannot update"), transaction.atomic():
        AgreementTariff.objects.update(spread_to=date(2030, 1, 1))


def test_sums_written_in_the_draft_share_the_time_between_them(ready):
    made = ready.draft("fixed_sum")
    add(made, actions.NewTariff(date(2024, 7, 1), 7), "b")
    assert [one.until for one in tariffs_of(agreement_by_id(made.pk))] == [date(2024, 6, 30), END]
    ready.step(made, "propose")
    ready.step(made, "decide")
    kept = made.tariffs.order_by("from_date").values_list("spread_to", flat=True)
    assert list(kept) == [date(2024, 6, 30), END]


def test_more_places_than_are_funded_are_refused_until_the_agreement_is_amended(ready):
    made = ready.signed("used_place_month")
    ready.claimed(made, JANUARY, 3)
    with pytest.raises(InputError, match=r"Rad 1, 2024-02-01.*4 platser.*finansierar 3.*ändra"):
        ready.claimed(made, FEBRUARY, 4)
    more = actions.NewPlaces(FEBRUARY.from_date, 4)
    with pytest.raises(InputError, match="Välj förbundets beslut"):
        add(made, more, "utan")
    add(made, more, "fler", ready.behind)
    claim = made.claims.get(from_date=FEBRUARY.from_date)
    four = entered(made, FEBRUARY, 4)
    actions.enter_figures(ready.economist, claim.pk, four, key="fyra")
    assert claim.versions.latest("number").total == 400_000


def test_places_are_not_changed_for_days_that_are_claimed(ready):
    made = ready.signed("used_place_month")
    ready.claimed(made, JANUARY, 3)
    with pytest.raises(ConflictError, match="redan beräknad"):
        add(made, actions.NewPlaces(date(2024, 1, 31), 9), "k", ready.behind)
    with pytest.raises(InputError, match="minst 1"):
        add(made, actions.NewPlaces(FEBRUARY.from_date, 0), "l", ready.behind)


def test_funded_places_follow_the_change_within_a_claim(ready):
    made = ready.signed("funded_place_month")
    add(made, actions.NewPlaces(date(2024, 2, 15), 5), "k", ready.behind)
    new = actions.NewClaim(made.pk, FEBRUARY.from_date, FEBRUARY.to_date)
    claim = actions.make_claim(ready.economist, new, key="c")
    assert [line.count for line in claim.versions.get().lines.order_by("position")] == [3, 5]


def test_too_many_places_that_got_in_block_the_claim(ready):
    made = ready.signed("used_place_month", places=5)
    ready.committed(made)
    claim = ready.claimed(made, JANUARY, 5)
    four = Figures((Counted(JANUARY, 6),))
    found = blocks_of(claim, TODAY, four).value
    assert [one.kind.value for one in found] == ["above_places"]
    assert "finansierar 5" in found[0].text


def test_a_mistyped_tariff_is_struck_and_written_anew_without_a_new_decision(ready):
    made = ready.signed()
    wrong = made.tariffs.get()
    struck = strike(ready.manager, wrong)
    assert (struck.kept, struck.struck_why, struck.struck_by) == (
        *(False, "Fel belopp", ready.manager.name),
    )
    assert tariffs_of(agreement_by_id(made.pk)) == ()
    add(made, actions.NewTariff(START, 120_000), "rätt")
    assert ready.claimed(made).amount == 600_000
    assert made.tariffs.count() == 2
    assert AuditEvent.objects.get(kind="federation.agreement_term_struck").why == "Fel belopp"
    assert not AgreementStep.objects.filter(event="amend").exists()


def test_the_right_sum_is_for_the_same_days_as_the_struck_one(ready):
    made = ready.signed("fixed_sum")
    strike(ready.manager, made.tariffs.get())
    add(made, actions.NewTariff(START, 366_00), "rätt")
    assert made.tariffs.get(kept=True).spread_to == END
    assert parts(made)[0] == 31_00


def test_a_tariff_that_a_claim_is_computed_with_is_not_struck(ready):
    made = ready.signed()
    claim = ready.claimed(made)
    tariff = made.tariffs.get()
    with pytest.raises(InputError, match=r"Rekvisition 1.*är beräknad med den"):
        strike(ready.manager, tariff)
    ready.move(ready.reviewer, claim, "ask_cancel", note="Fel taxa")
    ready.move(ready.certifier, claim, "cancel")
    assert not strike(ready.manager, tariff, key="nu").kept


def test_a_tariff_whose_days_are_not_claimed_is_struck_beside_one_that_is(ready):
    made = ready.signed()
    ready.claimed(made)
    later = actions.NewTariff(FEBRUARY.from_date, 5)
    add(made, later, "b", ready.behind)
    assert not strike(ready.manager, made.tariffs.get(amount=5)).kept


def test_a_struck_row_stays_struck_and_needs_its_reason(ready):
    tariff = ready.draft().tariffs.get()
    with pytest.raises(InputError, match="Skriv varför"):
        strike(SETUP, tariff, why=" ")
    assert strike(SETUP, tariff) == strike(SETUP, tariff)
    with pytest.raises(InputError, match="redan struken"):
        strike(SETUP, tariff, key="igen")
    for change in ({"kept": True}, {"amount": 1}):
        with pytest.raises(Error, match="Cannot update"), transaction.atomic():
            AgreementTariff.objects.update(**change)


def test_only_the_federations_manager_strikes(ready):
    tariff = ready.signed().tariffs.get()
    for who in (ready.economist, ready.reviewer, ready.certifier):
        with pytest.raises(NotAllowedError):
            strike(who, tariff)


def test_a_signature_is_struck_by_whoever_entered_it_until_the_agreement_holds(ready):
    made = ready.draft()
    ready.step(made, "propose")
    ready.step(made, "decide")
    ready.sign(made, "payee")
    strike(SETUP, made.signatures.get(), "underskrift", "Fel person")
    right = actions.NewSignature("payee", START, "Rätt Person")
    add(made, right, "rätt")
    ready.sign(made, "federation")
    assert state(made) == "active"
    assert AgreementSignature.objects.count() == 3


def test_a_signature_under_an_agreement_that_holds_takes_four_eyes(ready):
    made = ready.signed()
    ready.committed(made)
    claim = ready.claimed(made)
    signature = made.signatures.get(side="payee")
    with pytest.raises(InputError, match="två i förening"):
        strike(SETUP, signature, "underskrift")
    strike(ready.manager, signature, "underskrift", key="annan")
    assert state(made) == "decided"
    assert "not_in_force" in [one.kind.value for one in blocks_of(claim, TODAY).value]


def test_an_ended_agreement_is_not_struck_in(ready):
    tariff = ready.signed().tariffs.get()
    with time_machine.travel("2025-02-01"), pytest.raises(InputError, match="är avslutad"):
        strike(SETUP, tariff)


def test_each_side_decides_an_agreement_and_each_change_of_it(ready):
    made = ready.draft(longest_to=date(2025, 12, 31))
    ready.step(made, "propose")
    with pytest.raises(InputError, match="Välj utförarens beslut"):
        ready.step(made, "decide", payee_decision=None)
    with pytest.raises(InputError, match="Välj utförarens eget beslut"):
        ready.step(made, "decide", payee_decision=ready.decision)
    ready.step(made, "decide")
    ready.sign(made)
    option = actions.NewOption(date(2025, 12, 31), END)
    with pytest.raises(InputError, match="Välj utförarens beslut"):
        add(made, option, "utan", actions.Behind(ready.decision))
    add(made, option, "med", ready.behind)
    chosen = made.options.get().pk
    with pytest.raises(InputError, match="Välj utförarens beslut"):
        ready.step(made, "use_option", TODAY, option=chosen, payee_decision=None)
    ready.step(made, "use_option", date(2024, 3, 1), option=made.options.get().pk)
    for step in AgreementStep.objects.filter(event__in=("decide", "amend", "use_option")):
        assert (step.decision_id, step.payee_decision_id) == (ready.decision, ready.payee_decision)


def test_an_amendments_decision_must_be_whole(ready):
    made = ready.signed()
    bare = decisions.NewDecision(ready.members["Lillköping"].member_id, "Utan", "decides")
    lacking = decisions.register_decision(SETUP, bare, key="utan").pk
    later, behind = actions.NewTariff(date(2024, 6, 1), 5), actions.Behind(ready.decision, lacking)
    with pytest.raises(InputError, match=r"\(utförarens\) saknar dag och paragraf"):
        add(made, later, "k", behind)
    assert made.tariffs.count() == 1


def settled(ready, agreement):
    own = Commitment.objects.get()
    actions.move_commitment(ready.manager, own.pk, "ask_settlement", key="begär")
    return actions.move_commitment(ready.certifier, own.pk, "settle", key="slut")


def test_what_is_certified_stays_in_the_totals_when_the_commitment_is_settled(ready):
    made = ready.signed()
    ready.committed(made)
    ready.paid(made)
    settled(ready, made)
    row = agreement_row(agreement_by_id(made.pk), TODAY)
    assert (row.committed, row.certified, row.remaining) == (500_000, 500_000, 0)


def test_a_correction_lowers_what_was_certified_under_a_settled_commitment(ready):
    made = ready.signed()
    ready.committed(made)
    old = ready.paid(made)
    own = settled(ready, made)
    three = entered(made, JANUARY, 3)
    new = actions.correct_claim(ready.reviewer, old.pk, three, "Två för mycket", key="r")
    assert commitment_for(new).pk == own.pk
    ready.move(ready.reviewer, new, "propose")
    with pytest.raises(NotAllowedError):
        ready.move(ready.reviewer, new, "certify")
    ready.move(ready.certifier, new, "certify")
    own.refresh_from_db()
    assert (own.certified, own.state) == (300_000, "settled")


def test_a_correction_that_raises_needs_a_new_commitment_and_says_so(ready):
    made = ready.signed()
    ready.committed(made)
    old = ready.paid(made)
    settled(ready, made)
    six = entered(made, JANUARY, 6)
    new = actions.correct_claim(ready.reviewer, old.pk, six, "En till", key="r")
    with pytest.raises(InputError, match=r"slutreglerat.*nytt åtagande"):
        ready.move(ready.reviewer, new, "propose")
    ready.committed(made, 100_000, JANUARY)
    ready.move(ready.reviewer, new, "propose")
    assert ready.move(ready.certifier, new, "certify").approved == 100_000
    row = agreement_row(agreement_by_id(made.pk), TODAY)
    assert (row.committed, row.certified) == (600_000, 600_000)


def test_a_claim_is_made_of_what_is_decided_alone(ready):
    made = ready.draft()
    new = actions.NewClaim(made.pk, JANUARY.from_date, JANUARY.to_date)
    with pytest.raises(ConflictError, match="inte beslutad"):
        actions.make_claim(ready.economist, new, key="k")
