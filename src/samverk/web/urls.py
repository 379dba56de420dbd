"""Addresses of the pages that belong to no room."""

from __future__ import annotations

from django.urls import path

from samverk.foundation.opening import to_everybody
from samverk.web.views import about, calculators

urlpatterns = to_everybody(
    [
        path("tillganglighet/", about.accessibility, name="accessibility"),
        path("om/", about.about, name="about"),
        path("lagkalkylator/", calculators.index, name="calculators"),
        path("lagkalkylator/<slug:slug>/", calculators.calculator, name="calculator"),
    ]
)
