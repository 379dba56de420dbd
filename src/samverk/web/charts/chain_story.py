"""The chain told as lists: what a narrow screen shows instead of the picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.web.charts.chain import Bar, Chain, Event, Lane


@dataclass(frozen=True, slots=True)
class Relation:
    """What an event does to another ("föreslår", § 94)."""

    verb: str
    target: Event


@dataclass(frozen=True, slots=True)
class Step:
    """One event with what it does to others."""

    event: Event
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """One membership bar in words."""

    word: str
    from_date: date | None
    to_date: date | None


@dataclass(frozen=True, slots=True)
class LaneStory:
    """A lane's events in order and its membership's spans."""

    name: str
    steps: tuple[Step, ...]
    spans: tuple[Span, ...]


def relations(event: Event, chain: Chain) -> tuple[Relation, ...]:
    """List what an event does to others, in the order the chain gives its arrows."""
    acting = (arrow for arrow in chain.arrows if arrow.from_id == event.id)
    return tuple(Relation(arrow.verb, chain.event(arrow.to_id)) for arrow in acting)


def steps(lane: Lane, chain: Chain) -> tuple[Step, ...]:
    """Put a lane's events in order."""
    events = sorted(lane.events, key=lambda event: event.sort_day)
    return tuple(Step(event, relations(event, chain)) for event in events)


def _span(bar: Bar) -> Span:
    return Span(bar.label or bar.kind.value, bar.from_date, bar.to_date)


def story(chain: Chain) -> list[LaneStory]:
    """Tell every lane."""
    return [
        LaneStory(lane.name, steps(lane, chain), tuple(map(_span, lane.bars)))
        for lane in chain.lanes
    ]
