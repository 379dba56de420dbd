"""Addresses of what is open to everybody, and of those who publish it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("arkiv/", include("samverk.publishing.archive_urls")),
]
