"""The demo's retention: one authority has decided a plan, and tried it; another has not begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samverk.foundation.actors import Actor
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.queries.retention import plan_in_force
from samverk.interventions.persons.walls import unread
from samverk.rules.interventions.retention import DEFAULT_PLAN, Record, Trigger

DECISION = "Exempel: SN § 14"
# A year after a referral was returned: short, so that the demo has somebody whose time is up
RULES = tuple(
    replace(one, trigger=Trigger.CLOSED, years=1, ground="Exempel: eget beslut")
    if one.record is Record.NEVER_TOOK_PART
    else one
    for one in DEFAULT_PLAN
)


def load_retention(archivist: Actor, coordinator: Actor, body: int, decided_on: date) -> None:
    """Decide an authority's (body id) plan, and try it once: it waits for a decision."""
    with unread([body]):
        known = plan_in_force(body, decided_on)
    if known is None:
        new = persons.NewRetentionPlan(decided_on, DECISION, decided_on, RULES)
        persons.decide_plan(archivist, body, new, key=f"demo/gallringsplan/{body}")
    persons.try_plan(coordinator, body, key=f"demo/provgallring/{body}")
