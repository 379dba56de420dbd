"""Who may change the catalogue, and waiting one's turn where a delivery is changed."""

from __future__ import annotations

from django.db import connection

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.limits import reaching
from samverk.foundation.permissions import Permission, Right, may, may_for_some_body, require
from samverk.interventions.models import Delivery
from samverk.interventions.queries import delivery_by_id

# The first number of a lock tells what it is about: see also ``federation`` (1 002 and on)
SENT_COUNTS, THREAD, BOOKED_DAYS, COMPUTING = 1_040, 1_041, 1_042, 1_045
ASKED_STATISTICS = 1_072
LOG_REVIEW = 1_067
COUNTERS = (Right.HANDLE_PARTICIPANTS, Right.COORDINATE_PERSONS)


def may_manage(actor: Actor, federation: int) -> Permission:
    """Answer whether somebody may change the catalogue of a federation (organisation id)."""
    return may(actor, Right.MANAGE_CATALOGUE, organisation=federation)


def may_count(actor: Actor, delivery: Delivery) -> Permission:
    """Answer whether somebody may count visits: the federation's, and those who work where it is given."""
    permission = may_manage(actor, delivery.intervention.federation_id)
    given_by, there = delivery.provider_id, reaching(actor, delivery.pk)
    answers = (may_for_some_body(there, r, organisation=given_by, body=None) for r in COUNTERS)
    return permission or next((one for one in answers if one), permission)


def may_shut(actor: Actor, delivery: Delivery) -> Permission:
    """Answer whether somebody may shut places of a delivery: who coordinates where it is given."""
    there = reaching(actor, delivery.pk)
    return may_for_some_body(
        there, Right.COORDINATE_PERSONS, organisation=delivery.provider_id, body=None
    )


def managed(actor: Actor, delivery: int) -> Delivery:
    """Find a delivery (id) that the actor may change. Raises NotFoundError and NotAllowedError."""
    found = delivery_by_id(delivery)
    require(may_manage(actor, found.intervention.federation_id))
    return found


def waited_for(delivery: int) -> Delivery:
    """Let nobody else change a delivery (id), or what belongs to it, until commit."""
    return Delivery.objects.select_for_update().get(pk=delivery)


def act_on(actor: Actor, kind: str, key: str, delivery: Delivery, content: object) -> acts.Act:
    """Make the act of changing a delivery; ``content`` is what the form said."""
    federation = delivery.intervention.federation_id
    return acts.Act(actor, kind, key, federation, content=(delivery.pk, content))


def hold(door: int, number: int) -> None:
    """Let nobody else through the same door with the same id until commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [door, number])
