"""The one question that everything sent out of the minutes begins with: can it have been adjusted?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.meetings.queries.adjustment import stages_of
from samverk.meetings.queries.minutes import MinutesPage
from samverk.meetings.queries.paragraphs import ParagraphRow
from samverk.rules.adjustment import AdjustmentState


@dataclass(frozen=True, slots=True)
class Finality:
    """Whether a paragraph is final (kan vara justerad), by what it ``lacks``, in Swedish.

    ``adjusted_on`` is the day it was adjusted here; None where it is adjusted elsewhere, on paper.
    """

    lacks: str = ""
    adjusted_on: date | None = None

    @property
    def is_final(self) -> bool:
        """Answer whether nothing is lacking."""
        return not self.lacks


def finality_of(page: MinutesPage, row: ParagraphRow) -> Finality:
    """Answer whether a paragraph is final, by what is recorded of it.

    What is adjusted here is final when all have signed. Where it is not sent for adjustment here the
    meeting has to have ended, with adjusters chosen and nothing missing that the law asks for; then
    whoever certifies the extract vouches for the day.
    """
    return _adjusted_here(page, row) or Finality(_lacks(page, row))


def _adjusted_here(page: MinutesPage, row: ParagraphRow) -> Finality | None:
    for stage in stages_of(page.meeting):
        if row.item.pk in {item.pk for item in stage.items}:
            if stage.state is not AdjustmentState.ADJUSTED:
                return Finality("Paragrafen är inte justerad än.")
            return Finality(adjusted_on=stage.ruling.value.adjusted_on)
    return None


def _lacks(page: MinutesPage, row: ParagraphRow) -> str:
    """Say what a paragraph lacks before it can have been adjusted elsewhere; "" for nothing."""
    meeting, index = page.meeting, page.paragraphs.index(row)
    if row.item.settled_at is None:
        return "Punktens utgång är inte antecknad."
    if meeting.ended_at is None:
        return "Sammanträdet är inte avslutat."
    if not meeting.adjusters.all():
        return "Justerare är inte valda."
    missing = [e for e in page.check.value.errors if e.index in (index, None)]
    return f"Protokollet är inte fullständigt: {missing[0].reason.text}" if missing else ""
