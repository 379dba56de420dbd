"""Publishes closed fields by themselves: who sits where, what is on the board, and what is in force.

For the worker: doing it again changes nothing more. What a number of a person is found in is held back
by itself, and keeps nothing else from being published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from samverk.foundation import clock
from samverk.meetings.queries import boards_kept_here
from samverk.publishing.actions import records
from samverk.publishing.drafts import Draft
from samverk.publishing.models import HeldBack, Kind
from samverk.publishing.sources import directory, notices

LONGEST = 200
Read = Callable[[], list[Draft]]


def sync_notices() -> int:
    """Publish the notice boards as they stand today; answer how many notices were new, changed or gone."""
    boards = boards_kept_here()
    return _publish(notices.KINDS, lambda: notices.notice_drafts(boards, clock.today()))


def sync_directory() -> int:
    """Publish organisations, bodies and who is elected; answer how many were new, changed or gone."""
    own = boards_kept_here()
    return _publish(directory.KINDS, lambda: directory.directory_drafts(own, clock.today()))


def _publish(kinds: Sequence[Kind], read: Read) -> int:
    with transaction.atomic():
        records.wait_for_turn(f"sync/{kinds[0]}")
        drafts = read()
        held = {(draft.kind, draft.source): draft for draft in drafts if draft.numbers_left()}
        standing = [draft for draft in drafts if (draft.kind, draft.source) not in held]
        moment = timezone.now()
        _hold_back(kinds, held.values())
        changed = records.write(standing, moment)
        return changed + records.withdraw_all_but(kinds, standing, moment)


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
