"""The public's own pages: what they tell, to whom, and of what they say nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverk.foundation.models import User
from samverk.publishing.actions.records import withdraw, write
from samverk.publishing.models import Record
from samverk.publishing.site_urls import urlpatterns
from samverk.publishing.tests import staged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]
PAGES = {name: to for name, to in staged.ADDRESSES.items() if name != "open_file_bytes"}
# Names of people stand in minutes, cases, papers, votes and on bodies (docs: vad sökmotorer får)
KEPT_OUT = {
    "open_sitting",
    "open_item",
    "open_cases",
    "open_case",
    "open_decisions",
    "open_decision",
    "open_body",
    "open_notice",
    "open_file",
}


def text_of(answer) -> str:
    """Give the words of a page, without markup and with single blanks."""
    page = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", answer.content.decode(), flags=re.S)
    page = re.sub(r"</?(a|span|strong|time)\b[^>]*>", "", page).replace("\xad", "")
    words = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))
    return words.replace("\xa0", " ")


def test_every_address_of_the_site_is_tried_here():
    assert {one.name for one in urlpatterns} == set(staged.ADDRESSES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_by_anybody_and_stays_small(client, name):
    answer = client.get(PAGES[name])
    assert (answer.status_code, len(answer.content) < 100_000) == (200, True)
    page = answer.content.decode()
    assert page.count("<h1") == 1
    assert 'lang="sv"' in page
    assert 'class="ds-skip-link"' in page
    assert f'<link rel="canonical" href="http://testserver{PAGES[name]}">' in page


def test_every_page_has_a_title_of_its_own(client):
    titles = [
        re.search(r"<title>(.*?)</title>", client.get(to).content.decode())[1]
        for to in PAGES.values()
    ]
    assert len(set(titles)) == len(titles)
    assert any(
        title.startswith("§ 12 Taxa för hemtjänst – Socialnämnden 2026-05-12") for title in titles
    )


@pytest.mark.parametrize("name", PAGES)
def test_pages_with_names_of_people_are_kept_from_search_engines(client, name):
    answer = client.get(PAGES[name])
    assert ("noindex" in answer.headers.get("X-Robots-Tag", "")) == (name in KEPT_OUT)
    assert ('<meta name="robots" content="noindex' in answer.content.decode()) == (name in KEPT_OUT)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_asks_more_the_more_it_shows(client, name):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(PAGES[name]).status_code == 200
        return len([one for one in found if "publishing_open" in one["sql"]])

    few = asked()
    grow()
    assert (asked(), few <= 6) == (few, True)


def grow() -> None:
    """Copy every published thing but its own page's, so that all lists are longer."""
    copies = [replace(one, source=one.source + 5_000, file=None) for one in staged.world()]
    write([one for one in copies if one.kind != "vote"], staged.MOMENT)


def test_the_pages_are_drawn_by_the_role_of_the_public(client):
    with CaptureQueriesContext(connection) as found:
        client.get(PAGES["open_item"])
    tables = {table for one in found for table in re.findall(r'(?:FROM|JOIN) "?(\w+)', one["sql"])}
    assert tables == {"publishing_open_record", "publishing_open_link"}


def test_somebody_signed_in_sees_the_same_page(client):
    own = re.compile(rb'csrfmiddlewaretoken" value="[^"]*"')
    anybody = client.get(PAGES["open_item"]).content
    client.force_login(User.objects.create_user("maj@prov.example", None))
    assert own.sub(b"", client.get(PAGES["open_item"]).content) == anybody
    assert b"maj@" not in anybody


def test_a_page_is_kept_for_less_than_a_minute_and_known_again(client):
    answer = client.get(PAGES["open_item"])
    assert "max-age=30" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    again = client.get(PAGES["open_item"], headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", [name for name, to in PAGES.items() if re.search(r"\d", to)])
def test_what_is_not_there_is_not_found_and_what_is_withdrawn_is_gone(client, name):
    address = PAGES[name]
    nothing = re.sub(r"\d+", "987654321098765432", address)
    assert client.get(nothing).status_code == 404
    assert client.get(re.sub(r"\d+", "9" * 40, address)).status_code == 404
    withdraw(Record.objects.filter(withdrawn_at=None), staged.MOMENT)
    answer = client.get(address)
    assert answer.status_code == 410
    assert "tillbakadraget" in text_of(answer)
    assert "Taxa" not in text_of(answer)


def test_what_is_withdrawn_is_in_no_list_and_behind_no_link(client):
    withdraw(Record.objects.filter(kind__in=["decision", "item", "file"]), staged.MOMENT)
    for name in ("open_start", "open_sitting", "open_case", "open_decisions"):
        page = client.get(PAGES[name]).content.decode()
        assert "/oppet/paragrafer/" not in page
        assert not re.search(r"/oppet/(beslut|handlingar)/\d", page)


HOSTILE = ["'", "1; DROP TABLE x", "-1", "0", "9" * 30, "\0", "٣", "<script>x", "a" * 900]
READ = {
    "efter": (
        "open_meetings",
        "open_cases",
        "open_decisions",
        "open_notices",
        "open_bodies",
        "open_case",
    ),
    "organisation": (
        "open_meetings",
        "open_cases",
        "open_bodies",
        "open_notices",
        "open_interventions",
    ),
    "organ": ("open_meetings", "open_decisions", "open_notices"),
    "ar": ("open_meetings", "open_cases", "open_notices"),
    "slag": ("open_decisions", "open_notices"),
    "del": ("open_item", "open_file"),
    "visa": ("open_meetings",),
}


@pytest.mark.parametrize("asked", READ)
def test_a_hostile_question_breaks_no_page(client, asked):
    for name in READ[asked]:
        for said in HOSTILE:
            answer = client.get(PAGES[name], {asked: said})
            assert answer.status_code in (200, 404)
            assert b"<script>x" not in answer.content


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_sent_to_a_page(client, method):
    assert getattr(client, method)(PAGES["open_item"]).status_code == 405


def test_an_anonymous_client_is_given_no_cookie():
    client = Client()
    for to in PAGES.values():
        client.get(to)
    assert not client.cookies


def test_robots_may_read_the_public_pages_alone(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /oppet/sok/",
        "Allow: /oppet/",
        "Allow: /statiskt/",
        "Disallow: /",
    ]


def test_no_link_of_the_site_leads_nowhere(client):
    waiting, seen = [PAGES["open_start"], PAGES["open_about"]], set()
    while waiting:
        to = waiting.pop()
        if to in seen:
            continue
        seen.add(to)
        answer = client.get(to)
        assert answer.status_code == 200, to
        if "html" in answer["Content-Type"] and to.startswith("/oppet/"):
            found = re.findall(r'<a [^>]*href="([^"#]*)[^"]*"', answer.content.decode())
            led = (urljoin(to, unescape(one)) for one in found)
            waiting += [one for one in led if one.startswith("/")]
    assert {to.partition("?")[0] for to in seen} >= set(staged.ADDRESSES.values())


def test_what_is_not_there_helps_one_on_in_the_sites_own_frame(client):
    page = client.get("/oppet/beslut/987654321/")
    assert 'action="/oppet/sok/"' in page.content.decode()
    assert "Inget är publicerat på den här adressen" in text_of(page)
    assert "noindex" in page["X-Robots-Tag"]
