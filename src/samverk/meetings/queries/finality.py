"""The one question that everything sent out of the minutes begins with: can it have been adjusted?"""

from __future__ import annotations

from dataclasses import dataclass

from samverk.meetings.queries.minutes import MinutesPage, ParagraphRow


@dataclass(frozen=True, slots=True)
class Finality:
    """Whether a paragraph is final (kan vara justerad), by what it ``lacks``, in Swedish."""

    lacks: str = ""

    @property
    def is_final(self) -> bool:
        """Answer whether nothing is lacking."""
        return not self.lacks


def finality_of(page: MinutesPage, row: ParagraphRow) -> Finality:
    """Answer whether a paragraph is final, by what is recorded of it.

    The meeting has ended, adjusters are chosen and nothing that the law asks for is missing. The day
    of adjustment is not recorded yet: whoever certifies the extract vouches for it.
    """
    meeting = page.meeting
    index = page.paragraphs.index(row)
    missing = [e for e in page.check.value.errors if e.index in (index, None)]
    if row.item.settled_at is None:
        return Finality("Punktens utgång är inte antecknad.")
    if meeting.ended_at is None:
        return Finality("Sammanträdet är inte avslutat.")
    if not meeting.adjusters.all():
        return Finality("Justerare är inte valda.")
    if missing:
        return Finality(f"Protokollet är inte fullständigt: {missing[0].reason.text}")
    return Finality()
