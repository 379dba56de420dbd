"""A federation entered by pages alone: by-laws, members, and the figures that papers state."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.accounts import actions as accounts
from samverk.directory import actions as directory
from samverk.federation import actions, queries
from samverk.federation.models import (
    FederationTerms,
    Membership,
    Population,
    StatedFee,
    StatedIncome,
)
from samverk.foundation.actors import Role
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db

HOME = "/forbund/fyrbaken/"
TERMS = {
    "key": "k1",
    "from_date": "2020-01-01",
    "notice_years": "3",
    "counting": "calendar-years",
    "section": "§ 20",
    "source": "Förbundsordningen",
}


@kept
def home(cast):
    new = directory.NewOrganisation(
        "federation", "Samordningsförbundet Fyrbåken", "Fyrbåken", "fyrbaken"
    )
    return directory.add_organisation(SETUP, new, key="förbund")


@kept
def browser(cast, home):
    """The browser of the federation's manager."""
    post = accounts.Post(Role.MANAGER, home.pk, TODAY)
    new = accounts.NewAccount("ylva@fyrbaken.test", "Ylva Sörstrand", (post,))
    return cast.browser(accounts.add_account(SETUP, new, key="chef"))


@kept
def member(cast, home):
    new = actions.NewMember(home.pk, cast.town.pk, "municipality", date(2009, 1, 1), "Bildades.")
    return actions.admit_member(SETUP, new, key="medlem")


@kept
def paper(cast, home):
    """A document in the federation's diary."""
    body = directory.add_body(
        SETUP, directory.NewBody(home.pk, "federation_board", "Styrelsen"), key="styrelse"
    )
    case = registry.open_case(SETUP, registry.NewCase(body.pk, "Budget", TODAY), key="ärende")
    new = registry.NewDocument(case.pk, "outgoing", "memo", TODAY, "Avgifter")
    return registry.register_document(SETUP, new, key="handling")


def text(response):
    return response.content.decode()


def wanted(cast, **changes):
    return {
        "key": "k",
        "member": str(cast.town.pk),
        "happened_on": "2009-01-01",
        "note": "Förbundet bildades.",
    } | changes


def test_the_page_says_what_to_do_first(home, client):
    shown = text(client.get(HOME))
    assert "Inga medlemmar är upplagda" in shown
    assert "Utan dem kan ingen dag för utträde räknas ut." in shown
    assert "Du saknar behörighet att sköta förbundets ordning" in shown


def test_by_laws_are_registered(browser):
    assert browser.post(f"{HOME}forbundsordning/", TERMS)["Location"] == HOME
    assert "3 år, hela kalenderår" in text(browser.get(HOME))
    again = browser.post(f"{HOME}forbundsordning/", TERMS | {"key": "k2"})
    assert "Det finns redan villkor från den dagen" in text(again)
    assert FederationTerms.objects.count() == 1


def test_a_member_is_added_with_the_day_it_became_one(browser, cast, home):
    assert browser.post(f"{HOME}medlem/", wanted(cast))["Location"] == HOME
    (found,) = queries.members(home.pk)
    assert (found.joined_on, found.membership.share) == (date(2009, 1, 1), "municipality")
    shown = text(browser.get(HOME))
    assert "2009-01-01" in shown
    assert "Registrera händelse för Lillköping" in shown


def test_a_member_that_is_sent_twice_is_added_once(browser, cast, home):
    sent = [browser.post(f"{HOME}medlem/", wanted(cast)).status_code for _ in range(2)]
    assert sent == [302, 302]
    assert "redan upplagd" in text(browser.post(f"{HOME}medlem/", wanted(cast, key="k2")))
    assert Membership.objects.count() == 1


def test_adding_a_member_is_one_act_with_the_fact_within_it(browser, cast):
    for _ in range(2):
        browser.post(f"{HOME}medlem/", wanted(cast))
    added = AuditEvent.objects.get(kind="federation.member_added")
    fact = AuditEvent.objects.get(kind="federation.fact_recorded")
    assert (fact.part_of, added.effective_on) == (added, date(2009, 1, 1))
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"happened_on": "2024-03-16"}, "Dagen har inte varit än."),
        ({"happened_on": "2009-02-30"}, "finns inte i kalendern"),
        ({"note": ""}, "Uppgiften behövs."),
        ({"member": ""}, "Uppgiften behövs."),
    ],
)
def test_a_member_that_cannot_be_is_told_and_nothing_is_saved(browser, cast, change, says):
    response = browser.post(f"{HOME}medlem/", wanted(cast, **change))
    assert (response.status_code, says in text(response)) == (400, True)
    assert not Membership.objects.exists()


def test_neither_the_federation_nor_a_member_can_be_chosen(browser, cast, home, member):
    choices = browser.get(f"{HOME}medlem/").context["form"].fields["member"].choices
    assert [label for _, label in choices] == ["Välj", "Norrviks kommun"]


