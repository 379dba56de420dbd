"""Whom a referral has hidden: protected persons whom nobody but the coordinators is named for.

What goes on for them goes on unseen by those who work with them, until one of them is named.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from samverk.foundation.actors import Role
from samverk.foundation.people import holders_of
from samverk.interventions.persons.models import (
    NamedHandler,
    Participation,
    Protection,
    QueueEntry,
    Referral,
    Side,
)
from samverk.rules.interventions.participation import UNDER_WAY
from samverk.rules.interventions.referral import OPEN


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A protected person at work whom only coordinators know of (utan handläggare), by id."""

    person: uuid.UUID
    takes_part: bool


def unnamed(body: int) -> list[Unnamed]:
    """List those at an authority (body id) who wait for a handler, in what is open to its reader."""
    coordinators = [one.pk for one in holders_of(Role.COORDINATOR, body)]
    of = {"person": OuterRef("person")}
    others = NamedHandler.objects.filter(ended_at=None, **of).exclude(user__in=coordinators)
    parts = Participation.objects.filter(state__in=sorted(UNDER_WAY), **of)
    waits = QueueEntry.objects.filter(left_on=None, **of)
    came = Referral.objects.filter(side=Side.RECEIVED, state__in=sorted(OPEN), **of)
    rows = Protection.objects.filter(controller=body, lifted_at=None).annotate(
        takes_part=Exists(parts)
    )
    rows = rows.filter(Q(takes_part=True) | Exists(waits) | Exists(came)).exclude(Exists(others))
    found = rows.order_by("recorded_at", "pk").values_list("person", "takes_part")
    return [Unnamed(*one) for one in found]
