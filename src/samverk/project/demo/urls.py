"""The demo's own addresses: changing role without logging in again."""

from __future__ import annotations

from django.urls import path

from samverk.foundation.opening import to_everybody
from samverk.project.demo import views

urlpatterns = to_everybody([path("roll/", views.switch_role, name="switch_role")])
