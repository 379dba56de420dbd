"""Which of a body's decisions have not been carried out."""

from __future__ import annotations

from django.db.models import QuerySet

from samverk.decisions import queries as decisions
from samverk.meetings.models import AgendaItem
from samverk.rules.agenda import Section
from samverk.rules.minutes.facts import Outcome

LIMIT = 200


def decided_of(body: int) -> QuerySet[AgendaItem]:
    """List the open paragraphs in which a body (id) has itself decided something, formalities aside."""
    return AgendaItem.objects.filter(
        meeting__body=body,
        meeting__ended_at__isnull=False,
        secret=False,
        decider__isnull=True,
        settled_at__isnull=False,
        outcome__outcome=Outcome.DECIDED.value,
    ).exclude(section=Section.FORMALITY.value)


def not_carried_out(body: int) -> tuple[AgendaItem, ...]:
    """List the decisions, oldest first, with nothing noted of them and no finished assignments."""
    finished = decisions.finished_of(body)
    rows = decided_of(body).filter(carried_out__isnull=True).select_related("meeting", "case")
    rows = rows.order_by("meeting__day", "turn")
    left = (one for one in rows[: LIMIT * 5] if (one.meeting.day, one.paragraph) not in finished)
    return tuple(left)[:LIMIT]
