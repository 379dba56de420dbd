"""Motions and medborgarförslag: decided within a year of being raised, or reported (KL 5:35, 6:34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.periods import Period, Unit, period_end
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_ONE_YEAR, KL_ONE_YEAR_BOARD
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.wording import running_date

_YEAR = Period(1, Unit.YEARS)


class Raised(StrEnum):
    """What was raised in the council (väckt ärende), and who decides it."""

    MOTION = "motionen"
    CITIZEN = "medborgarförslaget"
    CITIZEN_HANDED_OVER = "det överlämnade medborgarförslaget"


class YearState(StrEnum):
    """How the year was kept (ettårsregeln)."""

    PENDING = "pending"
    DECIDED = "decided"
    DECIDED_LATE = "decided_late"
    REPORTED = "reported"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class OneYear:
    """Ettårsregelns läge and the last day of the year."""

    state: YearState
    last_day: date


def one_year(
    raised: date,
    what: Raised,
    day: date,
    *,
    decided: date | None = None,
    reported: date | None = None,
) -> Ruling[OneYear]:
    """Answer how the one-year rule stands on ``day``, counting only what had happened by then.

    ``reported`` is the day the council was told that the preparation will not be ready; for one
    handed over to a board, the day of the board's yearly information. Raises ValueError for a day
    before it was raised.
    """
    if any(each is not None and each < raised for each in (decided, reported)):
        raise ValueError("Ärendet kan inte ha avgjorts eller anmälts innan det väcktes.")
    year = period_end(raised, _YEAR)
    is_board = what is Raised.CITIZEN_HANDED_OVER
    provision = KL_ONE_YEAR_BOARD if is_board else KL_ONE_YEAR
    value = OneYear(_state(year.value, day, _by(decided, day), _by(reported, day)), year.value)
    rule = (
        f"Om möjligt ska {what} kunna avgöras inom ett år från det att det väcktes i fullmäktige."
        if is_board
        else f"Om möjligt ska {what} beredas så att fullmäktige kan besluta inom ett år. Annars ska "
        "det anmälas till fullmäktige inom samma tid."
    )
    reasons = (
        because(rule, provision, day),
        *year.reasons,
        Reason(_told(value, decided, reported)),
    )
    doubt = Reason("Året flyttas inte till nästa vardag: det är Samverks läsning.")
    remarks = (*unknown_wordings(day, provision), *year.remarks, doubt)
    if value.state is YearState.OVERDUE:
        remarks += (because(_way_out(is_board=is_board), provision, day),)
    return Ruling(value, reasons, remarks)


def _by(happened: date | None, day: date) -> date | None:
    return happened if happened is not None and happened <= day else None


def _state(last: date, day: date, decided: date | None, reported: date | None) -> YearState:
    if decided is not None:
        in_time = decided <= last or (reported is not None and reported <= last)
        return YearState.DECIDED if in_time else YearState.DECIDED_LATE
    if reported is not None and reported <= last:
        return YearState.REPORTED
    return YearState.OVERDUE if day > last else YearState.PENDING


def _told(value: OneYear, decided: date | None, reported: date | None) -> str:
    match value.state:
        case YearState.PENDING:
            return f"Inte avgjort än. Året går ut {running_date(value.last_day)}."
        case YearState.DECIDED:
            return f"Avgjort {running_date(decided)}."
        case YearState.DECIDED_LATE:
            return f"Avgjort {running_date(decided)}, efter året och utan anmälan inom det."
        case YearState.REPORTED:
            return f"Inte avgjort, men anmält {running_date(reported)}, inom året."
        case YearState.OVERDUE:
            return f"Varken avgjort eller anmält när året gick ut {running_date(value.last_day)}."


def _way_out(*, is_board: bool) -> str:
    if is_board:
        return "Utväg: ta med ärendet i nästa information till fullmäktige."
    return (
        "Utväg: anmäl till nästa fullmäktige vad som har kommit fram. Fullmäktige får då skriva av "
        "ärendet."
    )


_RAISED = date(2024, 2, 29)
EXAMPLES = (
    Example(
        one_year,
        {"raised": _RAISED, "what": Raised.MOTION, "day": date(2025, 3, 1)},
        OneYear(YearState.OVERDUE, date(2025, 2, 28)),
        "räknat för hand: väckt på skottdagen",
    ),
    Example(
        one_year,
        {
            "raised": _RAISED,
            "what": Raised.CITIZEN,
            "day": date(2025, 6, 1),
            "reported": date(2025, 2, 12),
        },
        OneYear(YearState.REPORTED, date(2025, 2, 28)),
        "konstruerat: anmält inom året",
    ),
)
