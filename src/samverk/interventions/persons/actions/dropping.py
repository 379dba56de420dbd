"""Removes drafts of referrals that nobody has touched for as long as the plan says. The night's work."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.errors import ConflictError
from samverk.interventions.persons.models import Referral
from samverk.interventions.persons.queries.disposal import untouched_drafts
from samverk.interventions.persons.queries.retention import plan_in_force, rules_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import authority
from samverk.rules.interventions.retention import draft_days

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
