"""What parties have told of their deliveries: how many took part and what came of it, as counts.

A count is told, or withheld by the party that has the persons: then it is None here and stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from samverk.exchange.ports import Incoming
from samverk.exchange.queries import came_of
from samverk.federation.ports import MESSAGE, Together
from samverk.federation.queries import Measure
from samverk.interventions.models import Delivery
from samverk.interventions.queries.telling import COUNTS

NAMES = ("women", "men", "unknown", "total")


class Numbers(NamedTuple):
    """Participations by sex and in all (antal); None for one that is withheld (dold)."""

    women: int | None
    men: int | None
    unknown: int | None
    total: int | None


WITHHELD = Numbers(None, None, None, None)
NOBODY = Numbers(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Source:
    """Where counts come from (källa): the latest message of a party, and the days that it covers."""

    message: UUID
    created: datetime
    party: int
    party_name: str
    federation: int
    from_date: date
    as_of: date

    def __str__(self) -> str:
        return f"{MESSAGE} {self.message.hex[:8]} från {self.party_name}"


@dataclass(frozen=True, slots=True)
class Result:
    """What is told of a delivery (code) in one measure.

    ``together`` are the codes of all that the numbers are told for, this one with them: more than one
    when small rows are told together; then ``numbers`` is withheld and ``pooled`` has theirs.
    """

    delivery: UUID
    measure: Measure
    numbers: Numbers
    together: tuple[UUID, ...]
    pooled: Numbers | None
    source: Source

    @property
    def women(self) -> int | None:
        """How many women; None when it is withheld."""
        return self.numbers.women

    @property
    def men(self) -> int | None:
        """How many men; None when it is withheld."""
        return self.numbers.men

    @property
    def unknown(self) -> int | None:
        """How many whose sex is not told; None when it is withheld."""
        return self.numbers.unknown

    @property
    def total(self) -> int | None:
        """How many in all; None when it is withheld."""
        return self.numbers.total


def results_of(deliveries: Iterable[int], year: int) -> dict[tuple[int, Measure], Result]:
    """Answer what has last been told of deliveries (ids) for a year, in two questions.

    Of what nobody has told of there is no row: that is unknown, not none.
    """
    rows = Delivery.objects.filter(pk__in=list(deliveries))
    known = list(rows.values_list("pk", "code", "intervention__federation"))
    if not known:
        return {}
    told = latest_told({federation for _, _, federation in known}, year)
    ids = {code: pk for pk, code, _ in known}
    return {
        (ids[code], measure): result
        for (code, measure), result in sorted(told.items())
        if code in ids
    }


def latest_told(
    federations: Iterable[int], year: int, *, since: date | None = None
) -> dict[tuple[UUID, Measure], Result]:
    """Give the latest that parties have told federations (ids) of a year, by delivery and measure.

    The period begins with the year, or ``since`` another day.
    """
    first = since or date(year, 1, 1)
    found: dict[tuple[UUID, Measure], Result] = {}
    signed: dict[UUID, datetime] = {}
    for came in came_of(COUNTS[0], *federations, since=_eve(year)):
        if date.fromisoformat(came.payload["from_date"]) != first:
            continue
        rows = list(results_in(came))
        # A message tells all of a delivery: what an older one told more of is no longer so
        newer = {
            row.delivery for row in rows if signed.get(row.delivery, came.created) <= came.created
        }
        signed |= dict.fromkeys(newer, came.created)
        found = {key: row for key, row in found.items() if key[0] not in newer}
        found |= {(row.delivery, row.measure): row for row in rows if row.delivery in newer}
    return found


def _eve(year: int) -> date:
    """Answer the first day (UTC) that a message of a year may be signed: it is New Year's Eve there yet."""
    return date(year, 1, 1) - timedelta(1)


def results_in(came: Incoming) -> Iterator[Result]:
    """Read what one message tells, in either version of it."""
    source = source_of(came)
    if "tables" not in came.payload:
        for row in came.payload["rows"]:
            numbers = _exact(row)
            code = UUID(row["delivery"])
            yield Result(code, Measure(row["measure"]), numbers, (code,), None, source)
        return
    for table in came.payload["tables"]:
        for row in table["rows"]:
            codes, numbers = tuple(map(UUID, row["deliveries"])), numbers_in(row)
            alone = len(codes) == 1
            for code in codes:
                # Nobody in all of them is nobody in each
                own = numbers if alone or numbers == NOBODY else WITHHELD
                pooled = None if alone else numbers
                yield Result(code, Measure(table["measure"]), own, codes, pooled, source)


def source_of(came: Incoming) -> Source:
    """Name the message that counts come from."""
    days = (date.fromisoformat(came.payload[name]) for name in ("from_date", "to_date"))
    return Source(came.message, came.created, came.sender, came.sender_name, came.recipient, *days)


def numbers_in(row: Mapping[str, Any]) -> Numbers:
    """Read the numbers of a row; null is withheld."""
    return Numbers(*(row[name] for name in NAMES))


def _exact(row: Mapping[str, Any]) -> Numbers:
    """Read the numbers of a row of the first version: all are told, and the total is their sum."""
    women, men, unknown = (row[name] for name in NAMES[:3])
    return Numbers(women, men, unknown, women + men + unknown)


def numbers_of(results: Sequence[Result]) -> Iterator[Numbers]:
    """Give the numbers of deliveries once each: those told together as one, where all of them are here.

    Where some are not, what is theirs cannot be told apart: it is withheld.
    """
    here = {row.delivery for row in results}
    for row in results:
        if row.pooled is None or row.numbers != WITHHELD:
            yield row.numbers
        elif not here.issuperset(row.together):
            yield WITHHELD
        elif row.delivery == row.together[0]:
            yield row.pooled


def summed(many: Iterable[Numbers]) -> Numbers:
    """Add up numbers, each by itself: a sum with a part that is withheld is withheld."""
    women, men, unknown, total = (
        None if None in column else sum(column) for column in zip(*many, strict=True)
    )
    return Numbers(women, men, unknown, total)


class ToldTotals:
    """Answers from the messages what parties have told of all their deliveries together."""

    def took_part(self, federation: int, year: int, orientation: str) -> Together | None:
        """Add up the latest of each party: what one of them withholds is withheld of the sum."""
        latest: dict[int, Incoming] = {}
        for came in came_of(COUNTS[0], federation, since=_eve(year)):
            told = "tables" in came.payload
            if told and date.fromisoformat(came.payload["from_date"]) == date(year, 1, 1):
                before = latest.get(came.sender)
                if before is None or before.created <= came.created:
                    latest[came.sender] = came
        found = [
            (numbers_in(table["every"]), str(source_of(came)))
            for came in latest.values()
            for table in came.payload["tables"]
            if (table["measure"], table["orientation"]) == (Measure.TOOK_PART, orientation)
        ]
        if not found:
            return None
        women, men, unknown, _ = summed(numbers for numbers, _ in found)
        return Together(women, men, unknown, tuple(source for _, source in found))