def test_a_fee_is_stated_as_the_paper_writes_it(browser, member, paper):
    url = f"{HOME}medlem/{member.pk}/avgift/"
    words = {"key": "k", "year": "2024", "stated": "639", "precision": "1000"}
    assert "Avgifter" in text(browser.get(url))
    assert browser.post(url, words | {"document": paper.pk}).status_code == 302
    fee = StatedFee.objects.get()
    assert (fee.amount, fee.precision, fee.document) == (639_000, 1_000, paper)
    assert "639\N{NO-BREAK SPACE}000" in text(browser.get(HOME))


def test_the_same_fee_of_the_same_paper_is_told(browser, member, paper):
    url = f"{HOME}medlem/{member.pk}/avgift/"
    words = {"year": "2024", "stated": "639", "precision": "1000", "document": paper.pk}
    browser.post(url, words | {"key": "k"})
    again = browser.post(url, words | {"key": "k2"})
    assert "Avgiften är redan registrerad ur den handlingen." in text(again)
    assert StatedFee.objects.count() == 1


def test_a_secret_document_cannot_be_the_source(browser, cast, member, paper):
    secret = registry.Secret("26 kap. 1 § OSL", "Hemligt")
    new = registry.NewDocument(paper.case_id, "incoming", "memo", TODAY, "Namn", secret=secret)
    registry.register_document(SETUP, new, key="hemlig")
    form = browser.get(f"{HOME}medlem/{member.pk}/avgift/").context["form"]
    assert [number for number, _ in form.fields["document"].choices] == ["", paper.pk]


def test_income_and_population_are_recorded(browser, member, paper, cast):
    income = {"key": "k", "year": "2024", "words": "drygt 14 mnkr", "document": paper.pk}
    browser.post(f"{HOME}intakt/", income | {"low": "14000000", "high": "14900000"})
    people = {"key": "k2", "municipality": cast.town.pk, "counted_on": "2023-11-01"}
    browser.post(f"{HOME}folkmangd/", people | {"people": "42382", "source": "Räkning"})
    assert StatedIncome.objects.get().words == "drygt 14 mnkr"
    assert Population.objects.get().people == 42_382
    shown = text(browser.get(HOME))
    assert "drygt 14 mnkr" in shown
    assert "42\N{NO-BREAK SPACE}382" in shown


def test_an_income_from_high_to_low_is_refused(browser, paper):
    income = {"key": "k", "year": "2024", "words": "omkring 14", "document": paper.pk}
    shown = text(browser.post(f"{HOME}intakt/", income | {"low": "2", "high": "1"}))
    assert "Det lägre beloppet är större än det högre." in shown


@pytest.mark.parametrize(
    "place", ["forbundsordning/", "medlem/", "intakt/", "folkmangd/", "medlem/{}/avgift/"]
)
def test_others_get_the_reason_and_not_the_form(cast, member, place):
    url = HOME + place.format(member.pk)
    for user in (None, cast.owner_user, cast.member_user):
        response = cast.browser(user).get(url)
        assert response.status_code == 403
        assert "sköta förbundets ordning" in text(response)


def test_a_municipality_has_no_such_page(browser, cast):
    assert browser.get("/forbund/lillkoping/").status_code == 404


def test_a_member_of_another_federation_is_not_there(browser, member, cast):
    assert browser.get(f"{HOME}medlem/{member.pk + 1}/avgift/").status_code == 404


def test_the_page_asks_as_many_questions_for_nine_members_as_for_one(
    browser, home, django_assert_max_num_queries
):
    for number in range(9):
        new = directory.NewOrganisation("municipality", f"Kommun {number}", f"K{number}")
        town = directory.add_organisation(SETUP, new, key=f"kommun/{number}")
        admitted = actions.NewMember(
            home.pk, town.pk, "municipality", date(2009, 1, 1), "Bildades."
        )
        actions.admit_member(SETUP, admitted, key=f"medlem/{number}")
    with django_assert_max_num_queries(26):
        assert browser.get(HOME).status_code == 200


def test_an_organisations_page_leads_to_its_federation_and_back(client, member):
    assert f'href="{HOME}"' in text(client.get("/organ/lillkoping/"))
    assert f'href="{HOME}"' in text(client.get("/organ/fyrbaken/"))
    assert "inte upplagd som medlem" in text(client.get("/organ/norrvik/"))


def test_a_chain_where_nothing_has_happened_says_so_and_leads_to_the_members(client, member):
    shown = text(client.get("/medlemskap/fyrbaken/"))
    assert "Inget är registrerat om utträde" in shown
    assert f'href="{HOME}"' in shown
    assert "Avgift per år" not in shown
