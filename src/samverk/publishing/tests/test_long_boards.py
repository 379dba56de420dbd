"""A notice board with more on it than a page holds: all that is up is reached, and counted."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverk.publishing.actions.records import write
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind
from samverk.publishing.tests import staged
from samverk.publishing.tests.test_site import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]
BOARD = "/oppet/anslagstavla/"
TODAY = staged.MOMENT.date()


def put_up(count: int, sort: str = "adjustment", first: int = 20_000) -> list[str]:
    """Put notices up on the board of an organisation, four a day; answer their titles."""
    ahead = 1 if sort == "meeting" else -1
    made = [
        Draft(
            Kind.NOTICE,
            first + n,
            f"Anslag {sort} {first + n}",
            organisation=staged.OWNER,
            day=TODAY + ahead * timedelta(days=n // 4),
            sort=sort,
            status="up",
        )
        for n in range(count)
    ]
    write(made, staged.MOMENT)
    return [one.title for one in made]


def read_through(client, address: str) -> tuple[list[str], list[str]]:
    """Follow a list by its links to the next page; answer its titles in order, and its pages' words."""
    titles, words = [], []
    while address:
        answer = client.get(address)
        assert (answer.status_code, len(answer.content) < 100_000) == (200, True)
        page = answer.content.decode()
        titles += re.findall(r"Anslag \w+ \d+", page.replace("\u00ad", ""))
        words.append(text_of(answer))
        further = re.search(r'rel="next" href="([^"]+)"', page)
        address = BOARD + unescape(further[1]) if further else ""
    return titles, words


@pytest.mark.parametrize(
    "query", ["?uppe=adjustment", f"?organisation={staged.OWNER}&uppe=adjustment"]
)
def test_each_of_two_hundred_and_sixty_notices_is_reached_once(client, query):
    made = put_up(260)
    titles, words = read_through(client, BOARD + query)
    assert sorted(titles) == sorted(made)
    assert len(words) == 11
    assert "Visar 26–50 av 26" in words[1]


def test_meetings_to_come_are_told_the_nearest_first_on_every_page(client):
    made = put_up(60, "meeting")
    titles, words = read_through(client, f"{BOARD}?uppe=meeting")
    assert titles == made
    assert "Visar 51–60 av 60" in words[2]


def test_no_sort_hides_another_on_the_first_page(client):
    put_up(260)
    put_up(120, "meeting", 30_000)
    put_up(40, "other_law", 40_000)
    page = text_of(client.get(f"{BOARD}?organisation={staged.OWNER}"))
    for words in ("Visar 1–25 av 260", "Visar 1–25 av 120", "Visar 1–25 av 40", "Visa alla 260"):
        assert words in page


def test_what_has_been_up_for_more_than_a_year_is_on_the_board_of_all(client):
    put_up(1_600)
    page = text_of(client.get(BOARD))
    assert re.search(r"av 1601? som", page)


def test_a_place_in_the_list_stands_when_something_new_is_put_up(client):
    put_up(60)
    answer = client.get(f"{BOARD}?organisation={staged.OWNER}&uppe=adjustment")
    further = unescape(re.search(r'rel="next" href="([^"]+)"', answer.content.decode())[1])
    before = re.findall(r"Anslag \w+ \d+", text_of(client.get(BOARD + further)))
    put_up(8, first=50_000)
    answer = client.get(BOARD + further)
    assert re.findall(r"Anslag \w+ \d+", text_of(answer)) == before
    assert "Visar 34–58 av 68" in text_of(answer)


@pytest.mark.parametrize("query", ["", "?uppe=adjustment", "?uppe=other_law"])
def test_a_long_board_asks_no_more_than_a_short_one(client, query):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"{BOARD}{query}").status_code == 200
        return len([one for one in found if "publishing_open" in one["sql"]])

    # Whose names are asked for too: where nothing is up there are none
    put_up(1, "other_law", 60_000)
    few = asked()
    put_up(260)
    put_up(260, "other_law", 40_000)
    assert (asked(), few <= 6) == (few, True)


@pytest.mark.parametrize("only", ["annat", "'", "\0", "adjustment'--"])
def test_a_sort_that_is_none_is_a_page_that_is_not_there(client, only):
    assert client.get(BOARD, {"uppe": only}).status_code == 404


def test_an_empty_sort_says_so(client):
    assert "Inget är uppe nu." in text_of(client.get(f"{BOARD}?uppe=delegated"))
