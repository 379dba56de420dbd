"""Two who press at once, two workers at once: one subscription, one letter, and nothing left behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.foundation.actors import PUBLIC
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.committed import committed
from samverk.foundation.tests.race import race
from samverk.meetings.tests.post import post_office
from samverk.publishing import actions, jobs
from samverk.publishing.models import Follower, NewsLetter, NewsRound, Subscription, ToldNews
from samverk.publishing.queries.following import Target
from samverk.publishing.tests.followed import BOARD, item, put, stage

__all__ = ["committed", "post_office"]
RUNNERS = 4


@pytest.fixture(autouse=True)
def ready(committed, post_office):
    stage()
    actions.tend_following()


def ask(key, subject=BOARD):
    new = actions.NewFollowing(
        Target("organ", subject), "genast", "http://testserver", "maj@prov.example"
    )
    actions.ask_to_follow(PUBLIC, new, key=key)


def test_who_asks_at_once_from_several_windows_is_one_follower():
    race(lambda number: ask(f"fönster/{number}"), RUNNERS)
    assert (Follower.objects.count(), Subscription.objects.count()) == (1, 1)


def test_several_presses_on_the_link_begin_it_once():
    ask("k")
    pk = Subscription.objects.get().pk
    race(lambda _: actions.confirm_following(PUBLIC, pk), RUNNERS)
    assert Subscription.objects.get().confirmed_at
    assert AuditEvent.objects.filter(kind="publishing.follow_confirmed").count() == 1


def test_several_programs_that_end_it_at_once_end_it_once():
    ask("k")
    pk = Subscription.objects.get().pk
    race(lambda _: actions.end_following(PUBLIC, pk), RUNNERS)
    assert not Follower.objects.exists()
    assert AuditEvent.objects.filter(kind="publishing.follow_ended").count() == 1


def test_whoever_ends_all_while_asking_for_more_leaves_no_letter_without_a_follower():
    ask("k")
    follower = Follower.objects.get().pk

    def press(number):
        if number % 2:
            actions.end_all_following(PUBLIC, follower)
        else:
            ask(f"mer/{number}", subject=BOARD)

    race(press, RUNNERS)
    assert Follower.objects.count() == Subscription.objects.values("follower").distinct().count()


def test_workers_at_once_write_one_letter_and_send_it_once(post_office):
    ask("k")
    actions.confirm_following(PUBLIC, Subscription.objects.get().pk)
    put(item(1, "Avgift"), at=timezone.now() + timedelta(seconds=1))
    NewsRound.objects.update(reached_at=timezone.now() - timedelta(minutes=1))
    race(lambda _: actions.tend_following(), RUNNERS)
    assert (NewsLetter.objects.count(), ToldNews.objects.count()) == (1, 1)
    letter = str(NewsLetter.objects.get().pk)
    race(lambda _: jobs.send_news(letter=letter), RUNNERS)
    assert len(post_office.letters) == 1
    assert ProcrastinateJob.objects.filter(task_name=jobs.LETTER_JOB).count() == 1
