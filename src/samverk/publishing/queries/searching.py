"""Finds what is published, the newest first, in bounded time however many hold the words.

A word that most things hold is found by walking from the newest; one that few hold, in the index, some
months at a time. No more than a thousand are looked for: then it is told that there are more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from samverk.publishing.models import OpenRecord
from samverk.publishing.queries.asked import Asked, Choice
from samverk.publishing.queries.looking import IN_ORDER, Bounds, ids, looked

PER_PAGE = 20
MOST = 1_000
MOST_PAGES = MOST // PER_PAGE
# How many of the newest are read first, and at most. When less than a fifth of them hold the words,
# the index is quicker
FIRST_WALK, LONGEST_WALK, SHARE = 1_000, 7_000, 5
WALK = """
SELECT count(*), array_agg(id {order}) FILTER (WHERE hit) FROM (
    SELECT id, day, words @@ %s::tsquery AS hit FROM publishing_open_record
    WHERE words IS NOT NULL{within} {order} LIMIT %s
) newest
"""
WALK_ALL = """
SELECT id FROM publishing_open_record WHERE words IS NOT NULL{within} {order} LIMIT %s
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
    found = _found(asked, choice, today)
    is_more = len(found) > MOST
    found = found[:MOST]
    last = max(1, -(-len(found) // PER_PAGE))
    page = min(max(1, page), last)
    start = (page - 1) * PER_PAGE
    if by_day or not asked.words:
        shown = found[start : start + PER_PAGE]
    else:
        shown = ids(RANK, [found, asked.words, PER_PAGE, start])
    return Found(_records(shown), len(found), page, is_more)


def newest(asked: Asked, choice: Choice, today: date) -> list[int]:
    """List the newest that the index finds (ids of records), no more than are looked for."""
    return _found(asked, choice, today)[:MOST]


def any_holds(words: Sequence[str]) -> frozenset[str]:
    """Tell which of some words stand in what is published; small words, which nobody asks for, do."""
    with connection.cursor() as cursor:
        cursor.execute(HELD.format(order=IN_ORDER), [list(words)])
        return frozenset(row[0] for row in cursor.fetchall())


def _found(asked: Asked, choice: Choice, today: date) -> list[int]:
    """List what is found (ids), newest first, one past the most when there are more."""
    bounds = Bounds(choice.since, choice.until)
    if not asked.query:
        sql = WALK_ALL.format(within=bounds.sql, order=IN_ORDER)
        return ids(sql, [*bounds.days, MOST + 1])
    if not choice.is_narrow:
        walked = _walked(asked, bounds)
        if walked is not None:
            return walked
    return looked(asked.query, bounds, MOST + 1, today)


def _walked(asked: Asked, bounds: Bounds) -> list[int] | None:
    """Walk from the newest while enough is found on the way; None when it is rare there."""
    rows, found = _walk(asked, bounds, FIRST_WALK)
    if rows < FIRST_WALK:
        return found
    if len(found) * SHARE < rows:
        return None
    longer = min(LONGEST_WALK, rows * (MOST + 1) * 5 // (4 * len(found)) + 1)
    rows, found = _walk(asked, bounds, longer)
    return found[: MOST + 1] if rows < longer or len(found) > MOST else None


def _walk(asked: Asked, bounds: Bounds, rows: int) -> tuple[int, list[int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            WALK.format(within=bounds.sql, order=IN_ORDER), [asked.query, *bounds.days, rows]
        )
        walked, found = cursor.fetchone()
    return int(walked), list(found or ())


def _records(shown: Sequence[int]) -> tuple[OpenRecord, ...]:
    by_id = OpenRecord.objects.defer("words", "data").in_bulk(shown)
    return tuple(by_id[one] for one in shown if one in by_id)
