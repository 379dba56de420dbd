"""Reads of what in the decisions waits for somebody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samverk.decisions.models import (
    AppealForm,
    Assignment,
    Citation,
    Decision,
    ForceFact,
    ForceFactKind,
)
from samverk.decisions.standing import DECIDING, force_of
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import RIGHTS, Right
from samverk.rules.force import ForceState

LONGEST = 20
# Posted anew or taken down early, a decision read here may not be ripe: more are read than shown
_READ = 10 * LONGEST
# No appeal time is shorter: an earlier posting cannot have led to presumed legal force
SHORTEST_APPEAL = timedelta(weeks=3)
_SETTLED = (ForceFactKind.CONFIRMED, ForceFactKind.APPEALED, ForceFactKind.ANNULLED)


def reach(actor: Actor, right: Right | None = None, *, body: str = "body") -> Q:
    """Write as a condition which rows a reader's roles reach, or those with ``right``.

    ``body`` is the path to the body; the organisation's path stands beside it. As ``may`` answers:
    a role for the whole organisation reaches its bodies, a role for one body that body alone.
    """
    organisation = body.removesuffix("body") + "organisation"
    wanted = Q(pk__in=[])
    for held in actor.roles:
        if right is not None and right not in RIGHTS[held.role]:
            continue
        wanted |= Q(**{body: held.body}) if held.body else Q(**{organisation: held.organisation})
    return wanted


def open_assignments(actor: Actor) -> list[Assignment]:
    """List the tasks nobody has reported done, of the reader's bodies, the most urgent first."""
    mine = reach(actor, body="decision__body") | Q(body__in=_bodies(actor))
    found = Assignment.objects.filter(mine, reported_on__isnull=True)
    return list(
        found.select_related("decision__body", "decision__organisation").order_by(
            F("due_on").asc(nulls_last=True), "id"
        )[:LONGEST]
    )


def _bodies(actor: Actor) -> list[int]:
    return [held.body for held in actor.roles if held.body]


def presumed_in_force(actor: Actor, day: date) -> list[tuple[Decision, date]]:
    """List decisions presumed to have legal force that the reader may confirm, and from which day.

    Asks the database twice: for the decisions posted long enough ago, and for their facts.
    """
    start = (ForceFactKind.POSTED, ForceFactKind.SERVED)
    posted = _facts(start).filter(happened_on__lte=day - SHORTEST_APPEAL)
    wanted = _appealable(actor).filter(Exists(posted))
    found = wanted.prefetch_related("force_facts").order_by("decided_on", "id")[:_READ]
    ruled = [(one, force_of(one, one.force_facts.all(), day).value) for one in found]
    ripe = [
        (one, force.presumed_from)
        for one, force in ruled
        if force.state is ForceState.PRESUMED and force.presumed_from
    ]
    return ripe[:LONGEST]


def without_posting(actor: Actor, day: date) -> list[Decision]:
    """List decisions whose day of posting no paper shows, so that legal force is unknown."""
    begun = _facts((ForceFactKind.POSTED, ForceFactKind.SERVED)).filter(happened_on__lte=day)
    found = _appealable(actor).exclude(Exists(begun)).filter(decided_on__lte=day, cited_only=False)
    return list(found.order_by("-decided_on", "id")[:LONGEST])


def _appealable(actor: Actor) -> QuerySet[Decision]:
    """The decisions whose legal force the reader may confirm and nothing has settled."""
    rows = Decision.objects.select_related("body__organisation", "organisation")
    mine = rows.filter(reach(actor, Right.FOLLOW_LEGAL_FORCE), kind__in=DECIDING)
    return mine.exclude(appeal_form=AppealForm.NONE).exclude(Exists(_facts(_SETTLED)))


def _facts(kinds: Collection[str]) -> QuerySet[ForceFact]:
    return ForceFact.objects.filter(decision=OuterRef("pk"), kind__in=kinds)


def unseen_decisions(actor: Actor) -> list[Decision]:
    """List the decisions that others cite and nobody has registered, where the reader may."""
    rows = Decision.objects.select_related("body__organisation", "organisation")
    found = rows.filter(reach(actor, Right.REGISTER_DECISION), cited_only=True)
    return list(found.order_by(F("decided_on").desc(nulls_last=True), "id")[:LONGEST])


def loose_citations(actor: Actor) -> list[Citation]:
    """List what the reader's decisions and documents cite that is not registered at all."""
    mine = reach(actor, body="decision__body") | Q(document__case__body__in=_bodies(actor))
    found = Citation.objects.filter(mine, target__isnull=True)
    rows = found.select_related("decision__body", "decision__organisation", "document__case")
    return list(rows.order_by(F("decided_on").desc(nulls_last=True), "id")[:LONGEST])
