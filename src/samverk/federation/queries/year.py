"""A federation's year: each duty with its owner and state, and what the system knows of it already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from samverk.federation.models import DutyNote, OwnDuty, YearSettings
from samverk.federation.queries.members import Member
from samverk.federation.queries.year_known import Known, known_of
from samverk.foundation.models import User
from samverk.rules.federation_year import (
    Basis,
    Duty,
    DutyKind,
    DutyState,
    Exit,
    Interim,
    Party,
    Standing,
    Taking,
    YearTerms,
    exits_from,
    federation_year,
    standing_of,
)
from samverk.rules.membership import IsMember
from samverk.rules.ruling import Reason, Ruling


@dataclass(frozen=True, slots=True)
class YearTask:
    """A duty of a year as it stands (uppgift): what is noted of it, and what the system knows."""

    year: int
    duty: Duty
    note: DutyNote | None
    known: Known | None
    standing: Standing

    @property
    def name(self) -> str:
        """The task's name in addresses, one among all years: "2026-budget"."""
        return f"{self.year}-{self.duty.code}"

    @property
    def owner(self) -> User | None:
        """Who answers for it."""
        return self.note.owner if self.note else None

    @property
    def done_on(self) -> date | None:
        """The day it was done, if that is known."""
        if self.known and self.known.is_done:
            return self.known.day
        return self.note.done_on if self.note else None

    @property
    def ruling(self) -> Ruling[None]:
        """Why it is there, and what to think of."""
        return Ruling(None, self.duty.reasons, self.duty.remarks)


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a federation (förbundets år), its tasks by last day."""

    year: int
    ruling: Ruling[tuple[Duty, ...]]
    tasks: tuple[YearTask, ...]

    @property
    def passed(self) -> list[YearTask]:
        """Those that are left though their last day, or the proposed one, has passed."""
        return [one for one in self.tasks if one.standing.is_left and one.standing.days < 0]


def year_of(federation: int, members: Sequence[Member], year: int, today: date) -> Year:
    """Answer a federation's year as it stands ``today``."""
    return years_of(federation, members, range(year, year + 1), today)[0]


def years_of(federation: int, members: Sequence[Member], years: range, today: date) -> list[Year]:
    """Answer some years in a row, in a fixed number of questions however many they are."""
    rows = _settings(federation)
    own, notes = _own(federation, years), _notes(federation, years)
    known = known_of(federation, years)
    found = []
    for year in years:
        terms = _terms(_in_force(rows, year))
        ruling = federation_year(year, terms=terms, taking=taking_of(members, year, today))
        duties = sorted([*ruling.value, *own.get(year, ())], key=lambda one: one.due)
        tasks = (
            _task(year, one, notes.get((year, one.code)), known.get((year, one.code)), today)
            for one in duties
        )
        found.append(Year(year, ruling, tuple(tasks)))
    return found


def _task(
    year: int, duty: Duty, note: DutyNote | None, known: Known | None, today: date
) -> YearTask:
    state = DutyState[note.state] if note else DutyState.LEFT
    done_on = note.done_on if note else None
    if known and known.is_done:
        state, done_on = DutyState.DONE, known.day
    reminder = note.reminder_days if note else None
    standing = standing_of(duty, state, today, done_on=done_on, reminder_days=reminder)
    return YearTask(year, duty, note, known, standing)


def _settings(federation: int) -> list[YearSettings]:
    """List the settings, the latest of the latest year first."""
    found = YearSettings.objects.filter(federation=federation)
    return list(found.order_by("-from_year", "-id"))


def _in_force(rows: Sequence[YearSettings], year: int) -> YearSettings | None:
    return next((row for row in rows if row.from_year <= year), None)


def year_terms(federation: int, year: int) -> YearTerms:
    """Answer which days the federation has set for ``year``."""
    return _terms(_in_force(_settings(federation), year))


def _terms(found: YearSettings | None) -> YearTerms:
    if found is None:
        return YearTerms()
    days = {DutyKind(kind): _month_and_day(text) for kind, text in found.days.items()}
    return YearTerms(days, Interim(found.interim), found.section, found.vat_months)


def _month_and_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def taking_of(members: Sequence[Member], year: int, today: date) -> Taking:
    """Answer who has duties of their own in ``year``.

    One whose membership is not known is counted in: a question too many does no harm.
    """
    before = (date(year - 1, 1, 1), date(year - 1, 12, 31))
    return Taking(
        tuple(_parties(members, before)),
        tuple(_parties(members, (date(year, 12, 31),))),
        exits_of(members, year, today),
    )


def _parties(members: Sequence[Member], days: Sequence[date]) -> Iterator[Party]:
    """List those who were members on any of ``days``, as far as is known."""
    for one in members:
        answers = {one.is_member_on(day) for day in days}
        if answers != {IsMember.NO}:
            yield Party(one.membership.pk, one.name, IsMember.YES in answers)


def exits_of(members: Sequence[Member], year: int, today: date) -> tuple[Exit, ...]:
    """List the exits that take effect in ``year`` or later, as they stood by its end, or ``today``."""
    day = min(today, date(year, 12, 31))
    return exits_from(year, [*_exits_on(members, day)])


def _exits_on(members: Sequence[Member], day: date) -> Iterator[Exit]:
    for one in members:
        status = one.status_on(day).value
        if status.effective:
            yield Exit(_party(one), status.effective, status.is_assumed)


def _party(member: Member) -> Party:
    return Party(member.membership.pk, member.name)


def _own(federation: int, years: range) -> Mapping[int, list[Duty]]:
    rows = OwnDuty.objects.filter(federation=federation, due__year__range=(years[0], years[-1]))
    found: defaultdict[int, list[Duty]] = defaultdict(list)
    for row in rows:
        why = Reason(row.why or "Förbundets egen uppgift.")
        code = f"{DutyKind.OWN}-{row.pk}"
        duty = Duty(code, DutyKind.OWN, row.text, row.due, Basis.CHOSEN, (why,))
        found[row.due.year].append(duty)
    return found


def _notes(federation: int, years: range) -> Mapping[tuple[int, str], DutyNote]:
    """Gather the latest note of each duty of some years, by year and code."""
    found = DutyNote.objects.filter(federation=federation, year__range=(years[0], years[-1]))
    latest = found.order_by("year", "code", "-id").distinct("year", "code")
    return {(row.year, row.code): row for row in _with_papers(latest)}


def years_owned_by(user: int, organisations: Collection[int]) -> list[tuple[int, int]]:
    """List the (federation, year) among ``organisations`` in which ``user`` has had duties left."""
    found = DutyNote.objects.filter(
        owner=user, federation__in=organisations, state=DutyState.LEFT.name
    )
    return sorted(set(found.values_list("federation", "year")))


def notes_on(federation: int, year: int, code: str) -> list[DutyNote]:
    """List all that has been noted of a duty, latest first."""
    found = DutyNote.objects.filter(federation=federation, year=year, code=code)
    return list(_with_papers(found.order_by("-id")))


def _with_papers(rows: QuerySet[DutyNote]) -> QuerySet[DutyNote]:
    return rows.select_related("owner", "decision__body", "decision__organisation", "document")
