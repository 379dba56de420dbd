"""When what is kept of a person is destroyed (gallring): a plan of rules, and when somebody falls due.

How long each authority keeps its files is in law or in a decision of its own, and differs between
social services, health care and the agencies. So the periods are the authority's plan, with a
default that is shown; a ground that no source has confirmed is marked, and stays marked until
somebody has confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date, sentence


class Record(StrEnum):
    """What is kept (handlingsslag)."""

    TOOK_PART = "took_part"
    NEVER_TOOK_PART = "never_took_part"
    DRAFT = "draft"
    EMERGENCY = "emergency"


RECORDS = {
    Record.TOOK_PART: "allt om en person som har deltagit",
    Record.NEVER_TOOK_PART: "allt om en person som aldrig har deltagit",
    Record.DRAFT: "utkast till remiss",
    Record.EMERGENCY: "begäran om nödåtkomst som inte öppnade någons uppgifter",
}


class Trigger(StrEnum):
    """From which day the period is counted (utgångspunkt)."""

    LAST_ENTRY = "last_entry"
    LAST_END = "last_end"
    CLOSED = "closed"
    UNTOUCHED = "untouched"
    ASKED = "asked"


TRIGGERS = {
    Trigger.LAST_ENTRY: "den sista anteckningen",
    Trigger.LAST_END: "slutet på det sista deltagandet",
    Trigger.CLOSED: "den dag då den sista remissen återtogs, återremitterades eller lämnade kön",
    Trigger.UNTOUCHED: "den dag då utkastet senast ändrades",
    Trigger.ASKED: "den dag då den gjordes",
}
# From what each kind can be counted: somebody who never took part has no end of it
COUNTED_FROM = {
    Record.TOOK_PART: (Trigger.LAST_ENTRY, Trigger.LAST_END),
    Record.NEVER_TOOK_PART: (Trigger.LAST_ENTRY, Trigger.CLOSED),
    Record.DRAFT: (Trigger.UNTOUCHED,),
    Record.EMERGENCY: (Trigger.ASKED,),
}


class HoldReason(StrEnum):
    """Why somebody's file is kept although its time is up (undantag från gallring)."""

    APPEAL = "appeal"
    ACCESS = "access"
    SUPERVISION = "supervision"
    EXCEPTED = "excepted"
    RESEARCH = "research"


HOLD_REASONS = {
    HoldReason.APPEAL: "ett överklagande eller mål pågår",
    HoldReason.ACCESS: "personen har begärt att få veta vad som finns",
    HoldReason.SUPERVISION: "tillsyn eller revision pågår",
    HoldReason.EXCEPTED: "lagen undantar akten, till exempel faderskap, adoption eller placering",
    HoldReason.RESEARCH: "akten bevaras för forskning",
}


