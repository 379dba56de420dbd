"""What approved memos propose to an item's meeting."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.directory import queries as directory
from samverk.meetings.models import AgendaItem
from samverk.memos import queries as memos
from samverk.memos.queries import ApprovedMemo
from samverk.registry import queries as registry
from samverk.rules.memos.proposals import Deciding, for_meeting


@dataclass(frozen=True, slots=True)
class Proposal:
    """An approved memo, and its points as the meeting's body is to decide them."""

    memo: ApprovedMemo
    points: tuple[str, ...]


def proposals_for(item: AgendaItem) -> list[Proposal]:
    """List what approved memos of the item's case, or of one linked with it, propose to its body.

    A secret memo is there only inside its opened compartment.
    """
    if not item.case_id:
        return []
    near = registry.linked_with([item.case_id])[item.case_id]
    body = item.meeting.body
    meets = Deciding(body.pk, body.name)
    found = memos.approved_in(near)
    names = {one.id: one.name.lower() for one in directory.bodies()} if found else {}
    return [
        Proposal(memo, for_meeting(memo.points, meets, home=memo.home, names=names))
        for memo in found
    ]
