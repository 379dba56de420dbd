"""What has been done lately, for those whose work it touches."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q

from samverk.foundation.models import AuditEvent


def latest_changes(
    organisations: Collection[int],
    *,
    guarded: Mapping[str, Collection[int]] | None = None,
    limit: int = 8,
) -> list[AuditEvent]:
    """List the last acts done for some organisations, latest first, in one question.

    ``guarded`` names rooms ("intake") whose acts are shown for some of the organisations only. A
    step within an act is left out: the act says what was done.
    """
    shown = AuditEvent.objects.filter(organisation__in=organisations, part_of__isnull=True)
    for room, allowed in (guarded or {}).items():
        shown = shown.exclude(Q(subject_type__startswith=f"{room}.") & ~Q(organisation__in=allowed))
    return list(shown.order_by("-recorded_at", "id")[:limit])
