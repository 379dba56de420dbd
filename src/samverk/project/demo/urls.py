"""The demo's own addresses: changing role without logging in again."""

from __future__ import annotations

from django.urls import path

from samverk.project.demo import views

urlpatterns = [path("roll/", views.switch_role, name="switch_role")]
