"""Counts how much is asked for in a minute, and how much is under way, for all web processes together.

Neither count can be pushed out by a flood of others: each has a fixed number of places, and what is
counted falls in one of them by a digest that nobody outside can compute. Two that fall in the same place
share its limit, which is so seldom that nobody is stopped by it. No address is kept, nor its digest.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import connection, transaction

PLACES = 2**17
MINUTE = 60
# A household or an office has at least such a net of its own, and can ask from any address in it
OWN_NET = 64
# What is under way and has not been heard of for so long was left by a process that fell
LOST = timedelta(minutes=10)
# One statement, so that no request is lost between two processes
COUNT = """
INSERT INTO foundation_asked AS kept (what, place, minute, count) VALUES (%s, %s, %s, %s)
ON CONFLICT (what, place) DO UPDATE SET
    count = CASE WHEN kept.minute < EXCLUDED.minute THEN 0 ELSE kept.count END + EXCLUDED.count,
    minute = greatest(kept.minute, EXCLUDED.minute)
RETURNING count
"""
TURN = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
LEFT = "DELETE FROM foundation_underway WHERE seen < %s"
BEGIN = """
INSERT INTO foundation_underway (id, what, place, seen)
SELECT given.id, given.what, given.place, given.seen
FROM (SELECT %s::uuid AS id, %s::text AS what, %s::integer AS place, %s::timestamptz AS seen) AS given
WHERE (SELECT count(*) FROM foundation_underway held WHERE held.what = given.what) < %s::bigint
AND (
    SELECT count(*) FROM foundation_underway held
    WHERE held.what = given.what AND held.place = given.place
) < %s::bigint
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """How much was asked this minute, how much may be, and in how many seconds it begins anew."""

    count: int
    limit: int
    seconds: int

    @property
    def is_too_much(self) -> bool:
        """Answer whether the request is refused."""
        return self.count > self.limit


def count_asked(what: str, whose: str, limit: int, moment: datetime, *, weight: int = 1) -> Asked:
    """Count that somebody (a network address, a user) asks for something once more."""
    stamp = int(moment.timestamp())
    minute, gone = divmod(stamp, MINUTE)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [what, place_of(whose), minute, weight])
        count = int(cursor.fetchone()[0])
    return Asked(count, limit, MINUTE - gone)


def begin(what: str, whose: str, most: tuple[int, int], moment: datetime) -> uuid.UUID | None:
    """Note that somebody begins something, and answer by which id; None when too much is under way.

    ``most`` is how many at once for each, and for all together.
    """
    begun = uuid.uuid4()
    each, in_all = most
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TURN, [f"underway/{what}"])
        cursor.execute(LEFT, [moment - LOST])
        cursor.execute(BEGIN, [begun, what, place_of(whose), moment, in_all, each])
        return begun if cursor.rowcount else None


def go_on(begun: uuid.UUID, moment: datetime) -> None:
    """Note that what was begun is still under way."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE foundation_underway SET seen = %s WHERE id = %s", [moment, begun])


def end(begun: uuid.UUID) -> None:
    """Note that what was begun is over. Doing it again changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_underway WHERE id = %s", [begun])


def clear_counts(moment: datetime) -> int:
    """Remove what was counted in minutes that have passed, and what a fall left; answer how many rows."""
    minute = int((moment - timedelta(minutes=2)).timestamp()) // MINUTE
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_asked WHERE minute < %s", [minute])
        gone = cursor.rowcount
        cursor.execute(LEFT, [moment - LOST])
        gone += cursor.rowcount
        cursor.execute("DELETE FROM foundation_shared_cache WHERE expires < %s", [moment])
        return int(gone + cursor.rowcount)


def place_of(whose: str) -> int:
    """Give the place that somebody is counted in: of a network address, that of its whole net."""
    net = whose
    try:
        read = ip_address(whose)
    except ValueError:
        pass
    else:
        if isinstance(read, IPv6Address):
            mapped = read.ipv4_mapped
            net = str(mapped) if mapped else f"net {int(read) >> (128 - OWN_NET)}"
    return keyed(net) % PLACES


def keyed(text: str) -> int:
    """Digest a text to a number that nobody can compute without the installation's key."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"rates/{text}".encode(), hashlib.sha256)
    return int.from_bytes(made.digest()[:8], "big")
