"""The pages of participant-days: the coordinator closes months, the payee and the federation read them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.documents.xlsx import XLSX
from samverk.foundation.tests.telling import without_ids
from samverk.interventions.persons.models import ClosedMonth
from samverk.interventions.persons.tests.ledger import FEBRUARY, JANUARY, set_ledger
from samverk.interventions.persons.tests.test_day_ledger import tell_terms
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept


@kept
def ledger(party):
    made = set_ledger(party)
    made.all_take_part(10)
    return made


def at(ledger, name="day_ledger", *args):
    home = f"?myndighet={ledger.body}&forbund={ledger.claiming.home.pk}"
    return reverse(name, args=args) + home


def text(answer):
    return answer.content.decode().replace("\xa0", " ").replace("\xad", "")


@kept
def coordinator(ledger):
    return ledger.party.cast.browser(ledger.party.coordinator_user)


def test_the_coordinator_sees_what_a_month_tells_and_closes_it(ledger, coordinator):
    looked = coordinator.get(f"{at(ledger)}&granska=2024-02")
    assert "Så berättas februari 2024" in text(looked)
    assert looked.context["look"]["rows"][0][-1] == 290
    with unread([ledger.body]):
        assert not ClosedMonth.objects.exists()
    sent = coordinator.post(at(ledger), {"month": "2024-02-01", "key": "s"})
    assert sent.status_code == 302, sent.context["form"].errors
    page = text(coordinator.get(at(ledger)))
    for words in ("Februari 2024", "Lillköping", "290", "10 000,00 kr", "inte rekvirerad"):
        assert words in page


def test_a_month_out_of_order_is_no_choice(ledger, coordinator):
    ledger.book(JANUARY)
    answer = coordinator.post(at(ledger), {"month": "2023-12-01", "key": "s"})
    assert answer.status_code == 400
    assert "Välj en månad i listan." in text(answer)


def test_the_page_says_what_is_withheld(party):
    ledger = set_ledger(party)
    ledger.all_take_part(4)
    ledger.book(FEBRUARY)
    page = text(party.cast.browser(party.coordinator_user).get(at(ledger)))
    assert "visas inte" in page
    assert "116" not in without_ids(page)


def test_a_claimed_row_names_its_claim(ledger, coordinator):
    ledger.book(FEBRUARY)
    ledger.claim(FEBRUARY, date(2024, 2, 29))
    tell_terms()
    assert "Rekvisition 1, underlag skapat" in text(coordinator.get(at(ledger)))


def test_the_party_page_asks_as_many_questions_whatever_there_is(ledger, coordinator):
    ledger.book(JANUARY)
    coordinator.get(at(ledger))
    with CaptureQueriesContext(connection) as few:
        coordinator.get(at(ledger))
    ledger.book(FEBRUARY)
    with CaptureQueriesContext(connection) as more:
        coordinator.get(at(ledger))
    assert len(more) <= len(few)


@pytest.mark.parametrize(("ending", "kind"), [("xlsx", XLSX), ("csv", "text/csv; charset=utf-8")])
def test_the_year_is_fetched_as_a_file(ledger, coordinator, ending, kind):
    ledger.book(FEBRUARY)
    answer = coordinator.get(at(ledger, "day_ledger_file", ending))
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    if ending == "csv":
        assert "Lillköping;Norrvik;290;10000" in answer.content.decode("utf-8-sig")


def test_others_are_refused(ledger):
    party = ledger.party
    for who in (party.worker_user, party.receiver_user, ledger.claiming.manager_user):
        browser = party.cast.browser(who)
        assert browser.get(at(ledger)).status_code == 403
        assert browser.get(at(ledger, "day_ledger_file", "csv")).status_code == 403


def told(ledger, name="told_days", *args):
    return reverse(name, args=[ledger.claiming.home.slug, *args])


def test_the_federation_reads_what_is_told_and_where_it_is_claimed(ledger):
    ledger.book(JANUARY)
    ledger.book(FEBRUARY)
    claim = ledger.claim(JANUARY, date(2024, 1, 31))
    browser = ledger.party.cast.browser(ledger.claiming.manager_user)
    page = browser.get(told(ledger))
    for words in ("Februari 2024", "Gruppen Norr, från Lillköping", "310", "10 000,00 kr"):
        assert words in text(page)
    assert reverse("claim", args=[ledger.claiming.home.slug, claim.pk]) in text(page)
    shown = text(browser.get(reverse("claim", args=[ledger.claiming.home.slug, claim.pk])))
    assert f"{told(ledger)}?ar=2024" in shown
    made = browser.get(told(ledger, "told_days_file", "csv"))
    assert "Rekvisition 1" in made.content.decode("utf-8-sig")
    assert browser.get(told(ledger, "told_days_file", "xlsx"))["Content-Type"] == XLSX
    assert browser.get(told(ledger, "told_days_file", "pdf")).status_code == 404


def test_the_federations_page_asks_as_many_questions_whatever_there_is(ledger):
    browser = ledger.party.cast.browser(ledger.claiming.manager_user)
    ledger.book(JANUARY)
    browser.get(told(ledger))
    with CaptureQueriesContext(connection) as few:
        browser.get(told(ledger))
    ledger.book(FEBRUARY)
    with CaptureQueriesContext(connection) as more:
        browser.get(told(ledger))
    assert len(more) == len(few)


def test_the_payees_economist_reads_its_own_and_others_nothing(ledger):
    ledger.book(FEBRUARY)
    own = ledger.party.cast.browser(ledger.claiming.stranger_user).get(told(ledger))
    assert "290" in text(own)
    other = ledger.party.cast.browser(ledger.claiming.economist_user)
    assert other.get(told(ledger)).status_code == 403
    assert other.get(told(ledger, "told_days_file", "csv")).status_code == 403


def test_the_economist_claims_whole_months_and_fetches_them_anew(ledger):
    ledger.book(FEBRUARY)
    browser = ledger.party.cast.browser(ledger.claiming.stranger_user)
    slug = ledger.claiming.home.slug
    new = reverse("new_claim", args=[slug, ledger.agreement.pk])
    half = {"from_date": "2024-02-01", "to_date": "2024-02-15", "key": "a"}
    assert "Välj hela kalendermånader" in text(browser.post(new, half))
    whole = {"from_date": "2024-02-01", "to_date": "2024-02-29", "key": "b"}
    made = browser.post(new, whole)
    assert made.status_code == 302
    figures = f"{made['Location']}siffror/"
    assert "Hämta dem igen" in text(browser.get(figures))
    assert browser.post(figures, {"key": "c"}).status_code == 302
