"""Addresses of the log's monthly review, under ``personer/``."""

from __future__ import annotations

from django.urls import include, path

from samverk.interventions.persons.views import log_rounds, log_seals

REVIEW = [
    path("", log_rounds.review_round, name="review_round"),
    path("underteckna/", log_rounds.sign_review, name="sign_review"),
]
REVIEWS = [
    path("", log_rounds.review_rounds, name="review_rounds"),
    path("dra/", log_rounds.draw_review, name="draw_review"),
    path("villkor/", log_rounds.review_terms, name="review_terms"),
    path("<int:year>/", log_rounds.review_year, name="review_year"),
    path("<int:year>.csv", log_rounds.review_year_file, name="review_year_file"),
]

urlpatterns = [
    path("<int:body>/granskning/manader/", include(REVIEWS)),
    path("<int:body>/granskning/forsegling/", log_seals.log_seals, name="log_seals"),
    path("<int:body>/granskning/forsegling/prova/", log_seals.prove_log, name="prove_log"),
    path("granskning/<uuid:review>/", include(REVIEW)),
    path("granskning/lasning/<uuid:line>/", log_rounds.judge_reading, name="judge_reading"),
]
