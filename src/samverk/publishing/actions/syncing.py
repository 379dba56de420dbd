"""Publishes closed fields by themselves: who sits where, what is on the board, and what is in force.

For the worker: doing it again changes nothing more. What a number of a person is found in is held back
by itself: it keeps nothing else from being published, and what it said before stands (8 kap. 12 § KL).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from samverk.foundation import clock
from samverk.meetings.queries import boards_kept_here
from samverk.publishing.actions import records
from samverk.publishing.actions.self_publishing import Written, follow, hold_back
from samverk.publishing.drafts import Draft
from samverk.publishing.models import ByItself, Kind, Record
from samverk.publishing.queries.shielded import names_in, shielded_names
from samverk.publishing.sources import directory, federation, interventions, notices
from samverk.publishing.sources.force import told_forces
from samverk.publishing.words import RENEW_FORCE

AT_ONCE = 500
EVERY = Q()
Read = Callable[[], list[Draft]]


def sync_notices() -> int:
    """Publish the notice boards as they stand today; answer how many notices were new, changed or gone."""
    boards = boards_kept_here()
    elsewhere = ~Q(organisation__in=[board.id for board in boards])
    return _publish(
        ByItself.NOTICES,
        notices.KINDS,
        lambda: notices.notice_drafts(boards, clock.today()),
        # What was taken down has been told of as it is, and stays as the proof of its posting
        may_go=elsewhere | ~Q(status="down"),
    )


def sync_directory() -> int:
    """Publish organisations, bodies and who is elected; answer how many were new, changed or gone."""
    own = boards_kept_here()
    return _publish(
        ByItself.DIRECTORY, directory.KINDS, lambda: directory.directory_drafts(own, clock.today())
    )


def sync_federations() -> int:
    """Publish the federations that are kept here; answer how many were new, changed or gone."""
    own = boards_kept_here()
    return _publish(
        ByItself.FEDERATIONS,
        federation.KINDS,
        lambda: federation.federation_drafts(own, clock.today()),
    )


def sync_interventions() -> int:
    """Publish what those federations offer, with today's waits; answer how many were new, changed or gone."""
    own = boards_kept_here()
    return _publish(
        ByItself.INTERVENTIONS,
        interventions.KINDS,
        lambda: interventions.intervention_drafts(own, clock.today()),
    )


def _publish(what: ByItself, kinds: Sequence[Kind], read: Read, *, may_go: Q = EVERY) -> int:
    """Publish what is read, and withdraw of the rest what may go."""

    def publish() -> Written:
        records.wait_for_turn(f"sync/{kinds[0]}")
        drafts = _without_shielded(read())
        held = {(one.kind.value, one.source): one for one in drafts if one.numbers_left()}
        standing = [one for one in drafts if (one.kind.value, one.source) not in held]
        moment = timezone.now()
        noted = {name: (one.kind.label, one.body) for name, one in held.items()}
        stopped = hold_back([kind.value for kind in kinds], noted)
        told = records.written(standing, moment)
        gone = records.withdraw_all_but(kinds, drafts, moment, may_go)
        return Written([*told, *gone], stopped)

    return follow(what, publish)


def _without_shielded(drafts: list[Draft]) -> list[Draft]:
    """Mask the names of those who are left out of what is published."""
    names = shielded_names()
    if not names:
        return drafts
    return [draft.masked(names) if names_in([draft], names) else draft for draft in drafts]


def sync_force() -> int:
    """Tell today's legal force of the decisions that stand published; answer how many had another."""
    standing = Record.objects.filter(kind=Kind.DECISION, withdrawn_at=None).order_by("pk")
    rows = list(standing.values_list("pk", "source"))
    return sum(
        _tell_forces(rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)
    )


def _tell_forces(rows: Sequence[tuple[int, int]]) -> int:
    def tell() -> Written:
        told = told_forces([source for _, source in rows], clock.today())
        found = Record.objects.select_for_update().filter(
            pk__in=[pk for pk, _ in rows], withdrawn_at=None
        )
        changed = [one for one in found if _differs(one, told.get(one.source))]
        for one in changed:
            one.status = told[one.source]["words"]
            one.data |= {"force": told[one.source]}
            one.modified_at = timezone.now()
        Record.objects.bulk_update(changed, ["status", "data", "modified_at"])
        with connection.cursor() as cursor:
            cursor.execute(RENEW_FORCE, [[one.pk for one in changed]])
        return Written([(one.kind, one.source) for one in changed])

    return follow(ByItself.FORCE, tell)


def _differs(record: Record, force: dict[str, Any] | None) -> bool:
    return force is not None and record.data.get("force") != force
