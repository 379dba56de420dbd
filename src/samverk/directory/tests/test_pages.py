"""The pages of organisations and bodies."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.directory import actions
from samverk.foundation.tests.cast import SETUP

pytestmark = pytest.mark.django_db


def page(client, name, *args, query=""):
    return client.get(reverse(name, args=args) + query)


def body_page(cast, query="", user=None):
    return page(cast.browser(user), "body", "lillkoping", cast.board.pk, query=query)


def fill(cast, person, start, end=None, seat=1):
    new = actions.NewHolding(cast.board.pk, seat, False, person, "", "member", start, end)
    return actions.fill_seat(SETUP, new, key=f"{person}/{start}")


def test_the_public_reads_every_organisation_with_its_bodies(cast):
    text = page(cast.browser(), "organisations").content.decode()
    assert text.index("Lillköpings kommun") < text.index("Norrviks kommun")
    assert reverse("body", args=["lillkoping", cast.board.pk]) in text


def test_the_list_asks_as_many_questions_for_ten_bodies_as_for_four(
    cast, django_assert_max_num_queries
):
    for number in range(10):
        new = actions.NewBody(cast.town.pk, "board", f"Nämnd {number}")
        actions.add_body(SETUP, new, key=f"nämnd/{number}")
    browser = cast.browser(cast.owner_user)
    with django_assert_max_num_queries(6):
        page(browser, "organisations")


def test_a_body_is_read_in_few_questions(cast, django_assert_max_num_queries):
    for seat in range(1, 12):
        fill(cast, f"Person {seat}", date(2023, 1, 1), seat=seat)
    browser = cast.browser(cast.owner_user)
    # One of them is what the board has published of its decisions
    with django_assert_max_num_queries(16):
        assert page(browser, "body", "lillkoping", cast.board.pk).status_code == 200


def test_seats_are_shown_as_they_were_held_on_the_chosen_day(cast):
    fill(cast, "Siv Lundgård", date(2022, 1, 1), date(2023, 6, 30))
    fill(cast, "Moa Kvarnås", date(2023, 7, 1))
    before = body_page(cast, "?dag=2023-06-30").content.decode()
    after = body_page(cast, "?dag=2023-07-01").content.decode()
    assert "Siv Lundgård" in before
    assert "Moa Kvarnås" not in before
    assert "Moa Kvarnås" in after
    assert "Siv Lundgård" not in after


def test_a_seat_without_a_holder_that_day_says_so(cast):
    fill(cast, "Siv Lundgård", date(2022, 1, 1), date(2023, 6, 30))
    assert "Ingen innehavare" in body_page(cast, "?dag=2024-01-01").content.decode()


def test_by_laws_are_shown_as_they_were_on_the_chosen_day(cast):
    for day, members in ((date(2020, 1, 1), 11), (date(2023, 1, 1), 13)):
        new = actions.NewTerms(cast.board.pk, day, "KF § 9", members=members)
        actions.set_terms(SETUP, new, key=f"reglemente/{day}")
    assert body_page(cast, "?dag=2022-12-31").context["terms"].members == 11
    assert body_page(cast).context["terms"].members == 13
    assert body_page(cast, "?dag=2019-12-31").context["terms"] is None


def test_a_day_that_cannot_be_read_is_shown_again_with_what_is_wrong(cast):
    response = body_page(cast, "?dag=2023-02-30")
    text = response.content.decode()
    assert "Den dagen finns inte i kalendern." in text
    assert 'value="2023-02-30"' in text
    assert response.context["day"] == date(2024, 3, 15)


def test_a_body_is_not_found_under_another_organisation(cast):
    response = page(cast.browser(), "body", "norrvik", cast.board.pk)
    assert response.status_code == 404


@pytest.mark.parametrize("path", ["/organ/ingenstans/", "/organ/lillkoping/999999/"])
def test_what_does_not_exist_is_a_page_that_says_so(cast, path):
    response = cast.browser().get(path)
    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()


def test_others_see_no_buttons(cast):
    text = body_page(cast).content.decode()
    assert reverse("new_terms", args=["lillkoping", cast.board.pk]) not in text


def test_the_secretary_gets_the_buttons(cast):
    text = body_page(cast, user=cast.owner_user).content.decode()
    assert reverse("new_terms", args=["lillkoping", cast.board.pk]) in text
    assert "Logga in" not in text


def test_names_are_written_as_they_are_and_never_as_markup(cast):
    new = actions.NewBody(cast.town.pk, "board", "<i>Kultur & fritid")
    body = actions.add_body(SETUP, new, key="markup")
    text = page(cast.browser(), "body", "lillkoping", body.pk).content.decode()
    assert "<i>Kultur" not in text
    assert "&lt;i&gt;Kultur &amp; fritid" in text
    assert "&amp;amp;" not in text
