"""Addresses of the coordinator's pages, under ``personer/``."""

from __future__ import annotations

from django.urls import path

from samverk.interventions.persons.views import coordination, correcting

urlpatterns = [
    path("samordning/", coordination.coordinations, name="coordinations"),
    path("<int:body>/samordning/", coordination.coordination, name="coordination"),
    path("<int:body>/samordning/team/", coordination.name_team, name="name_team"),
    path("<int:body>/samordning/antal/", coordination.counts, name="own_counts"),
    path(
        "<int:body>/samordning/ko/<int:delivery>/flytta/",
        coordination.move_queue,
        name="move_queue",
    ),
    path(
        "remiss/<uuid:referral>/felregistrerad/",
        correcting.correct_referral,
        name="correct_referral",
    ),
    path(
        "koplats/<uuid:entry>/felregistrerad/",
        correcting.correct_queue_entry,
        name="correct_queue_entry",
    ),
    path(
        "deltagande/<uuid:participation>/felregistrerad/",
        correcting.correct_participation,
        name="correct_participation",
    ),
]