LEAST_DRAFT_DAYS = 7
# A request is there for as long as its review may take
LEAST_EMERGENCY_DAYS = 30
# What belongs to no person's file is counted in days, with the fewest
IN_DAYS = {Record.DRAFT: LEAST_DRAFT_DAYS, Record.EMERGENCY: LEAST_EMERGENCY_DAYS}


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long one kind of record is kept (gallringsregel).

    The period is ``years`` and then ``days``. With ``by_year_end`` the destruction is finished at
    the end of the calendar year after; otherwise the same day. ``ground`` is the authority's own
    words for what it rests on, and ``is_confirmed`` whether somebody has checked that.
    """

    record: Record
    trigger: Trigger
    years: int = 0
    days: int = 0
    by_year_end: bool = False
    ground: str = ""
    is_confirmed: bool = False

    def __post_init__(self) -> None:
        """Refuse a period that is none, and a day that the kind of record never has."""
        if self.years < 0 or self.days < 0 or not (self.years or self.days):
            raise ValueError("a period is at least a day")
        if self.trigger not in COUNTED_FROM[self.record]:
            raise ValueError(f"{self.record} is never counted from {self.trigger}")
        least = IN_DAYS.get(self.record)
        if least is not None and (self.years or self.days < least):
            raise ValueError(f"{self.record} is kept for days, {least} at least")

    @property
    def period(self) -> str:
        """The period in words."""
        parts = [f"{self.years} år"] if self.years else []
        return " och ".join([*parts, *([f"{self.days} dagar"] if self.days else [])])


# Shown as the proposal of an authority that has decided on no plan yet. The five years and the
# following calendar year are the social services act's of 2001, ch. 12; where the act of 2025 has
# them has not been read. The days of a draft and of a request are no statute's:
# they are ours.
DEFAULT_PLAN = (
    RetentionRule(
        Record.TOOK_PART,
        Trigger.LAST_ENTRY,
        years=5,
        by_year_end=True,
        ground="socialtjänstlagen (2025:400), förut 12 kap. (2001:453)",
    ),
    RetentionRule(
        Record.NEVER_TOOK_PART,
        Trigger.LAST_ENTRY,
        years=5,
        by_year_end=True,
        ground="socialtjänstlagen (2025:400), förut 12 kap. (2001:453)",
    ),
    RetentionRule(Record.DRAFT, Trigger.UNTOUCHED, days=30, ground="eget beslut"),
    RetentionRule(Record.EMERGENCY, Trigger.ASKED, days=365, ground="eget beslut"),
)


class Standing(StrEnum):
    """How a person's file stands in the plan (gallringsläge)."""

    DUE = "due"
    NOT_YET = "not_yet"
    ONGOING = "ongoing"
    HELD = "held"
    UNKNOWN = "unknown"


STANDINGS = {
    Standing.DUE: "ska gallras",
    Standing.NOT_YET: "bevaras än",
    Standing.ONGOING: "pågår",
    Standing.HELD: "undantagen",
    Standing.UNKNOWN: "går inte att bedöma",
}


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What the plan asks of a person's file (underlag), and nothing of who it is.

    ``ongoing`` says in words what is under way, ``holds`` why the file is kept anyway. A day that is
    not known is None.
    """

    has_taken_part: bool
    last_entry: date | None
    last_end: date | None = None
    closed_on: date | None = None
    ongoing: tuple[str, ...] = ()
    holds: tuple[HoldReason, ...] = ()

    @property
    def record(self) -> Record:
        """Which kind of record it is."""
        return Record.TOOK_PART if self.has_taken_part else Record.NEVER_TOOK_PART

    def counted_from(self, trigger: Trigger) -> date | None:
        """Answer the day that a rule counts from, None when it is not known."""
        days = {Trigger.LAST_ENTRY: self.last_entry, Trigger.LAST_END: self.last_end}
        return days.get(trigger, self.closed_on)


@dataclass(frozen=True, slots=True)
class Falling:
    """How somebody stands (läge), the first day of destruction, and the last. None where not known."""

    standing: Standing
    due_on: date | None = None
    finish_by: date | None = None


def falls_due(facts: PersonFacts, plan: Iterable[RetentionRule], day: date) -> Ruling[Falling]:
    """Answer whether a person's file is to be destroyed on a day, and why or why not.

    What is under way is never due, whatever the calendar says; nor what is held; nor what cannot be
    judged.
    """
    if facts.ongoing:
        return _no(Standing.ONGOING, *facts.ongoing)
    if facts.holds:
        return _no(Standing.HELD, *(f"Undantagen: {HOLD_REASONS[one]}." for one in facts.holds))
    rule = next((one for one in plan if one.record is facts.record), None)
    if rule is None:
        return _no(Standing.UNKNOWN, f"Planen säger inget om {RECORDS[facts.record]}.")
    start = facts.counted_from(rule.trigger)
    if start is None:
        return _no(Standing.UNKNOWN, f"Dagen är inte känd: {TRIGGERS[rule.trigger]}.")
    if start > day:
        text = f"{sentence(TRIGGERS[rule.trigger])} ligger i framtiden, {running_date(start)}."
        return _no(Standing.UNKNOWN, text)
    return _counted(rule, start, day)


def _no(standing: Standing, *texts: str) -> Ruling[Falling]:
    return Ruling(Falling(standing), tuple(map(Reason, texts)))


def _counted(rule: RetentionRule, start: date, day: date) -> Ruling[Falling]:
    due = due_from(rule, start)
    last = finish_by(rule, due)
    first = (
        f"{sentence(TRIGGERS[rule.trigger])}: {running_date(start)}."
        f" Därefter bevaras {RECORDS[rule.record]} i {rule.period}."
    )
    if due <= day:
        then = f"Tiden gick ut {running_date(due)}. Gallringen ska vara klar {running_date(last)}."
    else:
        then = f"Tiden går ut {running_date(due)}."
    standing = Standing.DUE if due <= day else Standing.NOT_YET
    remarks = () if rule.is_confirmed else (Reason(unconfirmed(rule)),)
    return Ruling(Falling(standing, due, last), (Reason(first), Reason(then)), remarks)


def unconfirmed(rule: RetentionRule) -> str:
    """Say that nobody has checked what a rule rests on."""
    return f"Grunden är inte bekräftad: {rule.ground or 'ingen är angiven'}."


def due_from(rule: RetentionRule, start: date) -> date:
    """Find the first day on which a whole period has passed: never a day too early.

    From a 29 February the years have passed on 1 March where the year has no 29 February.
    """
    try:
        later = start.replace(year=start.year + rule.years)
    except ValueError:
        later = date(start.year + rule.years, 3, 1)
    return later + timedelta(days=rule.days)


def finish_by(rule: RetentionRule, due: date) -> date:
    """Find the last day that the destruction may take."""
    return date(due.year + 1, 12, 31) if rule.by_year_end else due


def draft_days(plan: Iterable[RetentionRule]) -> int:
    """Answer for how many days an untouched draft is kept: the default's where the plan is silent."""
    return _days(Record.DRAFT, plan)


