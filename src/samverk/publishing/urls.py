"""Addresses of what is open to everybody, and of those who publish it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samverk.publishing.api.routes import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
]
