"""How a row came to its person's record: by the joining of two records, or, as most, with it."""

from __future__ import annotations

from samverk.interventions.persons.models import JoinedRecord
from samverk.interventions.persons.models.base import OfPerson


def came_by_joining(row: OfPerson) -> list[JoinedRecord]:
    """List the joinings that a row came by to its person's record; none for most."""
    held = {str(row._meta.model_name): [str(row.pk)]}
    rows = JoinedRecord.objects.filter(person=row.person_id, moved__contains=held).defer("sealed")
    rows = rows.select_related("controller__organisation")
    return list(rows.order_by("recorded_at", "pk"))
