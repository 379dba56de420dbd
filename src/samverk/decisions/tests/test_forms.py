"""The forms of decisions: sent, refused, sent twice, and kept when something is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions.models import Citation, Decision
from samverk.decisions.tests.stage import decide, key
from samverk.foundation.tests.cast import SETUP
from samverk.registry import actions as registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_url():
    return f"{reverse('new_decision')}?organisation=lillkoping"


@pytest.fixture
def sent(cast):
    return {
        "key": "k1",
        "body": str(cast.council.pk),
        "decided_on": "2023-05-26",
        "paragraph": "94",
        "title": "Utträde",
        "kind": "decides",
        "text": "Kommunen lämnar.",
        "citations": "Socialnämnden § 12 2023-04-03\nKF § 3",
    }


def test_a_decision_sent_twice_is_registered_once_with_the_same_answer(cast, new_url, sent):
    browser = cast.browser(cast.owner_user)
    answers = {browser.post(new_url, sent).url for _ in range(2)}
    assert answers == {reverse("decision", args=[Decision.objects.get().pk])}
    assert Citation.objects.count() == 2


def test_each_row_of_citations_is_read_as_it_is_written(cast, new_url, sent):
    cast.browser(cast.owner_user).post(new_url, sent)
    rows = Citation.objects.order_by("id").values_list("body_text", "paragraph", "decided_on")
    assert list(rows) == [("Socialnämnden", 12, date(2023, 4, 3)), ("KF", 3, None)]


@pytest.mark.parametrize("row", ["KF 94 2021-05-26", "KF § 94 2021-02-30", "fullmäktige"])
def test_a_citation_that_cannot_be_read_names_its_row_and_keeps_all(cast, new_url, sent, row):
    text = f"KF § 1 2020-01-01\n{row}"
    response = cast.browser(cast.owner_user).post(new_url, sent | {"citations": text})
    shown = response.content.decode()
    assert "Rad 2 går inte att läsa." in shown
    assert row in shown
    assert "Kommunen lämnar." in shown
    assert not Decision.objects.exists()


def test_a_decision_without_body_or_day_can_be_registered(cast, new_url, sent):
    sent |= {"body": "", "decided_on": ""}
    assert cast.browser(cast.owner_user).post(new_url, sent).status_code == 302
    made = Decision.objects.get()
    assert (made.body, made.decided_on) == (None, None)


def test_a_paragraph_that_is_taken_says_so_on_top(cast, new_url, sent):
    decide(cast)
    response = cast.browser(cast.owner_user).post(new_url, sent)
    assert "redan registrerad för organet" in response.content.decode()


@pytest.mark.parametrize("who", [None, "member_user", "outsider_user"])
def test_others_get_the_reason_instead_of_the_form(cast, new_url, sent, who):
    browser = cast.browser(who and getattr(cast, who))
    for response in (browser.get(new_url), browser.post(new_url, sent)):
        assert response.status_code == 403
        assert "registrera beslut" in response.content.decode()


def test_a_colleague_cannot_register_for_the_council(cast, new_url, sent):
    response = cast.browser(cast.colleague_user).post(new_url, sent)
    assert response.status_code == 403
    assert not Decision.objects.exists()


def test_from_a_case_the_form_knows_its_body_number_and_documents(cast):
    case = registry.open_case(
        SETUP, registry.NewCase(cast.board.pk, "Samarbete", date(2024, 1, 2)), key=key()
    )
    paper = registry.NewDocument(case.pk, "drawn_up", "minutes", date(2024, 1, 29), "Protokoll")
    registry.register_document(SETUP, paper, key=key())
    response = cast.browser(cast.owner_user).get(f"{reverse('new_decision')}?arende={case.pk}")
    form = response.context["form"]
    assert (form["body"].value(), form["diary_number"].value()) == (cast.board.pk, "SN 2024/001")
    assert "protokoll <time>2024-01-29</time>: Protokoll" in response.content.decode()


@pytest.mark.parametrize("number", ["x", "999999999", "9" * 30, "²"])
def test_a_case_that_is_not_there_is_not_found(cast, number):
    url = f"{reverse('new_decision')}?arende={number}"
    assert cast.browser(cast.owner_user).get(url).status_code == 404


ADDING = [
    ("new_force_fact", {"kind": "posted", "day": "2023-06-01"}, "force_facts"),
    ("new_citation", {"body_text": "KF", "paragraph": "3"}, "citations"),
    ("new_assignment", {"task": "Säg upp", "owner": "kansliet"}, "assignments"),
]


@pytest.mark.parametrize(("name", "sent", "rows"), ADDING)
def test_each_form_adds_once_and_leads_back_to_the_decision(cast, name, sent, rows):
    decision = decide(cast)
    url, browser = reverse(name, args=[decision.pk]), cast.browser(cast.owner_user)
    assert browser.get(url).status_code == 200
    for _ in range(2):
        response = browser.post(url, sent | {"key": "k"})
        assert response.url == reverse("decision", args=[decision.pk])
    assert getattr(decision, rows).count() == 1


@pytest.mark.parametrize("name", [row[0] for row in ADDING] + ["new_step", "new_source"])
def test_the_public_gets_no_form(cast, name):
    url = reverse(name, args=[decide(cast).pk])
    assert cast.browser().get(url).status_code == 403


def test_a_task_is_reported_through_its_form(cast):
    from samverk.decisions import actions

    new = actions.NewAssignment("Säg upp", "kansliet")
    task = actions.add_assignment(SETUP, decide(cast), new, key=key())
    url = reverse("report_assignment", args=[task.pk])
    sent = {"key": "k", "day": "2024-03-01", "report": "Uppsagt."}
    assert cast.browser(cast.owner_user).post(url, sent).status_code == 302
    assert "Säg upp" in cast.browser(cast.owner_user).get(url).content.decode()
    task.refresh_from_db()
    assert task.report == "Uppsagt."
