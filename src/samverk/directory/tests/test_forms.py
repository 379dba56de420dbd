"""The directory's forms: sent, refused, sent twice, and kept when something is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.directory.models import Body, BodyTerms, SeatHolding
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db

TERMS = {
    "key": "k1",
    "from_date": "2024-01-01",
    "source": "KF § 12 2023-12-04",
    "members": "11",
    "numbering": "meeting",
    "begun_keeps_priority": "on",
    "late_member_takes_over": "on",
    "broken_off_stays_out": "on",
}
HOLDING = {
    "key": "k2",
    "person": "Siv Lundgård",
    "role": "chair",
    "seat": "1",
    "from_date": "2024-01-01",
}


@kept
def terms_url(cast):
    return reverse("new_terms", args=["lillkoping", cast.board.pk])


@kept
def holding_url(cast):
    return reverse("new_holding", args=["lillkoping", cast.board.pk])


def test_by_laws_sent_twice_are_registered_once_with_the_same_answer(cast, terms_url):
    browser = cast.browser(cast.owner_user)
    first, second = browser.post(terms_url, TERMS), browser.post(terms_url, TERMS)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert BodyTerms.objects.count() == 1


def test_by_laws_from_a_day_that_is_taken_keep_what_was_written(cast, terms_url):
    browser = cast.browser(cast.owner_user)
    browser.post(terms_url, TERMS)
    response = browser.post(terms_url, TERMS | {"key": "k9", "members": "13"})
    text = response.content.decode()
    assert "Det finns redan ett reglemente från den dagen" in text
    assert 'value="13"' in text
    assert 'href="#falt-from_date"' in text


def test_the_same_form_with_other_words_is_a_conflict_with_a_new_key(cast, terms_url):
    browser = cast.browser(cast.owner_user)
    browser.post(terms_url, TERMS)
    response = browser.post(terms_url, TERMS | {"members": "13"})
    text = response.content.decode()
    assert "Formuläret har redan sparats, med andra uppgifter" in text
    assert 'value="k1"' not in text
    assert 'value="13"' in text


@pytest.mark.parametrize("who", [None, "member_user", "colleague_user", "outsider_user"])
def test_others_get_a_page_with_the_reason_instead_of_the_form(cast, terms_url, who):
    browser = cast.browser(who and getattr(cast, who))
    for response in (browser.get(terms_url), browser.post(terms_url, TERMS)):
        assert response.status_code == 403
        assert "ändra organ och förtroendevalda" in response.content.decode()
    assert not BodyTerms.objects.exists()


def test_a_form_without_its_key_is_not_sent(cast, terms_url):
    response = cast.browser(cast.owner_user).post(terms_url, TERMS | {"key": ""})
    assert "Formuläret saknar sin nyckel" in response.content.decode()
    assert not BodyTerms.objects.exists()


def test_every_opened_form_has_a_key_of_its_own(cast, terms_url):
    browser = cast.browser(cast.owner_user)
    keys = {browser.get(terms_url).context["form"]["key"].value() for _ in range(2)}
    assert len(keys) == 2


def test_a_seat_that_somebody_holds_is_refused_on_top(cast, holding_url):
    browser = cast.browser(cast.owner_user)
    assert browser.post(holding_url, HOLDING).status_code == 302
    response = browser.post(holding_url, HOLDING | {"key": "k3", "person": "Moa Kvarnås"})
    assert "Någon annan har plats 1" in response.content.decode()
    assert 'value="Moa Kvarnås"' in response.content.decode()


def test_a_holding_is_ended_and_the_seat_can_be_filled_again(cast, holding_url):
    browser = cast.browser(cast.owner_user)
    browser.post(holding_url, HOLDING)
    held = SeatHolding.objects.get()
    url = reverse("end_holding", args=["lillkoping", cast.board.pk, held.pk])
    assert browser.post(url, {"key": "k4", "day": "2024-02-29"}).status_code == 302
    later = {"key": "k5", "person": "Moa Kvarnås", "from_date": "2024-03-01"}
    assert browser.post(holding_url, HOLDING | later).status_code == 302
    held.refresh_from_db()
    assert held.to_date == date(2024, 2, 29)


def test_a_manager_adds_a_body_and_a_board_secretary_may_not(cast):
    url = reverse("new_body", args=["lillkoping"])
    assert cast.browser(cast.owner_user).get(url).status_code == 403
    assert Body.objects.filter(organisation=cast.town).count() == 3
