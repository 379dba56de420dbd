"""Reads of decisions: lists of them, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from samverk.decisions.cited import perhaps_cited as perhaps_cited
from samverk.decisions.courts import CourtRow as CourtRow
from samverk.decisions.courts import acts_of as acts_of
from samverk.decisions.courts import court_rows
from samverk.decisions.following import following as following
from samverk.decisions.following import preceding as preceding
from samverk.decisions.foreseeing import Foreseen as Foreseen
from samverk.decisions.foreseeing import foresee_citations as foresee_citations
from samverk.decisions.models import Assignment as Assignment
from samverk.decisions.models import Citation as Citation
from samverk.decisions.models import Decision as Decision
from samverk.decisions.models import DecisionKind as DecisionKind
from samverk.decisions.models import ForceFact, ForceFactKind, Lineage, Proceedings
from samverk.decisions.models import MotionKind as MotionKind
from samverk.decisions.models import VoteOption as VoteOption
from samverk.foundation.errors import NotFoundError
from samverk.foundation.holding import Wanted, holding
from samverk.rules.courts import CourtActKind


def _rows() -> QuerySet[Decision]:
    return Decision.objects.select_related("organisation", "body__organisation", "case")


def decision_by_id(decision: int) -> Decision:
    """Answer which decision this is, and whether anything tells how it was taken (``is_minuted``).

    Raises NotFoundError.
    """
    told = Exists(Proceedings.objects.filter(decision=OuterRef("pk")))
    found = _rows().annotate(is_minuted=told).filter(pk=decision).first()
    if found is None:
        raise NotFoundError("Beslutet finns inte.")
    return found


def assignment_by_id(assignment: int) -> Assignment:
    """Answer which assignment this is, with its decision; raises NotFoundError."""
    rows = Assignment.objects.select_related("decision__body", "decision__organisation")
    found = rows.filter(pk=assignment).first()
    if found is None:
        raise NotFoundError("Uppdraget finns inte.")
    return found


def assignments_of(body: int, *, limit: int = 200) -> list[Assignment]:
    """List the tasks that a body answers for, those not reported first, by their last day."""
    found = Assignment.objects.filter(body=body).select_related("decision__body")
    left_first = F("reported_on").asc(nulls_first=True)
    return list(found.order_by(left_first, F("due_on").asc(nulls_last=True), "id")[:limit])


def finished_of(body: int) -> set[tuple[date | None, int | None]]:
    """List the paragraphs (day, §) of a body whose decisions gave tasks that are all reported done."""
    left = Count("assignments", filter=Q(assignments__reported_on__isnull=True))
    rows = Decision.objects.filter(body=body).annotate(given=Count("assignments"), left=left)
    return set(rows.filter(given__gt=0, left=0).values_list("decided_on", "paragraph"))


def decisions_of_body(
    body: int, *, limit: int = 50, decided_by: date | None = None
) -> list[Decision]:
    """List a body's latest decisions; with ``decided_by`` only those dated that day or earlier."""
    found = _rows().filter(body=body)
    if decided_by:
        found = found.filter(decided_on__lte=decided_by)
    return list(found.order_by(F("decided_on").desc(nulls_last=True), "-paragraph")[:limit])


def decisions_of_organisation(organisation: int, *, limit: int = 200) -> list[Decision]:
    """List an organisation's latest decisions, to choose among."""
    found = _rows().filter(organisation=organisation)
    return list(found.order_by(F("decided_on").desc(nulls_last=True), "-id")[:limit])


def decisions_of_organisations(organisations: Sequence[int], *, limit: int) -> list[Decision]:
    """List the latest decisions of some organisations, at most ``limit``, an equal part of each."""
    latest = F("decided_on").desc(nulls_last=True)
    standing = Window(RowNumber(), F("organisation"), order_by=[latest, F("id").desc()])
    each = limit // max(len(set(organisations)), 1)
    found = _rows().filter(organisation__in=organisations).annotate(standing=standing)
    return list(found.filter(standing__lte=each).order_by("organisation", latest, "-id"))


def cited_around(decision: int) -> list[Decision]:
    """List the decisions that a decision cites or is cited by, oldest first."""
    around = Q(cited_by__decision=decision) | Q(citations__target=decision)
    found = _rows().filter(around).exclude(pk=decision).distinct()
    return list(found.order_by("decided_on", "id"))


def decision_at(body: int | None, day: date | None, paragraph: int | None) -> Decision | None:
    """Find the decision of a body, a day and a paragraph; None without all three."""
    if body is None or day is None or paragraph is None:
        return None
    return _rows().filter(body=body, decided_on=day, paragraph=paragraph).first()


def decisions_at(body: int, day: date, paragraphs: Iterable[int]) -> list[Decision]:
    """List the decisions of a body on a day in some paragraphs, in order."""
    found = _rows().filter(body=body, decided_on=day, paragraph__in=list(paragraphs))
    return list(found.order_by("paragraph"))


def has_force_fact(decision: Decision, kind: str, day: date, *, or_before: bool = False) -> bool:
    """Answer whether a fact about a decision's legal force is recorded for a day, or one before it."""
    when = {"happened_on__lte": day} if or_before else {"happened_on": day}
    return decision.force_facts.filter(kind=kind, **when).exists()


