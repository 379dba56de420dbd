"""The legend of a chain: only what this chain shows."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.web.charts.arrows import arrow_sample
from samverk.web.charts.chain import ArrowKind, Chain, EventKind
from samverk.web.charts.marks import mark_icon


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A drawn sample and its word; ``is_line`` for arrows, which lists on phones do not use."""

    drawing: str
    word: str
    is_line: bool = False


def legend(chain: Chain) -> list[LegendEntry]:
    """List marks, then arrows, in the order their kinds are declared."""
    events = [event for lane in chain.lanes for event in lane.events]
    kinds = {event.kind for event in events}
    entries = [LegendEntry(mark_icon(kind), kind.value) for kind in EventKind if kind in kinds]
    cited = next((event.kind for event in events if event.cited_only), None)
    if cited:
        drawing = mark_icon(cited, is_cited_only=True)
        entries.append(LegendEntry(drawing, "Streckad: känd bara genom hänvisningar"))
    arrows = {arrow.kind: arrow.verb for arrow in chain.arrows}
    return entries + [
        LegendEntry(arrow_sample(kind, chain.name), arrows[kind], is_line=True)
        for kind in ArrowKind
        if kind in arrows
    ]
