"""When what is kept of a decision in the register is destroyed (gallring).

Social files were kept for five years from the last entry, and destroyed by the end of the calendar year
after, by chapter 12 of the act of 2001. Where the act of 2025 and LSS have that has not been read, so
the period is the board's plan, with a default that is shown and marked as not confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.interventions.retention import HOLD_REASONS, Falling, HoldReason, Standing
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.handling import EXECUTION, ExecutionState
from samverk.rules.wording import running_date

ENDED = frozenset({ExecutionState.EXECUTED, ExecutionState.CLOSED, ExecutionState.ENTERED_IN_ERROR})


@dataclass(frozen=True, slots=True)
class RegisterTerm:
    """How long a decision is kept after its last entry (gallringstid), and what that rests on."""

    years: int = 5
    by_year_end: bool = True
    ground: str = "socialtjänstlagen (2025:400), förut 12 kap. (2001:453); LSS"
    is_confirmed: bool = False

    def __post_init__(self) -> None:
        """Refuse a period that is none."""
        if self.years < 1:
            raise ValueError("a period is at least a year")


DEFAULT_TERM = RegisterTerm()


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What the plan asks of a decision (underlag), and nothing of whom it concerns."""

    state: ExecutionState
    last_entry: date
    hold: HoldReason | None = None


def decision_falls_due(facts: DecisionFacts, term: RegisterTerm, day: date) -> Ruling[Falling]:
    """Answer whether a decision is to be destroyed on a day, and why or why not.

    One that waits to be carried out is never due, whatever the calendar says; nor one that is held.
    """
    if facts.state not in ENDED:
        text = f"Beslutet är {EXECUTION.state_names[facts.state]} och rapporteras."
        return Ruling(Falling(Standing.ONGOING), (Reason(text),))
    if facts.hold is not None:
        text = f"Undantagen: {HOLD_REASONS[facts.hold]}."
        return Ruling(Falling(Standing.HELD), (Reason(text),))
    due = _years_after(facts.last_entry, term.years)
    last = date(due.year + 1, 12, 31) if term.by_year_end else due
    standing = Standing.DUE if due <= day else Standing.NOT_YET
    first = f"Den sista anteckningen är från {running_date(facts.last_entry)}."
    passed = "gick" if due <= day else "går"
    then = f"Efter {term.years} år {passed} tiden ut {running_date(due)}."
    doubt = () if term.is_confirmed else (Reason(unconfirmed(term)),)
    return Ruling(Falling(standing, due, last), (Reason(first), Reason(then)), doubt)


def unconfirmed(term: RegisterTerm) -> str:
    """Say that nobody has checked what a period rests on."""
    return f"Grunden är inte bekräftad: {term.ground or 'ingen är angiven'}."


def _years_after(start: date, years: int) -> date:
    """Find the day when whole years have passed: from a 29 February 1 March, never a day too early."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


EXAMPLES = (
    Example(
        decision_falls_due,
        {
            "facts": DecisionFacts(ExecutionState.EXECUTED, date(2020, 3, 15)),
            "term": DEFAULT_TERM,
            "day": date(2025, 3, 15),
        },
        Falling(Standing.DUE, date(2025, 3, 15), date(2026, 12, 31)),
        "räknat för hand: fem år efter sista anteckningen, klart kalenderåret efter",
    ),
    Example(
        decision_falls_due,
        {
            "facts": DecisionFacts(ExecutionState.CLOSED, date(2020, 2, 29)),
            "term": DEFAULT_TERM,
            "day": date(2025, 2, 28),
        },
        Falling(Standing.NOT_YET, date(2025, 3, 1), date(2026, 12, 31)),
        "konstruerat: skottdagen, aldrig en dag för tidigt",
    ),
    Example(
        decision_falls_due,
        {
            "facts": DecisionFacts(ExecutionState.WAITING, date(2010, 1, 1)),
            "term": DEFAULT_TERM,
            "day": date(2025, 3, 15),
        },
        Falling(Standing.ONGOING),
        "konstruerat: ett beslut som väntar gallras aldrig",
    ),
)
