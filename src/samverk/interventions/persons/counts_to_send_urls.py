"""Addresses of counts, under ``antal/``."""

from __future__ import annotations

from django.urls import path

from samverk.interventions.persons.views import counts_to_send

urlpatterns = [path("", counts_to_send.counts, name="counts_to_send")]
