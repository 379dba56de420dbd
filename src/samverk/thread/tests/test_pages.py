"""The pages: what the public reads, what a secretary writes."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.foundation.models import User
from samverk.registry.models import Case
from samverk.thread.queries import membership_thread

pytestmark = pytest.mark.usefixtures("demo")
PAGE = "/medlemskap/insjoriket/"


@pytest.fixture
def signed_in(client):
    client.force_login(User.objects.get(email="sekreterare@alingsas.example"))
    return client


def form_page():
    found = membership_thread("insjoriket", date(2025, 6, 1))
    member = next(t.member for t in found.threads if t.member.name == "Alingsås")
    return reverse("record_fact", args=["insjoriket", member.membership.pk])


def sent(**changes):
    case = Case.objects.get(diary_number="2020.096 SN")
    told = {
        "key": "11111111-1111-4111-8111-111111111111",
        "kind": "notice_sent",
        "happened_on": "2021-06-03",
        "paper": "ny",
        "case": case.pk,
        "subject": "Uppsägning",
        "accepted": "",
        "note": "",
    }
    return told | changes


def test_the_start_page_leads_to_the_chain_in_one_click(client):
    assert f'href="{PAGE}"' in client.get("/").content.decode()


def test_the_chain_is_open_to_everybody(client):
    page = client.get(PAGE, {"dag": "2025-06-01"}).content.decode()
    assert "Okänt, handling saknas" in page
    assert "Två utfall är möjliga" in page


def test_the_chain_page_asks_few_questions(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert client.get(PAGE, {"dag": "2023-11-01"}).status_code == 200


def test_a_bad_day_is_explained_and_kept(client):
    answer = client.get(PAGE, {"dag": "2023-02-30"})
    assert answer.status_code == 400
    assert "2023-02-30" in answer.content.decode()


def test_a_federation_that_is_not_there_is_not_found(client):
    assert client.get("/medlemskap/finns-inte/").status_code == 404


def test_the_public_is_told_to_log_in_to_record(client):
    assert "Logga in för att registrera" in client.get(PAGE).content.decode()
    assert client.get(form_page()).status_code == 403


def test_recording_the_notice_changes_the_status_at_once(signed_in):
    answer = signed_in.post(form_page(), sent(), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    page = signed_in.get(PAGE, {"dag": "2023-11-01"}).content.decode()
    assert "Uppsagt; utträde från utgången av den 31\N{NO-BREAK SPACE}december 2024" in page


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"happened_on": "igår"}, "ÅÅÅÅ-MM-DD"),
        ({"happened_on": ""}, "Skriv en dag"),
        ({"subject": ""}, "behövs för en ny handling"),
        ({"kind": "council_repealed_exit"}, "Välj fullmäktiges beslut"),
        ({"kind": "federation_answered"}, "godtog återtagandet"),
    ],
)
def test_a_bad_form_says_what_to_do_and_keeps_what_was_written(signed_in, changes, says):
    answer = signed_in.post(form_page(), sent(note="Min anteckning") | changes)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert says in page
    assert "Min anteckning" in page
