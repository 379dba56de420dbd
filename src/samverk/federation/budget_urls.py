"""Addresses of budget, outcome, equity and Uppföljning Finsam, under ``forbund/``."""

from __future__ import annotations

from django.urls import path

from samverk.federation.views import budgets, equity, national, outcomes

BUDGET, YEAR = "<slug:slug>/budget/", "<slug:slug>/budget/<int:year>/"
SHEET = "<slug:slug>/uppfoljning/"

urlpatterns = [
    path(BUDGET, budgets.budget_years, name="budget_years"),
    path(f"{BUDGET}ny/", budgets.new_budget, name="new_budget"),
    path(f"{BUDGET}konton/", outcomes.account_mapping, name="account_mapping"),
    path(f"{BUDGET}eget-kapital/", equity.equity, name="equity"),
    path(f"{BUDGET}eget-kapital/ar/", equity.new_equity, name="new_equity"),
    path(f"{BUDGET}eget-kapital/tak/", equity.new_ceiling, name="new_ceiling"),
    path(YEAR, budgets.budget_year, name="budget_year"),
    path(f"{YEAR}ny/", budgets.revise_budget, name="revise_budget"),
    path(f"{YEAR}beslut/", budgets.decide_budget, name="decide_budget"),
    path(f"{YEAR}version/<int:number>/", budgets.budget_version, name="budget_version"),
    path(f"{YEAR}budget.xlsx", budgets.budget_file, name="budget_file"),
    path(f"{YEAR}utfall/", outcomes.import_outcome, name="import_outcome"),
    path(f"{YEAR}utfall/mall.xlsx", outcomes.outcome_template, name="outcome_template"),
    path(f"{YEAR}prognos/", outcomes.new_forecast, name="new_forecast"),
    path(f"{SHEET}ord/", national.national_terms, name="national_terms"),
    path(f"{SHEET}<int:year>/", national.national_sheet, name="national_sheet"),
    path(f"{SHEET}<int:year>/rapport/", national.new_national_report, name="new_national_report"),
    path(
        f"{SHEET}<int:year>/blad.xlsx",
        national.national_file,
        {"ending": "xlsx"},
        name="national_xlsx",
    ),
    path(
        f"{SHEET}<int:year>/blad.csv",
        national.national_file,
        {"ending": "csv"},
        name="national_csv",
    ),
]
