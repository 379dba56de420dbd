"""Addresses of counts and participant-days, under ``antal/``."""

from __future__ import annotations

from django.urls import path

from samverk.interventions.persons.views import counts_to_send, day_ledger

urlpatterns = [
    path("", counts_to_send.counts, name="counts_to_send"),
    path("dagar/", day_ledger.day_ledger, name="day_ledger"),
    path("dagar.<slug:ending>", day_ledger.day_ledger_file, name="day_ledger_file"),
]
