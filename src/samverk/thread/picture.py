"""Turns the thread into the picture's lanes, bars, events and arrows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from samverk.decisions.queries import Arrow as Step
from samverk.federation.queries import FactRow, Member
from samverk.rules.membership import FactKind, IsMember, MembershipStatus, NoticeState
from samverk.thread.costs import Owed, YearCost
from samverk.thread.courts import CourtStep, court_steps
from samverk.thread.queries import MembershipThread, Thread, event_days
from samverk.web.charts import chain

EVENT_KINDS = {
    FactKind.NOTICE_SENT: chain.EventKind.NOTICE,
    FactKind.NOTICE_RECEIVED: chain.EventKind.NOTICE,
    FactKind.NOTICE_WITHDRAWN: chain.EventKind.WITHDRAWAL,
    FactKind.FEDERATION_ANSWERED: chain.EventKind.ANSWER,
}
PROPOSALS = (FactKind.EXIT_PROPOSED, FactKind.REPEAL_PROPOSED)
ARROWS = {
    "prepares": chain.ArrowKind.PREPARES,
    "proposes": chain.ArrowKind.PROPOSES,
    "proposes_repeal": chain.ArrowKind.PROPOSES_REPEAL,
    "decides": chain.ArrowKind.DECIDES,
    "repeals": chain.ArrowKind.REPEALS,
    "carries_out": chain.ArrowKind.CARRIES_OUT,
}
OWED = {Owed.YES: chain.Owed.YES, Owed.NO: chain.Owed.NO, Owed.UNKNOWN: chain.Owed.UNKNOWN}


def picture_of(found: MembershipThread) -> chain.Chain:
    """Draw up the picture: all that is known, with the chosen day marked."""
    lanes = tuple(_lane(thread, found) for thread in found.threads)
    return chain.Chain(
        name="kedjan",
        title=f"Beslutskedjan om medlemskap i {found.federation.name}",
        description=(
            "En rad för varje kommun, på gemensam tidsaxel: medlemskapet som band,"
            " förslag, beslut och uppsägningar som märken, och pilar mellan dem."
        ),
        lanes=lanes,
        arrows=tuple(_arrows(found)),
        from_date=date(found.years.start, 1, 1),
        to_date=date(found.years.stop - 1, 12, 31),
        chosen=found.day if found.day.year in found.years else None,
    )


def _lane(thread: Thread, found: MembershipThread) -> chain.Lane:
    return chain.Lane(
        name=thread.member.name,
        bars=tuple(bars_of(thread.member, found.years)),
        events=(
            *(_event(step, found.day) for step in thread.steps),
            *(_court_event(step, found.day) for step in court_steps(thread.steps)),
        ),
        costs=tuple(_cost(year, found.day) for year in thread.costs.years),
    )


def bars_of(member: Member, years: range) -> Iterator[chain.Bar]:
    """Cut the years into spans of one kind, each judged by what had happened by its first day."""
    start, end = date(years.start, 1, 1), date(years.stop - 1, 12, 31)
    cuts = sorted({start, *(day for day in event_days([member]) if start < day <= end)})
    kind, since = _kind(member.status_on(start).value), None
    for cut in cuts[1:]:
        now = _kind(member.status_on(cut).value)
        if now is not kind:
            yield _bar(member, since, cut - timedelta(days=1), kind)
            kind, since = now, cut
    yield _bar(member, since, None, kind)


def _bar(member: Member, since: date | None, until: date | None, kind: chain.BarKind) -> chain.Bar:
    """Make a span; one that rests on an assumed notice says so."""
    assumed = until is not None and member.status_on(until).value.is_assumed
    label = "Uppsägningstid, antagen" if assumed and kind is chain.BarKind.NOTICE else ""
    return chain.Bar(since, until, kind, label)


def _kind(status: MembershipStatus) -> chain.BarKind:
    match status.is_member:
        case IsMember.NO:
            return chain.BarKind.ENDED
        case IsMember.UNKNOWN:
            return chain.BarKind.UNKNOWN
        case IsMember.YES:
            running = (
                NoticeState.RUNNING,
                NoticeState.DECIDED_NOT_SHOWN_SENT,
                NoticeState.REPEALED_NOT_SHOWN_SENT,
            )
            return chain.BarKind.NOTICE if status.notice in running else chain.BarKind.MEMBER


def event_id(step: FactRow) -> str:
    """Name an event after its fact: one paper may show several."""
    return f"f{step.row.pk}"


def _paper(step: FactRow) -> str:
    """Name the paper that shows a fact, as steps of a chain do; "" when none does."""
    if step.row.decision_id:
        return f"b{step.row.decision_id}"
    return f"h{step.row.document_id}" if step.row.document_id else ""


def _event(step: FactRow, chosen: date) -> chain.Event:
    decision = step.row.decision
    return chain.Event(
        id=event_id(step),
        day=step.fact.day,
        sort_day=step.fact.order,
        kind=_event_kind(step),
        label=_label(step),
        body=body_of(step),
        title=decision.title if decision else _title(step),
        cited_only=not step.fact.is_documented,
        url=url_of(step),
        is_later=not step.fact.had_happened(chosen),
    )


def _court_event(step: CourtStep, chosen: date) -> chain.Event:
    decision, day = step.decided.row.decision, step.row.act.day
    return chain.Event(
        id=step.id,
        day=day,
        sort_day=day,
        kind=chain.EventKind.COURT,
        label=step.label,
        body=step.court,
        title=decision.title if decision else "",
        url=url_of(step.decided),
        is_later=day > chosen,
    )


def _event_kind(step: FactRow) -> chain.EventKind:
    if step.row.document and step.row.document.kind == "memo":
        return chain.EventKind.MEMO
    if step.fact.kind in PROPOSALS and not is_own_decision(step):
        return chain.EventKind.PROPOSAL
    return EVENT_KINDS.get(step.fact.kind, chain.EventKind.DECISION)


def is_own_decision(step: FactRow) -> bool:
    """Answer whether a position on the membership is a decision of the body's own, not a proposal."""
    decision = step.row.decision
    return decision is not None and decision.kind in ("decides", "assigns")


