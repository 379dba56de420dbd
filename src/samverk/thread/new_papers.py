"""The document that shows an event, as the diary it is registered in sees it."""

from __future__ import annotations

from typing import Any

from samverk.federation.queries import Member
from samverk.registry.actions import NewDocument
from samverk.registry.queries import Case
from samverk.thread.kinds import EventForm, PaperOf


def new_paper(event: EventForm, member: Member, case: Case, values: dict[str, Any]) -> NewDocument:
    """Build the document to register in ``case``, from a form's ``values``."""
    direction, correspondent = _ways(event, member, case, values.get("correspondent", ""))
    return NewDocument(
        case=case.pk,
        direction=direction,
        kind=event.document,
        dated_on=values.get("dated_on") or values["happened_on"],
        subject=values["subject"],
        correspondent=correspondent,
        file=values["file"],
    )


def _ways(event: EventForm, member: Member, case: Case, writer: str) -> tuple[str, str]:
    """Answer whether the document goes out of the diary or into it, and who is at the other end.

    The same letter is outgoing in the diary of the one who wrote it and incoming in the other's.
    """
    if event.asks_sender:
        return ("drawn_up" if event.papers is PaperOf.PROPOSAL else "incoming"), writer
    parties = (member.membership.member, member.membership.federation)
    sender, receiver = reversed(parties) if event.is_from_federation else parties
    if case.body.organisation_id == sender.pk:
        return "outgoing", receiver.name
    return "incoming", sender.name
