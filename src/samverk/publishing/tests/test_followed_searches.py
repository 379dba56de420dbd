"""Searches that are followed: each by itself, as far as it has come, and none stopped by another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.meetings.tests.post import post_office
from samverk.publishing import actions, opened
from samverk.publishing.actions import telling_searches
from samverk.publishing.models import NewsRound, Subscription, ToldNews
from samverk.publishing.tests.followed import BOARD, item, put
from samverk.publishing.tests.test_telling import follow, later, news, standing

__all__ = ["post_office", "standing"]
pytestmark = pytest.mark.django_db


def search(word, number=0, pace="genast"):
    return follow("sokning", 0, pace, f"q={word}", f"n{number}@prov.example")


def told(one):
    return ToldNews.objects.filter(subscription=one).count()


@pytest.fixture
def slow(monkeypatch):
    """Let the search for one word take longer than a question may."""
    monkeypatch.setattr(opened, "SLOWEST", "200ms")
    real = telling_searches.matching_since
    words = {"q=seg"}

    def matching(query, since):
        if query in words:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(5)")
        return real(query, since)

    monkeypatch.setattr(telling_searches, "matching_since", matching)
    return words


def test_a_slow_search_does_not_stop_the_others_and_loses_nothing(standing, slow):
    stuck, quick, body = search("seg"), search("avgift", 1), follow("organ", BOARD)
    assert news(standing, item(1, "Seg avgift")) == 2
    assert (told(stuck), told(quick), told(body)) == (0, 1, 1)
    later(standing, hours=7)
    assert actions.tend_following() == 0
    slow.clear()
    later(standing, minutes=1)
    assert actions.tend_following() == 1
    assert told(stuck) == 1


def test_the_slow_one_waits_for_those_that_have_not_been_tried(standing, slow, monkeypatch):
    monkeypatch.setattr(telling_searches, "SEARCHES", 1)
    stuck, quick = search("seg"), search("avgift", 1)
    news(standing, item(1, "Seg avgift"))
    later(standing, minutes=1)
    actions.tend_following()
    assert (told(stuck), told(quick)) == (0, 1)


def test_so_many_are_made_in_a_round_and_the_rest_in_the_next(standing, monkeypatch):
    monkeypatch.setattr(telling_searches, "SEARCHES", 2)
    for number, word in enumerate(("avgift", "hemtjänst", "taxa")):
        search(word, number)
    assert news(standing, item(1, "Avgift, hemtjänst och taxa")) == 2
    later(standing, minutes=1)
    assert actions.tend_following() == 1
    later(standing, minutes=1)
    assert actions.tend_following() == 0


def test_a_round_that_falls_goes_on_where_it_was(standing, monkeypatch):
    first, second = search("avgift"), search("taxa", 1)
    real = telling_searches.matching_since
    made = []

    def falls(query, since):
        made.append(query)
        if len(made) == 2:
            raise MemoryError
        return real(query, since)

    monkeypatch.setattr(telling_searches, "matching_since", falls)
    with pytest.raises(MemoryError):
        news(standing, item(1, "Avgift och taxa"))
    assert told(first) + told(second) == 1
    later(standing, minutes=1)
    assert actions.tend_following() == 1
    assert (told(first), told(second)) == (1, 1)


def test_a_search_is_made_once_however_many_follow_it(standing):
    for number in range(12):
        search("avgift", number)
    put(item(1, "Avgift"), at=later(standing, minutes=1))
    later(standing, minutes=1)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert actions.tend_following() == 12
    searched = [one["sql"] for one in asked.captured_queries if "words @@" in one["sql"]]
    assert len(searched) == 1


def test_what_nobody_has_news_of_costs_a_few_questions_a_search(standing):
    def cost(count):
        for number in range(count):
            search(f"ord{number}", number)
        later(standing, minutes=1)
        with CaptureQueriesContext(connection) as asked:
            actions.tend_following()
        return len(asked)

    few = cost(2)
    Subscription.objects.all().delete()
    assert cost(12) - few <= 10 * 9


def test_each_search_is_asked_as_the_public_in_its_own_transaction(standing):
    for number in range(3):
        search(f"ord{number}", number)
    later(standing, minutes=1)
    with CaptureQueriesContext(connection) as asked:
        actions.tend_following()
    opens = [one["sql"] for one in asked.captured_queries if "samverk_open" in one["sql"]]
    assert len(opens) == 3


def test_a_daily_search_waits_for_the_morning(standing):
    one = search("avgift", pace="dag")
    assert news(standing, item(1, "Avgift")) == 0
    later(standing, hours=20)
    assert actions.tend_following() == 1
    assert told(one) == 1
    later(standing, hours=1)
    assert actions.tend_following() == 0


def test_a_body_that_is_followed_has_its_round_when_a_search_is_slow(standing, slow):
    search("seg")
    before = NewsRound.objects.get(pace="genast").reached_at
    news(standing, item(1, "Seg"))
    assert NewsRound.objects.get(pace="genast").reached_at == before + timedelta(minutes=2)
    assert not ProcrastinateJob.objects.exists()
