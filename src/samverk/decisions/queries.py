"""Reads of decisions: rows with the rulings on whether they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Max, Q, QuerySet

from samverk.decisions.models import (
    Assignment,
    Citation,
    Decision,
    DecisionKind,
    ForceFact,
    ForceFactKind,
    Lineage,
    Relation,
)
from samverk.foundation.errors import NotFoundError
from samverk.rules.appeal import AppealKind
from samverk.rules.force import (
    ForceFacts,
    LegalForce,
    Repeal,
    Standing,
    legal_force,
    standing,
)
from samverk.rules.ruling import Ruling


@dataclass(frozen=True, slots=True)
class Step:
    """One end of an arrow of the chain: what is there, and where it is shown."""

    relation: str
    relation_name: str
    label: str
    decision: int | None
    document: int | None


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """All that a decision's page shows on a day."""

    decision: Decision
    standing: Ruling[Standing]
    force: Ruling[LegalForce]
    facts: list[ForceFact]
    leads_from: list[Step]
    leads_to: list[Step]
    cites: list[Citation]
    cited_by: list[Citation]
    assignments: list[Assignment] = field(default_factory=list)


def _rows() -> QuerySet[Decision]:
    return Decision.objects.select_related("organisation", "body__organisation", "case")


def decision_by_id(decision: int) -> Decision:
    """Answer which decision this is; raises NotFoundError."""
    found = _rows().filter(pk=decision).first()
    if found is None:
        raise NotFoundError("Beslutet finns inte.")
    return found


def decision_page(decision: int, day: date) -> DecisionPage:
    """Gather a decision's page as of ``day``."""
    found = decision_by_id(decision)
    steps = list(
        Lineage.objects.filter(Q(decision=found) | Q(target=found)).select_related(
            "decision__body",
            "decision__organisation",
            "document",
            "target__body",
            "target__organisation",
        )
    )
    facts = list(found.force_facts.order_by("happened_on", "id"))
    citations = list(
        Citation.objects.filter(Q(decision=found) | Q(target=found)).select_related(
            "target__body",
            "target__organisation",
            "decision__body",
            "decision__organisation",
            "document",
        )
    )
    return DecisionPage(
        found,
        _standing(found, day, steps, facts),
        _force(found, day, facts),
        facts,
        [_source_of(step) for step in steps if step.target_id == found.pk],
        [_target_of(step) for step in steps if step.decision_id == found.pk],
        [c for c in citations if c.decision_id == found.pk],
        [c for c in citations if c.target_id == found.pk],
        list(found.assignments.order_by("due_on", "id")),
    )


def _source_of(step: Lineage) -> Step:
    label = str(step.decision or step.document)
    name = step.get_relation_display()
    return Step(step.relation, name, label, step.decision_id, step.document_id)


def _target_of(step: Lineage) -> Step:
    name = step.get_relation_display()
    return Step(step.relation, name, str(step.target), step.target_id, None)


def _standing(
    found: Decision, day: date, steps: Iterable[Lineage], facts: list[ForceFact]
) -> Ruling[Standing]:
    repeals = tuple(
        Repeal(step.decision.decided_on, str(step.decision))
        for step in steps
        if step.target_id == found.pk and step.decision and step.relation == Relation.REPEALS
    )
    return standing(
        found.decided_on,
        day,
        only_proposes=found.kind == DecisionKind.PROPOSES,
        repeals=repeals,
        annulled=_fact(facts, ForceFactKind.ANNULLED, day),
    )


def _force(found: Decision, day: date, facts: list[ForceFact]) -> Ruling[LegalForce]:
    days = {kind: _fact(facts, kind, day) for kind in ForceFactKind}
    return legal_force(
        ForceFacts(
            appeal=AppealKind(found.appeal_form),
            posted=days[ForceFactKind.POSTED],
            taken_down=_since(days[ForceFactKind.POSTED], days[ForceFactKind.TAKEN_DOWN]),
            confirmed=days[ForceFactKind.CONFIRMED],
            appealed=days[ForceFactKind.APPEALED],
            annulled=days[ForceFactKind.ANNULLED],
            upheld=days[ForceFactKind.UPHELD],
        ),
        day,
    )


