"""The pages of the accounts: who reads them, what they show, and what their forms keep."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.accounts import actions
from samverk.foundation.actors import Role
from samverk.foundation.models import RoleAssignment, User
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(office):
    return office.cast.browser(office.keeper_user)


@kept
def form(office):
    return {
        "key": "k1",
        "name": "Siv Lundgård",
        "email": "siv@kommun.test",
        "role": "SECRETARY",
        "places": [f"b{office.cast.board.pk}", f"b{office.cast.council.pk}"],
        "from_date": "2024-03-15",
    }


def text(response):
    return response.content.decode()


def address(name, user):
    return reverse(name, args=[user.pk])


def test_the_list_shows_those_of_ones_own_organisations(browser, office):
    response = browser.get("/konton/")
    rows = {row.name: row for row in response.context["accounts"]}
    assert set(rows) == {"Maj Ekedal", "Nils Hallvarn", "Tage Brunnskog", "Birk Ängslid"}
    assert [role.where for role in rows["Tage Brunnskog"].current] == ["Socialnämnden, Lillköping"]
    assert "Ulla Fjärdvik" not in text(response)


def test_the_list_asks_as_many_questions_for_thirty_accounts_as_for_five(
    browser, office, django_assert_max_num_queries
):
    for number in range(30):
        post = office.post(Role.OFFICER, body=office.cast.board.pk)
        new = actions.NewAccount(f"nr{number}@prov.example", f"Person {number}", (post,))
        actions.add_account(SETUP, new, key=f"nr{number}")
    with django_assert_max_num_queries(5):
        browser.get("/konton/")


def test_an_account_is_read_in_few_questions(browser, office, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        shown = text(browser.get(address("account_kept", office.cast.member_user)))
    assert "Väntar på lösenord" in shown


@pytest.mark.parametrize("name", ["accounts", "new_account", "give_role"])
@pytest.mark.parametrize("who", ["owner_user", "member_user"])
def test_others_are_told_who_does_this(office, name, who):
    response = office.cast.browser(getattr(office.cast, who)).get(reverse(name))
    assert response.status_code == 403
    assert "Det har: systemförvaltare" in text(response)


@pytest.mark.parametrize(
    "name", ["account_kept", "account_link", "close_account", "reopen_account"]
)
def test_an_account_of_another_organisation_is_not_there(browser, office, name):
    url = address(name, office.cast.outsider_user)
    assert (browser.get(url).status_code, browser.post(url).status_code) in {(404, 404), (404, 405)}


def test_the_public_is_led_to_log_in(visitor, office):
    assert visitor.get("/konton/")["Location"] == "/konto/logga-in/?next=/konton/"


def test_the_way_there_is_shown_to_administrators_alone(browser, office):
    link = f'href="{reverse("accounts")}"'
    assert link in text(browser.get("/om/"))
    assert link not in text(office.cast.browser(office.cast.owner_user).get("/om/"))
    assert link not in text(office.cast.browser().get("/om/"))


def test_an_account_is_added_at_two_bodies_and_then_needs_a_link(browser, form, office):
    response = browser.post("/konton/nytt/", form)
    made = User.objects.get(email="siv@kommun.test")
    assert response["Location"] == address("account_link", made)
    held = RoleAssignment.objects.filter(user=made, role="SECRETARY")
    assert {one.body for one in held} == {office.cast.board, office.cast.council}


def test_what_was_typed_is_kept_when_something_is_wrong(browser, form):
    response = browser.post("/konton/nytt/", form | {"email": "maj@prov.example"})
    shown = text(response)
    assert response.status_code == 400
    assert "Det finns redan ett konto med den adressen." in shown
    assert 'value="Siv Lundgård"' in shown
    assert shown.count("checked") == 3


def test_only_places_where_one_administers_can_be_chosen(browser, form, office):
    elsewhere = f"b{office.cast.neighbour_board.pk}"
    shown = text(browser.get("/konton/nytt/"))
    assert f'value="b{office.cast.board.pk}"' in shown
    assert f'value="{elsewhere}"' not in shown
    assert browser.post("/konton/nytt/", form | {"places": [elsewhere]}).status_code == 400


def test_a_role_is_given_from_the_accounts_own_page(browser, office):
    who = office.cast.member_user
    opened = browser.get(f"/konton/roll/?konto={who.pk}")
    assert who.email in text(opened)
    words = {"key": "k", "email": who.email, "role": "CHAIR", "from_date": "2024-03-15"}
    place = {"places": f"b{office.cast.council.pk}"}
    assert browser.post("/konton/roll/", words | place)["Location"] == address("account_kept", who)
    assert "Ordförande" in text(browser.get(address("account_kept", who)))


@pytest.mark.parametrize("given", ["x", "-1", "9" * 40, "²"])
def test_an_account_that_is_no_number_is_left_out(browser, given):
    assert browser.get("/konton/roll/", {"konto": given}).status_code == 200


def test_a_role_is_ended_and_still_shown(browser, office):
    who = office.cast.member_user
    role = who.role_assignments.get()
    url = reverse("end_role", args=[who.pk, role.pk])
    assert "Ledamot, Socialnämnden, Lillköping, från" in text(browser.get(url))
    ended = browser.post(url, {"key": "k", "when": "now"})
    assert ended["Location"] == address("account_kept", who)
    assert "återtagen innan den började gälla" in text(browser.get(ended["Location"]))
    assert browser.get(url).status_code == 404


def test_a_later_end_asks_for_its_day(browser, office):
    who = office.cast.member_user
    url = reverse("end_role", args=[who.pk, who.role_assignments.get().pk])
    shown = browser.post(url, {"key": "k", "when": "day", "last_day": ""})
    assert "Skriv sista dagen, eller välj Genast." in text(shown)
    assert (
        browser.post(url, {"key": "k", "when": "day", "last_day": "2024-06-30"}).status_code == 302
    )


def test_an_account_is_closed_and_reopened_by_pages(browser, office):
    who = office.cast.member_user
    words = {"key": "k", "why": "Slutat."}
    assert browser.post(address("close_account", who), words).status_code == 302
    assert "Öppna kontot igen" in text(browser.get(address("account_kept", who)))
    again = browser.post(address("reopen_account", who), {"key": "k2", "why": "Åter."})
    assert again["Location"] == address("account_link", who)


def test_a_link_is_shown_once_and_no_browser_keeps_the_page(browser, office):
    url = address("account_link", office.cast.member_user)
    shown = browser.post(url, {"key": "k"})
    assert "http://testserver/konto/glomt/" in text(shown)
    assert "no-store" in shown["Cache-Control"]
    again = text(browser.post(url, {"key": "k"}))
    assert "Länken har redan visats" in again
    assert "/konto/glomt/" not in again


def test_without_mail_no_letter_is_offered_and_none_is_sent(browser, office):
    url = address("account_link", office.cast.member_user)
    assert "med e-post" not in text(browser.get(url))
    assert "http://testserver/konto/glomt/" in text(browser.post(url, {"key": "k", "mejla": "1"}))


def test_with_mail_the_link_is_sent(browser, office, settings):
    settings.EMAIL_HOST = "smtp.prov.test"
    url = address("account_link", office.cast.member_user)
    assert "Skicka länken med e-post" in text(browser.get(url))
    sent = browser.post(url, {"key": "k", "mejla": "1"})
    assert "är på väg till tage@prov.example" in text(browser.get(sent["Location"]))


def test_what_one_did_to_oneself_is_marked(browser, office):
    new = actions.NewRole(office.keeper_user.email, office.post(Role.OFFICER), "Sjukdom.")
    actions.give_role(office.keeper, new, key="a")
    shown = text(browser.get(address("account_kept", office.keeper_user)))
    assert "På sitt eget konto" in shown
    assert "Sjukdom." in shown


def test_accounts_without_a_way_in_wait_on_the_administrators_desk(browser, office):
    assert f'href="{address("account_kept", office.cast.member_user)}"' in text(browser.get("/"))
    post = actions.Post(Role.MANAGER, office.cast.town.pk, TODAY)
    actions.give_role(SETUP, actions.NewRole("maj@prov.example", post), key="a")
    assert "Väntar på lösenord" not in text(office.cast.browser(office.cast.owner_user).get("/"))
