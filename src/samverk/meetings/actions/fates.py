"""Telling those who sent an extract here what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from samverk.exchange import actions as exchange
from samverk.foundation import clock
from samverk.foundation.actors import system
from samverk.foundation.errors import SamverkError
from samverk.meetings.models import AgendaItem, FateState, Meeting, PlacedExtract
from samverk.meetings.queries.content import FATE
from samverk.meetings.queries.incoming import placed_in

TELLER = system("Besked om utdrag")
NOTHING: dict[str, Any] = {"meeting_day": None, "paragraph": None, "outcome": ""}


def tell_registered(placed: PlacedExtract) -> None:
    """Tell that the extract is registered, and under which number."""
    _tell(placed, FateState.REGISTERED, clock.today(), NOTHING, "")


def tell_of_agenda(item: AgendaItem) -> None:
    """Tell that a matter is on the agenda, or struck from it; of a secret item nothing is told."""
    if item.case_id is None or item.secret:
        return
    meeting = item.meeting
    state = FateState.STRUCK if item.struck_on or meeting.cancelled_on else FateState.AGENDA
    more = NOTHING | {"meeting_day": meeting.day.isoformat()}
    for placed in placed_in([item.case_id], meeting.body_id):
        _tell(placed, state, clock.today(), more, f"{item.pk}/{meeting.day}")


def tell_decided(meeting: Meeting, items: Iterable[AgendaItem]) -> None:
    """Tell how matters went and the § where it stands, once their minutes are final."""
    open_ones = [one for one in items if one.case_id and one.settled_at and not one.secret]
    for placed in placed_in({one.case_id for one in open_ones if one.case_id}, meeting.body_id):
        for item in open_ones:
            if item.case_id == placed.case_id:
                more = {
                    "meeting_day": meeting.day.isoformat(),
                    "paragraph": item.paragraph,
                    "outcome": item.outcome.outcome,
                }
                _tell(placed, FateState.DECIDED, meeting.day, more, str(item.pk))


def _tell(
    placed: PlacedExtract, state: FateState, day: date, more: dict[str, Any], mark: str
) -> None:
    incoming = placed.incoming
    payload = {
        "about": str(incoming.message),
        "state": state.value,
        "happened_on": day.isoformat(),
        "diary_number": placed.case.diary_number,
    } | more
    new = exchange.NewMessage(
        *FATE,
        incoming.body.organisation_id,
        incoming.sender_id,
        f"Besked om {incoming}: {state.label}",
        payload,
        incoming.body_id,
    )
    try:
        exchange.send(TELLER, new, key=f"besked/{incoming.message}/{state.value}/{mark}")
    except SamverkError:
        # The body's own work never waits for what it tells others; a peer that is gone is told nothing
        return
