"""Addresses of the archive, under ``arkiv/``."""

from __future__ import annotations

from django.urls import path

from samverk.publishing.views import archive, archive_writing

urlpatterns = [
    path("", archive.archive_home, name="archive_home"),
    path("organ/<int:body>/", archive.archive_of, name="archive_of"),
    path("organ/<int:body>/nytt/", archive_writing.new_package, name="new_package"),
    path("organ/<int:body>/plan/", archive.archive_plan, name="archive_plan"),
    path("organ/<int:body>/plan/<slug:kind>/", archive_writing.change_plan, name="change_plan"),
    path("organ/<int:body>/gallring/", archive.disposal_trial, name="disposal_trial"),
    path("organ/<int:body>/gallring/lista/", archive.disposal_list, name="disposal_list"),
    path("paket/<int:package>/", archive.package, name="package"),
    path("paket/<int:package>/hamta/", archive.package_file, name="package_file"),
    path(
        "myndighet/<slug:organisation>/ny/",
        archive_writing.new_archive_authority,
        name="new_archive_authority",
    ),
    path("mappning/<int:authority>/", archive.archive_authority, name="archive_authority"),
    path(
        "mappning/<int:authority>/<slug:term>/<slug:own>/",
        archive_writing.change_mapping,
        name="change_mapping",
    ),
]
