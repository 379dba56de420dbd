"""A decision's report to the supervisory authority as it is typed in, from what the register says.

Whom it concerns is opened here: the caller has noted that it is read.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.execution.models import (
    GrantedDecision,
    RegisterProtection,
    RegisterStep,
    SentDecision,
)
from samverk.execution.queries.codes import area_name, close_name, reason_name
from samverk.execution.queries.history import ground_of
from samverk.execution.queries.retention import digest_of
from samverk.execution.queries.sendings import Item
from samverk.execution.queries.settings import book_of
from samverk.execution.records import Concerned, opened, shown, text_of
from samverk.rules.ruling import Ruling
from samverk.rules.unexecuted.code_books import STANDARD_BOOK, CodeBook, CodeList
from samverk.rules.unexecuted.code_lists import Act
from samverk.rules.unexecuted.handling import (
    OFFER_ANSWERS,
    Detail,
    ExecutionEvent,
    ExecutionState,
    OfferAnswer,
)
from samverk.rules.unexecuted.individual_sheet import (
    FORMS,
    KINDS,
    OF_A_WAIT,
    SEXES,
    TYPES_IN_FORM,
    About,
    ReportKind,
    Sheet,
    SheetField,
    sheet,
)
from samverk.rules.unexecuted.reporting import why_reported
from samverk.rules.unexecuted.waits import Cause

E, F = ExecutionEvent, SheetField
_DAY = slice(6, 8)
_COORDINATION = 60
NUMBERS = (F.NUMBER, F.COORDINATION_NUMBER)


@dataclass(frozen=True, slots=True)
class Source:
    """What a sheet is made of (underlag): the decision, whom it concerns, its steps and its board."""

    row: GrantedDecision
    who: Concerned
    steps: Sequence[RegisterStep]
    home: BodyRef
    is_protected: bool
    book: CodeBook = STANDARD_BOOK


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet laid out (blad): the report that it is of, its fields, and why it is of its kind."""

    item: Item
    laid: Ruling[Sheet]
    why: Ruling[ReportKind]

    @property
    def sheet(self) -> Sheet:
        """The fields, in order."""
        return self.laid.value

    @property
    def title(self) -> str:
        """What is told, in words."""
        return KINDS[self.item.report.kind]

    @property
    def form(self) -> str:
        """The form that it is typed in, in words."""
        return FORMS[self.sheet.about.form]

    @property
    def content(self) -> dict[str, object]:
        """What the sheet says, to be kept as it was sent."""
        return {
            "kind": self.item.report.kind.value,
            "quarter": self.item.report.quarter.code,
            "form": self.form,
            "rows": [[one.place, one.field.value, one.label, one.text] for one in self.sheet.rows],
        }

    @property
    def digest(self) -> str:
        """Digest what the sheet says: it changes with any field."""
        return digest_of(self.content)


def sources(
    rows: Sequence[GrantedDecision], who: Mapping[uuid.UUID, Concerned]
) -> dict[uuid.UUID, Source]:
    """Give what the sheets of some decisions of one board are made of, in four questions."""
    if not rows:
        return {}
    home = directory.body_ref(rows[0].controller_id)
    prefetch_related_objects(rows, "steps")
    kept = RegisterProtection.objects.filter(decision__in=rows, lifted_at=None)
    protected = set(kept.values_list("decision", flat=True))
    book = book_of(home.id)
    return {
        row.pk: Source(row, who[row.pk], list(row.steps.all()), home, row.pk in protected, book)
        for row in rows
    }


def copy_of(row: SentDecision, *, whole: bool) -> list[tuple[int, str, str]]:
    """Open what a report said when it was sent: each field's number, label and text.

    The caller has noted that it is read. The ``whole`` number is for whoever sends the reports.
    """
    return [
        (place, label, text if whole or field not in NUMBERS else shown(text))
        for place, field, label, text in opened(row.decision, row, "sheet")["rows"]
    ]


def lay_out(item: Item, source: Source) -> Laid:
    """Lay a report out from its source."""
    row, kind = source.row, item.report.kind
    act = ground_of(row).act
    partly = row.state == ExecutionState.PARTLY and kind in OF_A_WAIT
    about = About(kind, act, row.area, row.kind, partly)
    why = why_reported(item.report, item.case)
    return Laid(item, sheet(about, _given(item, source)), why)


