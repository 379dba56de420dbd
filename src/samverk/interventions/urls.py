"""Addresses of the catalogue, under ``insatser/``."""

from __future__ import annotations

from django.urls import path

from samverk.foundation.opening import to_everybody
from samverk.interventions.views import (
    catalogue,
    deliveries,
    parts,
    published,
    shutting,
    visits,
)

# Published tables, in which nobody can be recognised
PUBLISHED = [
    path(
        "<int:delivery>/statistik/<int:year>.json",
        catalogue.statistics_proof,
        name="statistics_proof",
    ),
    path(
        "<int:delivery>/statistik/<int:year>.csv",
        catalogue.statistics_file,
        {"ending": "csv"},
        name="statistics_csv",
    ),
    path(
        "<int:delivery>/statistik/<int:year>.xlsx",
        catalogue.statistics_file,
        {"ending": "xlsx"},
        name="statistics_xlsx",
    ),
    path(
        "statistik/<int:intervention>/",
        published.intervention_statistics,
        name="intervention_statistics",
    ),
    path(
        "statistik/<int:intervention>/<int:year>.json",
        published.intervention_proof,
        name="intervention_statistics_proof",
    ),
]
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("ny/<int:intervention>/", deliveries.new_delivery, name="new_delivery"),
    path("<int:delivery>/", catalogue.delivery, name="delivery"),
    *to_everybody(PUBLISHED),
    path("<int:delivery>/skota/", deliveries.manage, name="manage_delivery"),
    path("<int:delivery>/andra/", deliveries.change_delivery, name="change_delivery"),
    path("<int:delivery>/avsluta/", deliveries.end_delivery, name="end_delivery"),
    path("<int:delivery>/intag/oppna/", parts.open_intake, name="open_intake"),
    path("<int:delivery>/intag/stang/", parts.close_intake, name="close_intake"),
    path("<int:delivery>/krav/", parts.new_requirement, name="new_requirement"),
    path("krav/<int:requirement>/avsluta/", parts.end_requirement, name="end_requirement"),
    path("<int:delivery>/platser/", parts.set_places, name="set_places"),
    path("<int:delivery>/langsta-tid/", parts.set_limit, name="set_limit"),
    path("<int:delivery>/prioritet/", parts.new_class, name="new_priority_class"),
    path("prioritet/<int:known>/avsluta/", parts.end_class, name="end_priority_class"),
    path("<int:delivery>/starter/", parts.new_start, name="new_cohort_start"),
    path("starter/<int:start>/stall-in/", parts.call_off_start, name="call_off_start"),
    path("<int:delivery>/stangda-platser/", shutting.shut_places, name="shut_places"),
    path("<int:delivery>/besok/", visits.visits, name="visits"),
]
