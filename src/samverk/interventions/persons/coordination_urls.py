"""Addresses of the coordinator's pages, under ``personer/``."""

from __future__ import annotations

from django.urls import include, path

from samverk.interventions.persons.views import (
    assigning,
    coordination,
    correcting,
    grounds,
    importing,
    joining_records,
    left_behind,
    moves,
    sending_again,
    striking,
    subject_access,
)

SUBJECT = [
    path("", subject_access.subject_request, name="subject_request"),
    path("forlang/", subject_access.extend_request, name="extend_request"),
    path("besvarad/", subject_access.answer_request, name="answer_request"),
    path("utdrag/", subject_access.extract, name="subject_extract"),
    path("utdrag.pdf", subject_access.extract_file, name="subject_extract_file"),
]

urlpatterns = [
    path("samordning/", coordination.coordinations, name="coordinations"),
    path("<int:body>/samordning/", coordination.coordination, name="coordination"),
    path("<int:body>/samordning/team/", coordination.name_team, name="name_team"),
    path("<int:body>/samordning/upphord/", left_behind.left_behind, name="left_behind"),
    path(
        "<int:body>/samordning/team/<int:delivery>/",
        left_behind.change_team,
        name="change_team",
    ),
    path("<int:body>/samordning/utan-ansvarig/", assigning.share_out, name="share_out"),
    path("<int:body>/samordning/antal/", coordination.counts, name="own_counts"),
    path(
        "<int:body>/samordning/ko/<int:delivery>/flytta/",
        coordination.move_queue,
        name="move_queue",
    ),
    path("<int:body>/samordning/grunder/", grounds.grounds, name="grounds"),
    path(
        "<int:body>/samordning/grunder/<str:ground>/", grounds.decide_ground, name="decide_ground"
    ),
    path(
        "<int:body>/samordning/ko/<int:delivery>/for-in/",
        importing.enter_waiting,
        name="enter_waiting",
    ),
    path(
        "<int:body>/samordning/ko/<int:delivery>/for-in/fil/",
        importing.enter_waiting_file,
        name="enter_waiting_file",
    ),
    path("<int:body>/registerutdrag/", subject_access.subject_requests, name="subject_requests"),
    path("registerutdrag/<uuid:subject>/", include(SUBJECT)),
    path(
        "person/<uuid:person>/registerutdrag/",
        subject_access.new_subject_request,
        name="new_subject_request",
    ),
    path("person/<uuid:person>/nummer/ratta/", correcting.correct_number, name="correct_number"),
    path("person/<uuid:person>/sla-ihop/", joining_records.find_record, name="find_record"),
    path(
        "person/<uuid:person>/sla-ihop/<uuid:other>/",
        joining_records.join_records,
        name="join_records",
    ),
    path("remiss/<uuid:referral>/skicka-igen/", sending_again.send_again, name="send_again"),
    path(
        "remiss/<uuid:referral>/felregistrerad/",
        correcting.correct_referral,
        name="correct_referral",
    ),
    path("stod/<uuid:support>/felregistrerat/", striking.strike_support, name="strike_support"),
    path(
        "koplats/<uuid:entry>/felregistrerad/",
        correcting.correct_queue_entry,
        name="correct_queue_entry",
    ),
    path("koplats/<uuid:entry>/flytta/", moves.move_entry, name="move_entry"),
    path(
        "deltagande/<uuid:participation>/felregistrerad/",
        correcting.correct_participation,
        name="correct_participation",
    ),
    path(
        "deltagande/<uuid:participation>/avsluta-upphord/",
        left_behind.end_left_behind,
        name="end_left_behind",
    ),
]
