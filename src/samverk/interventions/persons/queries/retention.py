"""What the retention plan asks of each person's file, gathered for a whole authority at once.

The compartment is open and read by nobody: protected persons are judged as everybody else. Nothing
sealed is opened.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from samverk.foundation.models import AuditEvent
from samverk.interventions.persons.models import (
    Consent,
    DisposalHold,
    Goal,
    JoinedRecord,
    NamedHandler,
    NumberReveal,
    Participation,
    Person,
    Protection,
    QueueEntry,
    Referral,
    ReferralStep,
    RetentionPlan,
    SubjectRequest,
    WhatIfPerson,
)
from samverk.interventions.persons.models.base import OfPerson
from samverk.interventions.persons.queries.measured import of_latest_turn
from samverk.rules.interventions.consent import Purpose
from samverk.rules.interventions.follow_up import FollowUpPoint, due_on
from samverk.rules.interventions.participation import (
    ENDED,
    PARTICIPATION,
    UNDER_WAY,
    ParticipationState,
)
from samverk.rules.interventions.referral import REFERRAL, ReferralState
from samverk.rules.interventions.retention import (
    HoldReason,
    PersonFacts,
    Record,
    RetentionRule,
    Trigger,
)
from samverk.rules.wording import running_date

_R, _P = ReferralState, ParticipationState
OPEN_REFERRAL = (_R.DRAFT, _R.SUBMITTED, _R.UNDER_ASSESSMENT, _R.INCOMPLETE)
CLOSED_REFERRAL = (_R.RETURNED, _R.REDIRECTED, _R.WITHDRAWN, _R.LAPSED)
NEVER = (_P.NEVER_STARTED, _P.ENTERED_IN_ERROR, _P.PLANNED)
# That somebody looked, that the file is held back, that the queue was counted, or that two records were
# joined, is no entry in it
NO_ENTRY = (NumberReveal, NamedHandler, DisposalHold, WhatIfPerson, JoinedRecord)
# Days on rows that are changed, which their own making does not tell
LATER = (
    (Consent, "withdrawn_on"),
    (Goal, "judged_on"),
    (Protection, "lifted_at"),
    (JoinedRecord, "made_at"),
)
CHANGED = "persons.changed"
SHARED = "Ett samtycke att utbyta uppgifter gäller. Ta tillbaka det när det inte behövs längre."
Days = dict[uuid.UUID, date]


@dataclass(slots=True)
class Gathered:
    """A person's file as the plan sees it (underlag): facts, and how many rows of each table."""

    facts: PersonFacts
    rows: dict[str, int] = field(default_factory=dict)
    is_protected: bool = False

    @property
    def digest(self) -> str:
        """Digest what was judged and what would be removed: it changes with any new entry.

        Not with that somebody looked, was let in, or counted the queue: the file is the same.
        """
        looked = {one._meta.model_name for one in (NumberReveal, NamedHandler, WhatIfPerson)}
        rows = {name: many for name, many in self.rows.items() if name not in looked}
        return digest_of({"facts": asdict(self.facts), "rows": rows})


def digest_of(content: object) -> str:
    """Digest data in one canonical writing."""
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    )
    return hashlib.sha256(text.encode()).hexdigest()


def tables_of_a_person() -> list[type[OfPerson]]:
    """List the models whose rows belong to a person."""
    return [one for one in apps.get_models() if issubclass(one, OfPerson)]


def gather(body: int, day: date, only: uuid.UUID | None = None) -> dict[uuid.UUID, Gathered]:
    """Gather everybody's file at an authority (body id), or one person's, as it is on a day.

    The number of questions does not depend on how many there are.
    """
    of_body = Q(controller=body)
    of_people = of_body & Q(person=only) if only else of_body
    people = Person.objects.filter(of_body & Q(pk=only) if only else of_body)
    rows, last = _counted(of_people, people)
    ongoing = _ongoing(of_people, day)
    ends, lacking = _ends(of_people)
    closed = _closed(of_people)
    holds = _holds(of_people)
    took_part = set(_ids(Participation.objects.filter(of_people).exclude(state__in=NEVER)))
    protected = set(_ids(Protection.objects.filter(of_people, lifted_at=None)))
    return {
        pk: Gathered(
            PersonFacts(
                pk in took_part,
                last.get(pk),
                None if pk in lacking else ends.get(pk),
                closed.get(pk),
                tuple(ongoing.get(pk, ())),
                tuple(holds.get(pk, ())),
            ),
            rows[pk],
            pk in protected,
        )
        for pk in people.order_by("recorded_at", "pk").values_list("pk", flat=True)
    }


def _ids(rows: QuerySet[Any]) -> Iterable[uuid.UUID]:
    return rows.order_by().values_list("person", flat=True)


def _counted(of: Q, people: QuerySet[Person]) -> tuple[dict[uuid.UUID, dict[str, int]], Days]:
    """Count each table's rows, and find the latest entry, of each person."""
    rows: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    last: Days = {}
    for pk, made in people.values_list("pk", "recorded_at"):
        rows[pk]["person"] = 1
        _later(last, pk, made)
    for model in tables_of_a_person():
        found = model._default_manager.filter(of).order_by().values_list("person")
        for pk, many, latest in found.annotate(many=Count("pk"), latest=Max("recorded_at")):
            rows[pk][str(model._meta.model_name)] = many
            if model not in NO_ENTRY:
                _later(last, pk, latest)
    for model, name in LATER:
        found = model._default_manager.filter(of).order_by().values_list("person")
        for pk, latest in found.annotate(latest=Max(name)):
            _later(last, pk, latest)
    for pk, made in _changes(last, of):
        _later(last, pk, made)
    return rows, last


