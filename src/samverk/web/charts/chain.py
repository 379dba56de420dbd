"""What a decision chain's picture is made of (beslutskedja): lanes, bars, events and arrows.

The picture shows facts and computed spans that the caller has settled; it decides nothing itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class BarKind(Enum):
    """What a span of a membership is; the value is the word shown."""

    MEMBER = "Medlem"
    NOTICE = "Uppsägningstid"
    UNKNOWN = "Okänt, handling saknas"
    ENDED = "Inte medlem"


class EventKind(Enum):
    """What an event is; the value is the word shown."""

    PROPOSAL = "Förslag"
    DECISION = "Beslut"
    NOTICE = "Uppsägning"
    WITHDRAWAL = "Återtagen uppsägning"
    MEMO = "Tjänsteskrivelse"
    ANSWER = "Svar"
    COURT = "Domstolsprövning"


class ArrowKind(Enum):
    """What one event does to another; the value is the verb shown."""

    PREPARES = "bereder"
    PROPOSES = "föreslår"
    PROPOSES_REPEAL = "föreslår upphävande av"
    DECIDES = "beslutar enligt"
    REPEALS = "upphäver"
    CARRIES_OUT = "verkställer"


class Owed(Enum):
    """Whether a year's fee is owed; the value is the word shown."""

    YES = "ska betalas"
    NO = "ingen avgift"
    UNKNOWN = "okänt"


@dataclass(frozen=True, slots=True)
class Bar:
    """A span of a membership; an open end (None) reaches the picture's edge."""

    from_date: date | None
    to_date: date | None
    kind: BarKind
    label: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the chain (händelse).

    ``day`` is None when no date is printed; ``sort_day`` then places it in order, and the picture
    says that the date is missing. ``label`` is short ("§ 128"); ``body`` names the organ or is
    empty when it is not known. ``cited_only``: no document of its own has been read. ``is_later``:
    it had not happened on the day that the page speaks about.
    """

    id: str
    day: date | None
    sort_day: date
    kind: EventKind
    label: str
    body: str
    title: str
    cited_only: bool = False
    url: str = ""
    is_later: bool = False

    @property
    def when(self) -> str:
        """Say the date, or that none is printed."""
        return self.day.isoformat() if self.day else "datum saknas"

    @property
    def where(self) -> str:
        """Say the organ, or that it is not known."""
        return self.body or "Organ saknas"

    @property
    def heading(self) -> str:
        """Name the event in a list: its label, and the organ or the court that acted."""
        pause = "," if self.kind is EventKind.COURT else ""
        return f"{self.label}{pause} {self.where}".strip()


@dataclass(frozen=True, slots=True)
class CostYear:
    """One year's fee in whole kronor: as stated in a document and as computed (interval).

    ``is_later``: the document came after the day that the page speaks about.
    """

    year: int
    stated: int | None
    low: int | None
    high: int | None
    owed: Owed
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One organisation's part of the chain, with the fees it bears if it bears any."""

    name: str
    bars: tuple[Bar, ...]
    events: tuple[Event, ...]
    costs: tuple[CostYear, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """One event acting on another, by their ids; the ids may stand in different lanes.

    ``label`` replaces the kind's verb where another word says it better.
    """

    from_id: str
    to_id: str
    kind: ArrowKind
    label: str = ""

    @property
    def verb(self) -> str:
        """Say what the one does to the other."""
        return self.label or self.kind.value


@dataclass(frozen=True, slots=True)
class Chain:
    """The whole picture. ``chosen`` is the day that the page speaks about."""

    name: str
    title: str
    description: str
    lanes: tuple[Lane, ...]
    arrows: tuple[Arrow, ...]
    from_date: date
    to_date: date
    chosen: date | None = None

    def __post_init__(self) -> None:
        ids = [event.id for lane in self.lanes for event in lane.events]
        if len(ids) != len(set(ids)):
            raise ValueError("two events share an id")
        strangers = {end for a in self.arrows for end in (a.from_id, a.to_id)} - set(ids)
        if strangers:
            raise ValueError(f"an arrow names an unknown event: {sorted(strangers)}")

    @property
    def has_later(self) -> bool:
        """Answer whether the picture shows anything that came after the chosen day."""
        return any(event.is_later for lane in self.lanes for event in lane.events)

    def event(self, event_id: str) -> Event:
        """Find an event by its id."""
        return next(e for lane in self.lanes for e in lane.events if e.id == event_id)
