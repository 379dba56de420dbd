"""Trials, decisions and certificates as pages read them, and what is left of a disposal."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from samverk.foundation.models import AuditEvent
from samverk.interventions.persons.models import (
    DisposalCertificate,
    DisposalDecision,
    DisposalHold,
    DisposalOutcome,
    DryRun,
    DryRunLine,
    NamedHandler,
    Outcome,
    Referral,
    Side,
    SubjectRequest,
)
from samverk.interventions.persons.queries.retention import tables_of_a_person
from samverk.interventions.persons.zone import Authority
from samverk.rules.interventions.referral import ReferralState
from samverk.rules.interventions.retention import STANDINGS, Standing

ON_A_PAGE = 50
MOST_LISTED = 50
HANDLING = "handling"
HANDLED = {
    "disposalhold",
    "emergencygrant",
    "namedhandler",
    "numberreveal",
    "protection",
    "subjectrequest",
}
# Where the file is somebody else's: they answer for their own copies
OTHERS = (
    "Kopior hos andra parter gallras av den part som är personuppgiftsansvarig för dem.",
    "Statistik som har publicerats ligger kvar. Av de gallrade finns bara antal per verksamhet,"
    " år och kön.",
    "Loggen över vem som har läst och gjort vad har kvar pseudonymen, och inget om personen.",
    "Kapacitetsfrågor som har ställts om en kö har kvar summor, och inget om någon enskild.",
    "Den som hade skyddade personuppgifter räknas inte i beviset. Loggen visar att också de är gallrade.",
    "Säkerhetskopior som togs före gallringen har kvar uppgifterna tills de skrivs över.",
)


def left_of(row: DisposalDecision) -> list[DryRunLine]:
    """List those of a decision who are not dealt with yet, in the order they fell due."""
    rows = DryRunLine.objects.filter(run=row.run_id, standing=Standing.DUE, outcome__isnull=True)
    return list(rows.order_by("due_on", "pk"))


def seen_by(user: int | None) -> QuerySet[DryRunLine]:
    """Give the lines of trials whose people a reader (user id) may know of, in the open compartment.

    Who has, or had, a protected identity is there for their named handlers alone. Every number on a
    page is of these: beside the list, a total of everybody would tell that somebody is missing.
    """
    named = NamedHandler.objects.filter(person=OuterRef("whom"), user=user, ended_at=None)
    return DryRunLine.objects.filter(Q(is_protected=False) | Exists(named))


def left_seen(row: DisposalDecision, user: int | None) -> int:
    """Count those of a decision who are not dealt with yet, and whom a reader may know of."""
    lines = seen_by(user).filter(run=row.run_id, standing=Standing.DUE, outcome__isnull=True)
    return lines.count()


def due_in(runs: Iterable[DryRun], user: int | None) -> dict[uuid.UUID, int]:
    """Count those who are due in each of some trials (by id), and whom a reader may know of."""
    lines = seen_by(user).filter(run__in=list(runs), standing=Standing.DUE).order_by()
    return dict(lines.values_list("run").annotate(many=Count("pk")))


def runs_of(body: int, user: int | None) -> list[tuple[DryRun, int]]:
    """List an authority's trials, each with how many are due in it as a reader sees it, the latest first."""
    rows = DryRun.objects.filter(controller=body).select_related(
        "plan", "decision__start", "decision__certificate"
    )
    found = list(rows.order_by("-recorded_at", "pk")[:MOST_LISTED])
    due = due_in(found, user)
    return [(one, due.get(one.pk, 0)) for one in found]


@dataclass(frozen=True, slots=True)
class ThisYear:
    """What the latest trial says of a calendar year (i år).

    How many's time is up, how many of them must be done in the year, and how many more fall due in it.
    """

    run: DryRun
    due: int
    to_finish: int
    falls_due: int


