"""What may not be changed while the minutes are out for adjustment, nor after."""

from __future__ import annotations

from collections.abc import Iterable

from samverk.foundation.errors import ConflictError
from samverk.meetings.actions.doors import hold
from samverk.meetings.models import AgendaItem, Meeting
from samverk.meetings.queries.adjustment import Stage, stages_of
from samverk.rules.adjustment import AdjustmentState
from samverk.rules.wording import NO_BREAK

ADJUSTED = (
    "{} är justerad och låst. Är något fel: gör en rättelse på sidan om justeringen, den läggs till och"
    " originalet står kvar."
)
OUT = "{} är ute för justering. Återta protokollet först, på sidan om justeringen."


def refuse_closed(meeting: Meeting, items: Iterable[AgendaItem] | None = None) -> None:
    """Refuse what would change paragraphs that are out or adjusted; of any, when none are named.

    Raises ConflictError that says which paragraph it is and what to do.
    """
    wanted = None if items is None else {item.pk for item in items}
    for stage in stages_of(meeting):
        if not stage.is_closed:
            continue
        for item in stage.items:
            if wanted is None or item.pk in wanted:
                raise ConflictError(_why(stage, item))


def _why(stage: Stage, item: AgendaItem) -> str:
    words = ADJUSTED if stage.state is AdjustmentState.ADJUSTED else OUT
    return words.format(f"§{NO_BREAK}{item.paragraph}")


def hold_unsent(item: int) -> AgendaItem:
    """Lock an item that is taken up, also after the meeting has ended: minutes are written then.

    Raises ConflictError before it is taken up, and when its paragraph is out for adjustment or adjusted.
    """
    meeting = hold(AgendaItem.objects.get(pk=item).meeting_id)
    found = AgendaItem.objects.get(pk=item)
    found.meeting = meeting
    if found.turn is None:
        raise ConflictError("Ta upp punkten först.")
    refuse_closed(meeting, [found])
    return found
