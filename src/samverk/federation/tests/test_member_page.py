"""A member's page, for any federation: other by-laws, several regions, a town outside every region."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.directory import actions as directory
from samverk.federation import actions, queries
from samverk.federation.queries import changed_by
from samverk.federation.tests.founding import (
    FOUNDED,
    by_laws,
    found_federation,
    join,
    leaves,
    manager_of,
    paper_of,
    with_members,
)
from samverk.federation.what_if import grounds_of
from samverk.federation.what_if.hesitation import hesitation_of
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.readers import WHO_READS
from samverk.project.testing.stages import kept
from samverk.rules.existence import Existence
from samverk.rules.membership import FactKind

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
NOBREAK = "\N{NO-BREAK SPACE}"


@kept
def home(cast):
    return found_federation()


def silent_laws(home):
    """By-laws that say nothing about leaving: the act's three years hold."""
    new = actions.NewTerms(home.pk, None, "", "", FOUNDED, "Förbundsordningen")
    return actions.set_terms(SETUP, new, key="tyst ordning")


def split_equally(home, *years):
    paper = paper_of(home)
    new = actions.NewKey(home.pk, "equal", FOUNDED, document=paper.pk)
    actions.set_key(SETUP, new, key="nyckel")
    for year in years:
        amount = actions.NewStateAmount(home.pk, year, 1_000_000, document=paper.pk)
        actions.set_state_amount(SETUP, amount, key=f"belopp/{year}")


