"""Addresses of the directory, under ``organ/``."""

from __future__ import annotations

from django.urls import path

from samverk.directory.views import accounts, calling_order, reading, writing

urlpatterns = [
    path("", reading.organisations, name="organisations"),
    path("ny/", writing.new_organisation, name="new_organisation"),
    path("partier/", reading.parties, name="parties"),
    path("partier/nytt/", writing.new_party, name="new_party"),
    path("<slug:slug>/", reading.organisation, name="organisation"),
    path("<slug:slug>/nytt/", writing.new_body, name="new_body"),
    path("<slug:slug>/<int:body>/", reading.body, name="body"),
    path("<slug:slug>/<int:body>/reglemente/", writing.new_terms, name="new_terms"),
    path(
        "<slug:slug>/<int:body>/ersattare/",
        calling_order.new_calling_order,
        name="new_calling_order",
    ),
    path("<slug:slug>/<int:body>/uppdrag/", writing.new_holding, name="new_holding"),
    path("<slug:slug>/<int:body>/konton/", accounts.accounts, name="accounts"),
    path("<slug:slug>/<int:body>/konton/nytt/", accounts.bind_account, name="bind_account"),
    path(
        "<slug:slug>/<int:body>/konton/<int:binding>/avsluta/",
        accounts.release_account,
        name="release_account",
    ),
    path(
        "<slug:slug>/<int:body>/uppdrag/<int:holding>/avsluta/",
        writing.end_holding,
        name="end_holding",
    ),
]
