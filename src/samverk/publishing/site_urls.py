"""Addresses of the public's own pages; the number in an address is the thing's own, and stays."""

from __future__ import annotations

from django.urls import path

from samverk.publishing.views.site import (
    bodies,
    cases,
    federations,
    files,
    meetings,
    notices,
    start,
)

urlpatterns = [
    path("", start.start, name="open_start"),
    path("om/", start.about, name="open_about"),
    path("sammantraden/", meetings.meetings, name="open_meetings"),
    path("sammantraden/<int:source>/", meetings.meeting, name="open_sitting"),
    path("paragrafer/<int:source>/", meetings.item, name="open_item"),
    path("arenden/", cases.cases, name="open_cases"),
    path("arenden/<int:source>/", cases.case, name="open_case"),
    path("beslut/", cases.decisions, name="open_decisions"),
    path("beslut/<int:source>/", cases.decision, name="open_decision"),
    path("organ/", bodies.bodies, name="open_bodies"),
    path("organ/<int:source>/", bodies.body, name="open_body"),
    path("anslagstavla/", notices.notices, name="open_notices"),
    path("anslagstavla/<int:source>/", notices.notice, name="open_notice"),
    path("forbund/<int:source>/", federations.federation, name="open_federation"),
    path("insatser/", federations.interventions, name="open_interventions"),
    path("insatser/<int:source>/", federations.intervention, name="open_intervention"),
    path("handlingar/<int:source>/", files.file, name="open_file"),
    path("handlingar/<int:source>/fil/", files.file_content, name="open_file_bytes"),
]
