"""What a federation has to do in a year, and which days its own by-laws and habits set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samverk.rules.periods import add_months
from samverk.rules.ruling import Reason

# The act on coordination federations is in force since then
ACT_FROM = 2004
# Ordinary general elections have been held every fourth year since then
_FIRST_ELECTION, _ELECTION_YEARS = 1994, 4


class DutyKind(StrEnum):
    """What is to be done (slag av uppgift); the value stands in addresses."""

    INVOICES = "fakturor"
    FOLLOW_UP = "uppfoljning-finsam"
    VAT_PERIOD = "momsansokan"
    ANNUAL_REPORT = "arsredovisning"
    TO_AUDITORS = "till-revisorerna"
    APPOINTMENT = "val"
    NEW_BOARD = "ny-styrelse"
    AUDIT_REPORT = "revisionsberattelse"
    DISCHARGE = "ansvarsfrihet"
    VAT_STATEMENT = "momsuppgift"
    INTERIM = "delarsrapport"
    CONSULTATION = "samrad"
    BUDGET = "budget"
    EXIT = "uttrade"
    VAT_LAST = "sista-momsansokan"
    OWN = "egen"


class Basis(StrEnum):
    """What the day of a duty rests on (vad dagen vilar på)."""

    LAW = "lagen"
    BY_LAWS = "förbundsordningen"
    GUIDANCE = "vägledning"
    CHOSEN = "egen dag"
    PROPOSED = "Samverks förslag"


class Interim(StrEnum):
    """Whether the by-laws ask for an interim report (delårsrapport)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


# Days of the year that no law sets: a proposal until the federation chooses its own.
PROPOSED_DAYS: Mapping[DutyKind, tuple[int, int]] = {
    DutyKind.INVOICES: (1, 31),
    DutyKind.FOLLOW_UP: (1, 31),
    DutyKind.TO_AUDITORS: (3, 31),
    DutyKind.APPOINTMENT: (12, 31),
    DutyKind.NEW_BOARD: (4, 1),
    DutyKind.AUDIT_REPORT: (4, 30),
    DutyKind.DISCHARGE: (6, 30),
    DutyKind.INTERIM: (9, 30),
    DutyKind.CONSULTATION: (10, 31),
}
CHOOSABLE = tuple(PROPOSED_DAYS)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who has a duty of its own (part i uppgiften); ``id`` tells it from the others.

    ``is_sure`` is False for one whose membership is not known.
    """

    id: int
    name: str
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Exit:
    """A member whose notice runs (utträde på väg), and its last day as member.

    ``is_assumed`` says that the day is counted from an assumed notice, because none has been seen.
    """

    party: Party
    last_day: date
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class YearTerms:
    """What the federation has set for its years (årets inställningar).

    ``days`` are {kind: (month, day)} of those that no law sets. ``vat_months`` is 1 or 3. ``section`` is
    where the by-laws ask for an interim report. ValueError for a day that no law leaves open.
    """

    days: Mapping[DutyKind, tuple[int, int]] = field(default_factory=dict)
    interim: Interim = Interim.UNKNOWN
    section: str = ""
    vat_months: int = 3

    def __post_init__(self) -> None:
        if self.vat_months not in (1, 3):
            raise ValueError("Ersättning söks för en månad eller för tre.")
        if set(self.days) - set(PROPOSED_DAYS):
            raise ValueError("Den dagen sätter lagen: den kan inte väljas.")


@dataclass(frozen=True, slots=True)
class Duty:
    """En uppgift under året. ``code`` is its name within the year, ``due`` its last day.

    ``basis`` says what the day rests on; ``remarks`` are doubts, such as a last day that is a Sunday.
    """

    code: str
    kind: DutyKind
    text: str
    due: date
    basis: Basis
    reasons: tuple[Reason, ...]
    remarks: tuple[Reason, ...] = ()


def is_election_year(year: int) -> bool:
    """Answer whether ordinary general elections are held in ``year``."""
    since = year - _FIRST_ELECTION
    return since >= 0 and since % _ELECTION_YEARS == 0


def given_day(year: int, month_and_day: tuple[int, int]) -> date:
    """Find a day of the year; the last of February where there is no 29th.

    Raises ValueError for a month or day that no year has.
    """
    month, day = month_and_day
    date(2000, month, day)
    last = add_months(date(year, month, 1), 1).toordinal() - 1
    return min(date.fromordinal(last), date.fromordinal(date(year, month, 1).toordinal() + day - 1))
