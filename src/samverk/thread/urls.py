"""Addresses of the pages that join rooms."""

from __future__ import annotations

from django.urls import path

from samverk.foundation.opening import to_everybody
from samverk.thread import views

urlpatterns = [
    path("", views.start, name="start"),
    *to_everybody([path("levande/", views.alive, name="alive")]),
    path("beslut/<int:decision>/ledde-till/", views.led_to, name="led_to"),
    path(
        "beslut/<int:decision>/ledde-till/tabell.<slug:ending>",
        views.led_to_file,
        name="led_to_file",
    ),
    path("medlemskap/<slug:slug>/", views.membership, name="membership"),
    path(
        "medlemskap/<slug:slug>/<int:membership>/handelse/", views.record_fact, name="record_fact"
    ),
    path(
        "medlemskap/<slug:slug>/<int:membership>/handelse/<slug:event>/",
        views.record_event,
        name="record_event",
    ),
    path("medlemskap/<slug:slug>/uppgift/<int:fact>/stryk/", views.strike_fact, name="strike_fact"),
]
