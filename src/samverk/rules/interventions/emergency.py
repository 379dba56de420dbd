"""Emergency access (nödåtkomst) to a person's record: asked by one, approved by another, for a while.

Whoever is named may read of a protected person; anybody else needs a colleague's yes, and is open
about why. The yes opens for one reader and for a short time, and is reviewed afterwards. Moments are
aware: an hour is an hour also on the night when the clock is changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling

LEAST_WHY = 20
# A request that nobody has said yes to within a day was not urgent
WAITS = timedelta(hours=24)
# Every access is reviewed within a day of the yes
REVIEWED_WITHIN = timedelta(hours=24)


class EmergencyReason(StrEnum):
    """Why somebody must read at once (skäl till nödåtkomst)."""

    LIFE = "life"
    CHILD = "child"
    NO_HANDLER = "no_handler"
    URGENT_ANSWER = "urgent_answer"
    OTHER = "other"


EMERGENCY_REASONS = {
    EmergencyReason.LIFE: "fara för liv eller hälsa",
    EmergencyReason.CHILD: "ett barn kan fara illa",
    EmergencyReason.NO_HANDLER: "ingen namngiven handläggare går att nå",
    EmergencyReason.URGENT_ANSWER: "en myndighet eller vården måste få svar genast",
    EmergencyReason.OTHER: "annat skäl",
}


@dataclass(frozen=True, slots=True)
class EmergencyAsked:
    """A request for emergency access (begäran om nödåtkomst): by whom (user id), and when."""

    by: int
    at: datetime


def may_approve(asked: EmergencyAsked, approver: int, moment: datetime) -> Ruling[bool]:
    """Answer whether somebody (user id) may say yes to a request at an aware moment."""
    if asked.by == approver:
        text = "Två personer behövs: någon annan än den som begär måste godkänna."
        return Ruling(False, (Reason(text),))
    if moment >= asked.at + WAITS:
        text = "Begäran är äldre än ett dygn och gäller inte längre. Gör en ny om det behövs."
        return Ruling(False, (Reason(text),))
    return Ruling(True, (Reason("Begäran är gjord av någon annan, inom det senaste dygnet."),))


def may_review(involved: tuple[int | None, ...], reviewer: int) -> Ruling[bool]:
    """Answer whether somebody (user id) may review an access: nobody who asked or approved it."""
    if reviewer in involved:
        text = "Den som begärde eller godkände nödåtkomsten kan inte granska den."
        return Ruling(False, (Reason(text),))
    return Ruling(True, (Reason("Granskas av någon som inte var med."),))


def open_until(approved: datetime, minutes: int) -> datetime:
    """Compute when an access that was approved at an aware moment closes, in UTC."""
    return approved.astimezone(UTC) + timedelta(minutes=minutes)


def review_by(approved: datetime) -> datetime:
    """Compute until when an access that was approved at an aware moment is to be reviewed, in UTC."""
    return approved.astimezone(UTC) + REVIEWED_WITHIN


EXAMPLES = (
    Example(
        may_approve,
        {
            "asked": EmergencyAsked(1, datetime(2024, 3, 15, 12, tzinfo=UTC)),
            "approver": 1,
            "moment": datetime(2024, 3, 15, 12, 5, tzinfo=UTC),
        },
        False,
        "konstruerat: ingen godkänner sin egen begäran",
    ),
)
