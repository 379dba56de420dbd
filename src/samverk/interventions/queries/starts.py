"""When groups of a delivery begin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samverk.foundation.errors import NotFoundError
from samverk.interventions.models import CohortStart


def starts_of(delivery: int) -> list[CohortStart]:
    """List the starts of a delivery (id), past and called off too, the latest first."""
    return list(CohortStart.objects.filter(delivery=delivery).order_by("-starts_on"))


def coming_starts(delivery: int, day: date) -> list[CohortStart]:
    """List the starts of a delivery (id) that are to come on a day, the next first."""
    return list(still_to_come(starts_of(delivery), day))


def still_to_come(rows: Iterable[CohortStart], day: date) -> list[CohortStart]:
    """Pick the starts that are to come on a day and not called off, the next first."""
    kept = (row for row in rows if row.starts_on >= day and not row.called_off)
    return sorted(kept, key=lambda row: row.starts_on)


def start_by_id(start: int) -> CohortStart:
    """Answer which start this is. Raises NotFoundError."""
    found = CohortStart.objects.filter(pk=start).first()
    if found is None:
        raise NotFoundError("Starten finns inte.")
    return found