def this_year(body: int, day: date, user: int | None) -> ThisYear | None:
    """Count those whose time is up, and is up in a year, by an authority's (body id) latest trial.

    None where nobody has tried the plan. Those count whom the reader may know of.
    """
    run = DryRun.objects.filter(controller=body).order_by("-recorded_at", "pk").first()
    if run is None:
        return None
    last = date(day.year, 12, 31)
    lines = seen_by(user).filter(run=run, outcome__isnull=True)
    return ThisYear(
        run,
        lines.filter(standing=Standing.DUE).count(),
        lines.filter(standing=Standing.DUE, finish_by__lte=last).count(),
        lines.filter(standing=Standing.NOT_YET, due_on__lte=last).count(),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """How many stand alike in a trial (läge), of those whom its reader may know of."""

    standing: str
    name: str
    number: int


def groups_of(run: DryRun, user: int | None) -> list[Group]:
    """Count those in a trial whom a reader may know of by standing, in the order of the work."""
    lines = seen_by(user).filter(run=run).order_by()
    many = dict(lines.values_list("standing").annotate(many=Count("pk")))
    return [Group(one.value, STANDINGS[one], many.get(one.value, 0)) for one in Standing]


def lines_of(run: DryRun, standing: str, user: int | None, number: int) -> Page[DryRunLine]:
    """List a page of a trial's lines that stand in one way, in the reader's open compartment."""
    rows = seen_by(user).filter(run=run, standing=standing).select_related("outcome")
    page: Page[DryRunLine] = Paginator(rows.order_by("due_on", "year", "pk"), ON_A_PAGE).get_page(
        number
    )
    # Read now: outside the open compartment there is nothing to read
    page.object_list = list(page.object_list)
    return page


def table_names() -> dict[str, str]:
    """Name the tables with rows of a person in words, by what they are called in the rows' counts."""
    found = {
        str(one._meta.model_name): str(one._meta.verbose_name_plural)
        for one in tables_of_a_person()
    }
    return found | {
        HANDLING: "åtgärder med personens uppgifter",
        "person": "personuppgifter och nyckel",
        "message": "meddelandens innehåll",
    }


def folded(rows: dict[str, int]) -> dict[str, int]:
    """Give counts of rows with one sum for how the person's data were handled.

    Table by table they tell who had a protected identity, or was read in an emergency.
    """
    found = {name: many for name, many in rows.items() if name not in HANDLED}
    handled = sum(many for name, many in rows.items() if name in HANDLED)
    return found | ({HANDLING: handled} if handled else {})


def named_rows(rows: dict[str, int]) -> list[tuple[str, int]]:
    """Give counts of rows with their tables in words, in order."""
    names = table_names()
    return sorted((names.get(one, one), many) for one, many in rows.items())


def certificate_content(home: Authority, row: DisposalDecision, day: date) -> dict[str, Any]:
    """Gather what the certificate of a disposal says: numbers, and no names of those removed.

    Those who had a protected identity are not counted: it is read beside a list that they are not in.
    """
    outcomes = list(
        DisposalOutcome.objects.filter(decision=row, line__is_protected=False).select_related(
            "line"
        )
    )
    removed = [one for one in outcomes if one.outcome == Outcome.REMOVED]
    rows: Counter[str] = Counter()
    for one in removed:
        rows.update(folded(one.rows))
    stayed = Counter(one.outcome for one in outcomes if one.outcome != Outcome.REMOVED)
    return {
        "authority": home.name,
        "plan": {"from": row.run.plan.from_date.isoformat(), "decision": row.run.plan.decision},
        "trial": {
            "day": row.run.day.isoformat(),
            "by": row.run.made_by_name,
            "digest": row.run.digest,
        },
        "decision": {
            "reference": row.reference,
            "day": row.decided_on.isoformat(),
            "by": row.decided_by_name,
        },
        "carried_out": {"by": row.start.started_by, "finished": day.isoformat()},
        "persons": len(removed),
        "rows": dict(sorted(rows.items())),
        "years": dict(sorted(Counter(str(one.line.year) for one in removed).items())),
        "stayed": dict(sorted(stayed.items())),
    }


def certificate_of(decision: DisposalDecision) -> DisposalCertificate | None:
    """Answer the certificate of a decision, None before it is carried out."""
    return DisposalCertificate.objects.filter(decision=decision).first()


def holds_of(person: uuid.UUID) -> list[DisposalHold]:
    """List what holds a person's (id) file back now."""
    rows = DisposalHold.objects.filter(person=person, lifted_on=None)
    return list(rows.order_by("recorded_at", "pk"))


def untouched_drafts(body: int, before: datetime) -> list[Referral]:
    """List an authority's drafts that nobody has touched since a moment. The log tells of changes.

    Not of who is held back, or has asked for an extract that is not answered yet.
    """
    held = DisposalHold.objects.filter(controller=body, lifted_on=None)
    asked = SubjectRequest.objects.filter(controller=body, answered_on=None)
    rows = Referral.objects.filter(
        controller=body, side=Side.SENT, state=ReferralState.DRAFT, recorded_at__lt=before
    ).exclude(Q(person__in=held.values("person")) | Q(person__in=asked.values("person")))
    found = {str(row.pk): row for row in rows.order_by("recorded_at", "pk")}
    touched = AuditEvent.objects.filter(
        subject_type=Referral._meta.label, subject_id__in=list(found), recorded_at__gte=before
    )
    fresh = set(touched.values_list("subject_id", flat=True))
    return [row for pk, row in found.items() if pk not in fresh]
