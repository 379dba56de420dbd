"""The table twin of the picture: one row per event, with what the picture cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from samverk.federation.queries import FactRow
from samverk.rules.membership import IsMember, MembershipStatus, NoticeState
from samverk.rules.ruling import Reason, Ruling
from samverk.thread.event_reasons import meaning_of
from samverk.thread.picture import body_of, picture_of
from samverk.thread.queries import MembershipThread, Thread
from samverk.thread.trails import Trail
from samverk.web.charts import chain
from samverk.web.charts.chain_story import relations


@dataclass(frozen=True, slots=True)
class Standing:
    """A status in a few words, with the tone that picks its icon (läget)."""

    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event (händelse) as the table shows it.

    ``standing`` is the member's on the event's own day, None where no day is known. ``is_later``:
    it had not happened on the chosen day. ``federation`` is its slug and ``fact`` the fact's id.
    """

    day: date | None
    not_before: date | None
    organisation: str
    place: tuple[str, ...]
    kind: str
    title: str
    url: str
    cited_only: bool
    is_later: bool
    consequences: tuple[str, ...]
    standing: Standing | None
    federation: str
    fact: int
    why: Ruling[None]

    @property
    def strike_url(self) -> str:
        """Answer where the fact is struck; only those who may strike it need to know."""
        return reverse("strike_fact", args=[self.federation, self.fact])


def standing_of(status: MembershipStatus) -> Standing:
    """Say a status in a few words."""
    match status.is_member, status.notice:
        case IsMember.NO, _:
            return Standing("stopped", "Inte medlem")
        case IsMember.UNKNOWN, _:
            return Standing("unknown", "Okänt, handling saknas")
        case _, NoticeState.NONE | NoticeState.WITHDRAWN:
            return Standing("good", "Medlem")
        case _, NoticeState.UNKNOWN:
            return Standing("unknown", "Medlem, oklart om uppsägningen gäller")
        case _:
            return Standing("running", "Medlem, utträde väntar")


def rows_of(
    found: MembershipThread,
    picture: chain.Chain | None = None,
    trails: Mapping[int, Trail] | None = None,
) -> tuple[EventRow, ...]:
    """List every event in time order; ``trails`` tell when each was recorded."""
    drawn = picture or picture_of(found)
    events = {lane.name: lane.events for lane in drawn.lanes}
    rows = [
        (step.fact.order, _row(thread, step, event, drawn, (trails or {}).get(step.row.pk)))
        for thread in found.threads
        for step, event in zip(thread.steps, events[thread.member.name], strict=True)
    ]
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _row(
    thread: Thread, step: FactRow, event: chain.Event, drawn: chain.Chain, trail: Trail | None
) -> EventRow:
    day = step.fact.day
    return EventRow(
        day=day,
        not_before=step.fact.not_before,
        organisation=thread.member.name,
        place=tuple(part for part in _place(step) if part),
        kind=step.row.get_kind_display(),
        title=event.title,
        url=event.url,
        cited_only=event.cited_only,
        is_later=event.is_later,
        consequences=tuple(
            f"{r.verb} {r.target.label} {r.target.where}" for r in relations(event, drawn)
        ),
        standing=standing_of(thread.member.status_on(day).value) if day else None,
        federation=thread.member.membership.federation.slug,
        fact=step.row.pk,
        why=Ruling(None, tuple(_why(step, trail))),
    )


def strike_address(thread: Thread, step: FactRow) -> str:
    """Answer where a fact is struck."""
    return reverse("strike_fact", args=[thread.member.membership.federation.slug, step.row.pk])


def _place(step: FactRow) -> tuple[str, ...]:
    """Name organ, paragraph, diary number and whose word it is, "" for what the paper does not say."""
    decision, document = step.row.decision, step.row.document
    body = body_of(step) or "organ saknas"
    if decision:
        paragraph = f"§\N{NO-BREAK SPACE}{decision.paragraph}" if decision.paragraph else ""
        return body, paragraph, decision.diary_number, decision.unconfirmed
    return body, "", document.case.diary_number if document else ""


def _why(step: FactRow, trail: Trail | None) -> list[Reason]:
    """Say what the event means by law, what the row rests on, and what is not printed."""
    said = [meaning_of(step)]
    if step.fact.source:
        said.append(Reason(f"Källa: {step.fact.source}."))
    if not step.fact.is_documented:
        said.append(Reason("Handlingen själv har inte lästs: den är känd genom hänvisningar."))
    if step.fact.day is None:
        bound = step.fact.not_before
        after = f" Den kan inte vara äldre än {bound}, som den hänvisar till." if bound else ""
        said.append(Reason(f"Källan anger ingen dag.{after}"))
    if step.row.decision and step.row.decision.body is None:
        said.append(Reason("Källan anger inte vilket organ det är: det fylls inte i."))
    if step.fact.states_exit:
        said.append(Reason(f"Handlingen anger utträdet till {step.fact.states_exit}."))
    if step.row.note:
        said.append(Reason(step.row.note))
    if trail and trail.recorded:
        said.append(Reason(f"Registrerad i Samverk {localdate(trail.recorded.at)}."))
    return said