def emergency_days(plan: Iterable[RetentionRule]) -> int:
    """Answer for how many days a request that opened nobody is kept, as ``draft_days`` does."""
    return _days(Record.EMERGENCY, plan)


def _days(record: Record, plan: Iterable[RetentionRule]) -> int:
    return next(one.days for one in (*plan, *DEFAULT_PLAN) if one.record is record)


_OLD = PersonFacts(True, date(2020, 3, 15), date(2019, 12, 31))
EXAMPLES = (
    Example(
        falls_due,
        {"facts": _OLD, "plan": DEFAULT_PLAN, "day": date(2025, 3, 15)},
        Falling(Standing.DUE, date(2025, 3, 15), date(2026, 12, 31)),
        "räknat för hand: fem år efter sista anteckningen, klart kalenderåret efter",
    ),
    Example(
        falls_due,
        {"facts": _OLD, "plan": DEFAULT_PLAN, "day": date(2025, 3, 14)},
        Falling(Standing.NOT_YET, date(2025, 3, 15), date(2026, 12, 31)),
        "räknat för hand: dagen före",
    ),
    Example(
        falls_due,
        {
            "facts": PersonFacts(False, date(2020, 2, 29)),
            "plan": DEFAULT_PLAN,
            "day": date(2025, 2, 28),
        },
        Falling(Standing.NOT_YET, date(2025, 3, 1), date(2026, 12, 31)),
        "konstruerat: skottdagen, aldrig en dag för tidigt",
    ),
    Example(
        falls_due,
        {
            "facts": PersonFacts(True, date(2010, 1, 1), holds=(HoldReason.APPEAL,)),
            "plan": DEFAULT_PLAN,
            "day": date(2025, 3, 15),
        },
        Falling(Standing.HELD),
        "konstruerat: ett överklagande stoppar gallringen",
    ),
)
