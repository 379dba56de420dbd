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
from samverk.rules.unexecuted.quarters import Quarter


def unknown(gathered: Gathered) -> str:
    """Say why nothing is known of a quarter: the last reason."""
    return f"{gathered.found.told.reasons[-1].text} Välj ett annat kvartal."


def why_of(gathered: Gathered) -> tuple[Reason, ...]:
    """Say how a quarter is counted, and by which provisions."""
    found = gathered.found
    elapsed = found.elapsed_why
    every = (
        *found.told.reasons,
        *found.told.remarks,
        *((*elapsed.reasons, *elapsed.remarks) if elapsed else ()),
    )
    return tuple(dict.fromkeys(every))


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
    figures, why = for_recipient(recipient, gathered.figures), why_of(gathered)
    if recipient == Recipient.COUNCIL:
        return CouncilReport(figures, why)
    if recipient == Recipient.AUDITORS:
        return AuditReport(figures, why, audit_rows(actor, body, quarter, gathered))
    return BoardReport(figures, why, person_rows(actor, body, quarter, gathered))