def told_of_posting(decisions: Iterable[int]) -> list[ForceFact]:
    """List what is recorded of postings of some decisions (ids), the latest day first.

    A taking down comes before the posting that it rests on.
    """
    kinds = (ForceFactKind.POSTED, ForceFactKind.TAKEN_DOWN)
    found = ForceFact.objects.filter(decision__in=list(decisions), kind__in=kinds)
    return list(found.select_related("decision").order_by("-happened_on", "-kind"))


def force_fact_by_id(fact: int) -> ForceFact:
    """Answer which fact of legal force this is, struck or not; raises NotFoundError."""
    found = ForceFact.recorded.select_related("decision__body__organisation").filter(pk=fact)
    if not (row := found.first()):
        raise NotFoundError("Uppgiften finns inte.")
    return row


def decisions_with(wanted: Wanted, *, limit: int) -> list[Decision]:
    """List the decisions that may hold what is searched for, latest first, those without a day last."""
    found = _rows().filter(holding(wanted, "title", "text", "diary_number"))
    return list(found.order_by(F("decided_on").desc(nulls_last=True), "-id")[:limit])


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


def undated_decisions(*, limit: int = 50) -> list[Decision]:
    """List the decisions whose sources print no date, latest registered first."""
    return list(_rows().filter(decided_on__isnull=True).order_by("-id")[:limit])


def decisions_of_case(case: int) -> list[Decision]:
    """List the decisions taken in a case, oldest first."""
    return list(_rows().filter(case=case).order_by("decided_on", "paragraph"))


def decisions_of_cases(cases: Iterable[int]) -> list[Decision]:
    """List the decisions taken in any of some cases (ids), oldest first, those without a day last."""
    found = _rows().filter(case__in=list(cases))
    return list(found.order_by(F("decided_on").asc(nulls_last=True), "paragraph"))


def not_before(wanted: Iterable[int]) -> dict[int, date]:
    """Answer, for decisions without a printed date, the latest day of any decision they cite.

    A text cannot be older than what it cites; decisions that cite nothing dated are left out.
    """
    ids = list(wanted)
    if not ids:
        return {}
    rows = (
        Citation.objects.filter(decision__in=ids, decided_on__isnull=False)
        .values_list("decision")
        .annotate(latest=Max("decided_on"))
    )
    return {decision: latest for decision, latest in rows if decision is not None}


def court_rows_of(wanted: Iterable[int]) -> dict[int, tuple[CourtRow, ...]]:
    """List what courts have made of decisions, in time order; those nobody appealed are left out."""
    ids = list(wanted)
    if not ids:
        return {}
    rows = ForceFact.objects.filter(decision__in=ids, kind__in=list(CourtActKind))
    found: dict[int, list[ForceFact]] = {}
    for fact in rows:
        found.setdefault(fact.decision_id, []).append(fact)
    return {decision: court_rows(facts) for decision, facts in found.items()}


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


def decisions_by_id(wanted: Iterable[int]) -> list[Decision]:
    """List these decisions (ids), oldest first, those without a day last."""
    found = _rows().filter(pk__in=list(wanted))
    return list(found.order_by(F("decided_on").asc(nulls_last=True), "paragraph", "pk"))


def council_decisions(organisation: int, *, limit: int = 50) -> list[Decision]:
    """List a council's latest decisions, proposals left out."""
    found = _rows().filter(organisation=organisation, body__kind="council")
    return list(
        found.exclude(kind=DecisionKind.PROPOSES).order_by("-decided_on", "-paragraph")[:limit]
    )


def citing_pairs(decision: int) -> list[tuple[Decision, Decision]]:
    """List the decisions that a decision cites, or that cite it, as (citing, cited), each pair once."""
    found = Citation.objects.filter(
        Q(decision=decision) | Q(target=decision), decision__isnull=False, target__isnull=False
    )
    ids = list(dict.fromkeys(found.order_by("id").values_list("decision", "target")))
    rows = _rows().in_bulk({one for pair in ids for one in pair if one is not None})
    return [
        (rows[citing], rows[cited])
        for citing, cited in ids
        if citing is not None and cited is not None and citing != cited
    ]


def cited_by_document(document: int) -> list[Decision]:
    """List the registered decisions that a document cites."""
    return list(_rows().filter(cited_by__document=document).distinct().order_by("id"))


def unfound_citations(*, decision: int | None, document: int | None) -> list[Citation]:
    """List what a decision or a document cites that nobody has registered yet."""
    found = Citation.objects.filter(decision=decision, document=document, target__isnull=True)
    rows = found.select_related("organisation", "decision", "document__case")
    return list(rows.order_by("id"))


def hangs_together(wanted: Iterable[int]) -> list[tuple[int, str, int]]:
    """List what some decisions (ids) do to others, and which they cite: from, how, to. Two queries."""
    ids = list(wanted)
    acts = Lineage.objects.filter(decision__in=ids).order_by("id")
    cites = Citation.objects.filter(decision__in=ids, target__isnull=False).order_by("id")
    found = [
        (source, how, target)
        for source, how, target in acts.values_list("decision", "relation", "target")
        if source
    ]
    return found + [
        (source, "cites", target)
        for source, target in cites.values_list("decision", "target")
        if source and target and source != target
    ]
