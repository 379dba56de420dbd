"""What has been told of the pages' accessibility, and who may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.permissions import Right, may_somewhere
from samverk.foundation.sealing import unseal
from samverk.publishing.models import Feedback
from samverk.publishing.queries.subscribers import NOBODYS

NOT_YOURS = "Synpunkter på tillgängligheten läses och besvaras av systemförvaltaren."
MOST = 100


def may_read_feedback(actor: Actor) -> bool:
    """Answer whether ``actor`` looks after the installation: what is told is of no organisation."""
    return bool(may_somewhere(actor, Right.MANAGE_ACCOUNTS))


def require_reader(actor: Actor) -> None:
    """Go on if ``actor`` may read what was told; raise NotAllowedError if not."""
    if not may_read_feedback(actor):
        raise NotAllowedError(NOT_YOURS)


def place(row: Feedback) -> str:
    """Name the row that an address is sealed for."""
    return f"publishing_feedback/{row.pk}"


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told, with the address that an answer goes to; "" when there is none."""

    row: Feedback
    address: str


def unanswered(*, limit: int = MOST) -> list[Told]:
    """List what waits for an answer, the oldest first."""
    return _told(Feedback.objects.filter(answered_at=None).order_by("given_at", "pk")[:limit])


def answered(*, limit: int = MOST) -> list[Told]:
    """List what was answered, the latest first."""
    rows = Feedback.objects.filter(answered_at__isnull=False)
    return _told(rows.order_by("-answered_at", "pk")[:limit])


def count_unanswered() -> int:
    """Count what waits for an answer."""
    return Feedback.objects.filter(answered_at=None).count()


def _told(rows: Iterable[Feedback]) -> list[Told]:
    return [Told(row, _address(row)) for row in rows]


def _address(row: Feedback) -> str:
    return str(unseal(bytes(row.key), NOBODYS, place(row), bytes(row.sealed)).get("address", ""))
