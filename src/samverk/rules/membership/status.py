"""What can be said of a membership on one day (medlemskapets ställning)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.membership.facts import Fact, FactKind


class IsMember(StrEnum):
    """Whether the organisation is a member (medlem)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class NoticeState(StrEnum):
    """What is known of the notice (uppsägning)."""

    NONE = "none"
    DECIDED_NOT_SHOWN_SENT = "decided_not_shown_sent"
    REPEALED_NOT_SHOWN_SENT = "repealed_not_shown_sent"
    RUNNING = "running"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MissingDocument:
    """Saknad handling: a document that the status hangs on.

    ``kind`` is the fact it would show, None for the by-laws themselves.
    """

    kind: FactKind | None
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Ett av de möjliga utfallen: what holds if ``condition`` is true, and until when the fee is owed.

    ``fee_until`` None means that it goes on. With ``is_member`` unknown it is the earliest day.
    """

    condition: str
    is_member: IsMember
    meaning: str
    fee_until: date | None


@dataclass(frozen=True, slots=True)
class Fee:
    """Avgiftsskyldighet: owed until ``until`` (None: with no known end).

    ``is_conditional`` says that the day rests on an assumption or on a document not seen.
    """

    until: date | None
    is_conditional: bool


@dataclass(frozen=True, slots=True)
class MembershipStatus:
    """Medlemskapets ställning on ``day``.

    ``effective`` is the last day as member that the notice leads to, None when nothing leads there.
    With ``is_assumed`` it rests on ``assumed_year``, the council decision's year, because the notice
    or its date is missing. ``outcomes`` are two when ``is_member`` is unknown after an exit, three when a
    later notice than the assumed one may have led out since, else none.
    """

    day: date
    is_member: IsMember
    notice: NoticeState
    headline: str
    effective: date | None = None
    is_assumed: bool = False
    assumed_year: int | None = None
    fee: Fee | None = None
    proposals: tuple[Fact, ...] = ()
    missing: tuple[MissingDocument, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
