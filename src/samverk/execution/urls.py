"""Addresses of the register, under ``verkstallighet/``. Nothing in them tells whom a decision concerns."""

from __future__ import annotations

from django.urls import include, path

from samverk.execution.views import checks, decision, protection, register

BOARD = [
    path("", register.register_of, name="register_of"),
    path("att-gora/", register.register_work, name="register_work"),
    path("kontroller/", checks.register_checks, name="register_checks"),
    path("sok/", register.find_decision, name="find_decision"),
    path("registrera/", decision.register_decision, name="register_decision"),
]
DECISION = [
    path("", decision.granted_decision, name="granted_decision"),
    path("handelse/<slug:step>/", decision.take_step, name="take_step"),
    path("ratta/", decision.amend_decision, name="amend_decision"),
    path("skydda/", protection.protect_decision, name="protect_decision"),
    path("handlaggare/", protection.name_register_handler, name="name_register_handler"),
    path("handlaggare/avsluta/", protection.end_register_handler, name="end_register_handler"),
    path("hav/", protection.lift_register_protection, name="lift_register_protection"),
]
urlpatterns = [
    path("", register.register, name="register"),
    path("namnd/<int:body>/", include(BOARD)),
    path("beslut/<uuid:decision>/", include(DECISION)),
]
