"""Addresses of persons, under ``personer/``. Nothing in them tells who somebody is."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="participations"), name="persons"),
    path("", include("samverk.interventions.persons.participation_urls")),
    path("", include("samverk.interventions.persons.coordination_urls")),
]
