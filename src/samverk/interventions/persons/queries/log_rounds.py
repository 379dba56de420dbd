"""An authority's reviews of its log: the terms, a round with its lines, and what a year of them found."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, QuerySet, Subquery

from samverk.foundation.actors import Role
from samverk.foundation.models import RoleAssignment
from samverk.foundation.reading_lines import ReadingLine, reading_lines
from samverk.interventions.persons.models import (
    ReviewJudgement,
    ReviewLine,
    ReviewRound,
    ReviewTerms,
    Verdict,
)
from samverk.interventions.persons.queries.log_review import month_after, month_before, read_between
from samverk.interventions.persons.zone import Authority
from samverk.rules.interventions.log_review import DEFAULT_TERMS, SIGNS, Sign, Terms

MONTHS_BACK = 12


def terms_at(body: int) -> Terms:
    """Answer how an authority (body id) reviews its log: the latest terms, or those that are given."""
    row = ReviewTerms.objects.filter(controller=body).order_by("-recorded_at", "-pk").first()
    return row.terms if row else DEFAULT_TERMS


def readers_in(review: ReviewRound) -> list[int | None]:
    """List the users (ids) whose readings are among those drawn."""
    return list(review.lines.values_list("event__actor", flat=True).distinct())


def page_of(review: ReviewRound, number: int, many: int) -> Page[ReviewLine]:
    """Give a page of a round's drawn readings, the earliest first."""
    rows = review.lines.order_by("event__recorded_at", "pk")
    return Paginator(rows, many).get_page(number)


def next_to_judge(review: uuid.UUID, auditor: int) -> uuid.UUID | None:
    """Find the first drawn reading of a round that waits for an auditor (user id); none of their own."""
    rows = ReviewLine.objects.filter(round=review, judgements__isnull=True)
    rows = rows.exclude(event__actor=auditor).order_by("event__recorded_at", "pk")
    return rows.values_list("pk", flat=True).first()


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A drawn reading as its auditor sees it (dragen läsning): by pseudonym, with why and how judged."""

    id: uuid.UUID
    reading: ReadingLine
    times: int
    signs: tuple[str, ...]
    reasons: tuple[str, ...]
    verdict: str
    note: str
    is_protected: bool

    @property
    def verdict_name(self) -> str:
        """How it is judged, in Swedish; "" while it is not."""
        return str(Verdict(self.verdict).label) if self.verdict else ""


def _judged(rows: QuerySet[ReviewLine]) -> QuerySet[ReviewLine]:
    latest = ReviewJudgement.objects.filter(line=OuterRef("pk")).order_by("-recorded_at", "-pk")
    return rows.annotate(
        verdict=Subquery(latest.values("verdict")[:1]), said=Subquery(latest.values("note")[:1])
    )


def drawn_lines(pks: Iterable[uuid.UUID]) -> list[DrawnLine]:
    """List drawn readings as their auditor sees them, the earliest first."""
    rows = ReviewLine.objects.filter(pk__in=list(pks))
    found = list(_judged(rows).select_related("event").order_by("event__recorded_at", "pk"))
    shown = reading_lines([one.event for one in found])
    return [_shown(row, line) for row, line in zip(found, shown, strict=True)]


def _shown(row: ReviewLine, line: ReadingLine) -> DrawnLine:
    named = tuple(SIGNS[Sign(one)] for one in row.signs)
    return DrawnLine(
        row.pk,
        line,
        row.times,
        named,
        tuple(row.reasons),
        row.verdict or "",  # type: ignore[attr-defined]
        row.said or "",  # type: ignore[attr-defined]
        Sign.PROTECTED in row.signs,
    )


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A month of reviews (omgång): what was drawn, how far it has come, and who signed and when.

    ``row`` is None for a month that nobody has drawn.
    """

    month: date
    row: ReviewRound | None = None
    drawn: int = 0
    judged: int = 0
    to_investigate: int = 0
    signed_by: str = ""
    signed_at: datetime | None = None
    signs: tuple[tuple[str, int], ...] = ()

    @property
    def state(self) -> str:
        """How far it has come, in Swedish."""
        if self.row is None:
            return "inte dragen"
        if self.signed_at:
            return "underskriven"
        return "att skriva under" if self.judged == self.drawn else "att bedöma"


def rounds_at(body: int, months: Iterable[date]) -> list[RoundSeen]:
    """Tell of an authority's (body id) review of each of some months, in three questions."""
    asked = list(months)
    rows = ReviewRound.objects.filter(controller=body, month__in=asked)
    found = {one.month: one for one in rows.select_related("signature")}
    lines: dict[uuid.UUID, list[ReviewLine]] = {one.pk: [] for one in found.values()}
    for line in _judged(ReviewLine.objects.filter(round__in=list(lines))):
        lines[line.round_id].append(line)
    return [
        _round(found[month], lines[found[month].pk]) if month in found else RoundSeen(month)
        for month in asked
    ]


def _round(row: ReviewRound, lines: list[ReviewLine]) -> RoundSeen:
    verdicts = Counter(one.verdict or "" for one in lines)  # type: ignore[attr-defined]
    signs = Counter(sign for one in lines for sign in one.signs)
    signature = getattr(row, "signature", None)
    return RoundSeen(
        row.month,
        row,
        len(lines),
        len(lines) - verdicts[""],
        verdicts[Verdict.INVESTIGATE.value],
        signature.user_name if signature else "",
        signature.recorded_at if signature else None,
        tuple((SIGNS[one], signs[one.value]) for one in Sign if signs[one.value]),
    )


def months_before(day: date, many: int = MONTHS_BACK) -> list[date]:
    """List the latest months that are over, the latest first."""
    found = [month_before(day)]
    while len(found) < many:
        found.append(month_before(found[-1]))
    return found


def audited() -> list[int]:
    """List the authorities (body ids) that have had an auditor of their log."""
    rows = RoleAssignment.objects.filter(role=Role.LOG_AUDITOR.name, body__isnull=False)
    return sorted(set(rows.values_list("body", flat=True)))


def has_log(home: Authority, month: date, day: date) -> bool:
    """Answer whether anybody read about a person at an authority in a month that is over by a day."""
    return month < day and read_between(home, month, month_after(month)).exists()