def _label(step: FactRow) -> str:
    if step.row.decision and step.row.decision.paragraph:
        return f"§\N{NO-BREAK SPACE}{step.row.decision.paragraph}"
    if step.row.document:
        return step.row.document.get_kind_display().capitalize()
    return step.row.get_kind_display().capitalize()


def _title(step: FactRow) -> str:
    return step.row.document.subject if step.row.document else step.row.note


def body_of(step: FactRow) -> str:
    """Name the body or office that acted; "" when the paper does not say.

    What goes out was written by the body that keeps the diary; what comes in, by whom it came from.
    """
    decision, document = step.row.decision, step.row.document
    if decision:
        return decision.body.name if decision.body else ""
    if document and document.direction == "outgoing":
        return document.case.body.name
    return document.correspondent if document else ""


def url_of(step: FactRow) -> str:
    """Answer where the paper itself is shown."""
    if step.row.decision_id:
        return reverse("decision", args=[step.row.decision_id])
    if step.row.document:
        return reverse("case", args=[step.row.document.case_id])
    return ""


def _arrows(found: MembershipThread) -> Iterator[chain.Arrow]:
    """Give the arrows whose both ends are in the picture, between the papers' first facts."""
    drawn: dict[str, FactRow] = {}
    for thread in found.threads:
        for fact in thread.steps:
            drawn.setdefault(_paper(fact), fact)
        for court in court_steps(thread.steps):
            if court.annuls:
                yield chain.Arrow(court.id, event_id(court.decided), chain.ArrowKind.REPEALS)
    for step in found.arrows:
        source, target = drawn.get(_source(step)), drawn.get(f"b{step.target}")
        if source and target:
            yield chain.Arrow(event_id(source), event_id(target), ARROWS[step.relation])


def _source(step: Step) -> str:
    return f"b{step.from_decision}" if step.from_decision else f"h{step.from_document}"


def _cost(year: YearCost, chosen: date) -> chain.CostYear:
    """Show one stated figure a year, the last that was known on the chosen day if any was."""
    stated = year.stated_on(chosen)
    return chain.CostYear(
        year.year,
        stated.amount if stated else None,
        year.computed.low if year.computed else None,
        year.computed.high if year.computed else None,
        OWED[year.owed],
        is_later=stated is not None and stated.is_later_than(chosen),
    )
