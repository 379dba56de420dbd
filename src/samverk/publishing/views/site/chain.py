"""Turns the steps around a decision into the picture's lanes, events and arrows."""

from __future__ import annotations

from datetime import date, timedelta

from samverk.publishing.queries.open_decisions import DecisionPage, Step
from samverk.publishing.queries.open_rows import Row
from samverk.web.charts import chain

ARROWS = {
    "prepares": chain.ArrowKind.PREPARES,
    "proposes": chain.ArrowKind.PROPOSES,
    "proposes_repeal": chain.ArrowKind.PROPOSES_REPEAL,
    "decides": chain.ArrowKind.DECIDES,
    "repeals": chain.ArrowKind.REPEALS,
    "carries_out": chain.ArrowKind.CARRIES_OUT,
}
CHANGES = "ändrar"


def chain_of(found: DecisionPage) -> chain.Chain | None:
    """Draw up the picture of a decision's chain; None where it stands alone, or no step has a day."""
    days = [row.day for row in found.chain if row.day]
    if len(found.chain) < 2 or not days:
        return None
    decision, first, last = found.decision, min(days), max(days)
    lanes: dict[str, list[Row]] = {}
    for row in sorted(found.chain, key=lambda row: (row.day or last, row.id)):
        lanes.setdefault(row.owner or "Organisation saknas", []).append(row)
    return chain.Chain(
        name="kedjan",
        title=f"Kedjan kring {decision.label}",
        description=(
            "En rad för varje organisation på gemensam tidsaxel, med förslag och beslut som märken"
            " och pilar mellan dem."
        ),
        lanes=tuple(
            chain.Lane(name, (), tuple(_event(row, decision, last) for row in rows))
            for name, rows in lanes.items()
        ),
        arrows=tuple(map(_arrow, _once(found.steps))),
        # Whole years, so that the axis has something to mark
        from_date=date(first.year, 1, 1),
        to_date=date(last.year, 12, 31) if last > first else first + timedelta(days=364),
    )


def _event(row: Row, shown: Row, last: date) -> chain.Event:
    return chain.Event(
        id=f"b{row.source}",
        day=row.day,
        sort_day=row.day or last,
        kind=chain.EventKind.PROPOSAL if row.sort == "proposes" else chain.EventKind.DECISION,
        label=row.number or "Beslut",
        body=row.body_name,
        title=row.title,
        cited_only=bool(row.data.get("citedOnly")),
        url="" if row.source == shown.source else row.url,
    )


def _once(steps: list[Step]) -> list[Step]:
    """Keep one arrow between two steps: two on one another cannot be read."""
    return list({(step.source, step.target): step for step in reversed(steps)}.values())[::-1]


def _arrow(step: Step) -> chain.Arrow:
    kind = ARROWS.get(step.relation)
    label = CHANGES if kind is None else ""
    return chain.Arrow(f"b{step.source}", f"b{step.target}", kind or chain.ArrowKind.DECIDES, label)