def _fact(facts: Iterable[ForceFact], kind: str, day: date) -> date | None:
    """Take the latest fact of a kind up to the day: a new posting replaces an earlier one."""
    days = [fact.happened_on for fact in facts if fact.kind == kind and fact.happened_on <= day]
    return max(days, default=None)


def _since(posted: date | None, taken_down: date | None) -> date | None:
    """Drop a taking down that belongs to an earlier posting."""
    return taken_down if posted and taken_down and taken_down >= posted else None


def decisions_of_body(body: int, *, limit: int = 50) -> list[Decision]:
    """List a body's latest decisions."""
    return list(_rows().filter(body=body).order_by("-decided_on", "-paragraph")[:limit])


def decision_at(body: int | None, day: date | None, paragraph: int | None) -> Decision | None:
    """Find the decision of a body, a day and a paragraph; None without all three."""
    if body is None or day is None or paragraph is None:
        return None
    return _rows().filter(body=body, decided_on=day, paragraph=paragraph).first()


def decision_of_record(record_id: str) -> Decision | None:
    """Find the decision that a reading's record became."""
    return _rows().filter(record_id=record_id).first() if record_id else None


def perhaps_same(
    paragraph: int | None, diary_number: str, day: date | None, *, limit: int = 10
) -> list[Decision]:
    """List decisions that a paragraph may be: same number, and same diary number or day."""
    if paragraph is None:
        return []
    alike = Q(diary_number__iexact=diary_number) if diary_number else Q(pk__in=[])
    alike |= Q(decided_on=day) if day else Q(pk__in=[])
    found = _rows().filter(alike, paragraph=paragraph, cited_only=False)
    return list(found.order_by("-decided_on", "id")[:limit])


def latest_decisions(*, limit: int = 10) -> list[Decision]:
    """List the latest dated decisions of all bodies."""
    return list(_rows().filter(decided_on__isnull=False).order_by("-decided_on", "-id")[:limit])


def decisions_of_case(case: int) -> list[Decision]:
    """List the decisions taken in a case, oldest first."""
    return list(_rows().filter(case=case).order_by("decided_on", "paragraph"))


def not_before(wanted: Iterable[int]) -> dict[int, date]:
    """Answer, for decisions without a printed date, the latest day of any decision they cite.

    A text cannot be older than what it cites; decisions that cite nothing dated are left out.
    """
    rows = (
        Citation.objects.filter(decision__in=list(wanted), decided_on__isnull=False)
        .values_list("decision")
        .annotate(latest=Max("decided_on"))
    )
    return {decision: latest for decision, latest in rows if decision is not None}


@dataclass(frozen=True, slots=True)
class Arrow:
    """One step acting on a decision, by ids; exactly one of the two sources is set."""

    from_decision: int | None
    from_document: int | None
    target: int
    relation: str


def arrows_to(targets: Iterable[int]) -> list[Arrow]:
    """List every step that acts on one of the decisions, in the order registered."""
    rows = Lineage.objects.filter(target__in=list(targets)).order_by("id")
    found = rows.values_list("decision", "document", "target", "relation")
    return [Arrow(*row) for row in found]


def council_decisions(organisation: int, *, limit: int = 50) -> list[Decision]:
    """List a council's latest decisions, proposals left out."""
    found = _rows().filter(organisation=organisation, body__kind="council")
    return list(
        found.exclude(kind=DecisionKind.PROPOSES).order_by("-decided_on", "-paragraph")[:limit]
    )


def open_assignments(bodies: Iterable[int], *, limit: int = 20) -> list[Assignment]:
    """List the tasks of some bodies that nobody has reported done, the most urgent first."""
    found = Assignment.objects.filter(body__in=list(bodies), reported_on__isnull=True)
    return list(
        found.select_related("decision__body", "decision__organisation").order_by(
            F("due_on").asc(nulls_last=True), "id"
        )[:limit]
    )
