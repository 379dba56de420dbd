"""What has been done lately, for those whose work it touches."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from samverk.foundation.acts import QUIET
from samverk.foundation.models import AuditEvent
from samverk.foundation.models.audit import DONE_FOR


@dataclass(frozen=True, slots=True)
class Shown:
    """For which organisations (ids) all of a guarded room's acts are shown, and for which bodies."""

    organisations: Collection[int] = ()
    bodies: Collection[int] = ()


def latest_changes(
    organisations: Collection[int],
    *,
    guarded: Mapping[str, Shown] | None = None,
    limit: int = 8,
) -> list[AuditEvent]:
    """List the last acts done for some organisations, latest first, in one question.

    ``guarded`` names rooms ("intake") whose acts are shown for some organisations and bodies only.
    A step within an act is left out: the act says what was done. So is each vote of many.
    """
    shown = AuditEvent.objects.filter(organisation__in=organisations, part_of__isnull=True)
    shown = shown.exclude(kind__in=QUIET)
    for room, allowed in (guarded or {}).items():
        open_here = Q(organisation__in=allowed.organisations) | Q(body__in=allowed.bodies)
        shown = shown.filter(~Q(subject_type__startswith=f"{room}.") | open_here)
    return list(shown.select_related(*DONE_FOR).order_by("-recorded_at", "id")[:limit])
