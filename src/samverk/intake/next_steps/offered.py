"""All that is offered after a record is confirmed."""

from __future__ import annotations

from samverk.decisions.queries import Citation
from samverk.foundation.actors import Actor
from samverk.intake.models import ReadRecord, RecordState
from samverk.intake.next_steps.citations import citation_steps, unregistered
from samverk.intake.next_steps.completion import completion_steps
from samverk.intake.next_steps.lineage import lineage_steps
from samverk.intake.next_steps.membership import membership_steps
from samverk.intake.next_steps.step import Confirmed, NextStep


def next_steps(record: ReadRecord, actor: Actor) -> list[NextStep]:
    """List what may follow a confirmed record, what lacks in the decision first."""
    if record.state != RecordState.CONFIRMED:
        return []
    seen = Confirmed(record, actor)
    return [
        *completion_steps(seen),
        *citation_steps(seen),
        *lineage_steps(seen),
        *membership_steps(seen),
    ]


def cited_elsewhere(record: ReadRecord, actor: Actor) -> list[Citation]:
    """List what a confirmed record cites that nothing registered here matches."""
    return unregistered(Confirmed(record, actor))
