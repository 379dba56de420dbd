"""Addresses of the diary, under ``arenden/``."""

from __future__ import annotations

from django.urls import path

from samverk.registry.views import cases, files, registers

urlpatterns = [
    path("", registers.diaries, name="diaries"),
    path("<int:body>/", registers.diary, name="diary"),
    path("<int:body>/handlingar/", registers.documents, name="diary_documents"),
    path("<int:body>/nytt/", cases.new_case, name="new_case"),
    path("arende/<int:case>/", cases.case, name="case"),
    path("arende/<int:case>/handling/", cases.new_document, name="new_document"),
    path("arende/<int:case>/koppla/", cases.link_case, name="link_case"),
    path("arende/<int:case>/avsluta/", cases.close_case, name="close_case"),
    path(
        "handling/<int:document>/sekretess/<int:file>/",
        files.secret_download,
        name="secret_download",
    ),
    path("fil/<int:file>/", files.download, name="download"),
    path("fil/<int:file>/original/", files.download_original, name="download_original"),
]
