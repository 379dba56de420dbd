"""The monthly review of who has read about persons (loggranskning): what is drawn, and why.

No statute says how many readings are to be looked at. The shares and limits are an authority's own, with
visible defaults. What is always drawn, and every sign that a reading had no ground in the work, stands
here; a sign is a question to the reader and never a finding.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil
from statistics import fmean, pstdev

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling

PER_MILLE = 1000
SATURDAY = 5
# Fewer earlier days than this tell nothing of what is usual
LEAST_DAYS = 10


class Sign(StrEnum):
    """Why a reading is drawn (skäl till att en läsning är dragen)."""

    PROTECTED = "protected"
    EMERGENCY = "emergency"
    MANY_SEARCHES = "many_searches"
    NO_RELATION = "no_relation"
    SAME_NAME = "same_name"
    COLLEAGUE = "colleague"
    OUT_OF_HOURS = "out_of_hours"
    FAR_ABOVE = "far_above"
    BY_LOT = "by_lot"


SIGNS = {
    Sign.PROTECTED: "skyddade personuppgifter",
    Sign.EMERGENCY: "nödåtkomst",
    Sign.MANY_SEARCHES: "fler sökningar än dagens gräns",
    Sign.NO_RELATION: "inget pågående ärende",
    Sign.SAME_NAME: "samma efternamn som läsaren",
    Sign.COLLEAGUE: "kan vara en kollega",
    Sign.OUT_OF_HOURS: "utanför arbetstid",
    Sign.FAR_ABOVE: "långt över läsarens vanliga antal",
    Sign.BY_LOT: "lottad",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """How an authority reviews (villkor för granskningen): an authority's own numbers, by no source.

    ``share`` is in thousandths. ``opens`` and ``closes`` are the hours between which one works on weekdays.
    A matter that has ended is work for ``days_after`` more days. ``deviations`` is how many standard
    deviations over the mean is far above.
    """

    share: int = 20
    least: int = 25
    opens: int = 6
    closes: int = 19
    days_after: int = 30
    deviations: int = 3


DEFAULT_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Span:
    """Days when an authority had something in hand about a person; ``to_date`` None while it lasts."""

    from_date: date
    to_date: date | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """One reader's readings of one person on one day (lästillfälle), and what is known around them.

    ``at`` is the first of them on the clock on the wall. ``in_hand`` is None where nothing is known of
    the person: of what was refused, and of who has been removed since.
    """

    at: datetime
    is_protected: bool = False
    by_emergency: bool = False
    in_hand: tuple[Span, ...] | None = None
    shares_name: bool = False
    is_colleague: bool = False


def signs_of(read: Occasion, terms: Terms) -> Ruling[tuple[Sign, ...]]:
    """Answer what about an occasion is to be asked of the reader, each with its reason."""
    day = read.at.date()
    found: list[tuple[Sign, str]] = []
    if read.is_protected:
        found.append(
            (Sign.PROTECTED, "Personen har skyddade personuppgifter: varje läsning granskas.")
        )
    if read.by_emergency:
        found.append((Sign.EMERGENCY, "Lästes med nödåtkomst: varje läsning granskas."))
    if read.in_hand is not None and not is_in_hand(read.in_hand, day, terms):
        text = (
            f"Myndigheten hade inget pågående om personen den dagen, och inget som slutat de senaste"
            f" {terms.days_after} dagarna."
        )
        found.append((Sign.NO_RELATION, text))
    if read.shares_name:
        found.append((Sign.SAME_NAME, "Läsaren och personen har ett efternamn gemensamt."))
    if read.is_colleague:
        found.append((Sign.COLLEAGUE, "Personen heter som någon som arbetar hos myndigheten."))
    if is_out_of_hours(read.at, terms):
        text = f"Lästes en helg, eller utanför klockan {terms.opens} till {terms.closes}."
        found.append((Sign.OUT_OF_HOURS, text))
    return Ruling(tuple(sign for sign, _ in found), tuple(Reason(text) for _, text in found))


def is_in_hand(spans: Collection[Span], day: date, terms: Terms) -> bool:
    """Answer whether an authority has, or a short while ago had, something in hand about a person."""
    after = timedelta(days=terms.days_after)
    return any(
        one.from_date <= day and (one.to_date is None or day <= one.to_date + after)
        for one in spans
    )


def is_out_of_hours(at: datetime, terms: Terms) -> bool:
    """Answer whether a moment on the wall is on a weekend, or before or after the hours of work."""
    return at.weekday() >= SATURDAY or not terms.opens <= at.hour < terms.closes


def is_far_above(read: int, before: Sequence[int], terms: Terms) -> Ruling[bool]:
    """Answer whether somebody read of far more persons in a day than on their own earlier days."""
    if len(before) < LEAST_DAYS:
        text = f"Läsaren har läst färre än {LEAST_DAYS} dagar förut: det vanliga är inte känt."
        return Ruling(False, (Reason(text),))
    usual, spread = fmean(before), pstdev(before)
    # Whoever reads of as many each day has no spread: one more is nothing to ask about
    limit = usual + terms.deviations * max(spread, 1.0)
    text = f"Läste om {read} personer. Vanligt är {usual:.0f} på en dag, och gränsen {limit:.0f}."
    return Ruling(read > limit, (Reason(text),))


def by_lot(among: Sequence[str], seed: int, terms: Terms) -> frozenset[str]:
    """Draw occasions (ids) by lot: the share of them, and no fewer than the least number.

    The same ids and seed give the same draw, in whatever order they come, so that it can be done again.
    """
    ordered = sorted(among)
    many = max(ceil(len(ordered) * terms.share / PER_MILLE), min(terms.least, len(ordered)))
    # No secret hangs on it: it is to be repeatable
    return frozenset(random.Random(seed).sample(ordered, many))  # noqa: S311


def may_judge(readers: Collection[int | None], auditor: int) -> Ruling[bool]:
    """Answer whether somebody (user id) may judge or sign what these users (ids) have read."""
    if auditor in readers:
        text = "Du har själv läst det som granskas. En annan loggranskare måste göra det."
        return Ruling(False, (Reason(text),))
    return Ruling(True, (Reason("Granskas av någon som inte har läst."),))


def may_be_signed(judged: int, drawn: int) -> Ruling[bool]:
    """Answer whether a round may be signed: when each drawn line is judged."""
    if judged < drawn:
        return Ruling(
            False, (Reason(f"{drawn - judged} av {drawn} läsningar är inte bedömda än."),)
        )
    return Ruling(True, (Reason("Alla dragna läsningar är bedömda."),))


EXAMPLES = (
    Example(
        is_far_above,
        {"read": 40, "before": [8, 9, 10, 11, 12] * 3, "terms": DEFAULT_TERMS},
        True,
        "konstruerat: 40 personer en dag, mot 8 till 12 alla andra",
    ),
    Example(
        may_judge,
        {"readers": [1, 2], "auditor": 2},
        False,
        "konstruerat: ingen bedömer sin egen läsning",
    ),
)
