"""What a month's closing books: its days, and what has changed of months that were closed before.

It is computed where nobody reads: everybody is in it. What comes out as lines may be told (``day_groups``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from samverk.analytics.disclosure.policy import THRESHOLD
from samverk.directory import queries as directory
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import (
    ClosedMonth,
    DayEntry,
    DayLine,
    Participation,
    Team,
)
from samverk.interventions.persons.queries.away import stays_of
from samverk.interventions.persons.queries.followed import is_protected
from samverk.interventions.persons.queries.sessions import STARTED
from samverk.interventions.persons.zone import Authority
from samverk.rules.agreements.day_price import DayStretch, DayTerms, day_stretches
from samverk.rules.agreements.stretches import Span, month_end
from samverk.rules.interventions.day_bits import bits_by_month, month_span, span_bits
from samverk.rules.interventions.day_groups import (
    TOGETHER,
    DayShare,
    Label,
    grouped,
    may_correct,
)

# A person (id) in a delivery (id)
Pair = tuple[UUID, int]


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Days of one person in a delivery that are booked now, or taken back, as bits of their month."""

    pair: Pair
    month: date
    added: int
    removed: int = 0

    @property
    def net(self) -> int:
        """How many days it comes to."""
        return self.added.bit_count() - self.removed.bit_count()


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to book, with its entries. ``days`` is None where nothing is told."""

    intervention: int
    label: Label
    stretch: DayStretch
    mask: int
    days: int | None
    entries: tuple[NewEntry, ...]
    corrects: DayLine | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """What is booked (bokslut för en månad): new lines, and entries of lines of which nothing is told."""

    lines: tuple[NewLine, ...]
    silent: tuple[tuple[DayLine, NewEntry], ...] = ()


def closing_of(
    home: Authority, federation: int, month: date, terms: Mapping[str, Sequence[DayTerms]]
) -> Closing:
    """Compute what closing a month (by its first day) books, in the same number of questions for any many.

    ``terms`` are what the agreements say of a day, by the intervention's name. The compartment is open, and
    read by nobody.
    """
    closed = ClosedMonth.objects.filter(controller=home.body, federation=federation)
    months = sorted(closed.values_list("month", flat=True))
    first = min([*months, month])
    deliveries = _given(home, federation, Span(first, month_end(month)))
    known = _Known(home.body, deliveries, Span(first, month_end(month)))
    lines: list[NewLine] = []
    silent: list[tuple[DayLine, NewEntry]] = []
    for (what, name), own in _by_intervention(deliveries).items():
        unit = _Unit(known, what, own, month, day_stretches(month, terms.get(name, ())))
        lines += unit.lines(months)
        silent += unit.silent
    return Closing(tuple(lines), tuple(silent))


def _given(home: Authority, federation: int, span: Span) -> list[Delivery]:
    """List what the authority gives of the federation's: by its team, or where its people take part.

    What needs no referral has no team: it is given by the only authority that there is.
    """
    rows = Delivery.objects.filter(
        provider=home.organisation,
        intervention__federation=federation,
        from_date__lte=span.to_date,
    )
    own = {*Team.objects.filter(controller=home.body).values_list("delivery", flat=True)}
    own |= {
        *Participation.objects.filter(controller=home.body, delivery__in=rows)
        .values_list("delivery", flat=True)
        .distinct()
    }
    is_alone = len(directory.bodies(organisation=home.organisation)) == 1
    mine = Q(pk__in=own) | (Q(needs_referral=False) if is_alone else Q(pk__in=()))
    found = rows.filter(mine).select_related("intervention")
    return [one for one in found.order_by("intervention", "pk") if _is_given(one, span)]


def _is_given(one: Delivery, span: Span) -> bool:
    return one.to_date is None or one.to_date >= span.from_date


def _by_intervention(deliveries: Iterable[Delivery]) -> dict[tuple[int, str], set[int]]:
    """Gather deliveries (ids) by their intervention's id and name."""
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for one in deliveries:
        found[one.intervention_id, one.intervention.name].add(one.pk)
    return found


