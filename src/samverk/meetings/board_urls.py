"""Addresses of the notice boards: by themselves, easy to reach and to tell from the rest (KL 8:9)."""

from __future__ import annotations

from django.urls import path

from samverk.foundation.opening import to_everybody
from samverk.meetings.views import boards

urlpatterns = [
    path("", boards.boards, name="boards"),
    path("anslag/<int:notice>/", boards.notice, name="notice"),
    path("anslag/tavla/<int:posting>/<slug:word>/", boards.note_posting, name="note_posting"),
    path("anslag/uppgift/<int:fact>/stryk/", boards.strike_posting, name="strike_posting"),
    *to_everybody([path("kontrollpunkt/", boards.checkpoint, name="checkpoint")]),
    path("<slug:slug>/", boards.board, name="board"),
]
