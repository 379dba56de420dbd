"""The door on the network, and the pages of what was sent and came."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samverk.exchange import actions
from samverk.exchange.envelope import LARGEST, read_receipt
from samverk.exchange.models import Received, Refusal
from samverk.exchange.tests.conftest import send
from samverk.exchange.transport import Answer

URL = "/vaxling/ta-emot/"


def post(wire, **more):
    return Client(enforce_csrf_checks=True, **more).post(URL, wire, "application/json")


def test_a_message_is_posted_and_answered_with_a_receipt(peers, other):
    answer = post(other.message())
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert read_receipt(answer.content).content["message"] == str(Received.objects.get().pk)


def test_a_message_of_several_megabytes_is_taken_and_one_past_the_limit_is_not(peers, other):
    assert post(b" " * 5_000_000 + other.message()).status_code == 200
    assert post(b" " * LARGEST + other.message()).status_code == 413


def test_a_refusal_is_kept_with_where_it_came_from(peers, other):
    answer = post(other.message(sender="okänd"))
    assert answer.status_code == 403
    assert answer.json() == {"reason": "Avsändaren är inte känd här."}
    assert Refusal.objects.get().came_from == "127.0.0.1"


@pytest.mark.parametrize("method", ["get", "put", "delete", "options"])
def test_the_door_takes_nothing_but_posts(peers, method):
    assert getattr(Client(), method)(URL).status_code == 405


def test_a_session_gives_nobody_anything_at_the_door(peers, other):
    browser = peers.browser(peers.owner_user)
    assert browser.post(URL, b"{}", "application/json").status_code == 400


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_lists_show_what_was_sent_with_its_state_and_what_came(peers, other):
    made = send(peers)
    other.answers = [Answer(422, b'{"reason":"<b>Nej</b>"}')]
    actions.deliver(made.pk)
    actions.receive(other.message())
    page = text(peers.browser(peers.owner_user).get(reverse("messages")))
    assert "Hälsning Hej" in page
    assert "Avvisat" in page
    assert "&lt;b&gt;Nej&lt;/b&gt;" in page
    assert "Norrviks kommun" in page


def test_the_lists_are_for_those_who_register_there(peers, other):
    send(peers)
    for user in (None, peers.member_user):
        assert peers.browser(user).get(reverse("messages")).status_code == 403
    assert "Hälsning Hej" not in text(peers.browser(peers.outsider_user).get(reverse("messages")))


def test_the_lists_ask_as_many_questions_for_many_messages(
    peers, other, django_assert_max_num_queries
):
    for number in range(8):
        made = send(peers, word=f"nr {number}", key=f"s{number}")
        actions.deliver(made.pk)
        actions.receive(other.message())
    browser = peers.browser(peers.owner_user)
    with django_assert_max_num_queries(6):
        page = text(browser.get(reverse("messages")))
    assert page.count("Hälsning nr") == 8


def test_a_message_that_was_refused_is_sent_again_from_its_page(peers, other):
    made = send(peers)
    other.answers = [Answer(403, b"{}")]
    actions.deliver(made.pk)
    browser, url = peers.browser(peers.owner_user), reverse("sent_message", args=[made.pk])
    assert "Försök igen" in text(browser.get(url))
    assert browser.post(url, {"key": "f1"}).status_code == 302
    assert "Nytt försök begärt" in text(browser.get(url))
    assert peers.browser(peers.outsider_user).get(url).status_code == 403


def test_a_message_is_set_aside_on_a_page_of_its_own(peers, other):
    made = send(peers)
    other.answers = [Answer(403, b"{}")]
    actions.deliver(made.pk)
    browser, url = peers.browser(peers.owner_user), reverse("set_aside", args=[made.pk])
    assert browser.post(url, {"key": "f1", "why": ""}).status_code == 400
    page = text(browser.post(url, {"key": "f2", "why": "På papper."}, follow=True))
    assert "Lagt åt sidan" in page
    assert peers.browser(peers.colleague_user).get(url).status_code == 403


def test_a_colleague_reads_of_a_message_and_does_not_send_it_again(peers, other):
    made = send(peers)
    other.answers = [Answer(403, b"{}")]
    actions.deliver(made.pk)
    browser, url = peers.browser(peers.colleague_user), reverse("sent_message", args=[made.pk])
    assert "Försök igen" not in text(browser.get(url))
    assert browser.post(url, {"key": "f1"}).status_code == 403
