"""Messages about persons that did not get through: for those who know of the person, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samverk.exchange.queries import SentRow, stuck_for
from samverk.interventions.persons.models import Referral

KINDS = ("remiss", "remissteg")


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that somebody has to look at (kom inte fram): to whom, of whom (id), when, and why.

    ``referral`` is ours that it was about, and ``side`` whose row that is.
    """

    message: UUID
    referral: UUID
    side: str
    person: UUID
    recipient: str
    sent_at: datetime
    state: str
    reason: str


def undelivered(body: int, thread: UUID | None = None) -> list[Undelivered]:
    """List what did not get through from an authority (body id), the latest first; of one thread or all.

    The compartment is open to its reader: what is of somebody whom they may not know of is left out.
    """
    # What was sent of somebody who is removed has no content any more
    told = [(row, said) for row, said in stuck_for(body, KINDS) if "thread" in said]
    stuck = [(row, UUID(said["thread"])) for row, said in told]
    stuck = [(row, of) for row, of in stuck if thread in {None, of}]
    rows = Referral.objects.filter(controller=body, thread__in={of for _, of in stuck})
    # The first of one that was passed on: it is where its messages are sent again from
    ours = {one.thread: one for one in rows.order_by("-recorded_at")} if stuck else {}
    return [_line(row, ours[of]) for row, of in stuck if of in ours]


def _line(row: SentRow, of: Referral) -> Undelivered:
    told = row.standing
    return Undelivered(
        row.message.pk,
        of.pk,
        of.side,
        of.person_id,
        str(row.message.recipient),
        row.message.created_at,
        told.state.value,
        told.reason or "inget svar",
    )
