"""Counts that no flood pushes out: each has a bounded number of rows, and holds for who it is of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from samverk.foundation import rates, shared_cache

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 3, 12, 0, 10, tzinfo=UTC)


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return cursor.fetchall()


def asked(whose, moment=NOON, **more):
    return rates.count_asked("prov", whose, 3, moment, **more)


def test_each_is_counted_by_itself_and_anew_each_minute():
    assert [asked("192.0.2.1").is_too_much for _ in range(4)] == [False, False, False, True]
    assert not asked("192.0.2.2").is_too_much
    assert asked("192.0.2.1").seconds == 50
    assert asked("192.0.2.1", NOON + timedelta(minutes=1)).count == 1


def test_a_late_process_does_not_wipe_out_what_was_counted_since():
    asked("192.0.2.1", NOON + timedelta(minutes=1))
    asked("192.0.2.1", NOON)
    assert asked("192.0.2.1", NOON + timedelta(minutes=1)).count == 3


def test_no_flood_of_networks_makes_more_rows_than_there_are_places(monkeypatch):
    monkeypatch.setattr(rates, "PLACES", 32)
    for n in range(300):
        asked(f"2001:db8:{n:x}::1")
    assert len(rows("foundation_asked")) <= 32


def test_a_flood_does_not_let_anybody_ask_more():
    before = [asked("192.0.2.1") for _ in range(4)][-1]
    for n in range(300):
        asked(f"2001:db8:{n:x}::1")
    assert before.is_too_much
    assert asked("192.0.2.1").count == 5


def test_no_address_is_kept():
    asked("192.0.2.199")
    asked("2001:db8:dead:beef::1")
    kept = repr(rows("foundation_asked"))
    assert "192.0.2" not in kept
    assert "beef" not in kept


def test_no_more_than_may_be_is_under_way_for_each_and_for_all():
    first = rates.begin("fil", "192.0.2.1", (2, 3), NOON)
    assert rates.begin("fil", "192.0.2.1", (2, 3), NOON)
    assert rates.begin("fil", "192.0.2.1", (2, 3), NOON) is None
    assert rates.begin("fil", "192.0.2.2", (2, 3), NOON)
    assert rates.begin("fil", "192.0.2.3", (2, 3), NOON) is None
    assert rates.begin("annat", "192.0.2.3", (2, 3), NOON)
    rates.end(first)
    assert rates.begin("fil", "192.0.2.3", (2, 3), NOON)


def test_what_a_process_that_fell_had_begun_is_let_go_and_what_goes_on_is_not():
    rates.begin("fil", "192.0.2.1", (1, 2), NOON)
    long = rates.begin("fil", "192.0.2.2", (1, 2), NOON)
    later = NOON + rates.LOST
    rates.go_on(long, later)
    later += timedelta(minutes=1)
    assert rates.begin("fil", "192.0.2.1", (1, 2), later)
    assert rates.begin("fil", "192.0.2.2", (1, 2), later) is None


def test_what_is_over_is_cleared_away_and_nothing_else():
    asked("192.0.2.1")
    rates.begin("fil", "192.0.2.1", (1, 2), NOON)
    cache.set("kort", 1, 0.001)
    cache.set("lång", 1, 10_000_000_000)
    assert rates.clear_counts(NOON + timedelta(minutes=1)) == 0
    assert rates.clear_counts(datetime.now(UTC) + timedelta(hours=1)) >= 2
    assert rows("foundation_asked") == rows("foundation_underway") == []
    assert cache.get("lång") == 1
    assert len(rows("foundation_shared_cache")) == 1


def test_a_count_and_its_lock_are_kept_apart_and_other_things_by_their_own_names():
    count = shared_cache.placed("allauth:rl:account:login:600/300/ip:ip:2001:db8::")
    assert count.startswith("allauth:rl:account:login:600/300/ip:")
    assert count.rpartition(":")[2].isdigit()
    lock = shared_cache.placed("allauth:rl:account:login:600/300/ip:ip:2001:db8:::lock")
    assert lock == f"{count}:lock"
    assert shared_cache.placed("samverk.foundation.files.host/abc") == (
        "samverk.foundation.files.host/abc"
    )