def _changes(known: Days, of: Q) -> Iterable[tuple[uuid.UUID, datetime]]:
    """Find when the persons' own rows were last changed: the log alone tells, also of an emptied one."""
    now = {pk: pk for pk in known}
    now |= dict(JoinedRecord.objects.filter(of).order_by().values_list("was", "person"))
    events = AuditEvent.objects.filter(kind=CHANGED, subject_type=Person._meta.label)
    if len(known) == 1:
        events = events.filter(subject_id__in=[str(one) for one in now])
    for subject, made in (
        events.order_by().values_list("subject_id").annotate(latest=Max("recorded_at"))
    ):
        if (pk := now.get(uuid.UUID(subject))) in known:
            yield pk, made


def _later(last: Days, pk: uuid.UUID, when: date | datetime | None) -> None:
    if when is None:
        return
    day = timezone.localtime(when).date() if isinstance(when, datetime) else when
    last[pk] = max(day, last.get(pk, day))


def _ongoing(of: Q, day: date) -> dict[uuid.UUID, list[str]]:
    """Say in words what is under way for each person."""
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    referrals = Referral.objects.filter(of, state__in=OPEN_REFERRAL)
    for pk, state in referrals.order_by("pk").values_list("person", "state"):
        found[pk].append(f"En remiss är öppen: {REFERRAL.state_names[_R(state)]}.")
    for pk in _ids(QueueEntry.objects.filter(of, left_on=None)):
        found[pk].append("Personen står i kö.")
    parts = Participation.objects.filter(of, state__in=sorted(UNDER_WAY))
    for pk, state in parts.order_by("pk").values_list("person", "state"):
        found[pk].append(f"Ett deltagande är {PARTICIPATION.state_names[_P(state)]}.")
    for pk, text in _follow_ups(of, day):
        found[pk].append(text)
    shares = Consent.objects.filter(
        of & (Q(to_date=None) | Q(to_date__gte=day)),
        purpose=Purpose.INFORMATION_EXCHANGE,
        withdrawn_on=None,
    )
    for pk in _ids(shares.distinct()):
        found[pk].append(SHARED)
    for pk in _ids(SubjectRequest.objects.filter(of, answered_on=None).distinct()):
        found[pk].append("Personen väntar på ett registerutdrag.")
    return found


def _follow_ups(of: Q, day: date) -> Iterable[tuple[uuid.UUID, str]]:
    """Give the follow-ups that are still to come of ended participations."""
    ended = Participation.objects.filter(of, state__in=sorted(ENDED), is_followed=True)
    rows = list(ended.order_by("pk").values_list("pk", "person", "ended_on"))
    made = set(
        of_latest_turn()
        .filter(of, participation__in=[one[0] for one in rows])
        .values_list("participation", "point")
    )
    for row, person, ended_on in rows:
        if ended_on is None:
            continue
        for point in FollowUpPoint:
            due = due_on(ended_on, point)
            if due >= day and (row, point.value) not in made:
                yield person, f"En uppföljning är planerad till {running_date(due)}."


def _ends(of: Q) -> tuple[Days, set[uuid.UUID]]:
    """Find when each person last ended a participation, and who has one whose end is not known."""
    ends: Days = {}
    lacking: set[uuid.UUID] = set()
    rows = Participation.objects.filter(of, state__in=sorted(ENDED))
    for pk, ended in rows.order_by().values_list("person", "ended_on"):
        if ended is None:
            lacking.add(pk)
        else:
            _later(ends, pk, ended)
    return ends, lacking


def _closed(of: Q) -> Days:
    """Find the day that each person's last referral was closed or left the queue."""
    closed: Days = {}
    steps = ReferralStep.objects.filter(of, to_state__in=CLOSED_REFERRAL)
    for pk, day in steps.order_by().values_list("person", "happened_on"):
        _later(closed, pk, day)
    for pk, left_on in QueueEntry.objects.filter(of).order_by().values_list("person", "left_on"):
        _later(closed, pk, left_on)
    return closed


def _holds(of: Q) -> dict[uuid.UUID, list[HoldReason]]:
    found: dict[uuid.UUID, list[HoldReason]] = defaultdict(list)
    rows = DisposalHold.objects.filter(of, lifted_on=None).order_by("recorded_at", "pk")
    for pk, reason in rows.values_list("person", "reason"):
        found[pk].append(HoldReason(reason))
    return found


def plan_in_force(body: int, day: date) -> RetentionPlan | None:
    """Answer which version of an authority's (body id) plan applies on a day; None before the first."""
    rows = RetentionPlan.objects.filter(controller=body, from_date__lte=day)
    return rows.prefetch_related("rules").order_by("-from_date").first()


def plans_of(body: int) -> list[RetentionPlan]:
    """List the versions of an authority's plan, the latest first."""
    rows = RetentionPlan.objects.filter(controller=body).prefetch_related("rules")
    return list(rows.order_by("-from_date"))


def rules_of(plan: RetentionPlan | None) -> tuple[RetentionRule, ...]:
    """Give a plan's rules as the rules core reads them; none for no plan."""
    if plan is None:
        return ()
    rows = sorted(plan.rules.all(), key=lambda row: list(Record).index(Record(row.record)))
    return tuple(
        RetentionRule(
            Record(row.record),
            Trigger(row.trigger),
            row.years,
            row.days,
            row.by_year_end,
            row.ground,
            row.is_confirmed,
        )
        for row in rows
    )
