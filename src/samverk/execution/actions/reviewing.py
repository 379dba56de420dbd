"""The extract of who has read of a decision: it is itself noted in the log."""

from __future__ import annotations

import uuid

from samverk.execution.models import GrantedDecision
from samverk.execution.queries.readings import readings_of, was_read
from samverk.execution.zone import MISSING, board, boards_of, decision_at, inside, mark_at
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.permissions import Right
from samverk.foundation.reading_lines import ReadingLine

EXTRACT_READ = acts.kind("execution.extract_read", "Utdrag ur läsloggen", is_reading=True)


def extract(actor: Actor, decision: uuid.UUID) -> tuple[GrantedDecision, list[ReadingLine]]:
    """Answer who has read of a decision: to the log's auditor by pseudonym, and to a main reporter.

    A reporter is told of no decision that is hidden from them; an auditor reads the log alone, where all
    are. That the extract was made is noted. Raises NotFoundError.
    """
    with inside(actor, Right.REPORT_EXECUTION, Right.REVIEW_READINGS):
        for body in boards_of(actor, Right.REVIEW_READINGS):
            if was_read(decision, body):
                return _told(actor, GrantedDecision(pk=decision, controller_id=body))
        row = decision_at(decision)
        if row.controller_id not in boards_of(actor, Right.REPORT_EXECUTION):
            raise NotFoundError(MISSING)
        return _told(actor, row)


def _told(actor: Actor, row: GrantedDecision) -> tuple[GrantedDecision, list[ReadingLine]]:
    home = board(row.controller_id)
    found = readings_of(row.pk, home.body)
    mark = mark_at(actor, home.organisation, home.body)
    act = acts.Act(actor, EXTRACT_READ, "", home.organisation, body=home.body, mark=mark)
    acts.log_readings(act, [row])
    return row, found
