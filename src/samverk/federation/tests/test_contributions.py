"""Contributions entered by pages: keys, amounts, populations by file, the basis of invoices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from samverk.decisions import actions as decisions
from samverk.directory import actions as directory
from samverk.documents.sie_reading import read_sie
from samverk.federation import actions, queries
from samverk.federation.models import DistributionKey, Population, PopulationImport, StateAmount
from samverk.federation.tests import founding
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.registry import queries as diaries

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
HOME = "/forbund/fyrbaken/"
COUNTED = date(2023, 12, 31)
FILE = 'region;2022;2023\n"9901 Lillköping";41000;42000\n"9902 Norrvik";7000;8000\n'


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
def browser(cast, home, joined):
    return cast.browser(founding.manager_of(home))


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def count(home, content=FILE, key="läs", **more):
    raw = content if isinstance(content, bytes) else content.encode()
    new = actions.NewImport(home.pk, "folkmängd.csv", raw, COUNTED, "SCB, exempel", **more)
    return actions.import_populations(SETUP, new, key=key)


def by_population(home, paper, since=date(2024, 1, 1), key="nyckel"):
    new = actions.NewKey(home.pk, "population", since, COUNTED, document=paper.pk)
    return actions.set_key(SETUP, new, key=key)


def pays(home, paper, amount=1_000_000, year=2024, key="belopp"):
    new = actions.NewStateAmount(home.pk, year, amount, "Exempel", document=paper.pk)
    return actions.set_state_amount(SETUP, new, key=key)


@kept
def ready(home, paper):
    """All that the year 2024 needs."""
    count(home)
    by_population(home, paper)
    pays(home, paper)


def found(home, year=2024, **more):
    return queries.year_shares(home.pk, queries.members(home.pk), year, **more)


def test_all_follows_from_the_states_amount(home, ready):
    value = found(home).shares.value
    assert (value.state, value.region) == (1_000_000, 500_000)
    assert value.municipalities == {"Lillköping": 420_000, "Norrvik": 80_000}


def test_a_later_version_counts_and_the_earlier_stays(home, paper, ready, browser):
    pays(home, paper, 2_000_000, key="ny")
    assert found(home).total == 4_000_000
    assert StateAmount.objects.count() == 2
    shown = text(browser.get(f"{HOME}bidrag/2024/"))
    assert "1 000 000 kr" in shown
    assert "2 000 000 kr" in shown


def test_the_key_on_the_first_of_january_holds_for_the_whole_year(home, paper, ready):
    new = actions.NewKey(home.pk, "equal", date(2024, 1, 2), document=paper.pk)
    actions.set_key(SETUP, new, key="lika")
    pays(home, paper, year=2025, key="2025")
    assert found(home, 2024).shares.value.municipalities["Norrvik"] == 80_000
    assert found(home, 2025).shares.value.municipalities["Norrvik"] == 250_000


def test_fixed_shares_and_own_numbers_split_by_themselves(home, paper, joined):
    pays(home, paper)
    pays(home, paper, year=2025, key="2025")
    towns = [joined[name].pk for name in founding.TOWNS]
    fixed = actions.NewKey(
        home.pk,
        "fixed",
        date(2024, 1, 1),
        weights=((towns[0], 66_667), (towns[1], 33_333)),
        document=paper.pk,
    )
    actions.set_key(SETUP, fixed, key="fasta")
    table = replace(
        fixed, kind="table", from_date=date(2025, 1, 1), weights=((towns[0], 3), (towns[1], 1))
    )
    actions.set_key(SETUP, table, key="tal")
    assert found(home, 2024).shares.value.municipalities["Norrvik"] == 166_665
    assert found(home, 2025).shares.value.municipalities["Norrvik"] == 125_000


def test_two_keys_from_one_day_are_refused(home, paper, ready):
    with pytest.raises(ConflictError, match="redan en nyckel från 2024-01-01"):
        by_population(home, paper, key="igen")
    assert DistributionKey.objects.count() == 1


def test_a_key_before_the_by_laws_is_refused(home, paper):
    founding.by_laws(home)
    with pytest.raises(InputError, match="före den"):
        by_population(home, paper, date(2008, 12, 31))


def test_a_decision_before_the_by_laws_shows_no_key(home, joined):
    founding.by_laws(home)
    new = decisions.NewDecision(
        organisation=home.pk, title="Nyckel", kind="decides", decided_on=date(2008, 5, 1)
    )
    made = decisions.register_decision(SETUP, new, key="beslut")
    wanted = actions.NewKey(home.pk, "equal", date(2009, 1, 1), decision=made.pk)
    with pytest.raises(InputError, match="före förbundsordningen"):
        actions.set_key(SETUP, wanted, key="k")


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        ((50_000, 49_999), "99,999 procent"),
        ((100_000, 0), "större än 0"),
        ((), "Ange tal för kommunerna"),
    ],
)
def test_fixed_shares_that_do_not_add_up_are_refused(home, paper, joined, weights, says):
    towns = [joined[name].pk for name in founding.TOWNS]
    numbers = tuple(zip(towns, weights, strict=False))
    new = actions.NewKey(home.pk, "fixed", date(2024, 1, 1), weights=numbers, document=paper.pk)
    with pytest.raises(InputError, match=says):
        actions.set_key(SETUP, new, key="k")


def test_numbers_of_somebody_who_is_no_municipality_are_refused(home, paper, joined):
    region = ((joined["Kustregionen"].pk, 1),)
    new = actions.NewKey(home.pk, "table", date(2024, 1, 1), weights=region, document=paper.pk)
    with pytest.raises(InputError, match="inte förbundets kommuner"):
        actions.set_key(SETUP, new, key="k")


def test_neither_a_key_nor_an_amount_stands_without_an_open_paper_of_their_own(home, paper, cast):
    secret = registry.NewDocument(
        paper.case_id,
        "incoming",
        "memo",
        date(2024, 1, 1),
        "N",
        secret=registry.Secret("26:1", "H"),
    )
    hidden = registry.register_document(SETUP, secret, key="hemlig")
    for papers, says in (({}, "Välj beslutet"), ({"document": hidden.pk}, "sekretess")):
        new = actions.NewStateAmount(home.pk, 2024, 1, **papers)
        with pytest.raises(InputError, match=says):
            actions.set_state_amount(SETUP, new, key="k")


def test_what_is_missing_is_said_and_nothing_is_computed(home, paper, browser):
    pays(home, paper)
    assert "Ingen fördelningsnyckel gäller den 1 januari." in text(
        browser.get(f"{HOME}bidrag/2024/")
    )
    by_population(home, paper)
    assert "Fördelningstal saknas för Lillköping, Norrvik." in text(
        browser.get(f"{HOME}bidrag/2024/")
    )
    answer = browser.get(f"{HOME}bidrag/2024/underlag/?day=2024-01-01&format=xlsx")
    assert "text/html" in answer["Content-Type"]


def test_one_who_has_left_does_not_pay_and_one_who_may_have_is_told(home, paper, ready, joined):
    founding.by_laws(home)
    founding.leaves(home, joined["Norrvik"], date(2022, 5, 1))
    pays(home, paper, year=2026, key="2026")
    assert found(home, 2026).unsure == ("Norrvik",)
    without = found(home, 2026, without=frozenset({joined["Norrvik"].pk}))
    assert without.shares.value.municipalities == {"Lillköping": 500_000}


def test_a_municipality_outside_every_region_beside_one_within_needs_the_regions_numbers(
    home, paper, ready
):
    founding.join(home, "municipality", "municipality", "Ön", outside_region=True)
    count(home, FILE + '"9903 Ön";1;2\n', key="igen")
    assert "regionernas fördelningstal" in found(home).lacks


def test_a_file_is_read_in_whole_with_its_source(home, joined, browser):
    sent = {
        "key": "k",
        "file": SimpleUploadedFile("folk.csv", FILE.encode("cp1252")),
        "counted_on": "2023-12-31",
        "source": "SCB, hämtad 2024-03-01",
        "codes": "",
    }
    assert browser.post(f"{HOME}folkmangd/fil/", sent)["Location"] == HOME
    people = dict(Population.objects.values_list("municipality__short_name", "people"))
    assert people == {"Lillköping": 42000, "Norrvik": 8000}
    made = PopulationImport.objects.get()
    assert (made.source, len(made.sha256), made.rows.count()) == ("SCB, hämtad 2024-03-01", 64, 2)


def test_a_faulty_file_is_told_by_row_and_column_and_nothing_is_read_in(home, joined, browser):
    faulty = FILE.replace("8000", "-8")
    sent = {"key": "k", "counted_on": "2023-12-31", "source": "SCB", "codes": ""}
    answer = browser.post(
        f"{HOME}folkmangd/fil/", sent | {"file": SimpleUploadedFile("f.csv", faulty.encode())}
    )
    assert (answer.status_code, "Rad 3, kolumn 3: -8 är negativt" in text(answer)) == (400, True)
    assert 'value="SCB"' in text(answer)
    assert not Population.objects.exists()
    assert not PopulationImport.objects.exists()


def test_the_same_file_again_changes_nothing_and_another_figure_is_refused(home, joined):
    count(home)
    count(home, key="igen")
    with pytest.raises(ConflictError, match="Norrvik har redan 8000 invånare"):
        count(home, FILE.replace("8000", "8001"), key="annan")
    assert Population.objects.count() == 2


def test_codes_are_given_by_line_and_a_stranger_is_refused(home, joined, browser):
    sent = {"key": "k", "counted_on": "2023-12-31", "source": "SCB", "codes": "990 Norrvik"}
    file = {"file": SimpleUploadedFile("f.csv", b"region;2023\n9901;1\n9902;2\n")}
    assert "Rad 1: skriv fyra siffror" in text(browser.post(f"{HOME}folkmangd/fil/", sent | file))
    with pytest.raises(InputError, match="Sjöbo är ingen av förbundets kommuner"):
        count(home, codes=(("9903", "Sjöbo"),))
    codes = (("9901", "Lillköping"), ("9902", "Norrvik"))
    count(home, "region;2023\n9901;5\n9902;6\n", codes=codes)
    assert set(Population.objects.values_list("people", flat=True)) == {5, 6}


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        ((("9901", "Lillköping"), ("9901", "Norrvik")), "9901 Lillköping: står två gånger"),
        ((("9901", "Norrvik"), ("9902", "Norrvik")), "9901 Norrvik: står två gånger"),
        ((("9901", "Norrvik"),), "9901 är Lillköping, men koden är given för Norrvik."),
    ],
)
def test_no_town_takes_the_people_of_another_by_its_code(home, joined, codes, says):
    with pytest.raises(InputError, match=says):
        count(home, codes=codes)
    assert not Population.objects.exists()


def test_the_basis_is_fetched_as_a_sheet_that_adds_up(browser, ready):
    answer = browser.get(f"{HOME}bidrag/2024/underlag/?day=2024-02-01&format=xlsx")
    assert "fakturaunderlag-fyrbaken-2024.xlsx" in answer["Content-Disposition"]
    page = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = {row[0].value: row[3].value for row in page.iter_rows() if isinstance(row[3].value, int)}
    assert rows.pop("Summa") == sum(rows.values()) == 2_000_000
    assert rows["Försäkringskassan"] == 1_000_000
    assert rows["Norrviks kommun"] == 80_000


def test_the_basis_is_fetched_as_vouchers_that_balance(browser, ready):
    answer = browser.get(
        f"{HOME}bidrag/2024/underlag/?day=2024-02-01&claim=1510&income=3510&series=F&format=sie"
    )
    read = read_sie(answer.content)
    assert len(read.vouchers) == 4
    assert all(voucher.difference == 0 and voucher.series == "F" for voucher in read.vouchers)
    assert sum(v.rows[0].amount for v in read.vouchers) == 200_000_000
    assert read.company == "Samordningsförbundet Fyrbåken"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("day=2024-02-01&format=sie", "Kontot behövs för en SIE-fil."),
        ("day=2025-02-01&format=xlsx", "Välj en dag under 2024."),
        ("day=2024-02-01&format=sie&claim=x&income=3510", "Skriv kontots siffror."),
    ],
)
def test_a_basis_that_cannot_be_made_is_told_on_the_page(browser, ready, query, says):
    answer = browser.get(f"{HOME}bidrag/2024/underlag/?{query}")
    assert (answer.status_code, says in text(answer)) == (400, True)


@pytest.mark.parametrize("year", ["2023", "1989", "99999999"])
def test_a_year_of_which_nothing_is_known_is_not_there(browser, ready, year):
    assert browser.get(f"{HOME}bidrag/{year}/").status_code == 404


def test_keys_and_amounts_are_registered_by_forms(browser, home, joined, paper):
    key = {"key": "a", "kind": "fixed", "from_date": "2024-01-01", "paper": f"h{paper.pk}"}
    numbers = {
        f"weight_{joined['Lillköping'].pk}": "66,667",
        f"weight_{joined['Norrvik'].pk}": "33.333",
    }
    assert browser.post(f"{HOME}bidrag/nyckel/", key | numbers).status_code == 302
    amount = {"key": "b", "year": "2024", "amount": "1000000", "paper": f"h{paper.pk}"}
    assert browser.post(f"{HOME}bidrag/belopp/", amount)["Location"] == f"{HOME}bidrag/2024/"
    shown = text(browser.get(f"{HOME}bidrag/2024/"))
    assert "166 665 kr" in shown
    assert "fasta andelar i procent" in text(browser.get(f"{HOME}bidrag/"))
    assert AuditEvent.objects.filter(kind="federation.key_set").count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "population"}, "Uppgiften behövs."),
        ({"kind": "equal", "counted_on": "2023-12-31"}, "Lämna tomt"),
        ({"kind": "fixed"}, "Skriv andelen i procent"),
        ({"kind": "table"}, "Skriv ett heltal större än 0."),
        ({"paper": ""}, "Uppgiften behövs."),
    ],
)
def test_a_key_that_is_not_whole_is_told(browser, paper, change, says):
    key = {"key": "a", "kind": "equal", "from_date": "2024-01-01", "paper": f"h{paper.pk}"}
    answer = browser.post(f"{HOME}bidrag/nyckel/", key | change)
    assert (answer.status_code, says in text(answer)) == (400, True)
    assert not DistributionKey.objects.exists()


@pytest.mark.parametrize("place", ["bidrag/belopp/", "bidrag/nyckel/", "folkmangd/fil/"])
def test_others_get_the_reason_and_not_the_form(cast, joined, place):
    for user in (None, cast.owner_user):
        assert cast.browser(user).get(HOME + place).status_code == 403


def state(home, paper, joined, amount):
    fee = actions.NewFee(joined["Norrvik"].pk, 2024, amount, 1_000, document=paper.pk)
    actions.state_fee(SETUP, fee, key=f"avgift/{amount}")


def test_stated_fees_are_held_against_the_model(home, paper, joined, ready, browser):
    state(home, paper, joined, 80_000)
    state(home, paper, joined, 90_000)
    fits = [one.fit.value.fits for one in queries.checked_fees(home.pk, queries.members(home.pk))]
    assert fits == [True, False]
    shown = text(browser.get(f"{HOME}bidrag/avstamning/"))
    assert "Stämmer med modellen" in shown
    assert "Stämmer inte med modellen" in shown
    assert "dubbla statens belopp 2024" in shown


def test_without_a_total_or_a_population_no_fee_can_be_judged(home, paper, joined, browser):
    state(home, paper, joined, 80_000)
    assert "folkmängd saknas" in text(browser.get(f"{HOME}bidrag/avstamning/"))
    count(home)
    assert "ingen total är känd" in text(browser.get(f"{HOME}bidrag/avstamning/"))


def test_a_total_of_another_year_is_used_with_the_assumption_told(home, paper, joined, ready):
    fee = actions.NewFee(joined["Norrvik"].pk, 2022, 80_000, 1_000, document=paper.pk)
    actions.state_fee(SETUP, fee, key="avgift")
    (one,) = queries.checked_fees(home.pk, queries.members(home.pk))
    assert one.known_from == "dubbla statens belopp 2024 (Exempel), antagen oförändrad"


def test_the_last_year_before_is_taken_rather_than_a_nearer_one_after(home, paper, joined):
    for year in (2020, 2027):
        pays(home, paper, year=year, key=str(year))
    totals = queries.known_totals(queries.state_amounts(home.pk), [])
    assert queries.nearest(totals, 2026)[1].startswith("dubbla statens belopp 2020")
    assert queries.nearest(totals, 2019)[1].startswith("dubbla statens belopp 2020")
    assert queries.nearest({}, 2019) is None


def test_an_amount_is_tried_without_being_kept(home, joined, ready, browser):
    asked = f"member={joined['Norrvik'].pk}&year=2024&stated=1&precision=100000"
    assert "Stämmer med modellen" in text(browser.get(f"{HOME}bidrag/avstamning/?{asked}"))
    wrong = browser.get(f"{HOME}bidrag/avstamning/?member=0&year=x")
    assert wrong.status_code == 400


def test_the_pages_ask_a_fixed_number_of_questions(
    home, paper, browser, django_assert_max_num_queries
):
    founding.with_members(home, *(f"Kommun {n}" for n in range(12)))
    equal = actions.NewKey(home.pk, "equal", date(2024, 1, 1), document=paper.pk)
    actions.set_key(SETUP, equal, key="lika")
    for year in range(2024, 2030):
        pays(home, paper, year=year, key=str(year))
    for place in ("bidrag/", "bidrag/2024/", "bidrag/avstamning/"):
        with django_assert_max_num_queries(12):
            assert browser.get(HOME + place).status_code == 200


def joins_later(home, name, day):
    town = founding.organisation("municipality", f"{name}s kommun", name)
    new = actions.NewMember(home.pk, town.pk, "municipality", day, "Inträdde.")
    return actions.admit_member(SETUP, new, key=f"medlem/{name}")


def test_one_who_joins_later_pays_from_then_on_alone(home, paper, joined):
    joins_later(home, "Sjöbo", date(2023, 1, 1))
    count(home, FILE + '"9903 Sjöbo";1;50000\n')
    by_population(home, paper, date(2022, 1, 1))
    for year in (2022, 2023):
        pays(home, paper, year=year, key=str(year))
    before, after = found(home, 2022), found(home, 2023)
    assert before.shares.value.municipalities == {"Lillköping": 420_000, "Norrvik": 80_000}
    assert before.unsure == ()
    assert after.shares.value.municipalities["Sjöbo"] == 250_000
    parts = [one.name for one in queries.part_members(queries.members(home.pk), date(2022, 1, 1))]
    assert "Sjöbos kommun" not in parts


def test_an_unsure_payer_is_marked_in_the_sheet_and_gets_no_voucher(
    home, paper, ready, joined, browser
):
    founding.by_laws(home)
    founding.leaves(home, joined["Norrvik"], date(2022, 5, 1))
    pays(home, paper, year=2026, key="2026")
    page = f"{HOME}bidrag/2026/underlag/?day=2026-02-01"
    sheet = load_workbook(BytesIO(browser.get(f"{page}&format=xlsx").content)).worksheets[0]
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Medlemskapet är okänt, kontrollera före fakturan: Norrvik" in told
    refused = browser.get(f"{page}&claim=1510&income=3510&series=A&format=sie")
    assert (refused.status_code, "Okänt är det för Norrvik." in text(refused)) == (400, True)


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("Försäkringskassan", "Försäkringskassan är inte medlem"),
        ("Kustregionen", "Ingen region är medlem"),
    ],
)
def test_nobody_is_billed_in_place_of_one_that_is_not_there(home, joined, ready, missing, says):
    without = found(home, without=frozenset({joined[missing].pk}))
    assert says in without.lacks
    assert queries.payments(without) == ()


def test_a_stated_fee_is_held_against_those_who_were_members_that_year(
    home, paper, joined, browser
):
    joins_later(home, "Sjöbo", date(2024, 1, 1))
    count(home, FILE + '"9903 Sjöbo";1;50000\n')
    for year in (2023, 2024):
        pays(home, paper, year=year, key=str(year))
        fee = actions.NewFee(joined["Norrvik"].pk, year, 80_000, 1_000, document=paper.pk)
        actions.state_fee(SETUP, fee, key=f"avgift/{year}")
    checks = queries.checked_fees(home.pk, queries.members(home.pk))
    assert {one.fee.year: one.fit.value.fits for one in checks} == {2023: True, 2024: False}
    asked = f"{HOME}bidrag/avstamning/?member={joined['Norrvik'].pk}&stated=80&precision=1000"
    assert browser.get(f"{asked}&year=2023").context["tried"]["fit"].value.fits
    assert not browser.get(f"{asked}&year=2024").context["tried"]["fit"].value.fits


def test_fixed_shares_are_registered_without_one_that_has_left(home, paper, joined, browser):
    gone = joins_later(home, "Sjöbo", date(2010, 1, 1))
    ended = actions.NewFact(gone.pk, "ended", date(2022, 12, 31), document=paper.pk)
    actions.record_fact(SETUP, ended, key="slut")
    shares = {"Lillköping": "66,667", "Norrvik": "33,333"}
    wanted = {"key": "a", "kind": "fixed", "from_date": "2024-01-01", "paper": f"h{paper.pk}"}
    wanted |= {f"weight_{joined[name].pk}": share for name, share in shares.items()}
    page = f"{HOME}bidrag/nyckel/"
    early = browser.post(page, wanted | {"from_date": "2022-01-01", "key": "b"})
    assert (early.status_code, "Skriv andelen i procent" in text(early)) == (400, True)
    short = browser.post(page, wanted | {f"weight_{joined['Norrvik'].pk}": "33", "key": "c"})
    assert "99,667 procent, inte 100" in text(short)
    assert browser.post(page, wanted).status_code == 302
    assert DistributionKey.objects.get().weights.count() == 2


@pytest.mark.parametrize("place", ["bidrag/nyckel/", "bidrag/belopp/"])
def test_the_forms_ask_a_fixed_number_of_questions(
    home, paper, browser, django_assert_max_num_queries, place
):
    for number in range(12):
        town = founding.join(home, "municipality", "municipality", f"Kommun {number}").member
        for name in ("Nämnden", "Styrelsen"):
            new = directory.NewBody(town.pk, "board", name)
            directory.add_body(SETUP, new, key=f"{number}/{name}")
    with django_assert_max_num_queries(14):
        assert f"h{paper.pk}" in text(browser.get(HOME + place))


def test_a_large_diary_does_not_crowd_out_a_small_one(home, paper, joined):
    town = joined["Norrvik"].member
    body = directory.add_body(SETUP, directory.NewBody(town.pk, "council", "Kf"), key="kf")
    case = registry.open_case(SETUP, registry.NewCase(body.pk, "Mycket", TODAY), key="m")
    for number in range(5):
        new = registry.NewDocument(case.pk, "incoming", "memo", TODAY, f"Brev {number}")
        registry.register_document(SETUP, new, key=f"brev/{number}")
    listed = diaries.open_documents([home.pk, town.pk], limit=4)
    assert [row.subject for row in listed if row.case_id == case.pk] == ["Brev 4", "Brev 3"]
    assert paper.pk in [row.pk for row in listed]
