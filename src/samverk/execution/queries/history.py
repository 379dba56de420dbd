"""What has happened to one decision, as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.execution.models import GrantedDecision, RegisterStep, RegisterWait
from samverk.execution.models.decisions import CAUSES, ENDS
from samverk.execution.queries.codes import area_name, close_name, kind_name, reason_name
from samverk.execution.queries.register import as_wait
from samverk.execution.records import text_of
from samverk.rules.ruling import Ruling
from samverk.rules.statutes.social import DISABILITY_REPORT, SOCIAL_SERVICES_REPORT
from samverk.rules.three_months import three_months
from samverk.rules.unexecuted.code_books import STANDARD_BOOK, CodeBook
from samverk.rules.unexecuted.code_lists import UNCONFIRMED_CLOSES
from samverk.rules.unexecuted.fee import two_year_day
from samverk.rules.unexecuted.grounds import GROUNDS, Ground
from samverk.rules.unexecuted.handling import (
    DETAILS,
    EXECUTION,
    OFFER_ANSWERS,
    Detail,
    ExecutionEvent,
    ExecutionState,
    OfferAnswer,
)
from samverk.rules.unexecuted.waits import Cause, End

_GROUNDS = {one.code: one for one in GROUNDS}
HAPPENED = {
    ExecutionEvent.DECIDE: "Beslut",
    ExecutionEvent.OFFER: "Erbjudande",
    ExecutionEvent.ANSWER: "Svar på erbjudandet",
    ExecutionEvent.SUPPORT: "Stöd under väntan",
    ExecutionEvent.EXPLAIN: "Skäl till dröjsmålet",
    ExecutionEvent.FOLLOW_UP: "Uppföljning av behovet",
    ExecutionEvent.CONSEQUENCE: "Konsekvenser för den enskilde",
    ExecutionEvent.SPECIFY: "Skrivet till IVO",
    ExecutionEvent.AMEND: "Uppgifter rättade",
    ExecutionEvent.EXECUTE_PARTLY: "Delvis verkställt",
    ExecutionEvent.EXECUTE: "Verkställt",
    ExecutionEvent.INTERRUPT: "Verkställigheten avbröts",
    ExecutionEvent.CLOSE: "Avslutat utan verkställighet",
    ExecutionEvent.REOPEN: "Öppnat igen",
    ExecutionEvent.UNDO_INTERRUPTION: "Avbrottet borttaget",
    ExecutionEvent.CORRECT: "Markerat som felregistrerat",
}


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step as it is shown (händelse): what happened, what it says, and who recorded it when."""

    row: RegisterStep
    what: str
    said: str
    note: str


@dataclass(frozen=True, slots=True)
class ToldWait:
    """A wait as it is shown (väntan): why it began, how it ended, and its days with reasons.

    ``is_reported`` is False for one that ended before it was to be reported.
    """

    row: RegisterWait
    began: str
    ended: str
    reportable: Ruling[date]
    two_years: Ruling[date]
    is_reported: bool


@dataclass(frozen=True, slots=True)
class ToldDecision:
    """A decision as it is shown (beslut)."""

    row: GrantedDecision
    kind: str
    ground: Ground
    state: str
    area: str
    reason: str
    waits: Sequence[ToldWait]
    steps: Sequence[ToldStep]
    remarks: Sequence[str]


def ground_of(row: GrantedDecision) -> Ground:
    """Give the provision that a decision was taken under."""
    return _GROUNDS[row.ground]


def told(row: GrantedDecision, book: CodeBook) -> ToldDecision:
    """Tell all of a decision, in the words of its board's codes. The caller has noted that it is read."""
    ground, steps = ground_of(row), list(row.steps.all())
    waits = [_wait(row, one, ground) for one in sorted(row.waits.all(), key=lambda one: one.nth)]
    closed = [one.code for one in steps if one.event == ExecutionEvent.CLOSE]
    remarks = [
        "Hur ett sådant avslut rapporteras står inte i någon text som är känd. Nämnden bestämmer."
        for code in closed[-1:]
        if code in UNCONFIRMED_CLOSES
    ]
    return ToldDecision(
        row,
        kind_name(row.kind, book, row.decided_on),
        ground,
        EXECUTION.state_names[ExecutionState(row.state)],
        area_name(row.area, book, row.decided_on),
        reason_name(row.reason, book, row.explained_on),
        waits,
        [_step(row, one, book) for one in steps],
        remarks,
    )


def _step(row: GrantedDecision, one: RegisterStep, book: CodeBook) -> ToldStep:
    event = ExecutionEvent(one.event)
    told = said(event, one.code, book, one.happened_on)
    return ToldStep(one, HAPPENED[event], told, text_of(row, one))


def said(
    event: ExecutionEvent, code: str, book: CodeBook = STANDARD_BOOK, day: date | None = None
) -> str:
    """Give a step's code in the words of its day."""
    if event is ExecutionEvent.ANSWER:
        return OFFER_ANSWERS[OfferAnswer(code)]
    if event is ExecutionEvent.CLOSE:
        return close_name(code, book, day)
    if event is ExecutionEvent.SPECIFY:
        return DETAILS[Detail(code)]
    return reason_name(code, book, day) if event is ExecutionEvent.EXPLAIN else ""


def _wait(decision: GrantedDecision, row: RegisterWait, ground: Ground) -> ToldWait:
    row.decision = decision
    wait = as_wait(row)
    return ToldWait(
        row,
        CAUSES[Cause(row.cause)],
        ENDS[End(row.end)] if row.end else "",
        reportable_day(row.began_on, ground),
        two_year_day(wait.fee_from, ground),
        wait.is_reportable_when_ended,
    )


def reportable_day(began_on: date, ground: Ground) -> Ruling[date]:
    """Find the first day of reporting, with the duty to report in force on that day."""
    duty = DISABILITY_REPORT if ground.act == "LSS" else SOCIAL_SERVICES_REPORT
    found = three_months(began_on, duty)
    return Ruling(found.value.first_reportable, found.reasons, found.remarks)
