"""What needs somebody today among decisions that wait (arbetslista), each with its reason.

None of the spans but the three months stands in a statute: they are an authority's own, with visible
defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.fee import two_year_day
from samverk.rules.unexecuted.individual_sheet import ReportKind
from samverk.rules.unexecuted.waits import Wait
from samverk.rules.wording import running_date


class Need(StrEnum):
    """Why a decision is on the list (behov)."""

    REPORTABLE = "reportable"
    SOON = "soon"
    NO_OFFER = "no_offer"
    OLD_REASON = "old_reason"
    NO_REASON = "no_reason"
    UNANSWERED = "unanswered"
    TWO_YEARS = "two_years"
    UNTOLD_END = "untold_end"


NEEDS = {
    Need.REPORTABLE: "Har väntat mer än tre månader",
    Need.SOON: "Passerar snart tre månader",
    Need.NO_OFFER: "Har inte erbjudits något",
    Need.OLD_REASON: "Skälet är gammalt",
    Need.NO_REASON: "Skäl saknas",
    Need.UNANSWERED: "Ett erbjudande saknar svar",
    Need.TWO_YEARS: "Tvåårsdagen närmar sig",
    Need.UNTOLD_END: "Rapporterat, men slutet är inte anmält",
}


@dataclass(frozen=True, slots=True)
class Spans:
    """How long is long (tidsgränser), in days; an authority's own."""

    soon: int = 30
    without_offer: int = 60
    reason_holds: int = 90
    unanswered: int = 21
    before_two_years: int = 90


DEFAULT_SPANS = Spans()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A wait that lasts (pågående väntan), and what has been done: days of the latest of each."""

    wait: Wait
    offered_on: date | None = None
    is_answered: bool = True
    explained_on: date | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list (rad): what it needs, its day and the words for it."""

    decision: str
    need: Need
    day: date
    text: str


def work_list(
    waiting: Iterable[Waiting], today: date, spans: Spans = DEFAULT_SPANS
) -> Ruling[tuple[Listed, ...]]:
    """List what needs somebody, the most pressing day first; one that does not wait is on no list."""
    found = [
        line for one in waiting if one.wait.ended_on is None for line in _lines(one, today, spans)
    ]
    found.sort(key=lambda line: (line.day, line.decision, line.need))
    return Ruling(
        tuple(found),
        (
            Reason("Tre månader är lagens gräns för rapporten. Besluten gäller från första dagen."),
            Reason(
                f"Listans egna gränser: {spans.without_offer} dagar utan erbjudande, ett skäl som är"
                f" äldre än {spans.reason_holds} dagar, {spans.unanswered} dagar utan svar."
            ),
        ),
    )


def untold_end(decision: str, kind: ReportKind, ended_on: date) -> Listed:
    """List one that was reported and has ended, which the authority has not been told."""
    how = "Verkställdes" if kind is ReportKind.EXECUTED else "Avslutades"
    text = (
        f"{how} {running_date(ended_on)}. IVO och revisorerna ska få veta det så snart som möjligt."
    )
    return Listed(decision, Need.UNTOLD_END, ended_on, text)


# What is to be done by a day that comes, and what only goes on: the rest stands between
_BY_A_DAY = frozenset({Need.SOON, Need.TWO_YEARS, Need.UNTOLD_END})
_GOES_ON = frozenset({Need.REPORTABLE})


def by_decision(lines: Iterable[Listed]) -> list[tuple[Listed, ...]]:
    """Gather the lines of each decision, and put first those where something is to be done by a day.

    Last come those that are only to be reported again each quarter.
    """
    found: dict[str, list[Listed]] = {}
    for line in lines:
        found.setdefault(line.decision, []).append(line)
    gathered = [tuple(sorted(some, key=_place)) for some in found.values()]
    return sorted(gathered, key=lambda some: _place(some[0]))


def _place(line: Listed) -> tuple[int, date, str, str]:
    rank = 0 if line.need in _BY_A_DAY else 2 if line.need in _GOES_ON else 1
    return rank, line.day, line.decision, line.need


def _lines(one: Waiting, today: date, spans: Spans) -> list[Listed]:
    wait, found = one.wait, []

    def add(need: Need, day: date, text: str) -> None:
        found.append(Listed(wait.decision, need, day, text))

    first = wait.first_reportable
    if first <= today:
        add(Need.REPORTABLE, first, f"Rapporteras varje kvartal sedan {running_date(first)}.")
    elif first <= today + timedelta(days=spans.soon):
        add(Need.SOON, first, f"Rapporteras från {running_date(first)} om inget händer.")
    no_offer = wait.began_on + timedelta(days=spans.without_offer)
    if one.offered_on is None and no_offer <= today:
        text = f"Inget erbjudande sedan {running_date(wait.began_on)}, då väntan började."
        add(Need.NO_OFFER, no_offer, text)
    if one.offered_on is not None and not one.is_answered:
        unanswered = one.offered_on + timedelta(days=spans.unanswered)
        if unanswered <= today:
            text = f"Erbjudandet {running_date(one.offered_on)} har inget svar."
            add(Need.UNANSWERED, unanswered, text)
    _reason_lines(one, today, spans, add)
    two_years = two_year_day(wait.fee_from, None).value
    if today <= two_years <= today + timedelta(days=spans.before_two_years):
        text = (
            f"Till och med {running_date(two_years)} kan särskild avgift sökas för den här väntan."
        )
        add(Need.TWO_YEARS, two_years, text)
    return found


def _reason_lines(
    one: Waiting, today: date, spans: Spans, add: Callable[[Need, date, str], None]
) -> None:
    """Tell that a reason is missing or old, of one that is reported or soon will be."""
    first = one.wait.first_reportable
    if first > today + timedelta(days=spans.soon):
        return
    if one.explained_on is None:
        add(Need.NO_REASON, first, "Rapporten ska säga varför det dröjer.")
        return
    old = one.explained_on + timedelta(days=spans.reason_holds)
    if old <= today:
        text = f"Skälet är från {running_date(one.explained_on)}. Gäller det fortfarande?"
        add(Need.OLD_REASON, old, text)


_WAIT = Wait("K1", "Kontaktfamilj", date(2022, 7, 25), date(2022, 7, 25))
EXAMPLES = (
    Example(
        lambda waiting, today: Ruling(
            tuple((line.need, line.day) for line in work_list(waiting, today).value), ()
        ),
        {"waiting": (Waiting(_WAIT),), "today": date(2022, 10, 1)},
        (
            (Need.NO_OFFER, date(2022, 9, 23)),
            (Need.NO_REASON, date(2022, 10, 26)),
            (Need.SOON, date(2022, 10, 26)),
        ),
        "räknat för hand: 60 dagar från den 25 juli är den 23 september",
    ),
)
