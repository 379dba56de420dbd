"""Which bodies a person works for, and who works for a body: roles held for a whole organisation too."""

from __future__ import annotations

from django.db.models import Q

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.actors import Actor, Role
from samverk.foundation.models import RoleAssignment
from samverk.foundation.periods import in_force
from samverk.foundation.permissions import RIGHTS, Right
from samverk.meetings.models import Meeting


def bodies_reached(actor: Actor, right: Right) -> frozenset[int]:
    """List the bodies (ids) where ``actor`` has a right, by a role there or in the organisation."""
    whole, single = set(), set()
    for held in actor.roles:
        if right in RIGHTS[held.role]:
            if held.body is None:
                whole.add(held.organisation)
            else:
                single.add(held.body)
    if not whole:
        return frozenset(single)
    return frozenset(single | {b.id for b in directory.bodies() if b.organisation in whole})


def meeting_holders(meeting: Meeting) -> dict[str, str]:
    """Name those who hold a body's meetings today, by the address of their accounts."""
    roles = [role.name for role in Role if Right.HOLD_MEETING in RIGHTS[role]]
    rows = RoleAssignment.objects.filter(
        in_force(clock.today()),
        Q(body=meeting.body_id) | Q(body__isnull=True),
        role__in=roles,
        organisation=meeting.body.organisation_id,
        user__is_active=True,
    )
    found = rows.select_related("user").order_by("id")
    return {row.user.email: row.user.full_name for row in found if row.user.email}
