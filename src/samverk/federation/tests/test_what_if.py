"""What leaving would cost: the demo's papers as they stand, and an invented federation by pages."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.directory.models import Organisation
from samverk.federation import actions
from samverk.federation.tests import claiming, founding
from samverk.federation.tests.test_contributions import by_population, count, pays
from samverk.federation.what_if import Asked, OwnRegi, grounds_of, scenario_of
from samverk.federation.what_if.as_json import as_json
from samverk.federation.what_if.paper import as_report
from samverk.federation.what_if.telling import assumptions, told
from samverk.federation.what_if.touched import People, touched_by
from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.project.testing.readers import WHO_READS
from samverk.project.testing.stages import kept
from samverk.rules.existence import Existence
from samverk.rules.fees import Interval
from samverk.rules.figures import Known

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
HOME = "/forbund/fyrbaken/"
DECIDED = date(2024, 3, 1)
NBSP = "\N{NO-BREAK SPACE}"


@kept
def home(cast):
    return founding.found_federation()


@kept
def joined(home):
    return founding.with_members(home)


@kept
def paper(home, joined):
    return founding.paper_of(home)


@kept
def ready(home, paper):
    """By-laws, people, a key and the state's amount of every year until the exit and after."""
    founding.by_laws(home)
    count(home)
    by_population(home, paper)
    for year in range(2024, 2029):
        pays(home, paper, year=year, key=str(year))


def ask(home, *members, day=DECIDED, **more):
    asked = Asked(tuple(one.pk for one in members), day, **more)
    return scenario_of(grounds_of(home.pk), asked)


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def insjoriket(demo, *names, day):
    grounds = grounds_of(Organisation.objects.get(slug="insjoriket").pk)
    members = tuple(one.membership.pk for one in grounds.members if one.name in names)
    return scenario_of(grounds, Asked(members, day))


@pytest.mark.parametrize(
    ("name", "day", "effective"),
    [
        ("Härryda", date(2020, 6, 15), date(2023, 12, 31)),
        ("Alingsås", date(2021, 5, 26), date(2024, 12, 31)),
    ],
)
def test_the_golden_exits_take_effect_on_their_day(demo, name, day, effective):
    found = insjoriket(demo, name, day=day)
    assert found.effective.value == effective
    assert [year for year, _ in found.exits[0].fees] == list(range(day.year, effective.year + 1))
    assert found.existence.value.existence is Existence.YES


def test_a_printed_fee_is_known_and_the_others_are_modelled_as_spans(demo):
    fees = dict(insjoriket(demo, "Härryda", day=date(2020, 6, 15)).exits[0].fees)
    assert (fees[2022].known, fees[2022].printed) == (Known.KNOWN, "590\N{NO-BREAK SPACE}tkr")
    assert fees[2020].known is Known.MODELLED
    assert fees[2020].span.low < 590_000 < fees[2020].span.high


def test_the_demos_example_never_stands_behind_a_year_before_it(demo):
    found = insjoriket(demo, "Härryda", day=date(2020, 6, 15))
    assert "2027" not in " ".join(assumptions(found))


def test_what_nobody_has_recorded_is_missing_and_never_filled_in(demo):
    groups = told([insjoriket(demo, "Partille", day=date(2020, 6, 15))])
    by_question = {group.question: group.rows for group in groups}
    for question in (
        "Hur många berörs?",
        "Hur drabbas de som i dag får ett personalintensivt stöd?",
    ):
        assert {row.cells[0].known for row in by_question[question]} == {Known.MISSING}
    labels = {row.label: row.cells[0] for group in groups for row in group.rows}
    assert labels["Pengar tillbaka till kommunen per år"].known is Known.MISSING
    assert labels["Styrelsen"].text == "platserna är inte registrerade"


def test_the_questions_stand_in_the_councils_order(demo):
    groups = told([insjoriket(demo, "Härryda", day=date(2020, 6, 15))])
    assert [group.question for group in groups][1:6] == [
        "Hur drabbas de som i dag får ett personalintensivt stöd?",
        "Hur många berörs?",
        "Vilka konsekvenser får det för dem?",
        "Blir det dyrare för kommunen att göra det själv?",
        "Vilka blir de ekonomiska följderna i sin helhet?",
    ]


def test_the_fee_is_owed_from_the_decisions_year_to_the_exits(home, joined, ready):
    found = ask(home, joined["Norrvik"])
    assert found.effective.value == date(2027, 12, 31)
    assert [year for year, _ in found.exits[0].fees] == [2024, 2025, 2026, 2027]
    assert found.owed.span == Interval(320_000, 320_000)
    assert found.one_more_year.span == Interval(80_000, 80_000)
    assert [y.effective.year for y in found.hesitation.value] == [2027, 2028, 2029]


