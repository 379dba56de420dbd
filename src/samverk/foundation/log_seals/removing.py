"""Removes readings whose time is out from the log (gallring av läsloggen), so that the seals still hold.

Whole seals' readings go, one authority's at a time, and a link in the chain says so: how many, until
when, by which decision. Their count and digest stay in the seal. The lines' own random ids go with them,
so that nobody finds out from the digest what a line said. What was done, and by whom, is never removed.

The app role may remove no line: the work is done as the owner of the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.log_seals.checking import check_log
from samverk.foundation.log_seals.lines import READINGS, readings_at
from samverk.foundation.log_seals.making import SERIES, add_link, keep_checkpoint
from samverk.foundation.log_seals.proof import REMOVAL, SEAL
from samverk.foundation.models import LogSeal
from samverk.foundation.numbering import next_number
from samverk.foundation.seals.canonical import read_canonical
from samverk.rules.periods import add_years

# A room that needs the readings of an authority (body id, None for none) until a day says why
KEEPERS: list[Callable[[int | None, date], str]] = []
TAMPERED = "Loggen stämmer inte med förseglingarna: {many} fel. Utred dem innan något gallras."
REMOVE = """
DELETE FROM foundation_auditevent
WHERE position > %s AND position <= %s AND kind = ANY(%s) AND body_id IS NOT DISTINCT FROM %s
"""


@dataclass(frozen=True, slots=True)
class Due:
    """Readings whose time is out (att gallra): of one authority (body id), in which seals, how many."""

    body: int | None
    seals: tuple[int, ...]
    lines: int
    until: datetime

    @property
    def part(self) -> str:
        """The part of the log."""
        return readings_at(self.body)


@dataclass(frozen=True, slots=True)
class RemovalDecision:
    """The decision that a removal rests on (gallringsbeslut), as it is cited, and who carries it out."""

    reference: str
    by: str


def limit_on(day: date) -> date:
    """Answer the day before which readings have been kept long enough. Raises InputError for no time."""
    if settings.LOG_YEARS < 1:
        raise InputError("SAMVERK_LOG_YEARS ska vara minst ett år.")
    return add_years(day, -settings.LOG_YEARS)


def due_on(day: date) -> list[Due]:
    """List the readings whose time is out, an authority at a time. Nothing is removed.

    A seal's readings go when the last of them is old enough.
    """
    limit = timezone.make_aware(datetime.combine(limit_on(day), time.min))
    found: dict[str, list[tuple[int, int, datetime]]] = {}
    gone: set[tuple[int, str]] = set()
    for number, told in _contents():
        if told["kind"] == REMOVAL:
            gone |= {(one, told["part"]) for one in told["seals"]}
            continue
        end = datetime.fromisoformat(told["end"])
        if end > limit:
            continue
        for part, one in told["parts"].items():
            if part.startswith(READINGS):
                found.setdefault(part, []).append((number, one["count"], end))
    left = {
        part: [one for one in rows if (one[0], part) not in gone] for part, rows in found.items()
    }
    return [_due(part, rows) for part, rows in sorted(left.items()) if rows]


def _due(part: str, rows: list[tuple[int, int, datetime]]) -> Due:
    body = part.partition("/")[2]
    return Due(
        int(body) if body else None,
        tuple(number for number, _, _ in rows),
        sum(many for _, many, _ in rows),
        max(end for _, _, end in rows),
    )


def _contents() -> Iterator[tuple[int, dict[str, Any]]]:
    for row in LogSeal.objects.order_by("number").iterator():
        yield row.number, read_canonical(row.content)


def remove_due(due: Due, decision: RemovalDecision) -> LogSeal:
    """Remove what is due, and say so in the chain: the link is the certificate (gallringsbevis).

    Raises InputError without a decision, ConflictError while somebody needs the lines, when the log is
    not as it was sealed, and when it has been removed meanwhile.
    """
    if not decision.reference.strip() or not decision.by.strip():
        raise InputError("Ange gallringsbeslutet och vem som verkställer det.")
    day = clock.today()
    for keeper in KEEPERS:
        if why := keeper(due.body, limit_on(day)):
            raise ConflictError(why)
    faults = check_log().faults
    if faults:
        raise ConflictError(TAMPERED.format(many=len(faults)))
    with transaction.atomic():
        number = next_number(SERIES)
        if due not in due_on(day):
            raise ConflictError("Det som skulle gallras har ändrats. Gör en ny provgallring.")
        _remove(due)
        last = LogSeal.objects.order_by("-number").first()
        made = add_link(last, number, _certificate(due, decision, day))
    keep_checkpoint(made)
    return made


def _certificate(due: Due, decision: RemovalDecision, day: date) -> dict[str, object]:
    return {
        "kind": REMOVAL,
        "part": due.part,
        "seals": list(due.seals),
        "count": due.lines,
        "until": due.until.astimezone(UTC).isoformat(timespec="seconds"),
        "years": settings.LOG_YEARS,
        "day": day.isoformat(),
        "decision": decision.reference.strip(),
        "by": decision.by.strip(),
    }


def _remove(due: Due) -> None:
    removed = 0
    rows = LogSeal.objects.filter(number__in=due.seals).order_by("number")
    with connection.cursor() as cursor:
        for told in (read_canonical(row.content) for row in rows):
            if told["kind"] != SEAL:
                raise ConflictError("Det som skulle gallras är ingen försegling.")
            # Which kinds are readings is what the seal says: it was digested so
            cursor.execute(REMOVE, [told["after"], told["upto"], told["kinds"], due.body])
            removed += cursor.rowcount
    if removed != due.lines:
        raise ConflictError(f"{removed} rader fanns, {due.lines} är förseglade. Inget är gallrat.")


@dataclass(frozen=True, slots=True)
class Removal:
    """A removal that was carried out (gallring): until when, how many, and by which decision."""

    number: int
    day: date
    until: datetime
    count: int
    decision: str
    by: str
    part: str


def removals(body: int) -> list[Removal]:
    """List what was removed of an authority's readings (body id), the latest first."""
    rows = LogSeal.objects.filter(content__contains=f'"kind":"{REMOVAL}"').order_by("-number")
    found = [
        Removal(
            row.number,
            date.fromisoformat(told["day"]),
            datetime.fromisoformat(told["until"]),
            told["count"],
            told["decision"],
            told["by"],
            told["part"],
        )
        for row, told in ((row, read_canonical(row.content)) for row in rows)
    ]
    return [one for one in found if one.part == readings_at(body)]
