"""What is asked of an order of propositions before it is noted as approved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samverk.foundation.errors import InputError
from samverk.meetings.queries.proceeding import Proceeding, event_of
from samverk.rules.propositions import OrderApproved, arranged, judged

LONGEST = 300


def checked_order(found: Proceeding, data: Mapping[str, Any]) -> dict[str, Any]:
    """Give an approval as it is to be noted: an order of the chair's own only where it departs.

    Raises InputError with the rule's own words for an order that breaks it, and for one that departs
    from the computed order without a reason.
    """
    kept = {name: data[name] for name in ("proposals", "is_unanimous") if name in data}
    questioned = str(data.get("questioned", "")).strip()[:LONGEST]
    if questioned:
        kept["questioned"] = questioned
    try:
        event = event_of("OrderApproved", "order", dict(data))
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("En uppgift saknas i ordningen. Läs in sidan igen.") from fault
    assert isinstance(event, OrderApproved)
    computed = found.order.value
    if not event.order:
        return kept
    tried = {taken.step.partition("/")[0] for taken in found.steps}
    ruling = judged(computed, event.order, tried=tried)
    if not ruling.value:
        raise InputError(" ".join(reason.text for reason in ruling.reasons))
    asked = arranged(computed, event.order)
    if asked == computed:
        return kept
    why = event.why.strip()[:LONGEST]
    if not why:
        raise InputError("Skriv varför ordningen avviker från den beräknade.", field="why")
    order = [[q.key, [a.key for a in q.alternatives]] for q in asked.questions]
    return kept | {"order": order, "why": why}
