"""What is written in the catalogue, and what other installations are told of it."""

from __future__ import annotations

from samverk.interventions.actions.capacity import (
    NewClass,
    NewPlaces,
    add_priority_class,
    end_priority_class,
    set_places,
)
from samverk.interventions.actions.deliveries import (
    DeliveryFacts,
    Ending,
    NewDelivery,
    add_delivery,
    change_delivery,
    end_delivery,
)
from samverk.interventions.actions.doors import may_count, may_manage, may_shut
from samverk.interventions.actions.intake import Closing, close_intake, open_intake
from samverk.interventions.actions.limits import NewLimit, set_limit
from samverk.interventions.actions.requirements import (
    NewRequirement,
    add_requirement,
    end_requirement,
)
from samverk.interventions.actions.shutting import NewShutting, shut_places
from samverk.interventions.actions.starts import NewStart, add_cohort_start, call_off_start
from samverk.interventions.actions.telling import send_catalogues
from samverk.interventions.actions.telling_shut import send_shut
from samverk.interventions.actions.telling_terms import send_terms
from samverk.interventions.actions.visits import NewVisits, count_visits

__all__ = [
    "Closing",
    "DeliveryFacts",
    "Ending",
    "NewClass",
    "NewDelivery",
    "NewLimit",
    "NewPlaces",
    "NewRequirement",
    "NewShutting",
    "NewStart",
    "NewVisits",
    "add_cohort_start",
    "add_delivery",
    "add_priority_class",
    "add_requirement",
    "call_off_start",
    "change_delivery",
    "close_intake",
    "count_visits",
    "end_delivery",
    "end_priority_class",
    "end_requirement",
    "may_count",
    "may_manage",
    "may_shut",
    "open_intake",
    "send_catalogues",
    "send_shut",
    "send_terms",
    "set_limit",
    "set_places",
    "shut_places",
]
