"""The table twin of the picture: one row per event, with what the picture cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from samverk.federation.queries import FactRow
from samverk.rules.membership import IsMember, MembershipStatus, NoticeState
from samverk.rules.ruling import Reason, Ruling
from samverk.thread.courts import CourtStep, court_reasons, court_steps
from samverk.thread.event_reasons import meaning_of
from samverk.thread.picture import body_of, event_id, picture_of
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
    it had not happened on the chosen day. ``federation`` is its slug and ``fact`` the fact's id,
    None for what is recorded on the decision itself and cannot be struck here.
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
    fact: int | None
    why: Ruling[None]

    @property
    def strike_url(self) -> str:
        """Answer where the fact is struck, "" where it is not; only those who may need to know."""
        if self.fact is None:
            return ""
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
        case _, NoticeState.REPEALED_NOT_SHOWN_SENT:
            return Standing("unknown", "Medlem, oklart om uppsägning gavs")
        case _:
            return Standing("running", "Medlem, utträde väntar")


def rows_of(
    found: MembershipThread,
    picture: chain.Chain | None = None,
    trails: Mapping[int, Trail] | None = None,
) -> tuple[EventRow, ...]:
    """List every event in time order; ``trails`` tell when each was recorded."""
    drawn = picture or picture_of(found)
    rows = [
        pair for thread in found.threads for pair in _rows_of_thread(thread, drawn, trails or {})
    ]
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _rows_of_thread(
    thread: Thread, drawn: chain.Chain, trails: Mapping[int, Trail]
) -> Iterator[tuple[date, EventRow]]:
    """Give each event's place in time and its row, the member's own before the courts'."""
    for step in thread.steps:
        yield step.fact.order, _row(thread, step, drawn, trails.get(step.row.pk))
    for court in court_steps(thread.steps):
        yield court.row.act.day, _court_row(thread, court, drawn)


def _row(thread: Thread, step: FactRow, drawn: chain.Chain, trail: Trail | None) -> EventRow:
    event, day = drawn.event(event_id(step)), step.fact.day
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
        consequences=_consequences(event, drawn),
        standing=standing_of(thread.member.status_on(day).value) if day else None,
        federation=thread.member.membership.federation.slug,
        fact=step.row.pk,
        why=Ruling(None, tuple(_why(step, trail))),
    )


def _court_row(thread: Thread, step: CourtStep, drawn: chain.Chain) -> EventRow:
    event, day = drawn.event(step.id), step.row.act.day
    decision = step.decided.row.decision
    return EventRow(
        day=day,
        not_before=None,
        organisation=thread.member.name,
        place=(step.court, decision.place if decision else ""),
        kind=step.row.words,
        title=event.title,
        url=event.url,
        cited_only=event.cited_only,
        is_later=event.is_later,
        consequences=_consequences(event, drawn),
        standing=standing_of(thread.member.status_on(day).value),
        federation=thread.member.membership.federation.slug,
        fact=None,
        why=Ruling(None, court_reasons(step)),
    )


def _consequences(event: chain.Event, drawn: chain.Chain) -> tuple[str, ...]:
    """Say what the event does to others, as the picture's arrows do."""
    return tuple(f"{r.verb} {r.target.label} {r.target.where}" for r in relations(event, drawn))


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
