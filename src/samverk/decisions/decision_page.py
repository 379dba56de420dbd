"""All that a decision's page shows on a chosen day, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from samverk.decisions.cited import perhaps_cited
from samverk.decisions.minuted import Minuted, minuted_of
from samverk.decisions.models import (
    Assignment,
    Citation,
    Decision,
    DecisionSource,
    ForceFact,
    Lineage,
    Relation,
)
from samverk.decisions.queries import decision_by_id
from samverk.decisions.standing import force_of, repealers, standing_of
from samverk.foundation import acts
from samverk.foundation.models import AuditEvent
from samverk.rules.force import LegalForce, Standing
from samverk.rules.ruling import Ruling

# What the decision is, through what acts on it. Read: this decision is … another.
ACTED_ON = {
    Relation.PREPARES: "berett i",
    Relation.PROPOSES: "föreslaget i",
    Relation.PROPOSES_REPEAL: "föreslaget att upphävas i",
    Relation.DECIDES: "avgjort genom",
    Relation.REPEALS: "upphävt genom",
    Relation.CARRIES_OUT: "verkställt genom",
}


AND = " och "
THERE, HERE = "texten hänvisar dit", "hänvisar hit"


@dataclass(frozen=True, slots=True)
class Step:
    """One end of an arrow of the chain, and where it is shown: a decision, or a document's case.

    ``how`` says all that stands between the two; "" where the heading has said it. ``beside`` says which
    of them cites the other.

    ``day`` is None where no source says when. ``cited_only`` marks a decision nobody has seen.
    """

    how: str
    label: str
    day: date | None
    decision: int | None = None
    case: int | None = None
    number: int | None = None
    cited_only: bool = False
    unconfirmed: str = ""
    beside: tuple[str, ...] = ()

    @property
    def end(self) -> tuple[int | None, int | None, int | None]:
        """What it leads to, whichever way it is told."""
        return self.decision, self.case, self.number


@dataclass(frozen=True, slots=True)
class Cited:
    """What the text cites; ``perhaps`` are the registered decisions that an unlinked one may name."""

    citation: Citation
    perhaps: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision as of a day. ``later`` counts what is known but happened after the day.

    ``is_cited_above`` tells that steps of the chain say of themselves that they cite or are cited.
    """

    decision: Decision
    day: date
    standing: Ruling[Standing]
    force: Ruling[LegalForce]
    facts: list[ForceFact]
    struck: list[ForceFact]
    leads_from: list[Step]
    leads_to: list[Step]
    cites: list[Cited]
    cited_by: list[Step]
    sources: list[DecisionSource]
    assignments: list[Assignment]
    minuted: list[Minuted]
    history: list[AuditEvent]
    later: int
    events: tuple[date, ...]
    is_cited_above: bool = False

    @property
    def event_before(self) -> date | None:
        """The latest day before the chosen one on which something happened."""
        return max((day for day in self.events if day < self.day), default=None)

    @property
    def event_after(self) -> date | None:
        """The first day after the chosen one on which something happened."""
        return min((day for day in self.events if day > self.day), default=None)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the database holds about a decision, whenever it happened."""

    decision: Decision
    steps: list[Lineage]
    facts: list[ForceFact]
    struck: list[ForceFact]
    citations: list[Citation]
    sources: list[DecisionSource]
    assignments: list[Assignment]


def decision_page(decision: int, day: date) -> DecisionPage:
    """Gather a decision's page as of ``day``; raises NotFoundError."""
    found = decision_by_id(decision)
    rows = _Rows(
        found,
        list(_steps(found)),
        *_force_facts(found),
        list(_citations(found)),
        list(_sources(found)),
        list(found.assignments.select_related("body").order_by("due_on", "id")),
    )
    return _as_of(rows, day)


def _force_facts(found: Decision) -> tuple[list[ForceFact], list[ForceFact]]:
    """Give the facts of legal force that hold, and those that were struck."""
    rows = list(ForceFact.recorded.filter(decision=found).order_by("happened_on", "id"))
    return [f for f in rows if f.kept], [f for f in rows if not f.kept]


