"""The one question that everything sent out of the minutes begins with: is the paragraph adjusted?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from samverk.meetings.queries.minutes import MinutesPage, ParagraphRow


@dataclass(frozen=True, slots=True)
class Finality:
    """The day a paragraph was adjusted (justerad), or what it lacks, in Swedish."""

    adjusted_on: date | None
    lacks: str = ""


def finality_of(page: MinutesPage, row: ParagraphRow) -> Finality:
    """Answer whether a paragraph is final, by what is recorded of it.

    The meeting has ended, adjusters are chosen and nothing that the law asks for is missing; the
    day it ended stands for the day of adjustment until adjustment itself is recorded.
    """
    meeting = page.meeting
    index = page.paragraphs.index(row)
    missing = [e for e in page.check.value.errors if e.index in (index, None)]
    if row.item.settled_at is None:
        return Finality(None, "Punktens utgång är inte antecknad.")
    if meeting.ended_at is None:
        return Finality(None, "Sammanträdet är inte avslutat.")
    if not meeting.adjusters.all():
        return Finality(None, "Justerare är inte valda.")
    if missing:
        return Finality(None, f"Protokollet är inte fullständigt: {missing[0].reason.text}")
    return Finality(localdate(meeting.ended_at))
