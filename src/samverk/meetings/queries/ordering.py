"""The order of propositions as it was put, told in the minutes and given as data to lock."""

from __future__ import annotations

from typing import Any

from samverk.meetings.queries.proceeding import Proceeding
from samverk.rules.propositions import Question


def order_lines(found: Proceeding) -> tuple[str, ...]:
    """List the questions as they are put; what stands against what is told of an order of the chair's own."""
    if not found.motions:
        return ()
    return tuple(_line(each) if found.departs else each.label for each in found.put.questions)


def _line(question: Question) -> str:
    return f"{question.label}: {' mot '.join(each.text for each in question.alternatives)}"


def order_questioned(found: Proceeding) -> str:
    """Tell who objected to the order and how the meeting decided; "" when nobody did."""
    return found.approved.questioned if found.approved else ""


def order_facts(found: Proceeding) -> dict[str, Any]:
    """Give the order as data where it departs from the computed one, or was questioned; else nothing."""
    approved = found.approved
    if approved is None or not (found.departs or approved.questioned):
        return {}
    return {
        "order": {
            "put": [[q.key, [a.key for a in q.alternatives]] for q in found.put.questions],
            "computed": [q.key for q in found.order.value.questions],
            "why": approved.why,
            "questioned": approved.questioned,
        }
    }
