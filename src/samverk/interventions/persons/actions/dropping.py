"""Removes what belongs to no person's file when its own time is up. The night's work.

Drafts of referrals that nobody has touched, and requests for emergency access that opened nobody:
those have a number sealed in them whether anybody has it or not.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.errors import ConflictError
from samverk.interventions.persons.models import EmergencyRequest, Referral
from samverk.interventions.persons.queries.disposal import untouched_drafts
from samverk.interventions.persons.queries.retention import plan_in_force, rules_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import authority
from samverk.rules.interventions.retention import draft_days, emergency_days

EMERGENCY_REMOVED = acts.kind(
    "persons.emergency_removed", "Begäran om nödåtkomst gallrad", is_quiet=True
)
DRAFT_REMOVED = acts.kind("persons.draft_removed", "Remissutkast gallrat", is_quiet=True)
NIGHTLY = system("Samverk, gallring")


def remove_drafts() -> int:
    """Remove every draft whose time is up at each authority; answer how many."""
    return sum(_remove_at(one.id) for one in directory.bodies())


def _remove_at(body: int) -> int:
    with unread([body]):
        days = draft_days(rules_of(plan_in_force(body, clock.today())))
        before = clock.now() - timedelta(days=days)
        drafts = untouched_drafts(body, before)
    return sum(_remove(draft, before) for draft in drafts)


def _remove(draft: Referral, before: datetime) -> bool:
    home = authority(draft.controller_id)
    act = acts.Act(NIGHTLY, DRAFT_REMOVED, f"utkast/{draft.pk}", home.organisation, body=home.body)

    def remove() -> Referral:
        with connection.cursor() as cursor:
            cursor.execute("SELECT persons_remove_draft(%s, %s)", [draft.pk, before])
            if not cursor.fetchone()[0]:
                raise ConflictError("Utkastet har ändrats.")
        return draft

    try:
        with unread([home.body]):
            acts.carry_out(act, remove)
    except ConflictError:
        return False
    return True


def remove_emergencies() -> int:
    """Remove every request that opened nobody and whose time is up; answer how many.

    That it was made stays in the log, which has no number.
    """
    return sum(_emergencies_at(one.id) for one in directory.bodies())


def _emergencies_at(body: int) -> int:
    with unread([body]):
        days = emergency_days(rules_of(plan_in_force(body, clock.today())))
        before = clock.now() - timedelta(days=days)
        rows = EmergencyRequest.objects.filter(
            controller=body, asked_at__lt=before, grant__isnull=True
        )
        due = list(rows.order_by("asked_at", "pk"))
    return sum(_remove_emergency(row, before) for row in due)


def _remove_emergency(row: EmergencyRequest, before: datetime) -> bool:
    home = authority(row.controller_id)
    key = f"nodatkomst/{row.pk}"
    act = acts.Act(NIGHTLY, EMERGENCY_REMOVED, key, home.organisation, body=home.body)

    def remove() -> EmergencyRequest:
        with connection.cursor() as cursor:
            cursor.execute("SELECT persons_remove_emergency(%s, %s)", [row.pk, before])
            if not cursor.fetchone()[0]:
                raise ConflictError("Begäran är redan borta.")
        return row

    try:
        with unread([home.body]):
            acts.carry_out(act, remove)
    except ConflictError:
        return False
    return True
