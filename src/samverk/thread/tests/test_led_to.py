"""What a decision led to: agreements, counts and cost per unit; what is missing is unknown."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.decisions.queries import following, preceding
from samverk.federation import actions as federation
from samverk.federation.queries import Measure
from samverk.federation.tests import claiming
from samverk.federation.tests.claiming import FEBRUARY, JANUARY, Claiming
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.interventions import actions as catalogue
from samverk.interventions.queries import Numbers, Result, Source
from samverk.project.testing.readers import ReaderClient
from samverk.project.testing.stages import kept
from samverk.rules.agreements.stretches import Span
from samverk.rules.cost_per_unit import Holds, Lack, PerUnit, Unit
from samverk.thread import numbers
from samverk.thread.queries import led_to

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 15)
BOTH = Span(date(2024, 1, 1), date(2024, 2, 29))


@kept
def met(cast) -> Claiming:
    return claiming.ready()


@kept
def agreement(met: Claiming):
    made = met.signed(ends_on=date(2024, 12, 31))
    met.committed(made)
    return made


def everything(payee: int, home: int) -> bool:
    return True


def nothing(payee: int, home: int) -> bool:
    return False


def count(met, number, span=BOTH, measure="took_part", name=None):
    new = federation.NewCounts(
        (name or met.intervention).pk,
        measure,
        span.from_date,
        span.to_date,
        number // 2,
        number - number // 2,
        0,
        "Redovisning 2024",
    )
    key = f"prov/antal/{new.intervention}/{measure}/{span}"
    return federation.enter_counts(SETUP, new, key=key)


def unit(found, wanted, year=2024):
    (one,) = (one for one in found.agreements[0].years if one.year == year)
    return next(each for each in one.units if each.number.unit is wanted)


def test_a_decision_leads_to_the_agreement_its_claims_and_each_unit(met, agreement):
    met.certified(agreement, BOTH, 40)
    count(met, 20)
    found = led_to(met.decision, TODAY, everything)
    (one,) = found.agreements
    per = unit(found, Unit.PARTICIPATION).ruling.value
    assert one.agreement == agreement
    assert one.years[0].cost.ore == 40 * 100_000
    assert isinstance(per, PerUnit)
    assert (per.each, per.count, per.holds) == (200_000, 20, Holds.EXACTLY)


def test_the_payees_own_decision_leads_there_too(met, agreement):
    (one,) = led_to(met.payee_decision, TODAY, everything).agreements
    assert one.agreement == agreement
    assert any("§ 8" in text for text in one.grounds)


def test_a_decision_about_the_membership_leads_to_what_its_member_is_paid_for(met, agreement):
    member = met.members["Lillköping"]
    new = decisions.NewDecision(
        member.member_id, "Vi lämnar", "proposes", decided_on=date(2024, 1, 8)
    )
    pk = decisions.register_decision(SETUP, new, key="prov/medlem").pk
    fact = federation.NewFact(member.pk, "exit_proposed", None, decision=pk)
    federation.record_fact(SETUP, fact, key="prov/händelse")
    (one,) = led_to(pk, TODAY, everything).agreements
    assert one.agreement == agreement
    assert "Lillköping är utförare" in one.grounds[0]


def proposal(met, target, relation="proposes", name="förslag"):
    day = {"proposes": date(2023, 11, 1), "": None}.get(relation, date(2024, 1, 10))
    kind = "decides" if day and day.year == 2024 else "proposes"
    new = decisions.NewDecision(met.home.pk, f"Ett {name}", kind, decided_on=day)
    made = decisions.register_decision(SETUP, new, key=f"prov/{name}").pk
    step = decisions.NewStep(target, relation or "proposes", made)
    decisions.add_step(SETUP, step, key=f"prov/led/{name}")
    return made


def test_a_proposal_leads_to_what_its_decision_led_to(met, agreement):
    first = proposal(met, proposal(met, met.decision), name="utkast")
    found = led_to(first, TODAY, everything)
    assert [one.agreement for one in found.agreements] == [agreement]
    assert met.decision in {one.pk for one in found.following}


def test_what_carries_a_decision_out_follows_from_it_and_what_repeals_it_does_not(met):
    carries = proposal(met, met.decision, "carries_out", "verkställighet")
    repeals = proposal(met, met.decision, "proposes_repeal", "upphävande")
    assert following([met.decision]) == {met.decision, carries}
    assert preceding([carries]) == {met.decision, carries}
    assert following([repeals]) == {repeals}


def test_a_ring_of_decisions_ends(met):
    one = proposal(met, met.decision, "", "första")
    other = proposal(met, one, "", "andra")
    decisions.add_step(SETUP, decisions.NewStep(other, "proposes", one), key="prov/ring")
    assert following([other]) == {one, other, met.decision}


def test_a_draft_is_not_led_to(met):
    met.draft()
    assert led_to(met.decision, TODAY, everything).agreements == ()


def test_what_nobody_has_told_is_unknown_and_never_nought(met, agreement):
    met.certified(agreement, BOTH, 40)
    found = led_to(met.decision, TODAY, everything)
    for wanted in (Unit.PARTICIPATION, Unit.START, Unit.COMPLETION, Unit.TO_WORK):
        told = unit(found, wanted)
        assert (told.number.count, told.ruling.value) == (None, Lack.UNKNOWN)
    assert found.missing


def test_a_longer_period_that_tells_of_others_alone_does_not_hide_the_count(met, agreement):
    """Another intervention is counted for most of the year, this one for two months of it."""
    met.certified(agreement, BOTH, 40)
    count(met, 20)
    new = federation.NewIntervention(met.home.pk, "Språnget", "individual")
    other = federation.register_intervention(SETUP, new, key="prov/annan")
    count(met, 30, Span(date(2024, 1, 1), date(2024, 11, 30)), name=other)
    per = unit(led_to(met.decision, TODAY, everything), Unit.PARTICIPATION).ruling.value
    assert isinstance(per, PerUnit)
    assert (per.count, per.each) == (20, 200_000)


def test_a_number_of_few_is_neither_shown_nor_divided_by(met, agreement):
    met.certified(agreement, BOTH, 40)
    count(met, 3)
    told = unit(led_to(met.decision, TODAY, everything), Unit.PARTICIPATION)
    assert (told.number.count, told.ruling.value) == (None, Lack.FEW)


def test_days_that_are_not_certified_make_the_cost_a_least(met, agreement):
    met.certified(agreement, Span(date(2024, 1, 1), date(2024, 1, 20)), 40)
    met.certified(agreement, FEBRUARY, 40)
    count(met, 20)
    found = led_to(met.decision, TODAY, everything)
    per = unit(found, Unit.PARTICIPATION).ruling.value
    assert found.agreements[0].years[0].cost.is_part
    assert isinstance(per, PerUnit)
    assert per.holds is Holds.AT_LEAST


def test_a_claim_that_nobody_has_certified_is_no_cost(met, agreement):
    met.claimed(agreement)
    count(met, 20)
    found = led_to(met.decision, TODAY, everything)
    assert found.agreements[0].years[0].cost.ore is None
    assert "Ingen rekvisition för året är attesterad." in {one.text for one in found.missing}


def test_a_correction_under_way_leaves_the_cost_unknown(met, agreement):
    paid = met.paid(agreement, JANUARY, 40)
    correction = federation.correct_claim(
        met.reviewer,
        paid.pk,
        federation.Entered(claiming.entered(agreement, JANUARY, 30).figures),
        "Fel antal timmar",
        key="prov/rättelse",
    )
    cost = led_to(met.decision, TODAY, everything).agreements[0].years[0].cost
    assert cost.ore is None
    assert str(correction.number) in cost.lacking


def test_places_are_counted_on_the_days_that_are_paid(met, agreement):
    met.certified(agreement, JANUARY, 31)
    per = unit(led_to(met.decision, TODAY, everything), Unit.PLACE_DAY).ruling.value
    assert isinstance(per, PerUnit)
    assert (per.count, per.each) == (3 * 31, round(31 * 100_000 / 93))


def test_two_agreements_about_one_intervention_do_not_share_its_count(met, agreement):
    other = met.signed("actual_cost", name="Andra gruppen")
    met.certified(agreement, BOTH, 40)
    count(met, 20)
    found = led_to(met.decision, TODAY, everything)
    assert {one.agreement for one in found.agreements} == {agreement, other}
    told = unit(found, Unit.PARTICIPATION)
    assert told.ruling.value is Lack.UNKNOWN
    assert "2 överenskommelser" in told.number.lacking


def test_who_may_not_read_claims_is_told_no_cost_anywhere(met, agreement, client):
    met.certified(agreement, BOTH, 40)
    count(met, 20)
    found = led_to(met.decision, TODAY, nothing)
    year = found.agreements[0].years[0]
    assert year.cost.ore is None
    assert all(each.ruling.value is Lack.UNKNOWN for each in year.units)
    assert Unit.PLACE_DAY not in {each.number.unit for each in year.units}
    page = reverse("led_to", args=[met.decision])
    for address in (page, *(f"{page}tabell.{ending}" for ending in ("csv", "json"))):
        told = client.get(address).content.decode().replace("\xa0", " ")
        assert "40 000" not in told
        assert "40000" not in told
        assert "rekvisition 1" not in told
        assert "2 000 kr" not in told


AFTER = date(2025, 1, 1)


def test_anybody_reads_what_a_year_cost_once_it_has_ended_and_its_number_is_told(met, agreement):
    met.certified(agreement, BOTH, 40)
    count(met, 20)
    assert led_to(met.decision, date(2024, 12, 31), nothing).agreements[0].years[0].cost.ore is None
    year = next(
        one for one in led_to(met.decision, AFTER, nothing).agreements[0].years if one.year == 2024
    )

    assert year.cost.ore == 4_000_000
    told = next(one for one in year.units if one.number.unit is Unit.PARTICIPATION)
    assert isinstance(told.ruling.value, PerUnit)
    assert told.ruling.value.each == 200_000
    assert Unit.PLACE_DAY not in {one.number.unit for one in year.units}


@pytest.mark.parametrize(
    ("number", "span"),
    [
        # Few are not told, and then their days are not either
        (4, BOTH),
        # Those of more days than are paid for: one month's days would be told
        (20, Span(date(2024, 1, 1), date(2024, 3, 31))),
    ],
)
def test_nobody_reads_a_cost_that_would_tell_of_few(met, agreement, number, span):
    met.certified(agreement, BOTH, 40)
    count(met, number, span)
    years = led_to(met.decision, AFTER, nothing).agreements[0].years

    assert all(one.cost.ore is None for one in years if one.year == 2024)


@pytest.mark.parametrize(
    ("who", "reads"),
    [("manager_user", True), ("economist_user", True), ("stranger_user", False)],
)
def test_the_cost_is_read_as_on_the_agreements_page(met, agreement, client, who, reads):
    met.certified(agreement, BOTH, 40)
    client.force_login(getattr(met, who))
    page = client.get(reverse("led_to", args=[met.decision])).content.decode()
    assert ("40\xa0000\xa0kr är attesterade" in page) is reads
    assert ("?avtal=" in page) is reads


def test_it_asks_as_many_questions_of_five_agreements_as_of_one(
    met, agreement, django_assert_num_queries
):
    count(met, 20)
    met.certified(agreement, BOTH, 40)
    assert met.decision
    with django_assert_num_queries(16) as first:
        led_to(met.decision, TODAY, everything)
    for number in range(4):
        more = met.signed(name=f"Grupp {number}")
        met.committed(more)
        met.certified(more, BOTH, 40 + number)
    with django_assert_num_queries(len(first)):
        assert len(led_to(met.decision, TODAY, everything).agreements) == 5


class Told:
    """What the payee has told of its delivery, put where messages would have it."""

    def __init__(self, met: Claiming, monkeypatch) -> None:
        provider = met.members["Lillköping"].member_id
        facts = catalogue.DeliveryFacts("Gruppens lokal", "rolling", True, None)
        new = catalogue.NewDelivery(met.intervention.pk, provider, date(2024, 1, 1), facts)
        self.delivery = catalogue.add_delivery(SETUP, new, key="prov/verksamhet")
        self.rows: dict[tuple[int, Measure], Result] = {}
        self.home = met.home.pk
        self.provider = provider
        monkeypatch.setattr(numbers, "results_of", lambda ids, year: self.rows)

    def tell(self, measure: Measure, total: int | None) -> None:
        """Let a number have come, None for one that is withheld."""
        made = datetime(2024, 3, 1, tzinfo=UTC)
        days = (BOTH.from_date, BOTH.to_date)
        source = Source(uuid4(), made, self.provider, "Lillköpings kommun", self.home, *days)
        told = Numbers(None, None, None, total)
        code = self.delivery.code
        self.rows[self.delivery.pk, measure] = Result(code, measure, told, (code,), None, source)


@pytest.fixture
def told(met, monkeypatch):
    return Told(met, monkeypatch)


def test_what_the_payee_tells_of_its_outcomes_is_priced(met, agreement, told):
    met.certified(agreement, BOTH, 40)
    told.tell(Measure.TO_WORK, 8)
    per = unit(led_to(met.decision, TODAY, everything), Unit.TO_WORK)
    assert isinstance(per.ruling.value, PerUnit)
    assert per.ruling.value.each == 40 * 100_000 // 8
    assert "från Lillköpings kommun" in per.ruling.reasons[1].text


def test_what_the_payee_tells_comes_before_what_is_entered_for_all(met, agreement, told):
    met.certified(agreement, BOTH, 40)
    count(met, 100)
    told.tell(Measure.TOOK_PART, 20)
    assert unit(led_to(met.decision, TODAY, everything), Unit.PARTICIPATION).number.count == 20


@pytest.mark.parametrize("total", [None, 4])
def test_what_the_payee_withholds_is_few_and_is_not_told_by_the_whole(met, agreement, told, total):
    """A first version of the message could tell a small number: it is not shown either."""
    met.certified(agreement, BOTH, 40)
    told.tell(Measure.COMPLETED, total)
    count(met, 20, measure="completed")
    found = unit(led_to(met.decision, TODAY, everything), Unit.COMPLETION)
    assert (found.number.count, found.ruling.value) == (None, Lack.FEW)


def test_what_became_of_referrals_is_told_and_nobody_pays_for_one(met, agreement, told):
    told.tell(Measure.REFERRED, 40)
    told.tell(Measure.RETURNED, None)
    (one,) = led_to(met.decision, TODAY, everything).agreements
    (year,) = (each for each in one.years if each.year == 2024)
    flow = {each.unit: each for each in year.flow}
    assert flow[Unit.REFERRAL].count == 40
    assert flow[Unit.RETURN].is_withheld
    assert flow[Unit.LAPSE].lacking == numbers.NOT_SENT
    assert not {each.number.unit for each in year.units} & set(flow)
    page = ReaderClient().get(reverse("led_to", args=[met.decision])).content.decode()
    assert "Remisser hos teamet" in page


def test_visits_are_told_where_nobody_is_referred(met, agreement, told):
    told.tell(Measure.VISITS, 300)
    (one,) = led_to(met.decision, TODAY, everything).agreements
    assert Unit.VISIT not in {each.number.unit for each in one.years[0].units}
    type(told.delivery).objects.update(needs_referral=False)
    found = led_to(met.decision, TODAY, everything)
    assert unit(found, Unit.VISIT).number.count == 300
    assert found.agreements[0].years[0].flow == ()


def test_what_a_payee_has_told_is_not_for_the_public(met, agreement, told):
    told.tell(Measure.TO_WORK, 8)
    assert unit(led_to(met.decision, TODAY, nothing), Unit.TO_WORK).number.count is None


def test_two_agreements_with_one_payee_do_not_share_what_it_tells(met, agreement, told):
    met.signed("actual_cost", name="Andra gruppen")
    told.tell(Measure.TO_WORK, 8)
    found = unit(led_to(met.decision, TODAY, everything), Unit.TO_WORK)
    assert "2 överenskommelser" in found.number.lacking
