"""What anybody tells of the pages: kept once, without numbers of persons, and its address let go."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samverk.accounts.tests.conftest import administrator
from samverk.foundation.actors import PUBLIC
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.forms import fresh_key
from samverk.foundation.models import AuditEvent
from samverk.publishing import actions
from samverk.publishing.models import Feedback
from samverk.publishing.queries import feedback as queries

pytestmark = pytest.mark.django_db
PAGE = "/oppet/tillganglighet/synpunkter/"
WORDS = "Skärmläsaren läser inte rubriken i tabellen."
MAJ = "maj@prov.example"


@pytest.fixture(autouse=True)
def _nobody_before(settings, tmp_path):
    settings.SEAL_DIR = tmp_path
    cache.clear()


@pytest.fixture
def keeper(cast) -> Client:
    found = Client()
    found.force_login(administrator("Birk Ängslid", cast.town))
    return found


def tell(client, **fields):
    sent = {"words": WORDS, "page": "/oppet/beslut/", "address": MAJ, "key": fresh_key()}
    return client.post(PAGE, sent | fields)


def told(address=MAJ, words=WORDS):
    new = actions.NewFeedback(words, "/oppet/", address)
    return actions.give_feedback(PUBLIC, new, key=fresh_key())


def test_anybody_tells_and_is_thanked(client):
    answer = tell(client)
    assert answer["Location"] == f"{PAGE}tack/"
    assert "har kommit fram" in client.get(answer["Location"]).content.decode()
    row = Feedback.objects.get()
    assert (row.words, row.page, row.answered_at) == (WORDS, "/oppet/beslut/", None)
    assert MAJ.encode() not in bytes(row.sealed)
    assert [one.address for one in queries.unanswered()] == [MAJ]


def test_only_what_does_not_work_must_be_told(client):
    assert tell(client, page="", address="").status_code == 302
    assert queries.unanswered()[0].address == ""
    answer = tell(client, words=" ")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Fel: Synpunkter" in page
    assert "Skriv vad som inte fungerar." in page
    assert MAJ in page
    assert Feedback.objects.count() == 1


def test_the_form_is_in_a_page_that_nobody_keeps(client):
    answer = client.get(PAGE)
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex"
    assert 'name="csrfmiddlewaretoken"' in answer.content.decode()
    strict = Client(enforce_csrf_checks=True)
    assert tell(strict).status_code == 403


@pytest.mark.parametrize(
    ("came_from", "shown"),
    [
        ("http://testserver/oppet/beslut/?q=Maj+Ek", "/oppet/beslut/"),
        ("http://testserver/oppet/folj/mina/hemlig.nyckel/", ""),
        ("http://testserver/personer/1/", ""),
        ("http://testserver/tillganglighet/", ""),
        (f"http://testserver{PAGE}", ""),
        ("http://annan.example/oppet/beslut/", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_the_page_that_somebody_came_from_is_filled_in_as_a_path_of_the_open_site(
    client, came_from, shown
):
    page = client.get(PAGE, headers={"referer": came_from}).content.decode()
    field = re.search(r'<input[^>]*name="page"[^>]*>', page)[0]
    assert re.findall(r'value="([^"]*)"', field) == ([shown] if shown else [])


@pytest.mark.parametrize("field", ["words", "page", "address"])
def test_a_personal_number_is_refused_and_nothing_written_is_lost(client, field):
    written = {"address": "19850709-9805@prov.example"}.get(field, "Jag är 19850709-9805")
    answer = tell(client, **{field: written})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Här står ett personnummer" in page
    assert written in page
    assert (WORDS if field != "words" else MAJ) in page
    assert not Feedback.objects.exists()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    assert tell(client, key=key).status_code == 302


def test_a_form_that_is_sent_twice_is_one_and_other_words_are_not_lost(client):
    key = fresh_key()
    assert {tell(client, key=key).status_code for _ in range(2)} == {302}
    assert Feedback.objects.count() == 1
    answer = tell(client, key=key, address="maja@prov.example")
    assert answer.status_code == 400
    renewed = re.search(r'name="key" value="([^"]+)"', answer.content.decode())[1]
    assert tell(client, key=renewed, address="maja@prov.example").status_code == 302
    assert [one.address for one in queries.unanswered()] == [MAJ, "maja@prov.example"]


def test_what_a_program_fills_in_is_refused_and_a_person_can_go_on(client):
    page = client.get(PAGE).content.decode()
    trap = re.search(r'<input[^>]*name="website"[^>]*>', page)[0]
    assert " hidden" in trap
    assert 'type="text"' in trap
    answer = tell(client, website="http://spam.example")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Det är tömt nu" in page
    assert "spam.example" not in page
    assert WORDS in page
    assert not Feedback.objects.exists()


def test_no_place_tells_more_than_ten_in_an_hour(client):
    answers = [tell(client) for _ in range(11)]
    assert {one.status_code for one in answers[:10]} == {302}
    assert answers[10].status_code == 400
    page = answers[10].content.decode()
    assert "Vänta en timme" in page
    assert WORDS in page
    assert Feedback.objects.count() == 10


def test_the_address_goes_when_it_is_answered(client, keeper):
    tell(client)
    listed = keeper.get(reverse("feedback")).content.decode()
    assert f"mailto:{MAJ}" in listed
    assert WORDS in listed
    row = Feedback.objects.get()
    button = re.search(rf'action="({reverse("answer_feedback", args=[row.pk])})"', listed)[1]
    for _ in range(2):
        assert keeper.post(button, {"key": fresh_key()}).status_code == 302
    row.refresh_from_db()
    assert (bytes(row.sealed), bytes(row.key)) == (b"", b"")
    assert row.answered_by_name == "Birk Ängslid"
    listed = keeper.get(reverse("feedback")).content.decode()
    assert MAJ not in listed
    assert "av Birk Ängslid" in listed


def test_the_database_keeps_no_address_of_what_is_answered():
    row = told()
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=row.pk).update(
            answered_at=timezone.now(), answered_by_name="Birk"
        )


def test_nothing_of_what_was_told_stands_in_the_log(client):
    tell(client)
    event = AuditEvent.objects.get(kind="publishing.feedback_given")
    written = " ".join(str(value) for value in vars(event).values())
    assert (MAJ in written, WORDS in written) == (False, False)


def test_it_waits_on_the_administrators_desk(client, keeper):
    tell(client)
    page = keeper.get(reverse("start")).content.decode()
    assert reverse("feedback") in page
    assert "1 synpunkt" in page


@pytest.mark.parametrize("who", ["owner_user", "colleague_user", "member_user"])
def test_others_neither_read_nor_answer(client, cast, who):
    row = told()
    client.force_login(getattr(cast, who))
    assert client.get(reverse("feedback")).status_code == 403
    answer = client.post(reverse("answer_feedback", args=[row.pk]), {"key": fresh_key()})
    assert answer.status_code == 403
    assert WORDS not in client.get(reverse("start")).content.decode()


def test_whoever_is_not_logged_in_is_asked_to():
    assert Client().get(reverse("feedback")).status_code == 403
    with pytest.raises(NotAllowedError):
        queries.require_reader(PUBLIC)


def test_what_is_not_there_is_not_found(keeper):
    address = reverse("answer_feedback", args=["0" * 8 + "-0000-4000-8000-" + "0" * 12])
    assert keeper.post(address, {"key": fresh_key()}).status_code == 404
    assert keeper.post(address, {}).status_code == 400


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_asks_as_often_however_much_was_told(keeper, many, django_assert_max_num_queries):
    for _ in range(many):
        told()
    with django_assert_max_num_queries(8):
        keeper.get(reverse("feedback"))


def test_the_statement_and_the_open_pages_lead_there(client):
    for page in ("/tillganglighet/", PAGE):
        assert f'href="{PAGE}"' in client.get(page).content.decode()