def test_the_others_bear_the_whole_municipal_part_after(home, joined, ready):
    (row,) = ask(home, joined["Norrvik"]).split
    assert row.member.name == "Lillköping"
    assert (row.before.span.low, row.after.span.low) == (420_000, 500_000)


def test_every_split_adds_up_before_and_after(home, ready):
    founding.join(home, "municipality", "municipality", "Sjöbo")
    extra = 'region;2023\n"Lillköping";42000\n"Norrvik";8000\n"Sjöbo";7001\n'
    count(home, extra, key="tre")
    grounds = grounds_of(home.pk)
    for without in (frozenset(), frozenset({grounds.members[-1].membership.pk})):
        parts = grounds.split(2028, without)
        assert sum(figure.span.low for figure in parts.values()) == 2_000_000


def test_several_leave_together_and_the_federation_must_end(home, joined, ready):
    found = ask(home, joined["Norrvik"], joined["Lillköping"])
    assert found.existence.value.lacking == ("Minst en kommun",)
    assert (found.split, found.owed.span.low) == ((), 2_000_000)


def test_the_region_owes_its_quarter_and_without_it_the_federation_must_end(home, joined, ready):
    found = ask(home, joined["Kustregionen"])
    assert found.owed.span == Interval(2_000_000, 2_000_000)
    assert found.existence.value.lacking == ("Minst en region",)


def test_the_board_is_counted_without_those_who_leave(home, joined, ready):
    terms = home.terms.get()
    seats = tuple((one.pk, 1, 1) for one in joined.values())
    actions.record_settings(SETUP, actions.NewSettings(terms.pk, seats=seats), key="platser")
    found = ask(home, joined["Norrvik"])
    assert (found.board.value.members, found.board.value.needs) == (4, 3)


def test_without_by_laws_no_exit_can_be_counted(home, joined):
    found = ask(home, joined["Norrvik"])
    assert (found.effective, found.exits[0].fees, found.owed.known) == (None, (), Known.MISSING)
    assert (found.existence, found.split) == (None, ())


def test_without_amounts_every_fee_is_missing_with_the_reason(home, joined):
    founding.by_laws(home)
    found = ask(home, joined["Norrvik"])
    assert {figure.known for _, figure in found.exits[0].fees} == {Known.MISSING}
    assert "statens belopp" in found.exits[0].fees[0][1].basis


def test_own_regi_is_held_against_the_last_years_fee(home, joined, ready):
    found = ask(home, joined["Norrvik"], own=OwnRegi(1_000, 90))
    assert (found.own.value.cost, found.own.value.more) == (90_000, (10_000, 10_000))
    labels = {row.label: row.cells[0].text for group in told([found]) for row in group.rows}
    assert labels["Mot ett års avgift"].replace("\N{NO-BREAK SPACE}", " ") == "10 000 kr dyrare"


def test_a_period_that_ends_within_a_year_has_the_assumption_told(home, joined, paper):
    new = actions.NewTerms(home.pk, 1, "from-notice", "§ 20", date(2009, 1, 1), "Ordningen")
    actions.set_terms(SETUP, new, key="ordning")
    found = ask(home, joined["Norrvik"])
    assert (found.effective.value, found.split_year) == (date(2025, 3, 1), 2026)
    assert "Avgiften antas betalas för hela 2025." in assumptions(found)


def test_one_whose_membership_is_unknown_then_is_told_of(home, joined, ready):
    founding.leaves(home, joined["Lillköping"], date(2023, 5, 1))
    found = ask(home, joined["Norrvik"])
    assert found.unsure == ("Lillköping",)
    assert found.existence.value.existence is Existence.UNKNOWN
    assert any("Lillköping" in line and "okänt" in line for line in assumptions(found))


@pytest.mark.parametrize(
    ("name", "day", "says"),
    [
        ("Försäkringskassan", DECIDED, "kan inte lämna"),
    ],
)
def test_a_state_member_cannot_leave(home, joined, ready, name, day, says):
    with pytest.raises(InputError, match=says):
        ask(home, joined[name], day=day)


def test_nobody_and_a_stranger_cannot_leave(home, joined):
    for members in ((), (0,)):
        with pytest.raises(InputError, match="Välj minst en medlem"):
            scenario_of(grounds_of(home.pk), Asked(members, DECIDED))


