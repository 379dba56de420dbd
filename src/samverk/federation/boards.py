"""Whose notice boards carry the adjusted minutes of a federation's board (19 § lag 2003:1210)."""

from __future__ import annotations

from datetime import date

from samverk.directory.queries import BodyKind, BodyRef
from samverk.federation import queries
from samverk.rules.membership import IsMember

# The state's members have no notice board of this kind.
WITH_BOARDS = ("municipality", "region")


def member_boards(body: BodyRef, day: date) -> list[int] | None:
    """List the municipalities and regions that are members on ``day``; None for other bodies.

    One whose membership is not known is among them: a notice too many does no harm.
    """
    if body.kind != BodyKind.FEDERATION_BOARD:
        return None
    return [
        each.membership.member_id
        for each in queries.members(body.organisation)
        if each.membership.member.kind in WITH_BOARDS and each.is_member_on(day) is not IsMember.NO
    ]