class _Known:
    """What is right now, and what is booked, of an authority's (body id) deliveries."""

    def __init__(self, body: int, deliveries: Sequence[Delivery], span: Span) -> None:
        self.expected: dict[Pair, dict[date, int]] = defaultdict(dict)
        self.homes: dict[Pair, int | None] = {}
        self.booked: dict[tuple[Pair, date], int] = defaultdict(int)
        self.rooted: dict[tuple[Pair, date], Label] = {}
        self.roots: dict[tuple[int, date], list[DayLine]] = defaultdict(list)
        self._take_part(body, deliveries, span)
        self._read(body, [one.pk for one in deliveries])

    def _take_part(self, body: int, deliveries: Sequence[Delivery], span: Span) -> None:
        given = {one.pk: _days_given(one, span) for one in deliveries}
        rows = Participation.objects.filter(
            controller=body,
            delivery__in=list(given),
            state__in=STARTED,
            starts_on__lte=span.to_date,
        ).annotate(is_protected=is_protected())
        own: dict[Pair, list[Participation]] = defaultdict(list)
        for row in rows.order_by("person", "starts_on", "recorded_at", "pk"):
            own[row.person_id, row.delivery_id].append(row)
        stays = stays_of(one for ones in own.values() for one in ones)
        for pair, ones in own.items():
            if days := given[pair[1]]:
                self.expected[pair] = bits_by_month((stays[one.pk] for one in ones), days)
            last = ones[-1]
            may_tell = last.is_followed and not last.is_protected  # type: ignore[attr-defined]
            self.homes[pair] = last.home_id if may_tell else None

    def _read(self, body: int, deliveries: list[int]) -> None:
        entries = DayEntry.objects.filter(controller=body, delivery__in=deliveries)
        for one in entries.select_related("line__closed").order_by("number"):
            at = (one.person_id, one.delivery_id), one.month
            self.booked[at] += one.added - one.removed
            if one.line.corrects_id is None and one.line.from_date.replace(day=1) == one.month:
                self.rooted[at] = (one.line.delivery_id, one.line.home_id)
                # Who is no longer among those who take part is told of where they were
                self.homes.setdefault(at[0], one.line.home_id)
        lines = DayLine.objects.filter(controller=body, corrects=None).select_related("closed")
        for line in lines.order_by("from_date", "pk"):
            self.roots[line.intervention_id, line.closed.month].append(line)

    def pairs(self, deliveries: set[int]) -> list[Pair]:
        """List the persons who take part, or have days booked, in some deliveries (ids)."""
        found = {*self.expected, *(pair for pair, _ in self.booked)}
        return sorted(pair for pair in found if pair[1] in deliveries)


def _days_given(one: Delivery, span: Span) -> Span | None:
    return span.common(Span(one.from_date, one.to_date or max(span.to_date, one.from_date)))


