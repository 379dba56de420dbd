"""What the catalogue knows."""

from __future__ import annotations

from samverk.interventions.models import Delivery
from samverk.interventions.queries.catalogue import (
    Catalogue,
    Listed,
    Shelf,
    Sought,
    catalogue,
    towns_on,
)
from samverk.interventions.queries.classes import class_by_id, classes_of, classes_on
from samverk.interventions.queries.deliveries import (
    deliveries_by_intervention,
    deliveries_of,
    deliveries_of_provider,
    delivery_by_code,
    delivery_by_id,
    intake_on,
    intervention_statistics_of,
    last_intake,
    ledger_of,
    open_deliveries,
    places_of,
    places_on,
    possible_successors,
    registered_places,
    shut_of,
    statistics_in,
    statistics_of,
    subjects_out,
    told_of,
    visits_of,
)
from samverk.interventions.queries.intake import Intake, intake_in, windows_of
from samverk.interventions.queries.limits import limit_among, limit_on, limits_in, limits_of
from samverk.interventions.queries.requirements import (
    ToldRequirement,
    requirement_by_id,
    requirements_of,
    rules_of,
    told,
)
from samverk.interventions.queries.results import Numbers, Result, Source, results_of
from samverk.interventions.queries.starts import coming_starts, start_by_id, starts_of

__all__ = [
    "Catalogue",
    "Delivery",
    "Intake",
    "Listed",
    "Numbers",
    "Result",
    "Shelf",
    "Sought",
    "Source",
    "ToldRequirement",
    "catalogue",
    "class_by_id",
    "classes_of",
    "classes_on",
    "coming_starts",
    "deliveries_by_intervention",
    "deliveries_of",
    "deliveries_of_provider",
    "delivery_by_code",
    "delivery_by_id",
    "intake_in",
    "intake_on",
    "intervention_statistics_of",
    "last_intake",
    "ledger_of",
    "limit_among",
    "limit_on",
    "limits_in",
    "limits_of",
    "open_deliveries",
    "places_of",
    "places_on",
    "possible_successors",
    "registered_places",
    "requirement_by_id",
    "requirements_of",
    "results_of",
    "rules_of",
    "shut_of",
    "start_by_id",
    "starts_of",
    "statistics_in",
    "statistics_of",
    "subjects_out",
    "told",
    "told_of",
    "towns_on",
    "visits_of",
    "windows_of",
]