def _as_of(rows: _Rows, day: date) -> DecisionPage:
    found = rows.decision
    sources = [_source_of(step) for step in rows.steps if step.target_id == found.pk]
    targets = [_target_of(step) for step in rows.steps if step.decision_id == found.pk]
    citing = [_citing(c) for c in rows.citations if c.target_id == found.pk]
    chain = _Told.of(rows, _by(sources, day), _by(targets, day), _by(citing, day))
    force = force_of(found, rows.facts, day)
    days = [fact.happened_on for fact in rows.facts]
    days += [step.day for step in (*sources, *targets, *citing) if step.day]
    days += [one.reported_on for one in rows.assignments if one.reported_on]
    known = (found.decided_on, force.value.presumed_from)
    return DecisionPage(
        decision=found,
        day=day,
        standing=standing_of(found, repealers(found, rows.steps), rows.facts, day),
        force=force,
        facts=[fact for fact in rows.facts if fact.happened_on <= day],
        struck=rows.struck,
        leads_from=chain.leads_from,
        leads_to=chain.leads_to,
        cites=_cites(chain.cites),
        cited_by=chain.cited_by,
        sources=rows.sources,
        assignments=rows.assignments,
        minuted=_minuted(rows),
        history=acts.events_on(found, *rows.assignments, *rows.steps),
        later=sum(one > day for one in days),
        events=tuple(sorted({*days, *(one for one in known if one)})),
        is_cited_above=any(step.beside for step in (*chain.leads_from, *chain.leads_to)),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """The steps around a decision, each other one once, and the citations that no step has told."""

    leads_from: list[Step]
    leads_to: list[Step]
    cites: list[Citation]
    cited_by: list[Step]

    @classmethod
    def of(cls, rows: _Rows, *steps: list[Step]) -> _Told:
        """Tell the citations beside the steps between the same two. Given: from, to, and citing."""
        leads_from, leads_to, citing = steps
        own = [one for one in rows.citations if one.decision_id == rows.decision.pk]
        cited = {one.target_id for one in own if one.target_id}
        citers = {step.end for step in citing}

        def told(step: Step) -> Step:
            there = (THERE,) if step.decision in cited else ()
            return replace(step, beside=(*there, *((HERE,) if step.end in citers else ())))

        ends = {step.end for step in (*leads_from, *leads_to)}
        linked = {decision for decision, _, _ in ends if decision}
        return cls(
            list(map(told, leads_from)),
            list(map(told, leads_to)),
            [one for one in own if one.target_id not in linked],
            [step for step in citing if step.end not in ends],
        )


def _cites(own: list[Citation]) -> list[Cited]:
    perhaps = perhaps_cited(own)
    return [Cited(one, tuple(perhaps.get(one.pk, ()))) for one in own]


def _by(steps: Iterable[Step], day: date) -> list[Step]:
    """Keep what had happened by the day, oldest first and each once; what has no date comes last."""
    kept = [step for step in steps if step.day is None or step.day <= day]
    once: dict[tuple[int | None, ...], Step] = {}
    for step in sorted(kept, key=lambda step: (step.day is None, step.day or day)):
        told = once.setdefault(step.end, step)
        if step.how not in told.how.split(AND):
            once[step.end] = replace(told, how=f"{told.how}{AND}{step.how}")
    return list(once.values())


def _steps(found: Decision) -> QuerySet[Lineage]:
    rows = Lineage.objects.filter(Q(decision=found) | Q(target=found)).select_related(
        "decision__body",
        "decision__organisation",
        "document__case",
        "target__body",
        "target__organisation",
    )
    return rows.order_by("id")


def _citations(found: Decision) -> QuerySet[Citation]:
    rows = Citation.objects.filter(Q(decision=found) | Q(target=found)).select_related(
        "organisation",
        "target__body",
        "target__organisation",
        "decision__body",
        "decision__organisation",
        "document__case",
    )
    return rows.order_by("id")


def _sources(found: Decision) -> QuerySet[DecisionSource]:
    rows = found.sources.select_related("document__case__body__organisation")
    return rows.order_by("id")


def _minuted(rows: _Rows) -> list[Minuted]:
    # A page without proceedings costs no question of its own
    return minuted_of(rows.decision) if getattr(rows.decision, "is_minuted", True) else []


def _source_of(step: Lineage) -> Step:
    return _end(ACTED_ON[Relation(step.relation)], step)


def _target_of(step: Lineage) -> Step:
    return _of_decision(step.get_relation_display(), step.target)


def _citing(citation: Citation) -> Step:
    return _end("", citation)


def _end(how: str, row: Lineage | Citation) -> Step:
    """Show what acts or cites: exactly one of decision and document is there."""
    if row.decision:
        return _of_decision(how, row.decision)
    paper = row.document
    assert paper is not None
    return Step(how, str(paper), paper.dated_on, case=paper.case_id, number=paper.number)


def _of_decision(how: str, found: Decision) -> Step:
    return Step(
        how,
        str(found),
        found.decided_on,
        decision=found.pk,
        cited_only=found.cited_only,
        unconfirmed=found.unconfirmed,
    )
