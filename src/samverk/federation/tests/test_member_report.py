"""A member's report: money as known, modelled or missing, counts that tell of nobody, what happened."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from openpyxl import load_workbook

from samverk.federation import actions
from samverk.federation.member_report.gathering import _back
from samverk.federation.models import StatedReturn
from samverk.federation.queries.claim_lists import PaidYear, paid_to
from samverk.federation.tests import claiming, founding
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.readers import WHO_READS
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.rules.figures import Known

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
HOME = "/forbund/fyrbaken/"


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
def town(joined):
    return joined["Norrvik"]


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def pays(town, paper, year=2022, amount=590_000):
    new = actions.NewFee(town.pk, year, amount, 1_000, document=paper.pk)
    return actions.state_fee(SETUP, new, key=f"avgift/{year}")


def gets(town, paper, year=2022, *, key="åter", **more):
    given = {"amount": 1_500_000, "precision": 100_000, "interventions": 80, "preliminary": True}
    new = actions.NewReturn(town.pk, year, **{**given, "document": paper.pk, **more})
    return actions.state_return(SETUP, new, key=key)


def counted(home, town, women, men, name="Gruppen", measure="took_part"):
    new = actions.NewIntervention(home.pk, name, "individual")
    made = actions.register_intervention(SETUP, new, key=f"insats/{name}")
    days = (date(2022, 1, 1), date(2022, 12, 31))
    counts = actions.NewCounts(made.pk, measure, *days, women, men, 0, "Årsrapporten", town)
    return actions.enter_counts(SETUP, counts, key=f"antal/{name}")


def page(client, town, years="?fran=2022&till=2022", status=200):
    answer = client.get(f"{HOME}medlem/{town.pk}/rapport/{years}")
    assert answer.status_code == status
    return text(answer)


def test_a_case_as_the_seeds_tell_it(client, town, paper):
    pays(town, paper)
    gets(town, paper)
    shown = page(client, town)
    assert "+910 000 kr, preliminärt" in shown
    assert "18 750 kr, preliminärt" in shown
    assert "80, preliminärt" in shown


def test_nothing_is_filled_in(client, town):
    shown = page(client, town)
    assert shown.count("saknas</span>") == 5
    assert "Inget antal deltagare är registrerat" in shown
    assert "Antal i kö och väntetid är inte registrerade" in shown


def test_a_fee_of_an_earlier_year_is_an_assumption(client, town, paper):
    pays(town, paper, 2021)
    gets(town, paper)
    shown = page(client, town)
    assert "avgiften 2021" in shown
    assert "antagen oförändrad" in shown
    assert "+910 000 kr" in shown


def test_what_costs_more_than_it_gives_is_negative(client, town, paper):
    pays(town, paper)
    gets(town, paper, amount=90_000, precision=1_000, interventions=None, preliminary=False)
    shown = page(client, town)
    assert "\N{MINUS SIGN}500 000 kr" in shown
    assert "preliminärt" not in shown


def test_small_counts_of_a_town_are_joined(client, home, town):
    counted(home, town.member_id, 30, 2)
    counted(home, town.member_id, 2, 30, "Kursen")
    shown = page(client, town)
    assert "boende i Norrvik" in shown
    assert ">2</td>" not in shown
    assert ">32</td>" in shown


def test_a_town_is_not_told_the_counts_of_another(client, home, joined):
    counted(home, joined["Lillköping"].member_id, 30, 20)
    assert "Gruppen" not in page(client, joined["Norrvik"])
    assert "Gruppen" in page(client, joined["Lillköping"])


def test_a_region_sees_what_is_counted_for_all(client, home, joined):
    counted(home, None, 30, 20)
    assert "Gruppen" in page(client, joined["Kustregionen"])
    assert "Gruppen" not in page(client, joined["Norrvik"])


def test_those_who_wait_are_told_when_somebody_has_counted(client, home, town):
    counted(home, town.member_id, 30, 20, measure="waiting")
    shown = page(client, town)
    assert "väntade vid periodens slut" in shown
    assert "Antal i kö och väntetid är inte registrerade" not in shown


def test_what_happened_stands_in_the_order_of_its_days(client, home, town):
    founding.leaves(home, town, date(2022, 5, 5))
    shown = page(client, town)
    assert "förbundet tog emot uppsägningen" in shown
    assert "blev medlem" not in shown


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ("?fran=2023&till=2020", "före det första"),
        ("?fran=2010&till=2020", "högst 10 år"),
        ("?fran=tjugo&till=2020", "Skriv ett heltal"),
    ],
)
def test_years_that_cannot_be_are_told(client, town, years, words):
    assert words in page(client, town, years, status=400)


def test_files_say_the_same(client, home, town, paper):
    pays(town, paper)
    gets(town, paper)
    counted(home, town.member_id, 30, 2)
    sent = client.get(f"{HOME}medlem/{town.pk}/rapport.xlsx?fran=2022&till=2022")
    rows = list(load_workbook(BytesIO(sent.content))["Pengar"].values)
    money = (590_000, "känt", 1_500_000, "preliminärt", 910_000, "preliminärt")
    assert (2022, *money, 80, 18_750, "preliminärt") in rows
    counts = list(load_workbook(BytesIO(sent.content))["Antal 1"].values)
    assert ("Gruppen", None, None, 32) in [row[:4] for row in counts]
    pdf = client.get(f"{HOME}medlem/{town.pk}/rapport.pdf?fran=2022&till=2022")
    printed = pypdfium2.PdfDocument(pdf.content)[0].get_textpage().get_text_bounded()
    assert "910 000 kr" in printed.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("file", ["rapport.odt", "rapport.pdf?fran=9&till=2"])
def test_a_file_that_cannot_be_is_not_found(client, town, file):
    assert client.get(f"{HOME}medlem/{town.pk}/{file}").status_code == 404


def test_another_federations_member_is_not_found(client, home, town):
    assert client.get(f"{HOME}medlem/{town.pk + 100}/rapport/").status_code == 404


def test_what_goes_back_is_recorded_by_a_page(cast, home, town, paper):
    browser = cast.browser(founding.manager_of(home))
    given = {"key": "k", "year": "2022", "amount": "1500000", "precision": "100000"}
    more = {"interventions": "80", "preliminary": "on", "document": str(paper.pk)}
    sent = browser.post(f"{HOME}medlem/{town.pk}/ersattning/", {**given, **more})
    assert sent.status_code == 302
    assert StatedReturn.objects.get().preliminary


def test_the_same_paper_states_it_once(town, paper):
    assert gets(town, paper) == gets(town, paper)
    with pytest.raises(ConflictError, match="redan registrerat"):
        gets(town, paper, key="igen")


def test_what_no_paper_shows_is_refused(home, town):
    board = founding.paper_of(home).case.body
    case = registry.open_case(SETUP, registry.NewCase(board.pk, "Annat", TODAY), key="ä2")
    wanted = registry.NewDocument(case.pk, "outgoing", "memo", TODAY, "Annat")
    open_paper = registry.register_document(SETUP, wanted, key="h2")
    with pytest.raises(InputError, match="Välj beslutet eller handlingen"):
        gets(town, open_paper, document=None)
    with pytest.raises(InputError, match="negativa"):
        gets(town, open_paper, amount=-1)


def test_the_report_asks_as_much_for_ten_years_as_for_one(
    client, town, paper, home, django_assert_max_num_queries
):
    for year in range(2013, 2023):
        pays(town, paper, year)
        gets(town, paper, year, key=f"åter/{year}")
    client.get("/om/")
    with django_assert_max_num_queries(7 + WHO_READS):
        page(client, town, "?fran=2013&till=2022")
    # A fee that no paper states is computed, by amounts, keys and populations
    with django_assert_max_num_queries(11 + WHO_READS):
        page(client, town, "?fran=2014&till=2023")


def test_a_stated_fee_reads_the_same_beside_one_that_is_computed(client, town, paper, home):
    new = actions.NewStateAmount(home.pk, 2023, 6_000_000, document=paper.pk)
    actions.set_state_amount(SETUP, new, key="staten")
    key = actions.NewKey(home.pk, "equal", date(2020, 1, 1), document=paper.pk)
    actions.set_key(SETUP, key, key="nyckel")
    pays(town, paper, 2022, amount=590_000)

    def fees(last):
        answer = client.get(f"{HOME}medlem/{town.pk}/rapport/?fran=2022&till={last}")
        return [year.fee for year in answer.context["report"].years]

    alone, beside = fees(2022), fees(2023)
    assert alone == beside[:1]
    assert (alone[0].stated, alone[0].figure.known) == (590_000, Known.KNOWN)
    assert beside[1].figure.known is Known.MODELLED
    assert beside[1].figure.span


def test_what_has_been_paid_on_claims_goes_back_to_those_who_read_claims(client, cast):
    case = claiming.ready()
    paper = founding.paper_of(case.home)
    agreement = case.signed()
    case.committed(agreement)
    case.paid(agreement)
    town = case.members["Lillköping"]
    years = "?fran=2024&till=2024"
    manager = cast.browser(case.manager_user)
    shown = page(manager, town, years)
    assert "minst 5 000 kr" in shown
    assert "hittills betalda rekvisitioner" in shown
    for reader in (client, cast.browser(case.stranger_user)):
        assert "5 000 kr" not in page(reader, town, years)
    sent = client.get(f"{HOME}medlem/{town.pk}/rapport.xlsx{years}")
    rows = list(load_workbook(BytesIO(sent.content))["Pengar"].values)
    assert (2024, None, "saknas") in [row[:3] for row in rows]
    assert not any(5_000 in row for row in rows)
    gets(town, paper, 2024)
    assert "1 500 000 kr, preliminärt" in page(client, town, years)


def test_what_is_paid_is_the_least_while_the_year_runs_or_a_claim_is_not_paid(cast):
    case = claiming.ready()
    agreement = case.signed()
    case.committed(agreement)
    case.paid(agreement)
    town = case.members["Lillköping"]
    paid = paid_to(town.pk)
    assert paid == {2024: PaidYear(500_000, is_open=False)}
    case.claimed(agreement, claiming.FEBRUARY)
    assert paid_to(town.pk) == {2024: PaidYear(500_000, is_open=True)}
    assert _back(None, paid[2024], is_running=True).at_least
    assert _back(None, PaidYear(500_000, is_open=True), is_running=False).at_least
    whole = _back(None, paid[2024], is_running=False)
    assert (whole.at_least, whole.figure.known) == (False, Known.MODELLED)


def test_a_net_of_which_a_part_is_the_least_says_so_on_page_and_in_the_file(cast):
    case = claiming.ready()
    paper = founding.paper_of(case.home)
    agreement = case.signed()
    case.committed(agreement)
    case.paid(agreement)
    town = case.members["Lillköping"]
    pays(town, paper, 2024, amount=3_000)
    manager = cast.browser(case.manager_user)
    years = "?fran=2024&till=2024"
    assert "minst +2 000 kr" in page(manager, town, years)
    sent = manager.get(f"{HOME}medlem/{town.pk}/rapport.xlsx{years}")
    rows = list(load_workbook(BytesIO(sent.content))["Pengar"].values)
    assert (2024, 3_000, "känt", 5_000, "räknat, minst", 2_000, "räknat, minst") in [
        row[:7] for row in rows
    ]


def test_the_latest_paper_of_a_year_is_told_with_its_own_source(client, town, paper):
    pays(town, paper, amount=590_000)
    new = actions.NewFee(town.pk, 2022, 602_000, 1_000, document=paper.pk)
    actions.state_fee(SETUP, new, key="rättad")
    shown = page(client, town)
    assert "602 000 kr" in shown
    assert "590 000 kr" not in shown
