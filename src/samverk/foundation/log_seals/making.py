"""Seals the log each hour: what has settled since last time, in a link that is signed.

No reading waits for it. A line takes its place in the log from a sequence as it is written, and may be
committed after lines with later places. So the place that has been reached is noted, then everybody who
was in a transaction at that moment is waited for: whoever comes later takes a later place. What is
sealed then can get no more lines, and one that turns up there was put in afterwards.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.urls import get_resolver

from samverk.foundation import acts, clock
from samverk.foundation.log_seals.lines import FORM, FORMS, Line, parts_of
from samverk.foundation.log_seals.proof import CHAIN, SEAL
from samverk.foundation.models import AuditEvent, LogSeal
from samverk.foundation.models.audit import POSITIONS
from samverk.foundation.numbering import next_number
from samverk.foundation.seals.canonical import canonical, read_canonical
from samverk.foundation.seals.chain import Link, next_link
from samverk.foundation.seals.checkpoints import Head, next_checkpoint, read_checkpoint
from samverk.foundation.signing import seal_key

SERIES = "loggförseglingar"
# A sequence that nobody has taken from says 1 too
REACHED = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {POSITIONS}"  # noqa: S608
# Everybody in a transaction on this database, whether it has written yet or not
INSIDE = """
SELECT l.virtualtransaction FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'virtualxid' AND l.mode = 'ExclusiveLock' AND l.granted AND a.usesysid IS NOT NULL
    AND a.datid = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND l.pid <> pg_backend_pid()
"""
STEP, PATIENCE = 0.05, 300.0
AT_A_TIME = 5_000


class UnsettledError(Exception):
    """Somebody has been in a transaction for so long that the log is sealed another time."""


def seal_log(patience: float = PATIENCE) -> LogSeal | None:
    """Seal what has come to the log since the last seal; None when nothing has.

    Raises UnsettledError when somebody's transaction outlasts ``patience`` (seconds).
    """
    # A kind of reading is known once its room's pages are: a worker has not opened them all
    get_resolver().url_patterns  # noqa: B018
    upto = settled_place(patience)
    with transaction.atomic():
        number = next_number(SERIES)
        last = LogSeal.objects.order_by("-number").first()
        made = _made(last, number, upto)
        if made is None:
            transaction.set_rollback(True)
            return None
    keep_checkpoint(made)
    return made


def settled_place(patience: float = PATIENCE) -> int:
    """Answer the place in the log that has been reached, once nobody can add anything before it."""
    with connection.cursor() as cursor:
        cursor.execute(REACHED)
        reached = int(cursor.fetchone()[0])
        waited_for = _inside(cursor)
        until = time.monotonic() + patience
        while waited_for:
            if time.monotonic() > until:
                raise UnsettledError(f"{len(waited_for)} transactions are not through")
            time.sleep(STEP)
            waited_for &= _inside(cursor)
    return reached


def _inside(cursor: object) -> set[str]:
    # Within a transaction the activity is read once and kept, unless it is let go
    cursor.execute("SELECT pg_stat_clear_snapshot()")  # type: ignore[attr-defined]
    cursor.execute(INSIDE)  # type: ignore[attr-defined]
    return {name for (name,) in cursor.fetchall()}  # type: ignore[attr-defined]


def _made(last: LogSeal | None, number: int, upto: int) -> LogSeal | None:
    after, start = _reached(last)
    if upto <= after:
        return None
    kinds = sorted(acts.READINGS)
    parts = parts_of(lines_between(after, upto), frozenset(kinds))
    if not parts:
        return None
    content = {
        "kind": SEAL,
        "form": FORM,
        "after": after,
        "upto": upto,
        "start": start,
        "end": _now(),
        "kinds": kinds,
        "parts": parts,
    }
    return add_link(last, number, content)


def _reached(last: LogSeal | None) -> tuple[int, str]:
    """Answer to which place and moment the log is sealed: what the latest seal of lines says."""
    while last is not None:
        content = read_canonical(last.content)
        if content["kind"] == SEAL:
            return int(content["upto"]), str(content["end"])
        last = LogSeal.objects.filter(number__lt=last.number).order_by("-number").first()
    return 0, ""


def add_link(last: LogSeal | None, number: int, content: dict[str, object]) -> LogSeal:
    """Add a link to the log's chain, and sign how the chain ends with it."""
    link = next_link(CHAIN, last.link if last else None, canonical(content))
    before = read_checkpoint(last.checkpoint) if last else None
    signed = next_checkpoint(before, {CHAIN: Head(link.index, link.digest)}, _now(), seal_key())
    if {link.index, signed.number} != {number}:
        raise RuntimeError(f"the log has {link.index - 1} seals but {number - 1} were given out")
    return LogSeal.objects.create(
        number=number,
        chain=link.chain,
        content=link.content,
        previous=link.previous,
        digest=link.digest,
        checkpoint=signed.line(),
    )


def _now() -> str:
    return clock.now().astimezone(UTC).isoformat(timespec="seconds")


def lines_between(after: int, upto: int | None = None) -> Iterator[Line]:
    """Read the log's lines after a place, by place, a few thousand at a time."""
    names = FORMS[FORM]
    rows = AuditEvent.objects.filter(position__gt=after)
    rows = rows if upto is None else rows.filter(position__lte=upto)
    for row in rows.order_by("position", "id").values_list(*names).iterator(AT_A_TIME):
        yield dict(zip(names, row, strict=True))


def kept_checkpoint() -> Path:
    """Answer where the latest checkpoint is kept outside the database: an older one is told by it."""
    place: Path = settings.SEAL_DIR / "logg.kontrollpunkt"
    return place


def keep_checkpoint(made: LogSeal) -> None:
    """Keep the latest checkpoint. One that the database does not know stays: it is a witness."""
    place = kept_checkpoint()
    if place.exists():
        kept = place.read_text(encoding="utf-8")
        if not LogSeal.objects.filter(checkpoint=kept, number__lt=made.number).exists():
            return
    new = place.with_name(f"{place.name}.{os.getpid()}")
    new.write_text(made.checkpoint, encoding="utf-8")
    new.replace(place)


def links() -> list[Link]:
    """Read the log's chain."""
    return [row.link for row in LogSeal.objects.order_by("number").iterator()]


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Read everything as it is at one moment, whoever writes meanwhile."""
    with transaction.atomic():
        # Within a transaction that has begun to read, as in a test, the moment is already chosen
        if not connection.savepoint_ids:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