def test_as_json_every_figure_says_how_it_is_known(home, joined, ready):
    scenario = as_json(home.name, [ask(home, joined["Norrvik"])])["scenarios"][0]
    assert (scenario["effective"], scenario["leaving"]) == ("2027-12-31", ["Norrvik"])
    assert scenario["owed"] == {
        "kronor": [320_000, 320_000],
        "known": "modelled",
        "basis": "alla som lämnar",
    }
    assert scenario["split"]["members"]["Lillköping"]["after"]["kronor"] == [500_000, 500_000]
    assert len(scenario["questions"]) == 8


def url(*members, **more):
    picked = "&".join(f"members={one.pk}" for one in members)
    rest = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{HOME}uttrade/?{picked}&decided_on=2024-03-01{rest}"


def test_the_page_answers_everybody_and_writes_nothing(client, joined, ready):
    client.get("/om/")
    before = AuditEvent.objects.count()
    shown = text(client.get(url(joined["Norrvik"])))
    assert "320 000 kr" in shown
    assert "2027-12-31" in shown
    assert AuditEvent.objects.count() == before


def test_two_scenarios_stand_side_by_side(client, joined, ready):
    other = {"others": joined["Lillköping"].pk, "other_day": "2025-03-01"}
    shown = text(client.get(url(joined["Norrvik"], **other)))
    assert "A: Norrvik" in shown
    assert "B: Lillköping" in shown
    assert "2028-12-31" in shown


def test_a_second_day_alone_asks_for_the_same_members_again(client, joined, ready):
    shown = text(client.get(url(joined["Norrvik"], other_day="2025-03-01")))
    assert "B: Norrvik" in shown


def test_other_terms_are_tried_beside_those_of_the_by_laws(client, joined, ready):
    other = {"years": 1, "counting": "from-notice"}
    shown = text(client.get(url(joined["Norrvik"], **other)))
    assert "2027-12-31" in shown
    assert "2025-03-01" in shown
    assert "Uppsägningstiden prövas: den är inte förbundsordningens." in shown


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("years=1&decided_on=2024-03-01", "Ange både antal år och hur de räknas."),
        ("decided_on=2024-03-01", "Uppgiften behövs."),
        ("members=0&decided_on=2024-03-01", "Välj ett giltigt alternativ"),
        ("decided_on=2024-02-30", "finns inte i kalendern"),
        ("unit_cost=5&decided_on=2024-03-01", "Ange både kronor per insats och antal."),
    ],
)
def test_what_cannot_be_asked_is_told_on_the_page(client, joined, query, says):
    answer = client.get(f"{HOME}uttrade/?{query}")
    assert (answer.status_code, says in text(answer)) == (400, True)


def test_a_state_member_is_not_offered(client, joined):
    choices = client.get(f"{HOME}uttrade/").context["form"].fields["members"].choices
    assert [name for _, name in choices] == ["Kustregionen", "Lillköping", "Norrvik"]


def test_the_paper_is_a_pdf_and_only_of_what_was_asked(client, joined, ready):
    answer = client.get(url(joined["Norrvik"]).replace("uttrade/?", "uttrade/konsekvenser.pdf?"))
    assert answer.content.startswith(b"%PDF")
    assert client.get(f"{HOME}uttrade/konsekvenser.pdf").status_code == 404


def test_the_page_asks_a_fixed_number_of_questions(
    client, home, ready, django_assert_max_num_queries
):
    more = founding.with_members(home, *(f"Kommun {n}" for n in range(9)))
    client.get("/om/")
    with django_assert_max_num_queries(20 + WHO_READS):
        assert client.get(url(more["Kommun 1"], more["Kommun 2"])).status_code == 200


def by_key(home, paper, kind, **more):
    new = actions.NewKey(home.pk, kind, date(2024, 1, 1), document=paper.pk, **more)
    actions.set_key(SETUP, new, key="nyckel")


@kept
def one_amount(home, paper):
    """By-laws, people, and the state's amount of the first year alone."""
    founding.by_laws(home)
    count(home)
    pays(home, paper)


def test_a_key_splits_also_the_years_without_an_amount(home, joined, paper, one_amount):
    by_key(home, paper, "equal")
    by_year = dict(ask(home, joined["Norrvik"]).exits[0].fees)
    assert by_year[2024].span == by_year[2027].span == Interval(250_000, 250_000)
    assert "fördelat enligt nyckeln från 2024-01-01" in by_year[2027].basis


def test_only_the_keys_own_day_of_population_counts(home, joined, paper, one_amount):
    earlier = actions.NewImport(
        home.pk,
        "f.csv",
        'region;2022\n"Lillköping";1\n"Norrvik";1\n'.encode(),
        date(2022, 12, 31),
        "SCB",
    )
    actions.import_populations(SETUP, earlier, key="2022")
    assert dict(ask(home, joined["Norrvik"]).exits[0].fees)[2027].span.high == 250_000
    by_population(home, paper)
    fee = dict(ask(home, joined["Norrvik"]).exits[0].fees)[2027]
    assert fee.span == Interval(80_000, 80_000)


