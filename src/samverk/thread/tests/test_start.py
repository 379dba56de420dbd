"""The start page: the chain for a newcomer, and for one with a role what waits and what changed."""

from __future__ import annotations

import re

import pytest

from samverk.foundation.models import User
from samverk.project.demo.cast import LOGINS
from samverk.project.testing.readers import WHO_READS

pytestmark = pytest.mark.usefixtures("demo")
SECRETARY = "sekreterare@harryda.example"


@pytest.fixture
def page(client):
    def read(email=""):
        if email:
            client.force_login(User.objects.get(email=email))
        return client.get("/").content.decode().replace("\N{SOFT HYPHEN}", "")

    return read


def titles(shown):
    return re.findall(r"<h2[^>]*>(.*?)</h2>", shown)


def test_a_newcomer_reaches_the_chain_in_one_click(page):
    assert '<a class="ds-button" href="/medlemskap/insjoriket/">' in page()


def test_a_newcomer_is_told_a_shared_status_once(page):
    shown = page()
    assert shown.count("Okänt, handling saknas") == 1
    assert "<strong>Alingsås</strong>: utträdesdagen" in shown
    assert "<strong>Härryda</strong>: utträdesdagen" in shown


def test_a_newcomer_sees_nobodys_tasks_or_changes(page):
    shown = page()
    assert "Väntar på dig" not in shown
    assert "Senaste ändringarna" not in shown
    assert "Demons inläsning" not in shown


def test_a_secretary_sees_what_waits(page):
    shown = page(SECRETARY)
    assert "Väntar på dig" in shown
    for title in ("Medlemskap som är okänt", "Laga kraft", "Uppdrag att återrapportera"):
        assert title in titles(shown)


def test_an_unknown_membership_names_the_papers_that_would_settle_it(page):
    shown = page(SECRETARY)
    assert "Härryda i Samordningsförbundet Insjöriket" in shown
    assert "<li>återtagandet av uppsägningen</li>" in shown
    assert "Alingsås i Samordningsförbundet" not in shown


def test_the_federations_manager_answers_for_every_membership(page):
    shown = page("forbundschef@insjoriket.example")
    assert "Härryda i Samordningsförbundet Insjöriket" in shown
    assert "Alingsås i Samordningsförbundet Insjöriket" in shown


@pytest.mark.parametrize("email", ["ledamot@alingsas.example", "revisor@insjoriket.example"])
def test_one_who_only_reads_is_given_nothing_to_register(page, email):
    shown = page(email)
    assert "Medlemskap som är okänt" not in titles(shown)
    assert "Laga kraft" not in titles(shown)


def test_an_empty_desk_says_what_would_lie_there(page):
    assert "Inget väntar på dig i dag" in page("revisor@insjoriket.example")


def test_changes_are_those_of_the_readers_own_organisations(page):
    changes = page(SECRETARY).partition('id="andringar"')[2]
    assert "Härryda" in changes
    assert "Alingsås" not in changes


def test_a_change_says_who_did_it_and_for_whom(page):
    changes = page(SECRETARY).partition('id="andringar"')[2]
    assert "Demons inläsning, för Härryda kommun" in changes


def test_every_role_reaches_the_chain_from_the_start_page(page):
    for login in LOGINS:
        assert 'href="/medlemskap/insjoriket/"' in page(login.email), login.email


@pytest.mark.parametrize(("email", "questions"), [("", 13 + WHO_READS), (SECRETARY, 26)])
def test_the_start_page_asks_few_questions(client, django_assert_max_num_queries, email, questions):
    if email:
        client.force_login(User.objects.get(email=email))
    client.get("/om/")
    with django_assert_max_num_queries(questions):
        assert client.get("/").status_code == 200


def test_the_start_leads_the_public_to_what_is_open_and_asks_nothing(
    visitor, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert visitor.get("/")["Location"] == "/oppet/"


def test_somebody_logged_in_without_a_role_is_met_as_a_newcomer(client):
    client.force_login(User.objects.create(email="ny@prov.example", full_name="Ny Person"))
    shown = client.get("/").content.decode()
    assert "Vad gäller, och varför?" in shown
    assert "Väntar på dig" not in shown
