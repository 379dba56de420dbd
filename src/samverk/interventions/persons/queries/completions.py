"""The days that a referral waited for its sender to complete it: they are no wait at the team."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from samverk.interventions.persons.models import ReferralStep, Side
from samverk.rules.interventions.clock import Pause
from samverk.rules.interventions.referral import HELD


def held_days(threads: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Pause]]:
    """Answer by thread from when to when each referral was held, also before it was passed on.

    A thread that never was has an empty list. Asked inside the receiver's open compartment.
    """
    steps = ReferralStep.objects.filter(
        subject__thread__in=set(threads), subject__side=Side.RECEIVED
    )
    rows = steps.order_by("subject", "number").values_list(
        "subject", "subject__thread", "to_state", "happened_on"
    )
    found: dict[uuid.UUID, list[Pause]] = defaultdict(list)
    since: dict[uuid.UUID, date] = {}
    threads_of: dict[uuid.UUID, uuid.UUID] = {}
    for subject, thread, state, day in rows:
        threads_of[subject] = thread
        if state in HELD:
            since.setdefault(subject, day)
        elif subject in since:
            found[thread].append(Pause(since.pop(subject), day))
    for subject, day in since.items():
        found[threads_of[subject]].append(Pause(day, None))
    return found
