"""Publishes closed fields by themselves: who sits where, what is on the board, and what is in force.

For the worker: doing it again changes nothing more. What a number of a person is found in is held back
by itself: it keeps nothing else from being published, and what it said before stands (8 kap. 12 § KL).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samverk.foundation import clock
from samverk.meetings.queries import boards_kept_here
from samverk.publishing.actions import records
from samverk.publishing.drafts import Draft
from samverk.publishing.models import HeldBack, Kind, Record
from samverk.publishing.queries.shielded import names_in, shielded_names
from samverk.publishing.sources import directory, federation, interventions, notices
from samverk.publishing.sources.force import told_forces

LONGEST = 200
AT_ONCE = 500
EVERY = Q()
Read = Callable[[], list[Draft]]


def sync_notices() -> int:
    """Publish the notice boards as they stand today; answer how many notices were new, changed or gone."""
    boards = boards_kept_here()
    elsewhere = ~Q(organisation__in=[board.id for board in boards])
    return _publish(
        notices.KINDS,
        lambda: notices.notice_drafts(boards, clock.today()),
        # What was taken down has been told of as it is, and stays as the proof of its posting
        may_go=elsewhere | ~Q(status="down"),
    )


def sync_directory() -> int:
    """Publish organisations, bodies and who is elected; answer how many were new, changed or gone."""
    own = boards_kept_here()
    return _publish(directory.KINDS, lambda: directory.directory_drafts(own, clock.today()))


def sync_federations() -> int:
    """Publish the federations that are kept here; answer how many were new, changed or gone."""
    own = boards_kept_here()
    return _publish(federation.KINDS, lambda: federation.federation_drafts(own, clock.today()))


def sync_interventions() -> int:
    """Publish what those federations offer, with today's waits; answer how many were new, changed or gone."""
    own = boards_kept_here()
    return _publish(
        interventions.KINDS, lambda: interventions.intervention_drafts(own, clock.today())
    )


def _publish(kinds: Sequence[Kind], read: Read, *, may_go: Q = EVERY) -> int:
    """Publish what is read, and withdraw of the rest what may go."""
    with transaction.atomic():
        records.wait_for_turn(f"sync/{kinds[0]}")
        drafts = _without_shielded(read())
        held = {(draft.kind, draft.source): draft for draft in drafts if draft.numbers_left()}
        standing = [draft for draft in drafts if (draft.kind, draft.source) not in held]
        moment = timezone.now()
        _hold_back(kinds, held.values())
        changed = records.write(standing, moment)
        return changed + records.withdraw_all_but(kinds, drafts, moment, may_go)


def _without_shielded(drafts: list[Draft]) -> list[Draft]:
    """Mask the names of those who are left out of what is published."""
    names = shielded_names()
    if not names:
        return drafts
    return [draft.masked(names) if names_in([draft], names) else draft for draft in drafts]


def _hold_back(kinds: Sequence[Kind], held: Iterable[Draft]) -> None:
    """Note what is held back, and let go of what has been put right."""
    wanted = {(draft.kind.value, draft.source): draft for draft in held}
    known = HeldBack.objects.filter(kind__in=[kind.value for kind in kinds])
    gone = [row.pk for row in known if (row.kind, row.source) not in wanted]
    HeldBack.objects.filter(pk__in=gone).delete()
    HeldBack.objects.bulk_create(
        (
            HeldBack(kind=kind, source=source, body_id=draft.body, what=draft.kind.label[:LONGEST])
            for (kind, source), draft in wanted.items()
        ),
        ignore_conflicts=True,
    )


def sync_force() -> int:
    """Tell today's legal force of the decisions that stand published; answer how many had another."""
    standing = Record.objects.filter(kind=Kind.DECISION, withdrawn_at=None).order_by("pk")
    rows = list(standing.values_list("pk", "source"))
    return sum(
        _tell_forces(rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)
    )


def _tell_forces(rows: Sequence[tuple[int, int]]) -> int:
    told = told_forces([source for _, source in rows], clock.today())
    with transaction.atomic():
        found = Record.objects.select_for_update().filter(
            pk__in=[pk for pk, _ in rows], withdrawn_at=None
        )
        changed = [one for one in found if _differs(one, told.get(one.source))]
        for one in changed:
            one.status = told[one.source]["words"]
            one.data |= {"force": told[one.source]}
            one.modified_at = timezone.now()
        Record.objects.bulk_update(changed, ["status", "data", "modified_at"])
    return len(changed)


def _differs(record: Record, force: dict[str, Any] | None) -> bool:
    return force is not None and record.data.get("force") != force
