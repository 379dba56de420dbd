"""Addresses of retention and disposals, under ``personer/``."""

from __future__ import annotations

from django.urls import path

from samverk.interventions.persons.views import disposal, retention

urlpatterns = [
    path("gallring/", retention.retentions, name="retentions"),
    path("<int:body>/gallring/", retention.retention, name="retention"),
    path("<int:body>/gallring/plan/", retention.decide_plan, name="decide_plan"),
    path("<int:body>/gallring/prova/", retention.try_plan, name="try_plan"),
    path("gallring/<uuid:run>/", disposal.dry_run, name="dry_run"),
    path("gallring/<uuid:run>/besluta/", disposal.decide_disposal, name="decide_disposal"),
    path("gallring/<uuid:run>/verkstall/", disposal.carry_out_disposal, name="carry_out_disposal"),
    path("gallringsbevis/<uuid:certificate>/", disposal.certificate, name="certificate"),
    path(
        "gallringsbevis/<uuid:certificate>/pdf/", disposal.certificate_pdf, name="certificate_pdf"
    ),
    path("person/<uuid:person>/undanta/", retention.hold_back, name="hold_back"),
    path("undantag/<uuid:hold>/hav/", retention.let_go, name="let_go"),
]
