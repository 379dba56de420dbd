"""What 3 § says of the members once a fact is recorded, asked before it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samverk.federation.queries.composition import composition_on
from samverk.federation.queries.members import Member
from samverk.rules.existence import Composition
from samverk.rules.membership import FactKind
from samverk.rules.ruling import Ruling

LEADS_OUT = (
    FactKind.COUNCIL_DECIDED_EXIT,
    FactKind.NOTICE_SENT,
    FactKind.NOTICE_RECEIVED,
    FactKind.ENDED,
)


@dataclass(frozen=True, slots=True)
class Changed:
    """The answer with the member ``gone`` or with it there (förändrad sammansättning).

    ``day`` is that after the exit, None where no exit is known: then it is asked of today's members.
    """

    day: date | None
    gone: bool
    ruling: Ruling[Composition]


def changed_by(kind: FactKind, member: Member, members: Sequence[Member], today: date) -> Changed:
    """Answer 3 § for the members as a fact of ``kind`` leads to.

    One that leads out is asked on the day after the exit as known, else today, without the member.
    Another is asked today, with the members as they are.
    """
    if kind not in LEADS_OUT:
        return Changed(None, False, composition_on(members, today))
    last = member.status_on(today).value.effective
    day = last + timedelta(days=1) if last and last >= today else None
    gone = {member.membership.pk}
    return Changed(day, True, composition_on(members, day or today, without=gone))
