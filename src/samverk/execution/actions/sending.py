"""Marks a report to the supervisory authority as sent, with what it said, and withdraws a mark."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from samverk.execution.actions.history import locked
from samverk.execution.models import GrantedDecision, Sending, SentDecision, WithdrawnSending
from samverk.execution.queries.sendings import Item, as_told, cases_of
from samverk.execution.queries.sheets import Laid, lay_out, sources
from samverk.execution.records import concerned, sealed
from samverk.execution.zone import MISSING, entered
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.permissions import Right
from samverk.rules.unexecuted.individual_sheet import LABELS, ReportKind
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.reporting import (
    Case,
    Report,
    WithdrawReason,
    check_sent,
    check_withdrawn,
    reports_for,
    why_not_due,
)

MARKED = acts.kind("execution.sent_marked", "Rapport till IVO inskickad", is_quiet=True)
WITHDRAWN = acts.kind("execution.sent_withdrawn", "Inskickad rapport återtagen", is_quiet=True)
CHANGED = (
    "Uppgifterna har ändrats sedan du öppnade bladet. Läs det igen, och markera det om det är det du"
    " skickade."
)


@dataclass(frozen=True, slots=True)
class NewSending:
    """A report that was sent (inskickad rapport): its quarter, kind and wait, and on which day.

    ``seen`` is the digest of the sheet that was typed in. ``anyway`` is that it was sent although
    something that must be there was missing.
    """

    quarter: Quarter
    kind: ReportKind
    nth: int
    sent_on: date
    seen: str
    anyway: bool = False


def mark_sent(
    actor: Actor, body: int, decision: uuid.UUID, new: NewSending, *, key: str
) -> SentDecision:
    """Mark a report as sent, and seal what it said.

    Raises ConflictError for one that is not to be sent, or whose sheet says something else by now, and
    InputError for a day that cannot be and for what is missing.
    """
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        row = locked(decision, body)
        act = acts.Act(
            actor,
            MARKED,
            key,
            home.organisation,
            body=body,
            effective_on=new.sent_on,
            content=(str(decision), new),
        )
        return acts.carry_out(act, lambda: _mark(actor, row, new))


def _mark(actor: Actor, row: GrantedDecision, new: NewSending) -> SentDecision:
    case = cases_of(row).get(new.nth)
    if case is None:
        raise NotFoundError(MISSING)
    report = _due(case, new)
    if told := check_sent(report, case, new.sent_on, clock.today()):
        raise InputError(told, field="sent_on")
    source = sources([row], {row.pk: concerned(row)})[row.pk]
    laid = lay_out(Item(row.pk, row.number, new.nth, report, case), source)
    if laid.digest != new.seen:
        raise ConflictError(CHANGED)
    if laid.sheet.missing and not new.anyway:
        names = ", ".join(LABELS[field].lower() for field in laid.sheet.missing)
        raise InputError(f"Det som måste vara ifyllt saknas: {names}.", field="anyway")
    return _keep(actor, row, new, laid)


def _due(case: Case, new: NewSending) -> Report:
    reports = reports_for(case, new.quarter, clock.today())
    for one in reports:
        if one.is_due and (one.kind, one.quarter) == (new.kind, new.quarter):
            return one
    raise ConflictError(why_not_due(case, new.kind, new.quarter))


def _keep(actor: Actor, row: GrantedDecision, new: NewSending, laid: Laid) -> SentDecision:
    sending = Sending.objects.create(
        controller_id=row.controller_id,
        quarter=new.quarter.code,
        kind=new.kind.value,
        sent_on=new.sent_on,
        user_id=actor.user,
        user_name=actor.name,
    )
    is_end = laid.item.report.kind in (ReportKind.EXECUTED, ReportKind.CLOSED)
    sent = SentDecision(
        controller_id=row.controller_id,
        decision=row,
        sending=sending,
        nth=new.nth,
        ended_on=laid.item.case.wait.ended_on if is_end else None,
    )
    sent.sheet = sealed(row, sent, laid.content)
    sent.save(force_insert=True)
    return sent


def withdraw_sent(
    actor: Actor, body: int, sent: uuid.UUID, reason: str, *, key: str
) -> WithdrawnSending:
    """Withdraw a mark that was made by mistake; the mark and its sheet stay, and count no more.

    Raises InputError without a reason, and ConflictError when it is withdrawn or another rests on it.
    """
    if reason not in set(WithdrawReason):
        raise InputError("Välj varför markeringen dras tillbaka.", field="reason")
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        found = SentDecision.objects.select_related("sending").filter(pk=sent, controller=body)
        row = found.first()
        if row is None:
            raise NotFoundError(MISSING)
        decision = locked(row.decision_id, body)
        content = (str(sent), reason)
        act = acts.Act(actor, WITHDRAWN, key, home.organisation, body=body, content=content)
        return acts.carry_out(act, lambda: _withdraw(actor, decision, row, reason))


def _withdraw(
    actor: Actor, decision: GrantedDecision, row: SentDecision, reason: str
) -> WithdrawnSending:
    if WithdrawnSending.objects.filter(sending=row.sending).exists():
        raise ConflictError("Markeringen är redan återtagen.")
    case = cases_of(decision).get(row.nth)
    if case is not None and (told := check_withdrawn(case, as_told(row))):
        raise ConflictError(told)
    return WithdrawnSending.objects.create(
        controller_id=row.controller_id,
        sending=row.sending,
        reason=reason,
        user_id=actor.user,
        user_name=actor.name,
    )
