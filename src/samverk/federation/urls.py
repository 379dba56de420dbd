"""Addresses of the federation, under ``forbund/``."""

from __future__ import annotations

from django.urls import path

from samverk.federation.agreement_urls import urlpatterns as agreement_urls
from samverk.federation.budget_urls import urlpatterns as budget_urls
from samverk.federation.views import applications as applying
from samverk.federation.views import (
    bylaws,
    calendar,
    contributions,
    figures,
    interventions,
    leaving,
    member_report,
    members,
    reports,
    setup,
    weighing,
    year,
)
from samverk.foundation.opening import to_everybody

FEED = "<slug:slug>/ar/kalender/<slug:token>.ics"
urlpatterns = [
    *budget_urls,
    path("<slug:slug>/", setup.federation, name="federation"),
    path("<slug:slug>/forbundsordning/", setup.new_terms, name="new_federation_terms"),
    path("<slug:slug>/forbundsordning/<int:terms>/", bylaws.by_laws, name="by_laws"),
    path(
        "<slug:slug>/forbundsordning/<int:terms>/innehall/",
        bylaws.read_by_laws,
        name="read_by_laws",
    ),
    path(
        "<slug:slug>/forbundsordning/<int:terms>/foljder/",
        bylaws.settle_by_laws,
        name="settle_by_laws",
    ),
    path("<slug:slug>/bidrag/", contributions.contributions, name="contributions"),
    path("<slug:slug>/bidrag/belopp/", contributions.new_state_amount, name="new_state_amount"),
    path("<slug:slug>/bidrag/nyckel/", contributions.new_key, name="new_key"),
    path("<slug:slug>/bidrag/avstamning/", contributions.reconciliation, name="reconciliation"),
    path(
        "<slug:slug>/bidrag/<int:year>/",
        contributions.contributions_of_year,
        name="contributions_of_year",
    ),
    path("<slug:slug>/bidrag/<int:year>/underlag/", contributions.basis, name="contribution_basis"),
    path("<slug:slug>/folkmangd/fil/", contributions.import_populations, name="import_populations"),
    path("<slug:slug>/insatser/", interventions.interventions, name="interventions"),
    path("<slug:slug>/insatser/ny/", interventions.new_intervention, name="new_intervention"),
    path(
        "<slug:slug>/insatser/<int:intervention>/", interventions.intervention, name="intervention"
    ),
    path(
        "<slug:slug>/insatser/<int:intervention>/andra/",
        interventions.change_intervention,
        name="change_intervention",
    ),
    path(
        "<slug:slug>/insatser/<int:intervention>/antal/",
        interventions.new_counts,
        name="new_counts",
    ),
    path("<slug:slug>/antal/<int:counts>/", interventions.strike_counts, name="strike_counts"),
    path("<slug:slug>/ansokningar/", applying.applications, name="applications"),
    path(
        "<slug:slug>/ansokningar/mall.docx",
        applying.application_template,
        name="application_template",
    ),
    path(
        "<slug:slug>/medlem/<int:membership>/ansokan/",
        applying.new_application,
        name="new_application",
    ),
    path(
        "<slug:slug>/medlem/<int:membership>/ansokan/fil/",
        applying.read_in_application,
        name="read_in_application",
    ),
    path("<slug:slug>/ansokningar/<int:application>/", applying.application, name="application"),
    *(
        path(f"<slug:slug>/ansokningar/<int:application>/{word}/", view, name=name)
        for word, view, name in (
            ("andra", applying.change_application, "change_application"),
            ("lamna-in", applying.send_application, "send_application"),
            ("aterta", applying.withdraw_application, "withdraw_application"),
            ("diariefor", weighing.register_application, "register_application"),
            ("beredning", weighing.weigh_application, "weigh_application"),
            ("beslut", weighing.decide_application, "decide_application"),
        )
    ),
    path("<slug:slug>/ar/", year.this_year, name="federation_year_now"),
    path("<slug:slug>/ar/<int:year>/", year.year, name="federation_year"),
    path("<slug:slug>/ar/<int:year>/dagar/", year.year_settings, name="year_settings"),
    path("<slug:slug>/ar/uppgift/<slug:name>/", year.duty, name="federation_duty"),
    path("<slug:slug>/ar/egen/", year.new_duty, name="new_duty"),
    path("<slug:slug>/ar/kalender/", calendar.calendar_link, name="calendar_link"),
    *to_everybody([path(FEED, calendar.calendar_feed_of, name="calendar_feed")]),
    path("<slug:slug>/medlem/<int:membership>/", members.member, name="federation_member"),
    path("<slug:slug>/rapport/<int:report>/", members.frozen, name="frozen_report"),
    path("<slug:slug>/rapport/<int:report>/rapport.pdf", members.frozen_pdf, name="frozen_pdf"),
    path("<slug:slug>/rapport/<int:report>/rapport.json", members.frozen_json, name="frozen_json"),
    path("<slug:slug>/handlingar/", reports.year_reports, name="year_reports"),
    path("<slug:slug>/handlingar/utkast/", reports.draft_report, name="draft_report"),
    *agreement_urls,
    path("<slug:slug>/uttrade/", leaving.exit_page, name="exit"),
    path("<slug:slug>/uttrade/konsekvenser.pdf", leaving.exit_paper, name="exit_paper"),
    path("<slug:slug>/medlem/", setup.new_member, name="new_member"),
    path("<slug:slug>/medlem/<int:membership>/avgift/", figures.new_fee, name="new_fee"),
    path("<slug:slug>/medlem/<int:membership>/ersattning/", figures.new_return, name="new_return"),
    path(
        "<slug:slug>/medlem/<int:membership>/rapport/",
        member_report.member_report,
        name="member_report",
    ),
    path(
        "<slug:slug>/medlem/<int:membership>/rapport.<str:ending>",
        member_report.member_report_file,
        name="member_report_file",
    ),
    path("<slug:slug>/intakt/", figures.new_income, name="new_income"),
    path("<slug:slug>/folkmangd/", figures.new_population, name="new_population"),
]