def _given(item: Item, source: Source) -> dict[SheetField, str]:
    row, who, wait = source.row, source.who, item.case.wait
    is_end = item.report.kind not in OF_A_WAIT
    interrupted = wait.cause is Cause.INTERRUPTION and not item.case.in_error
    told = _Steps(item, source)
    return {
        F.MUNICIPALITY: source.home.organisation_name,
        F.BOARD: source.home.name,
        **_number(who.number),
        F.FIRST_NAME: who.first_name,
        F.LAST_NAME: who.last_name,
        F.SEX: SEXES.get(row.sex, ""),
        # Under LSS the form itself says the area
        F.AREA: Act.LSS
        if wait.act == Act.LSS
        else _capital(area_name(row.area, source.book, row.decided_on)),
        F.AREA_TEXT: told.detail(Detail.AREA),
        F.DECIDED_ON: row.decided_on.isoformat(),
        F.INTERRUPTED_ON: wait.began_on.isoformat() if interrupted else "",
        F.TYPE: TYPES_IN_FORM.get(row.kind)
        or _capital(source.book.words(CodeList.TYPE, row.kind, row.decided_on)),
        F.TYPE_TEXT: told.detail(Detail.TYPE),
        F.REASON: told.reason(),
        F.OFFERS: told.lines(E.OFFER, E.ANSWER),
        F.FOLLOW_UP: told.lines(E.FOLLOW_UP),
        F.INTERIM: told.lines(E.SUPPORT),
        F.CONSEQUENCES: told.lines(E.CONSEQUENCE),
        F.UNEXECUTED_PART: told.part(),
        **(_end(item, told) if is_end else {}),
        F.NOTE: _notes(item, source, told),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(number: str) -> dict[SheetField, str]:
    """Put a number in its field: one that stands for a missing one is told as a personal number."""
    if not number.isdigit():
        return {F.NUMBER: f"{number[:8]}-{number[8:]}" if number else ""}
    field = F.COORDINATION_NUMBER if int(number[_DAY]) > _COORDINATION else F.NUMBER
    return {field: number}


def _end(item: Item, told: _Steps) -> dict[SheetField, str]:
    ended_on = item.case.wait.ended_on
    day = ended_on.isoformat() if ended_on else ""
    if item.report.kind is ReportKind.EXECUTED:
        return {F.EXECUTED_ON: day}
    return {F.CLOSED_ON: day, F.CLOSE_REASON: told.close_reason()}


class _Steps:
    """The steps of one wait, opened: what the fields say in words."""

    def __init__(self, item: Item, source: Source) -> None:
        self.row, self.in_error, self.book = source.row, item.case.in_error, source.book
        wait = item.case.wait
        # What was said of an earlier wait is no reason for this one; what is said after its end is not of it
        later = [
            one.happened_on
            for one in source.steps
            if one.event == E.INTERRUPT and one.happened_on > wait.began_on
        ]
        until = min(later, default=None)
        self.steps = [
            one
            for one in source.steps
            if one.happened_on >= wait.began_on and (until is None or one.happened_on <= until)
        ]
        self.all = source.steps

    def _text(self, step: RegisterStep) -> str:
        return " ".join(text_of(self.row, step).split())

    def _last(self, events: Sequence[ExecutionEvent], is_it: Callable[[RegisterStep], bool]) -> str:
        found = [one for one in self.all if one.event in events and is_it(one)]
        return self._text(found[-1]) if found else ""

    def detail(self, which: Detail) -> str:
        """What was last written of one thing."""
        return self._last([E.SPECIFY], lambda one: one.code == which)

    def part(self) -> str:
        """The part that is not carried out, by what was last written of it."""
        if self.row.state != ExecutionState.PARTLY:
            return ""
        return self._last(
            [E.EXECUTE_PARTLY, E.SPECIFY],
            lambda one: one.event == E.EXECUTE_PARTLY or one.code == Detail.PART,
        )

    def reason(self) -> str:
        """The last reason given for this wait, with what was written of it."""
        found = [one for one in self.steps if one.event == E.EXPLAIN]
        if not found:
            return ""
        last = max(found, key=lambda one: (one.happened_on, one.number))
        return _joined(
            _capital(reason_name(last.code, self.book, last.happened_on)), self._text(last)
        )

    def close_reason(self) -> str:
        """Why it was closed, or that it was entered in error."""
        if self.in_error:
            return _joined("Felregistrerat beslut", self._last([E.CORRECT], lambda _: True))
        found = [one for one in self.steps if one.event == E.CLOSE]
        if not found:
            return ""
        last = found[-1]
        words = close_name(last.code, self.book, last.happened_on)
        return _joined(_capital(words), self._text(last))

    def lines(self, *events: ExecutionEvent) -> str:
        """Everything of some kinds, one a line, each with its day."""
        return "\n".join(
            f"{one.happened_on.isoformat()}: {self._said(one)}"
            for one in self.steps
            if one.event in events
        )

    def _said(self, step: RegisterStep) -> str:
        text = self._text(step)
        if step.event == E.ANSWER:
            return _joined(_capital(OFFER_ANSWERS[OfferAnswer(step.code)]), text)
        return _joined("Erbjudande", text) if step.event == E.OFFER else text


def _joined(first: str, then: str) -> str:
    return f"{first}. {then}" if then else f"{first}."


def _notes(item: Item, source: Source, told: _Steps) -> str:
    """What the authority should know beside the fields, one a line."""
    row, found = source.row, []
    if source.is_protected:
        found.append("Den enskilde har skyddade personuppgifter.")
    if row.stay_municipality is not None:
        found.append(f"Vistelsekommun som ska verkställa beslutet: {row.stay_municipality}.")
    if row.clock_from is not None:
        day = row.clock_from.isoformat()
        found.append(f"Väntan räknas från {day}, dagen för beslutet som det här ersätter.")
    for one in item.case.told:
        wrong = one.ended_on is not None and one.ended_on != item.case.wait.ended_on
        if wrong and one is not item.report.told:
            how = "verkställt" if one.kind is ReportKind.EXECUTED else "avslutat"
            found.append(
                f"Anmäldes {one.sent_on.isoformat()} som {how} {one.ended_on}. Det var fel."
            )
    return "\n".join([*found, told.detail(Detail.NOTE)]).strip()
