"""By-laws: the checklist, what follows from them, and whether the federation may exist."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from samverk.federation import actions, queries
from samverk.federation.models import BylawsReading, BylawsSettings, FederationTerms
from samverk.federation.tests import founding
from samverk.foundation.errors import InputError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept
from samverk.rules.bylaws import Counting
from samverk.rules.existence import Existence

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
def terms(home):
    return founding.by_laws(home)


@kept
def browser(cast, home):
    return cast.browser(founding.manager_of(home))


def text(response):
    return response.content.decode()


def found(terms, home):
    return queries.by_laws_by_id(terms.pk, queries.members(home.pk), TODAY)


def settings_form(joined, **changes):
    seats = {
        f"{kind}_{one.pk}": "1" for one in joined.values() for kind in ("members", "substitutes")
    }
    words = {"announced": "Webbplatsen\nAnslagstavlan", "archive": "", "auditors": "1"}
    return {"key": "k", "majorities": "Ändra planen: 2/3", **words, **seats, **changes}


def test_what_stands_nowhere_is_shown_as_missing(browser, terms, joined):
    shown = text(browser.get(f"{HOME}forbundsordning/{terms.pk}/"))
    assert "18 av 18 punkter är inte återfunna" in shown
    browser.post(f"{HOME}forbundsordning/{terms.pk}/innehall/", {"key": "k", "place_14": "20 §"})
    shown = text(browser.get(f"{HOME}forbundsordning/{terms.pk}/"))
    assert "17 av 18 punkter är inte återfunna" in shown
    assert re.search(r">\s*20 §\s*<", shown)


def test_a_new_reading_leaves_the_old_one_in_the_history(terms, home):
    for key, place in (("a", "20 §"), ("b", "21 §")):
        actions.record_reading(SETUP, actions.NewReading(terms.pk, ((14, place),)), key=key)
    assert BylawsReading.objects.count() == 2
    assert found(terms, home).contents.value.contents[13].place == "21 §"


def test_a_content_that_the_act_does_not_ask_for_is_refused(terms):
    with pytest.raises(InputError, match="punkt 19"):
        actions.record_reading(SETUP, actions.NewReading(terms.pk, ((19, "x"),)), key="k")


def test_what_follows_is_registered_and_counted(browser, terms, home, joined):
    page = f"{HOME}forbundsordning/{terms.pk}/"
    assert browser.post(f"{page}foljder/", settings_form(joined))["Location"] == page
    shown = text(browser.get(page))
    assert "Styrelsen har 5 ledamöter och är beslutsför med 3." in shown
    assert "Ändra planen: 2/3, 4 av 5 ledamöter." in shown
    assert "1 per kommun och region, 4 med statens" in shown
    assert "Webbplatsen, Anslagstavlan" in shown


def test_the_same_form_twice_is_one_act(browser, terms, joined):
    for _ in range(2):
        browser.post(f"{HOME}forbundsordning/{terms.pk}/foljder/", settings_form(joined))
    assert BylawsSettings.objects.count() == 1
    assert AuditEvent.objects.filter(kind="federation.bylaws_settled").count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"majorities": "Ändra planen: 2/3\nKöpa hus"}, "Rad 2: skriv ärendet"),
        ({"majorities": "Ändra planen: 1/2"}, "större än hälften"),
        ({"majorities": "Ändra planen: 3/3"}, "mindre än alla"),
        ({"majorities": "Planen: 2/0"}, "Rad 1: skriv ärendet"),
        ({"majorities": "Planen: 2/3\nPlanen: 3/4"}, "Samma ärende står två gånger."),
        ({"majorities": f"Planen: 2/3\n{'x' * 201}: 2/3"}, "Rad 2: ärendet är längre än 200"),
        ({"auditors": "0"}, "större än eller lika med 1"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_saved(browser, terms, joined, change, says):
    answer = browser.post(
        f"{HOME}forbundsordning/{terms.pk}/foljder/", settings_form(joined, **change)
    )
    assert (answer.status_code, says in text(answer)) == (400, True)
    assert not BylawsSettings.objects.exists()


def test_half_a_members_seats_are_asked_for(browser, terms, joined):
    name = f"substitutes_{joined['Norrvik'].pk}"
    wanted = settings_form(joined, **{name: ""})
    answer = browser.post(f"{HOME}forbundsordning/{terms.pk}/foljder/", wanted)
    assert "Ange både ledamöter och ersättare" in text(answer)


def test_a_member_without_a_seat_is_warned_of_and_kept(browser, terms, home, joined):
    wanted = settings_form(joined, **{f"members_{joined['Norrvik'].pk}": "0"})
    browser.post(f"{HOME}forbundsordning/{terms.pk}/foljder/", wanted)
    shown = text(browser.get(f"{HOME}forbundsordning/{terms.pk}/"))
    assert "Norrvik har ingen ledamot." in shown


def test_one_whose_membership_is_unknown_is_counted_and_named(browser, terms, home, joined):
    page = f"{HOME}forbundsordning/{terms.pk}/"
    assert "fast medlemskapet är okänt" not in text(browser.get(page))
    founding.leaves(home, joined["Norrvik"], date(2019, 5, 1))
    assert found(terms, home).unsure == ("Norrvik",)
    shown = text(browser.get(page))
    assert "Räknade som medlemmar fast medlemskapet är okänt: Norrvik" in shown


def test_no_quorum_is_counted_while_a_members_seats_are_missing(terms, home, joined):
    new = actions.NewSettings(terms.pk, seats=((joined["Norrvik"].pk, 1, 1),))
    actions.record_settings(SETUP, new, key="k")
    board = found(terms, home).board.value
    assert board.needs is None
    assert "Lillköping" in board.missing


def test_an_archive_authority_that_is_no_member_municipality_is_refused(terms, joined):
    region = joined["Kustregionen"].member_id
    with pytest.raises(InputError, match="Arkivmyndigheten"):
        actions.record_settings(SETUP, actions.NewSettings(terms.pk, archive=region), key="k")


def test_seats_of_another_federations_member_are_refused(terms, joined):
    new = actions.NewSettings(terms.pk, seats=((joined["Norrvik"].pk + 99, 1, 1),))
    with pytest.raises(InputError, match="annat förbund"):
        actions.record_settings(SETUP, new, key="k")


def test_the_settings_of_a_day_are_those_of_the_by_laws_in_force_then(terms, home, joined):
    share = ((("Planen", Fraction(2, 3))),)
    actions.record_settings(SETUP, actions.NewSettings(terms.pk, majorities=share), key="k")
    founding.by_laws(home, date(2020, 1, 1))
    members = queries.members(home.pk)
    old = queries.by_laws_on(home.pk, members, date(2019, 12, 31))
    new = queries.by_laws_on(home.pk, members, date(2020, 1, 1))
    assert [m.share for m in old.majorities] == [Fraction(2, 3)]
    assert (new.settings, new.majorities) == (None, ())
    assert queries.by_laws_on(home.pk, members, date(2008, 12, 31)) is None


def test_by_laws_without_a_notice_rule_give_the_acts_three_years(browser, home):
    words = {"key": "k", "from_date": "2020-01-01", "counting": "none", "source": "Ordningen"}
    assert browser.post(f"{HOME}forbundsordning/", words).status_code == 302
    assert FederationTerms.objects.get().notice_years is None
    (rule,) = queries.notice_terms(home.pk)
    assert (rule.years, rule.counting, rule.from_date) == (
        3,
        Counting.FROM_NOTICE,
        date(2020, 1, 1),
    )
    assert "lagens tre år gäller" in text(browser.get(HOME))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"counting": "calendar-years"}, "Uppgiften behövs."),
        ({"counting": "none", "notice_years": "3"}, "Lämna tomt"),
        ({"notice_years": "3"}, "Uppgiften behövs."),
    ],
)
def test_half_a_notice_rule_is_asked_for(browser, change, says):
    words = {"key": "k", "from_date": "2020-01-01", "source": "Ordningen", **change}
    assert says in text(browser.post(f"{HOME}forbundsordning/", words))
    assert not FederationTerms.objects.exists()


def test_half_a_notice_rule_is_refused_by_the_action_too(home):
    new = actions.NewTerms(home.pk, None, "calendar-years", "", TODAY, "Källa")
    with pytest.raises(InputError, match="eller inget av dem"):
        actions.set_terms(SETUP, new, key="k")


def test_another_federations_by_laws_are_not_there(browser, terms, cast):
    assert browser.get(f"{HOME}forbundsordning/{terms.pk + 1}/").status_code == 404
    assert browser.get(f"/forbund/lillkoping/forbundsordning/{terms.pk}/").status_code == 404


@pytest.mark.parametrize("place", ["innehall", "foljder"])
def test_others_get_the_reason_and_not_the_form(cast, terms, place):
    for user in (None, cast.owner_user):
        answer = cast.browser(user).get(f"{HOME}forbundsordning/{terms.pk}/{place}/")
        assert answer.status_code == 403


def test_the_page_says_whether_the_federation_may_exist(browser, home, joined, terms):
    shown = text(browser.get(HOME))
    assert "Får förbundet bestå?" in shown
    assert "<span>ja</span>" in shown
    assert "Minst en kommun: Lillköpings kommun, Norrviks kommun." in shown


def test_an_exit_that_ends_the_federation_is_told(browser, home, joined, terms):
    for name in founding.TOWNS:
        founding.leaves(home, joined[name], date(2023, 5, 1))
    shown = text(browser.get(HOME))
    assert "nej, saknas: Minst en kommun" in shown
    assert "utan Lillköping, Norrvik" in shown


def test_each_exit_on_its_way_is_asked_about_with_those_before_it(home, joined, terms):
    founding.leaves(home, joined["Norrvik"], date(2023, 5, 1))
    founding.leaves(home, joined["Lillköping"], date(2024, 2, 1))
    asked = queries.compositions(queries.members(home.pk), TODAY)
    assert [(one.day, one.leaving, one.ruling.value.existence) for one in asked] == [
        (TODAY, (), Existence.YES),
        (date(2027, 1, 1), ("Norrvik",), Existence.YES),
        (date(2028, 1, 1), ("Norrvik", "Lillköping"), Existence.NO),
    ]


def test_a_municipality_outside_every_region_needs_none(home, cast):
    for name in founding.STATE:
        founding.join(home, "agency", "state", name)
    founding.join(home, "municipality", "municipality", "Norrvik", outside_region=True)
    answer = queries.composition_on(queries.members(home.pk), TODAY).value
    assert answer.existence is Existence.YES


def test_only_a_municipality_can_be_outside_every_region(home, cast):
    with pytest.raises(InputError, match="Bara en kommun"):
        founding.join(home, "region", "region", "Kustregionen", outside_region=True)


def test_the_page_of_by_laws_asks_a_fixed_number_of_questions(
    browser, home, terms, django_assert_max_num_queries
):
    founding.with_members(home, *(f"Kommun {n}" for n in range(9)))
    with django_assert_max_num_queries(12):
        assert browser.get(f"{HOME}forbundsordning/{terms.pk}/").status_code == 200
