"""Counts how much an address asks of the open API in a minute, for all web processes together."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import connection

PREFIX = "open-api:"
MINUTE = 60
# A household or an office has at least such a net of its own, and can ask from any address in it
OWN_NET = 64
# One statement, so that no request is lost between two processes. The table is the shared cache's.
COUNT = """
INSERT INTO foundation_shared_cache AS kept (cache_key, value, expires) VALUES (%s, %s, %s)
ON CONFLICT (cache_key) DO UPDATE SET value = (kept.value::bigint + EXCLUDED.value::bigint)::text
RETURNING value::bigint
"""
CLEAR = "DELETE FROM foundation_shared_cache WHERE cache_key LIKE %s AND expires < %s"


@dataclass(frozen=True, slots=True)
class Asked:
    """How much an address has asked this minute, how much it may, and in how many seconds it begins anew."""

    count: int
    limit: int
    seconds: int

    @property
    def is_too_much(self) -> bool:
        """Answer whether the request is refused."""
        return self.count > self.limit


def count_request(address: str, moment: datetime, weight: int = 1) -> Asked:
    """Count a request; the address itself is not kept, and what is kept of it is cleared away."""
    stamp = int(moment.timestamp())
    start = stamp - stamp % MINUTE
    ends = datetime.fromtimestamp(start + 2 * MINUTE, UTC)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [f"{PREFIX}{start}:{_mark(address)}", str(weight), ends])
        count = cursor.fetchone()[0]
    return Asked(count, settings.API_A_MINUTE, start + MINUTE - stamp)


def clear_counts(moment: datetime) -> int:
    """Remove what was counted in minutes that have passed; answer how many rows went."""
    with connection.cursor() as cursor:
        cursor.execute(CLEAR, [f"{PREFIX}%", moment - timedelta(seconds=MINUTE)])
        return cursor.rowcount


def _mark(address: str) -> str:
    """Give what an address is counted by, which cannot be turned back into it without the key."""
    net = address
    try:
        read = ip_address(address)
    except ValueError:
        pass
    else:
        if isinstance(read, IPv6Address) and read.ipv4_mapped is None:
            net = str(int(read) >> (128 - OWN_NET))
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, net.encode(), hashlib.sha256).hexdigest()[:32]
