"""The public's search page: what it shows, keeps and refuses, whatever the address says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.publishing.actions.records import write
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def item(source, title, text="", **more):
    told = {"organisation": 1, "body": 7, "day": date(2026, 5, 3), "status": "adjusted"} | more
    return Draft(Kind.ITEM, source, title, text, number=f"§ {source}", **told)


@pytest.fixture
def published():
    write(
        [
            Draft(Kind.ORGANISATION, 1, "Lillköpings kommun", organisation=1),
            Draft(Kind.ORGANISATION, 2, "Norrviks kommun", organisation=2),
            Draft(Kind.BODY, 7, "Socialnämnden", organisation=1, body=7),
            Draft(Kind.BODY, 8, "Skolnämnden", organisation=1, body=8),
            item(1, "Val <b>av</b> ledamot", "Överförmyndarnämnden får & en ny ledamot."),
            *(item(n, f"Taxa {n}", "Nya taxor.", body=8) for n in range(10, 35)),
        ],
        NOW,
    )


def shown(query):
    return Client().get(f"{reverse('open_search')}?{query}")


def text_of(query):
    return " ".join(shown(query).content.decode().split())


def test_the_page_marks_the_compound_and_leads_to_its_page(published):
    page = text_of("q=nämnd&slag=item")
    assert "<mark>Överförmyndarnämnden</mark> får &amp; en ny ledamot." in page
    assert f'href="{reverse("open_item", args=[1])}"' in page
    assert "Val &lt;b&gt;av&lt;/b&gt; ledamot" in page
    assert "1 träff<" in page


def test_pages_are_turned_with_what_was_chosen(published):
    page = text_of("q=taxa&organ=8")
    assert "25 träffar" in page
    assert 'href="?q=taxa&amp;organ=8&amp;sida=2"' in page
    assert "Sida 2 av 2" in text_of("q=taxa&organ=8&sida=2")


def test_a_misspelt_word_is_led_right(published):
    assert 'href="?q=taxa">taxa</a>' in text_of("q=taxxa")


def test_small_words_alone_ask_for_another(published):
    assert "Skriv ett ord till" in text_of("q=och")


def test_a_choice_alone_is_answered_and_nothing_at_all_is_not(published):
    assert "25 träffar" in text_of("organ=8&slag=item")
    assert 'id="svar"' not in text_of("")


def test_a_choice_that_is_not_there_is_told_at_its_field(published):
    response = shown("organ=99&fran=igår&slag=person")
    assert response.status_code == 400
    assert "Rätta det här först" in response.content.decode()


def test_nobody_keeps_a_search_and_no_robot_reads_it(published):
    response = shown("q=taxa")
    assert response["X-Robots-Tag"].startswith("noindex")
    assert "max-age=30" in response["Cache-Control"]


def test_the_page_is_small_and_asks_few_questions(published, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        response = shown("q=nya+taxor")
    assert len(response.content) < 100_000


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "٣", "9" * 400, "%00", "1.5"])
def test_any_number_of_a_page_is_answered(published, page):
    assert shown(f"q=taxa&sida={page}").status_code == 200


NAMES = st.sampled_from(
    ["q", "organisation", "organ", "slag", "status", "parti", "fran", "till", "sida"]
)
WORDS = st.text(st.sampled_from("\"-|*&!():\\'<>%_;=\0\ue000 \nåÄö1§/aeller2026-"), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(asked=st.dictionaries(NAMES, WORDS, max_size=4))
def test_no_address_makes_the_page_fail(published, asked):
    response = Client().get(reverse("open_search"), asked)
    assert response.status_code in {200, 400}


def test_a_decision_is_chosen_by_what_it_does(published):
    write([Draft(Kind.DECISION, 90, "Utträde ur förbundet", sort="repeals", body=7)], NOW)
    assert "1 träff<" in text_of("status=sort:repeals")