def test_a_key_that_lacks_a_number_gives_no_figure(home, joined, paper, one_amount):
    weights = ((joined["Lillköping"].pk, 3), (joined["Norrvik"].pk, 1))
    by_key(home, paper, "table", weights=weights)
    founding.join(home, "municipality", "municipality", "Sjöbo")
    fee = dict(ask(home, joined["Norrvik"]).exits[0].fees)[2027]
    assert (fee.known, "saknar fördelningstal för Sjöbo" in fee.basis) == (Known.MISSING, True)


def left(home, paper, member, day):
    fact = actions.NewFact(member.pk, "ended", day, document=paper.pk)
    actions.record_fact(SETUP, fact, key=f"slut/{member.pk}")


def test_one_who_has_left_by_then_has_no_fee_and_the_page_says_so(
    client, home, joined, paper, ready
):
    left(home, paper, joined["Norrvik"], date(2023, 12, 31))
    shown = client.get(url(joined["Norrvik"]).replace("2024-03-01", "2023-03-01"))
    assert shown.status_code == 200
    fees = dict(ask(home, joined["Norrvik"], day=date(2023, 3, 1)).exits[0].fees)
    assert fees[2024].basis == "Norrvik är inte medlem den 1 januari 2024."
    paper_of_it = url(joined["Norrvik"]).replace("2024-03-01", "2023-03-01")
    paper_of_it = paper_of_it.replace("uttrade/?", "uttrade/konsekvenser.pdf?")
    assert client.get(paper_of_it).content.startswith(b"%PDF")


@kept
def claims(cast):
    return claiming.ready()


def leaving(case, name="Lillköping", day=date(2024, 5, 2)):
    return scenario_of(grounds_of(case.home.pk), Asked((case.members[name].pk,), day))


def cells(found):
    return {row.label: row.cells[0] for group in told([found]) for row in group.rows}


def test_agreements_that_are_touched_are_named_with_their_places(claims):
    founding.by_laws(claims.home)
    agreement = claims.signed()
    shown = cells(leaving(claims))
    assert shown["Överenskommelser som berörs"].text.startswith(
        "Gruppen i Lillköping (medlemmen utför"
    )
    assert shown["Platser i dem"].text == "3"
    assert shown["Gäller efter utträdet"].text == "ingen"
    party = leaving(claims, "Kustregionen")
    assert "är part" in cells(party)["Överenskommelser som berörs"].text
    assert not leaving(claims, "Norrvik").touched
    assert agreement.payee == claims.members["Lillköping"]


def test_an_agreement_that_outlasts_the_exit_is_told(claims):
    founding.by_laws(claims.home)
    claims.signed(ends_on=date(2030, 12, 31))
    assert "ska avslutas eller tas över" in cells(leaving(claims))["Gäller efter utträdet"].text


@pytest.mark.parametrize(("starts", "is_touched"), [((2027, 12, 31), True), ((2028, 1, 1), False)])
def test_an_agreement_that_begins_after_the_exit_is_not_touched(claims, starts, is_touched):
    founding.by_laws(claims.home)
    claims.signed()
    grounds = grounds_of(claims.home.pk)
    (row,) = grounds.agreements
    row.agreement.starts_on = date(*starts)
    gone = frozenset({claims.members["Lillköping"].pk})
    assert bool(touched_by(grounds.agreements, gone, date(2027, 12, 31))) is is_touched


def test_scenarios_are_lettered_in_print_unless_one_is_alone(claims):
    founding.by_laws(claims.home)
    two = [leaving(claims), leaving(claims, "Norrvik")]
    alone, both = (as_report("F", found, clock.now()) for found in (two[:1], two))
    assert (alone.facts, alone.sections[1].table.head) == (
        (("Lämnar", "Lillköping"),),
        ("Uppgift", "Svar"),
    )
    assert both.facts == (("Scenario A", "Lillköping"), ("Scenario B", "Norrvik"))
    assert both.sections[1].table.head == ("Uppgift", "A: Lillköping", "B: Norrvik")


def test_a_draft_touches_nothing(claims):
    claims.draft()
    assert not leaving(claims).touched


YEAR = (date(2023, 1, 1), date(2023, 12, 31))
QUARTER = (date(2023, 10, 1), date(2023, 12, 31))


