"""Addresses of the notice boards: by themselves, easy to reach and to tell from the rest (KL 8:9)."""

from __future__ import annotations

from django.urls import path

from samverk.foundation.opening import to_everybody
from samverk.meetings.views import board_texts, boards

urlpatterns = [
    path("", boards.boards, name="boards"),
    path("anslag/<int:notice>/", boards.notice, name="notice"),
    path("anslag/tavla/<int:posting>/<slug:word>/", boards.note_posting, name="note_posting"),
    path("anslag/uppgift/<int:fact>/stryk/", boards.strike_posting, name="strike_posting"),
    *to_everybody([path("kontrollpunkt/", boards.checkpoint, name="checkpoint")]),
    path("anslag/lag/<int:notice>/", board_texts.law_notice, name="law_notice"),
    path(
        "anslag/lag/<int:notice>/<slug:word>/", board_texts.note_law_notice, name="note_law_notice"
    ),
    path(
        "anslag/lagrad/<int:fact>/stryk/", board_texts.strike_law_notice, name="strike_law_notice"
    ),
    path("<slug:slug>/annan-lag/", board_texts.new_law_notice, name="new_law_notice"),
    path("<slug:slug>/overklagande/", board_texts.appeal_words, name="appeal_words"),
    path("<slug:slug>/", boards.board, name="board"),
]
