"""Addresses of decisions, under ``beslut/``."""

from __future__ import annotations

from django.urls import path

from samverk.decisions.views import adding, confirming, reading, registering

urlpatterns = [
    path("", reading.latest, name="decisions"),
    path("nytt/", registering.new_decision, name="new_decision"),
    path("<int:decision>/", reading.decision, name="decision"),
    path("<int:decision>/bekrafta/", confirming.confirm_reading, name="confirm_reading"),
    path("<int:decision>/laga-kraft/", adding.new_force_fact, name="new_force_fact"),
    path("laga-kraft/<int:fact>/stryk/", adding.strike_force_fact, name="strike_force_fact"),
    path("<int:decision>/led/", adding.new_step, name="new_step"),
    path("<int:decision>/hanvisning/", adding.new_citation, name="new_citation"),
    path("<int:decision>/kalla/", adding.new_source, name="new_source"),
    path("<int:decision>/uppdrag/", adding.new_assignment, name="new_assignment"),
    path("uppdrag/<int:assignment>/aterrapport/", adding.report, name="report_assignment"),
]
