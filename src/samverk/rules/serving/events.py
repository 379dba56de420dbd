"""What happens to people's presence during a meeting, in the order it happened.

The trap: an event holds from its own item on. Who leaves before an item is decided has not served
in that item, so the caller gives the item's number and not the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.remote import Link


class EventKind(StrEnum):
    """What happened to a person (händelse).

    ``LEFT`` is for any other reason than jäv; ``STEPPED_ASIDE`` is for jäv in that item. If the
    body finds that there is no jäv the person was never aside: leave the event out, do not add
    a return, which may come only after the item.
    """

    ARRIVED = "arrived"
    LEFT = "left"
    STEPPED_ASIDE = "stepped_aside"
    RETURNED = "returned"
    STARTED = "started"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Event:
    """Närvarohändelse. ``item`` counts the items in the order they are handled, from 1.

    ``seat`` is given when a substitute starts serving, and only then. ``link`` says how one who
    arrives is present; a new arrival with another link moves between room and distance. ``day`` is
    for a meeting that goes on another day: then everyone is called anew. None is the first day.
    """

    kind: EventKind
    person: int
    item: int
    seat: int | None = None
    link: Link = Link.ROOM
    day: date | None = None

    def __post_init__(self) -> None:
        if self.item < 1:
            raise ValueError("Ärendets nummer i mötet ska vara minst 1.")
        if (self.seat is not None) != (self.kind is EventKind.STARTED):
            raise ValueError("Ange plats när en ersättare börjar tjänstgöra, och bara då.")