def counted(case, name, women, men, measure="took_part", days=YEAR):
    town = case.members[name].member_id
    insats = case.intervention
    if days != YEAR:
        # Of one intervention no day is counted twice
        other = actions.NewIntervention(case.home.pk, "Spåret", "individual")
        insats = actions.register_intervention(SETUP, other, key="antal/insats")
    new = actions.NewCounts(insats.pk, measure, *days, women, men, 0, "Rapporten", town)
    actions.enter_counts(SETUP, new, key=f"antal/{name}/{measure}/{days}")


def test_the_whole_year_is_told_before_its_last_quarter(claims):
    counted(claims, "Lillköping", 40, 30)
    counted(claims, "Lillköping", 12, 9, days=QUARTER)
    told = leaving(claims).participants
    assert (told.number, told.period) == (70, "2023-01-01 till 2023-12-31")


def test_several_who_leave_are_summed_over_the_same_period(claims):
    counted(claims, "Lillköping", 40, 30)
    counted(claims, "Lillköping", 12, 9, days=QUARTER)
    counted(claims, "Norrvik", 15, 14, days=QUARTER)
    members = (claims.members["Lillköping"].pk, claims.members["Norrvik"].pk)
    told = scenario_of(grounds_of(claims.home.pk), Asked(members, date(2024, 5, 2))).participants
    assert (told.number, told.period) == (50, "2023-10-01 till 2023-12-31")


def test_people_are_told_as_counts_of_those_who_live_there(claims):
    counted(claims, "Lillköping", 12, 9)
    counted(claims, "Norrvik", 30, 30)
    counted(claims, "Lillköping", 2, 1, "waiting")
    found = leaving(claims)
    assert found.participants.number == 21
    assert found.queue.number is None
    shown = cells(found)
    assert shown["Deltagare från kommunen"].known is Known.KNOWN
    assert "för få för att visas" in shown["I kö från kommunen"].text
    written = as_json("Fyrbåken", [found])["scenarios"][0]
    assert written["participants"]["number"] == 21
    assert written["queue"] == {
        "number": None,
        "period": "2023-01-01 till 2023-12-31",
        "source": "Rapporten",
        "known": "missing",
    }


def test_a_sum_of_which_a_part_is_not_told_is_missing(claims):
    counted(claims, "Lillköping", 12, 9)
    members = (claims.members["Lillköping"].pk, claims.members["Norrvik"].pk)
    found = scenario_of(grounds_of(claims.home.pk), Asked(members, date(2024, 5, 2)))
    assert found.participants is None
    assert cells(found)["Deltagare från kommunen"].known is Known.MISSING


def test_what_goes_back_is_told_as_the_paper_states_it(demo):
    shown = cells(insjoriket(demo, "Härryda", day=date(2020, 6, 15)))
    back = shown["Pengar tillbaka till kommunen per år"]
    assert back.text.replace(NBSP, " ") == "1 500 000 kr (2023, preliminärt)"
    assert back.known is Known.KNOWN


def test_places_of_which_some_are_missing_are_at_least_that_many(claims):
    claims.signed()
    claims.signed(name="Utan platser", places=None)
    shown = cells(leaving(claims))["Platser i dem"]
    assert shown.text.startswith("minst 3: platser saknas i 1 av 2")
    assert shown.known is Known.MODELLED


def test_a_year_of_hesitation_is_reckoned_also_from_a_printed_fee(home, joined, paper, ready):
    new = actions.NewFee(joined["Norrvik"].pk, 2027, 80_000, 1_000, document=paper.pk)
    actions.state_fee(SETUP, new, key="avgift")
    found = ask(home, joined["Norrvik"])
    assert dict(found.exits[0].fees)[2027].known is Known.KNOWN
    assert found.one_more_year.known is Known.MODELLED
    assert "antagen oförändrad" in found.one_more_year.basis


@pytest.mark.parametrize(
    ("number", "is_mixed", "known"),
    [(7, False, Known.KNOWN), (7, True, Known.MODELLED), (None, False, Known.MISSING)],
)
def test_people_are_known_only_as_somebody_has_counted_them(number, is_mixed, known):
    assert People(number, "2022", "Rapporten", is_mixed).known is known


def test_what_goes_back_in_different_years_is_no_papers_sum(home, joined, paper):
    two = [joined["Norrvik"], joined["Lillköping"]]
    for member, year in zip(two, (2022, 2023), strict=True):
        new = actions.NewReturn(member.pk, year, 1_000, 1, document=paper.pk)
        actions.state_return(SETUP, new, key=str(member.pk))
    assert ask(home, two[0]).back.known is Known.KNOWN
    assert ask(home, *two).back.known is Known.MODELLED
