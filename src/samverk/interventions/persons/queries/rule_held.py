"""Under which rule somebody joins a queue: the version, and what was decided of the delivery then."""

from __future__ import annotations

from datetime import date

from samverk.foundation.periods import in_force
from samverk.interventions import queries as catalogue
from samverk.interventions.models import TimeLimit
from samverk.rules.interventions.limits import Limit, LimitKind
from samverk.rules.interventions.queue_rule import Decided, queue_rule

OF_A_QUEUE = (LimitKind.WAIT_PAUSE, LimitKind.RECONFIRM)


def rule_held(delivery: int, day: date) -> str:
    """Say under which rule one joins the queue to a delivery (id) on a day. It tells of no person."""
    limits = TimeLimit.objects.filter(in_force(day), delivery=delivery, kind__in=OF_A_QUEUE)
    decided = Decided(
        [(one.name, one.decided_in) for one in catalogue.classes_on(delivery, day)],
        [
            (Limit(LimitKind(one.kind), one.days), one.decided_in)
            for one in limits.order_by("kind", "pk")
        ],
    )
    return " ".join(one.text for one in queue_rule(day, decided).reasons)
