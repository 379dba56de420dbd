"""Addresses of counts, under ``antal/``."""

from __future__ import annotations

from django.urls import path

from samverk.interventions.persons.views import counts

urlpatterns = [path("", counts.counts, name="counts")]
