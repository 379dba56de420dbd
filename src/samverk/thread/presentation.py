"""The table twin of the picture: one row per event, with what the picture cannot say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.federation.queries import FactRow
from samverk.rules.ruling import Reason, Ruling
from samverk.thread.picture import body_of, picture_of, url_of
from samverk.thread.queries import MembershipThread, Thread
from samverk.web.charts import chain
from samverk.web.charts.chain_story import relations


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event (händelse) as the table shows it."""

    day: date | None
    not_before: date | None
    organisation: str
    body: str
    paragraph: int | None
    diary: str
    kind: str
    title: str
    url: str
    cited_only: bool
    consequences: tuple[str, ...]
    why: Ruling[None]


def rows_of(found: MembershipThread, picture: chain.Chain | None = None) -> list[EventRow]:
    """List every event in time order."""
    drawn = picture or picture_of(found)
    events = {lane.name: lane.events for lane in drawn.lanes}
    rows = [
        (step.fact.order, _row(thread, step, event, drawn))
        for thread in found.threads
        for step, event in zip(thread.steps, events[thread.member.name], strict=True)
    ]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _row(thread: Thread, step: FactRow, event: chain.Event, drawn: chain.Chain) -> EventRow:
    decision = step.row.decision
    return EventRow(
        day=step.fact.day,
        not_before=step.fact.not_before,
        organisation=thread.member.name,
        body=body_of(step),
        paragraph=decision.paragraph if decision else None,
        diary=_diary(step),
        kind=step.row.get_kind_display(),
        title=event.title,
        url=url_of(step),
        cited_only=event.cited_only,
        consequences=tuple(
            f"{r.verb} {r.target.label} {r.target.where}" for r in relations(event, drawn)
        ),
        why=Ruling(None, tuple(_why(step))),
    )


def _diary(step: FactRow) -> str:
    if step.row.decision:
        return step.row.decision.diary_number
    return step.row.document.case.diary_number if step.row.document else ""


def _why(step: FactRow) -> list[Reason]:
    """Say what the row rests on: its paper, its date, and what is not printed."""
    said = [Reason(f"Källa: {step.fact.source}.")] if step.fact.source else []
    if not step.fact.is_documented:
        said.append(Reason("Handlingen själv har inte lästs: den är känd genom hänvisningar."))
    if step.fact.day is None:
        bound = step.fact.not_before
        after = f" Den kan inte vara äldre än {bound}, som den hänvisar till." if bound else ""
        said.append(Reason(f"Källan anger ingen dag.{after}"))
    if step.row.decision and step.row.decision.body is None:
        said.append(Reason("Källan anger inte vilket organ det är: det fylls inte i."))
    if step.fact.states_exit:
        said.append(Reason(f"Utträdet anges till {step.fact.states_exit}."))
    if step.row.note:
        said.append(Reason(step.row.note))
    return said
