"""Addresses of emergency access, under ``personer/``."""

from __future__ import annotations

from django.urls import include, path

from samverk.interventions.persons.views import emergency

ASKED = [
    path("", emergency.emergency, name="emergency"),
    path("godkann/", emergency.approve_emergency, name="approve_emergency"),
    path("avsla/", emergency.refuse_emergency, name="refuse_emergency"),
    path("uppgifter/", emergency.emergency_record, name="emergency_record"),
    path("granska/", emergency.review_emergency, name="review_emergency"),
]

urlpatterns = [
    path("<int:body>/nodatkomst/", emergency.emergencies, name="emergencies"),
    path("<int:body>/nodatkomst/ny/", emergency.ask_emergency, name="ask_emergency"),
    path("nodatkomst/<uuid:asked>/", include(ASKED)),
]
