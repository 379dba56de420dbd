"""The parts of an authority's work that a role with persons can be limited to: its deliveries."""

from __future__ import annotations

from collections.abc import Collection

from samverk.foundation import clock
from samverk.foundation.limits import WorkPart
from samverk.interventions.models import Delivery


class Deliveries:
    """Knows which deliveries each organisation gives or has given."""

    def parts_at(self, organisations: Collection[int]) -> list[WorkPart]:
        """List the deliveries of organisations (ids), by name."""
        rows = Delivery.objects.filter(provider__in=organisations).order_by("name", "pk")
        today = clock.today()
        return [
            WorkPart(
                row.pk,
                row.provider_id,
                row.name,
                is_over=row.to_date is not None and row.to_date < today,
            )
            for row in rows
        ]
