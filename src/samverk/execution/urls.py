"""Addresses of the register, under ``verkstallighet/``. Nothing in them tells whom a decision concerns."""

from __future__ import annotations

from django.urls import include, path

from samverk.execution.views import (
    checks,
    decision,
    extract,
    fee,
    importing,
    protection,
    public,
    publishing,
    quarters,
    readings,
    register,
    reports,
    retention,
    rounds,
    settings,
    sheets,
)
from samverk.foundation.opening import to_everybody

BOARD = [
    path("", register.register_of, name="register_of"),
    path("att-gora/", register.register_work, name="register_work"),
    path("kvartal/", quarters.register_quarter, name="register_quarter"),
    path("kvartal/rapport/", reports.tell_quarter, name="tell_quarter"),
    path(
        "kvartal/<str:quarter>/rapport/<slug:to>/", reports.register_report, name="register_report"
    ),
    path(
        "kvartal/<str:quarter>/rapport/<slug:to>/<slug:ending>/",
        reports.register_report_file,
        name="register_report_file",
    ),
    path("rapporter/", reports.kept_reports, name="kept_reports"),
    path("rapporter/<uuid:report>/", reports.kept_report, name="kept_report"),
    path("ivo/", rounds.register_round, name="register_round"),
    path("ivo/inskickat/", rounds.register_sent, name="register_sent"),
    path("ivo/inskickat/fil/", rounds.register_sent_file, name="register_sent_file"),
    path("kontroller/", checks.register_checks, name="register_checks"),
    path("sok/", register.find_decision, name="find_decision"),
    path("registrera/", decision.register_decision, name="register_decision"),
    path("utan-handlaggare/", protection.forsaken_decisions, name="forsaken_decisions"),
    path("utdrag/", extract.register_extract, name="register_extract"),
    path("installningar/", settings.register_settings, name="register_settings"),
    path("installningar/<slug:setting>/", settings.decide_setting, name="decide_setting"),
    path("koder/<slug:which>/", settings.add_code, name="add_code"),
    path("koder/<slug:which>/<slug:code>/", settings.change_code, name="change_code"),
    path("fil/", importing.register_imports, name="register_imports"),
    path("fil/mall.<slug:ending>", importing.register_template, name="register_template"),
    path("gallring/", retention.register_retention, name="register_retention"),
    path("gallring/plan/", retention.decide_register_plan, name="decide_register_plan"),
    path("gallring/prova/", retention.try_register_plan, name="try_register_plan"),
]
PUBLISHING = [
    path("", publishing.publishing, name="publishing"),
    path("<int:published>/dra-tillbaka/", publishing.withdraw_quarter, name="withdraw_quarter"),
    path("<str:quarter>/", publishing.publish_quarter, name="publish_quarter"),
    path("<str:quarter>/menprovning/", publishing.harm_test, name="harm_test"),
    path("<str:quarter>/fullt/<uuid:test>/", publishing.publish_exact, name="publish_exact"),
]
# For everybody, without a login
PUBLIC = [
    path("", public.public_quarters, name="public_quarters"),
    path("<int:body>/<str:quarter>/", public.public_quarter, name="public_quarter"),
    path("<int:body>/<str:quarter>.csv", public.public_quarter_file, name="public_quarter_file"),
]
DECISION = [
    path("", decision.granted_decision, name="granted_decision"),
    path("handelse/<slug:step>/", decision.take_step, name="take_step"),
    path("avgift/", fee.fee_estimate_of, name="fee_estimate"),
    path("ivo/", sheets.decision_sheet, name="decision_sheet"),
    path("last/", readings.decision_readings, name="decision_readings"),
    path("utdrag/", extract.decision_extract, name="decision_extract"),
    path("ratta/", decision.amend_decision, name="amend_decision"),
    path("skydda/", protection.protect_decision, name="protect_decision"),
    path("handlaggare/", protection.name_register_handler, name="name_register_handler"),
    path("handlaggare/avsluta/", protection.end_register_handler, name="end_register_handler"),
    path("hav/", protection.lift_register_protection, name="lift_register_protection"),
    path("undanta/", retention.hold_decision, name="hold_decision"),
    path("undanta/hav/", retention.let_decision_go, name="let_decision_go"),
]
FILE = [
    path("", importing.register_import, name="register_import"),
    path("kolumner/", importing.choose_columns, name="choose_columns"),
    path("las-in/", importing.read_in_file, name="read_in_file"),
    path("kasta/", importing.drop_import, name="drop_import"),
]
SENT = [
    path("", sheets.sent_sheet, name="sent_sheet"),
    path("dra-tillbaka/", sheets.withdraw_sent, name="withdraw_sent"),
]
TRIAL = [
    path("", retention.register_trial, name="register_trial"),
    path("besluta/", retention.decide_register_disposal, name="decide_register_disposal"),
    path("verkstall/", retention.carry_out_register_disposal, name="carry_out_register_disposal"),
    path("bevis/", retention.register_certificate, name="register_certificate"),
]
urlpatterns = [
    path("", register.register, name="register"),
    path("namnd/<int:body>/", include(BOARD)),
    path("namnd/<int:body>/publicera/", include(PUBLISHING)),
    path("publicerat/", include(to_everybody(PUBLIC))),
    path("beslut/<uuid:decision>/", include(DECISION)),
    path("fil/<uuid:file>/", include(FILE)),
    path("inskickat/<uuid:sent>/", include(SENT)),
    path("provgallring/<uuid:trial>/", include(TRIAL)),
]
