"""A quarter's report as it is now, to one of those who are told."""

from __future__ import annotations

from datetime import date

from samverk.execution.models import Recipient
from samverk.execution.queries.kept_reports import for_recipient
from samverk.execution.queries.report_rows import Gathered, audit_rows, gather, person_rows
from samverk.execution.report_blocks import AuditReport, BoardReport, CouncilReport, Report
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.rules.ruling import Reason
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.duties import TO_REPORT, report_day, under
from samverk.rules.unexecuted.quarters import Quarter

EACH = (
    "Varje kvartal rapporteras de gynnande beslut enligt {act} som inte har verkställts inom tre månader,"
    " med beslutsdag, insats och skäl, till IVO och kommunens revisorer."
)


def unknown(gathered: Gathered) -> str:
    """Say why nothing is known of a quarter, and what to do."""
    return f"{gathered.found.unknown} Välj ett annat kvartal."


def why_of(recipient: str, gathered: Gathered) -> tuple[Reason, ...]:
    """Say how a quarter is counted, and by which provisions somebody is told of it.

    The council is owed statistics; the auditors each decision, as the supervisory authority is.
    """
    found = gathered.found
    elapsed = found.elapsed_why
    every = [*found.told.reasons, *(elapsed.reasons if elapsed else ())]
    remarks = [*found.told.remarks, *(elapsed.remarks if elapsed else ())]
    if recipient != Recipient.COUNCIL:
        acts = {one.wait.act for one in gathered.all}
        duty, unsure = under(TO_REPORT, acts, EACH, report_day(found.told.value.quarter))
        remarks = list(unsure)
        every = [*duty, *(one for one in every if one.statute is None)]
    return tuple(dict.fromkeys((*every, *remarks)))


def report_of(
    actor: Actor, body: int, recipient: Recipient, asked: tuple[Quarter, Definition], today: date
) -> Report:
    """Make a report of a board (id); every decision that it tells of is noted as read first.

    The board's compartment is open. Raises NotFoundError for a quarter that has not ended.
    """
    quarter, definition = asked
    gathered = gather(body, quarter, definition, today)
    if gathered.figures is None:
        raise NotFoundError(unknown(gathered))
    figures, why = for_recipient(recipient, gathered.figures), why_of(recipient, gathered)
    if recipient == Recipient.COUNCIL:
        return CouncilReport(figures, why)
    if recipient == Recipient.AUDITORS:
        return AuditReport(figures, why, audit_rows(actor, body, quarter, gathered))
    return BoardReport(figures, why, person_rows(actor, body, quarter, gathered))