class _Unit:
    """One intervention at the authority, while its month is closed."""

    def __init__(
        self,
        known: _Known,
        intervention: int,
        deliveries: set[int],
        month: date,
        stretches: Sequence[DayStretch],
    ) -> None:
        self._known, self._intervention, self._month = known, intervention, month
        self._pairs = known.pairs(deliveries)
        self._stretches = stretches
        self._masks = [open_bits(one, month) for one in stretches]
        self._moved: dict[Pair, list[NewEntry]] = defaultdict(list)
        self.silent: list[tuple[DayLine, NewEntry]] = []

    def lines(self, closed: Sequence[date]) -> list[NewLine]:
        """Give the lines of the month, after those that correct closed months by themselves."""
        found = [line for earlier in closed for line in self._corrections(earlier)]
        shares = self._shares()
        made = grouped(list(shares.values()), THRESHOLD)
        if not made.told:
            return [*found, *self._withheld()]
        pairs = {(one.who, one.delivery): pair for pair, one in shares.items()}
        for label, ones in made.told.items():
            found += self._told(label, [(pairs[one.who, one.delivery], one) for one in ones])
        return found

    def _now(self, pair: Pair) -> int:
        return self._known.expected.get(pair, {}).get(self._month, 0)

    def _shares(self) -> dict[Pair, DayShare]:
        who = {person: n for n, person in enumerate({pair[0] for pair in self._pairs})}
        found = {}
        for pair in self._pairs:
            days = tuple((self._now(pair) & mask).bit_count() for mask in self._masks)
            if any(days) or pair in self._moved:
                home = self._known.homes.get(pair)
                found[pair] = DayShare(who[pair[0]], pair[1], home, days)
        return found

    def _entries(self, pairs: Iterable[Pair], mask: int) -> Iterator[NewEntry]:
        for pair in pairs:
            if bits := self._now(pair) & mask:
                yield NewEntry(pair, self._month, bits)

    def _withheld(self) -> list[NewLine]:
        """Give lines of which nothing is told; corrections of earlier months wait for a month that tells."""
        return [
            NewLine(
                self._intervention,
                TOGETHER,
                stretch,
                mask,
                None,
                tuple(self._entries(self._pairs, mask)),
            )
            for stretch, mask in zip(self._stretches, self._masks, strict=True)
        ]

    def _told(self, label: Label, ones: Sequence[tuple[Pair, DayShare]]) -> list[NewLine]:
        """Give a label's lines: corrections of too few to stand alone are in the last that has days."""
        moved = [entry for pair, _ in ones for entry in self._moved.get(pair, ())]
        last = max(n for n, _ in enumerate(self._masks) if any(one.days[n] for _, one in ones))
        found = []
        for n, (stretch, mask) in enumerate(zip(self._stretches, self._masks, strict=True)):
            entries = [*self._entries((pair for pair, _ in ones), mask)]
            entries += moved if n == last else []
            days = sum(one.net for one in entries)
            found.append(NewLine(self._intervention, label, stretch, mask, days, tuple(entries)))
        return found

    def _corrections(self, month: date) -> Iterator[NewLine]:
        """Compare a closed month with what is right: give what corrects it, and move the rest to this one."""
        changed: dict[UUID, _Change] = {
            line.pk: _Change(line) for line in self._known.roots[self._intervention, month]
        }
        for pair in self._pairs:
            right = self._known.expected.get(pair, {}).get(month, 0)
            booked = self._known.booked.get((pair, month), 0)
            roots = self._roots_of(pair, month)
            for line in roots:
                changed[line.pk].compare(pair, right & line.mask, booked & line.mask)
            right &= 0 if roots else self._open(month)
            if not roots and right != booked:
                # Nothing was told that these days could have stood in
                self._moved[pair].append(NewEntry(pair, month, right & ~booked, booked & ~right))
        for one in changed.values():
            if one.line.days is None:
                self.silent += [(one.line, entry) for entry in one.entries(month)]
            elif may_correct(len(one.persons), len(one.left), THRESHOLD):
                yield self._correcting(one, month)
            else:
                for entry in one.entries(month):
                    self._moved[entry.pair].append(entry)

    def _open(self, month: date) -> int:
        """Give the days of a closed month that its lines are of."""
        roots = self._known.roots[self._intervention, month]
        return reduce(or_, (row.mask for row in roots), 0)

    def _roots_of(self, pair: Pair, month: date) -> list[DayLine]:
        """Find the lines of a closed month that a person's days in a delivery stand in, or would stand in."""
        roots = self._known.roots[self._intervention, month]
        label = self._known.rooted.get((pair, month))
        home = self._known.homes.get(pair)
        for one in (label, (pair[1], home), (pair[1], None), TOGETHER):
            found = [row for row in roots if (row.delivery_id, row.home_id) == one]
            if found:
                return found
        return []

    def _correcting(self, one: _Change, month: date) -> NewLine:
        entries = tuple(one.entries(month))
        line = one.line
        stretch = DayStretch(Span(line.from_date, line.to_date), line.rate)
        label = (line.delivery_id, line.home_id)
        days = sum(entry.net for entry in entries)
        return NewLine(self._intervention, label, stretch, line.mask, days, entries, line)


@dataclass(slots=True)
class _Change:
    """How a closed line differs from what is right, person by person."""

    line: DayLine
    rows: dict[Pair, tuple[int, int]] = field(default_factory=dict)
    left: set[UUID] = field(default_factory=set)

    def compare(self, pair: Pair, right: int, booked: int) -> None:
        """Note the days that are right and not booked, and the other way around."""
        if right:
            self.left.add(pair[0])
        if right != booked:
            self.rows[pair] = right & ~booked, booked & ~right

    @property
    def persons(self) -> set[UUID]:
        """Whose days have changed."""
        return {person for person, _ in self.rows}

    def entries(self, month: date) -> Iterator[NewEntry]:
        """Give what is to be booked."""
        for pair, (added, removed) in self.rows.items():
            yield NewEntry(pair, month, added, removed)


def open_bits(stretch: DayStretch, month: date) -> int:
    """Give a stretch's days that were not closed, as bits of their month."""
    bits = span_bits(stretch.span, month)
    for one in stretch.closed:
        bits &= ~span_bits(one, month)
    return bits & ((1 << month_span(month).days) - 1)
