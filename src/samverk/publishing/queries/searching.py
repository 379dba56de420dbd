"""Finds what is published, the newest first, in bounded time however many hold the words.

A word that most things hold is found by walking from the newest; one that few hold, in the index, a few
years at a time. No more than a thousand are looked for: then it is told that there are more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from samverk.publishing.models import OpenRecord
from samverk.publishing.queries.asked import Asked, Choice, quoted

PER_PAGE = 20
MOST = 1_000
MOST_PAGES = MOST // PER_PAGE
# How many of the newest are read first, and at most. When less than a tenth of them hold the words,
# the index is quicker
FIRST_WALK, LONGEST_WALK, SHARE = 1_000, 15_000, 10
# How many years the index is asked for at a time; then for all that is older
YEARS = (2, 3)
IN_ORDER = "ORDER BY day DESC NULLS LAST, id DESC"
WALK = """
SELECT count(*), array_agg(id {order}) FILTER (WHERE hit) FROM (
    SELECT id, day, words @@ %s::tsquery AS hit FROM publishing_open_record
    WHERE words IS NOT NULL{within} {order} LIMIT %s
) newest
"""
WALK_ALL = """
SELECT id FROM publishing_open_record WHERE words IS NOT NULL{within} {order} LIMIT %s
"""
LOOK = """
WITH found AS MATERIALIZED (
    SELECT id, day FROM publishing_open_record WHERE words @@ %s::tsquery{within}
)
SELECT id FROM found {order} LIMIT %s
"""
RANK = """
SELECT id FROM publishing_open_record WHERE id = ANY(%s)
ORDER BY ts_rank(words, %s::tsquery, 1) DESC, day DESC NULLS LAST, id DESC LIMIT %s OFFSET %s
"""
# A common word stands among the newest; only a rare one is looked for in the index
HELD = """
WITH newest AS MATERIALIZED (
    SELECT words FROM publishing_open_record WHERE words IS NOT NULL {order} LIMIT 300
)
SELECT word FROM unnest(%s::text[]) AS word
WHERE numnode(plainto_tsquery('swedish', word)) = 0
    OR EXISTS (SELECT FROM newest WHERE words @@ plainto_tsquery('swedish', word))
    OR EXISTS (
        SELECT FROM publishing_open_record WHERE words @@ plainto_tsquery('swedish', word)
    )
"""
# A plan that reads the whole table is never right here, nor is one that is compiled first
STEADY = "SELECT set_config('enable_seqscan', %s, true), set_config('jit', %s, true)"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the records of the page that is shown, and how many there are in all.

    ``is_more`` tells that there are more than ``count``, which nobody has counted.
    """

    records: tuple[OpenRecord, ...]
    count: int
    page: int
    is_more: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are to turn."""
        return max(1, -(-self.count // PER_PAGE))


def find(asked: Asked, choice: Choice, *, by_day: bool, page: int, today: date) -> Found:
    """Find what the index is asked for, and give a page of it; the last page when there is none such."""
    with _steady():
        ids = _found(asked, choice, today)
        is_more = len(ids) > MOST
        ids = ids[:MOST]
        last = max(1, -(-len(ids) // PER_PAGE))
        page = min(max(1, page), last)
        start = (page - 1) * PER_PAGE
        if by_day or not asked.words:
            shown = ids[start : start + PER_PAGE]
        else:
            shown = _ids(RANK, [ids, asked.words, PER_PAGE, start])
        return Found(_records(shown), len(ids), page, is_more)


def newest(asked: Asked, choice: Choice, today: date) -> list[int]:
    """List the newest that the index finds (ids of records), no more than are looked for."""
    with _steady():
        return _found(asked, choice, today)[:MOST]


def any_holds(words: Sequence[str]) -> frozenset[str]:
    """Tell which of some words stand in what is published; small words, which nobody asks for, do."""
    with _steady(), connection.cursor() as cursor:
        cursor.execute(HELD.format(order=IN_ORDER), [list(words)])
        return frozenset(row[0] for row in cursor.fetchall())


@contextmanager
def _steady() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(STEADY, ["off", "off"])
        yield
        cursor.execute(STEADY, ["on", "on"])


def _found(asked: Asked, choice: Choice, today: date) -> list[int]:
    """List what is found (ids), newest first, one past the most when there are more."""
    within, days = _within(choice)
    if not asked.query:
        return _ids(WALK_ALL.format(within=within, order=IN_ORDER), [*days, MOST + 1])
    if not choice.is_narrow:
        walked = _walked(asked, within, days)
        if walked is not None:
            return walked
    return _looked(asked, within, days, _newest_year(choice, today))


def _within(choice: Choice) -> tuple[str, list[date]]:
    told = ((" AND day >= %s", choice.since), (" AND day <= %s", choice.until))
    return "".join(sql for sql, day in told if day), [day for _, day in told if day]


def _walked(asked: Asked, within: str, days: Sequence[date]) -> list[int] | None:
    """Walk from the newest while enough is found on the way; None when it is rare there."""
    rows, found = _walk(asked, within, days, FIRST_WALK)
    if rows < FIRST_WALK:
        return found
    if len(found) * SHARE < rows:
        return None
    longer = min(LONGEST_WALK, rows * (MOST + 1) * 5 // (4 * len(found)) + 1)
    rows, found = _walk(asked, within, days, longer)
    return found[: MOST + 1] if rows < longer or len(found) > MOST else None


def _walk(asked: Asked, within: str, days: Sequence[date], rows: int) -> tuple[int, list[int]]:
    with connection.cursor() as cursor:
        cursor.execute(WALK.format(within=within, order=IN_ORDER), [asked.query, *days, rows])
        walked, found = cursor.fetchone()
    return int(walked), list(found or ())


def _newest_year(choice: Choice, today: date) -> int:
    # A meeting may be called for next year, and nothing is published of later ones
    return min(choice.until.year if choice.until else today.year + 1, today.year + 1)


def _looked(asked: Asked, within: str, days: Sequence[date], newest: int) -> list[int]:
    """Look in the index, a few years at a time from the newest."""
    found: list[int] = []
    for some in YEARS:
        years = range(newest, newest - some, -1)
        newest -= some
        marks = " | ".join(quoted(f"=year:{year}") for year in years)
        found += _look(f"({asked.query}) & ({marks})", within, days, MOST + 1 - len(found))
        if len(found) > MOST:
            return found
    # What is older, of a day to come, or of no day
    known = " | ".join(quoted(f"=year:{newest + n}") for n in range(1, sum(YEARS) + 1))
    return found + _look(f"({asked.query}) & !({known})", within, days, MOST + 1 - len(found))


def _look(query: str, within: str, days: Sequence[date], most: int) -> list[int]:
    return _ids(LOOK.format(within=within, order=IN_ORDER), [query, *days, most])


def _ids(query: str, values: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]


def _records(ids: Sequence[int]) -> tuple[OpenRecord, ...]:
    by_id = OpenRecord.objects.defer("words", "data").in_bulk(ids)
    return tuple(by_id[one] for one in ids if one in by_id)
