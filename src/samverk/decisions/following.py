"""Which decisions follow from others, step by step, and which led to them: in one question each."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from samverk.decisions.models import Lineage
from samverk.decisions.models.lineage import Relation

# What prepares or proposes points on to the decision, what carries it out points back to it. What
# repeals a decision, or proposes to, follows from something else
ONWARD = (Relation.PREPARES.value, Relation.PROPOSES.value)
BACKWARD = (Relation.DECIDES.value, Relation.CARRIES_OUT.value)
_REACHED = """
WITH RECURSIVE step(earlier, later) AS (
    SELECT decision_id, target_id FROM {table}
        WHERE relation = ANY(%s) AND decision_id IS NOT NULL
    UNION ALL
    SELECT target_id, decision_id FROM {table}
        WHERE relation = ANY(%s) AND decision_id IS NOT NULL
), reached(id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT step.{onto} FROM step JOIN reached ON step.{of} = reached.id
)
SELECT id FROM reached
"""
TABLE = Lineage._meta.db_table
_LATER = _REACHED.format(table=TABLE, of="earlier", onto="later")
_EARLIER = _REACHED.format(table=TABLE, of="later", onto="earlier")


def following(decisions: Iterable[int]) -> set[int]:
    """Find these decisions (ids) and all that follow from them, however many steps away."""
    return _reached(_LATER, decisions)


def preceding(decisions: Iterable[int]) -> set[int]:
    """Find these decisions (ids) and all that led to them, however many steps before."""
    return _reached(_EARLIER, decisions)


def _reached(question: str, decisions: Iterable[int]) -> set[int]:
    start = list(decisions)
    if not start:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(question, [list(ONWARD), list(BACKWARD), start])
        return {row[0] for row in cursor.fetchall()}