def page_of(client, member):
    answer = client.get(f"/forbund/fyrbaken/medlem/{member.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def waited(home, member):
    found = queries.member_by_id(member.pk)
    return hesitation_of(grounds_of(home.pk), found, TODAY)


def test_one_more_year_of_hesitation_costs_a_year_s_fee(home, client):
    norrvik = with_members(home)["Norrvik"]
    by_laws(home)
    split_equally(home, 2024)
    rows = waited(home, norrvik).rows
    assert [row.effective for row in rows] == [date(y, 12, 31) for y in (2027, 2028, 2029)]
    assert [row.owed.span.low for row in rows] == [1_000_000, 1_250_000, 1_500_000]
    assert [row.more.span.low if row.more else None for row in rows] == [None, 250_000, 500_000]
    more = [row.more.span.low if row.more else 0 for row in rows]
    assert [row.owed.span.low - rows[0].owed.span.low for row in rows] == more
    assert f"250{NOBREAK}000{NOBREAK}kr" in page_of(client, norrvik)


def test_by_the_acts_three_years_the_day_is_kept_and_whole_years_are_an_assumption(home, client):
    norrvik = with_members(home)["Norrvik"]
    silent_laws(home)
    split_equally(home, 2024)
    found = waited(home, norrvik)
    assert [row.effective for row in found.rows] == [date(y, 3, 15) for y in (2027, 2028, 2029)]
    remarks = " ".join(one.text for one in found.why.remarks)
    assert "hela det år då medlemskapet upphör" in remarks
    assert "dag till dag är Samverks läsning" in remarks
    assert "2027-03-15" in page_of(client, norrvik)


def test_calendar_years_that_give_longer_than_the_act_are_remarked_on(home):
    norrvik = with_members(home)["Norrvik"]
    by_laws(home)
    split_equally(home, 2024)
    remarks = " ".join(one.text for one in waited(home, norrvik).why.remarks)
    assert "längre än lagens tre år" in remarks
    assert "inte bekräftat" in remarks


@pytest.mark.parametrize(("years", "is_longer"), [(2, False), (3, True)])
def test_the_remark_comes_where_the_time_is_longer_and_only_there(home, years, is_longer):
    norrvik = with_members(home)["Norrvik"]
    new = actions.NewTerms(home.pk, years, "calendar-years", "§ 9", FOUNDED, "Ordningen")
    actions.set_terms(SETUP, new, key="ordning")
    remarks = " ".join(one.text for one in waited(home, norrvik).why.remarks)
    assert ("längre än lagens tre år" in remarks) is is_longer


def test_without_by_laws_or_amounts_the_page_says_what_is_missing(home, client):
    norrvik = with_members(home)["Norrvik"]
    page = page_of(client, norrvik)
    assert "villkor för i dag är inte registrerade" in page
    assert "Varken statens belopp eller förbundets intäkt är registrerad." in page


def test_the_state_s_members_cannot_leave_and_are_told_so(home, client):
    members = with_members(home)
    by_laws(home)
    assert "kan inte lämna" in page_of(client, members["Försäkringskassan"])


def test_a_running_notice_is_told_with_what_is_left_to_pay(home, client):
    norrvik = with_members(home)["Norrvik"]
    by_laws(home)
    split_equally(home, 2024)
    leaves(home, norrvik, date(2024, 2, 1))
    page = page_of(client, norrvik)
    assert "Uppsägningen löper" in page
    assert f"1{NOBREAK}000{NOBREAK}000{NOBREAK}kr" in page
    assert "Uppsägning: " not in page


def test_several_regions_and_a_town_outside_them_each_have_a_page(home, client):
    members = with_members(home)
    by_laws(home)
    split_equally(home, 2024)
    second = join(home, "region", "region", "Fjällregionen")
    island = join(home, "municipality", "municipality", "Ön", outside_region=True)
    assert "utanför region" in page_of(client, island)
    told = page_of(client, second)
    assert "regionernas fördelningstal är inte registrerade" in told
    for one in members.values():
        page_of(client, one)


def test_a_struck_fact_is_shown_and_marked(home, client):
    norrvik = with_members(home)["Norrvik"]
    by_laws(home)
    leaves(home, norrvik, date(2024, 2, 1))
    fact = norrvik.facts.get(kind="notice_received")
    actions.set_aside_fact(SETUP, fact, "Fel medlem", key="stryk")
    assert "struken, räknas inte" in page_of(client, norrvik)


def test_the_federations_page_leads_to_its_members_and_there_to_recording(home, cast, client):
    norrvik = with_members(home)["Norrvik"]
    address = f"/forbund/fyrbaken/medlem/{norrvik.pk}/"
    assert f'href="{address}"' in client.get("/forbund/fyrbaken/").content.decode()
    browser = cast.browser(manager_of(home))
    assert "Registrera händelse för Norrvik" in browser.get(address).content.decode()
    assert "Registrera händelse för Norrvik</a>" not in page_of(client, norrvik)


def test_a_membership_of_another_federation_is_not_found_here(home, client):
    norrvik = with_members(home)["Norrvik"]
    new = directory.NewOrganisation("federation", "Förbundet Ankaret", "Ankaret", "ankaret")
    directory.add_organisation(SETUP, new, key="annat")
    assert client.get(f"/forbund/ankaret/medlem/{norrvik.pk}/").status_code == 404
    assert client.get("/forbund/fyrbaken/medlem/999999/").status_code == 404


def existence(home, member, kind):
    found = queries.members(home.pk)
    one = next(each for each in found if each.membership.pk == member.pk)
    return changed_by(kind, one, found, TODAY)


def test_a_fact_that_leads_out_is_tried_against_3_without_the_member(home):
    members = with_members(home, "Lillköping")
    by_laws(home)
    town = existence(home, members["Lillköping"], FactKind.NOTICE_SENT)
    assert (town.gone, town.ruling.value.existence) == (True, Existence.NO)
    region = existence(home, members["Kustregionen"], FactKind.ENDED)
    assert region.ruling.value.existence is Existence.NO
    stays = existence(home, members["Lillköping"], FactKind.NOTICE_WITHDRAWN)
    assert (stays.gone, stays.ruling.value.existence) == (False, Existence.YES)


def test_with_a_town_left_the_federation_may_go_on_from_the_day_after_the_exit(home):
    members = with_members(home)
    by_laws(home)
    leaves(home, members["Norrvik"], date(2024, 2, 1))
    found = existence(home, members["Norrvik"], FactKind.ENDED)
    assert (found.day, found.ruling.value.existence) == (date(2028, 1, 1), Existence.YES)


def test_the_form_of_a_fact_and_that_of_a_new_member_tell_of_3(home, cast):
    norrvik = with_members(home, "Norrvik")["Norrvik"]
    by_laws(home)
    browser = cast.browser(manager_of(home))
    page = browser.get(f"/medlemskap/fyrbaken/{norrvik.pk}/handelse/").content.decode()
    link = next(part for part in page.split('"') if "/handelse/uppsagning" in part)
    form = browser.get(link).content.decode()
    assert "Får förbundet bestå?" in form
    assert "Utan Norrvik" in form
    assert "saknas: " in form
    assert "får förbundet bestå (3 §)" in browser.get("/forbund/fyrbaken/medlem/").content.decode()


def test_the_page_asks_as_many_questions_for_nine_towns_as_for_two(
    home, client, django_assert_max_num_queries
):
    members = with_members(home, *(f"Kommun{n}" for n in range(9)))
    by_laws(home)
    split_equally(home, 2024)
    client.get("/om/")
    with django_assert_max_num_queries(15 + WHO_READS):
        page_of(client, members["Kommun1"])
