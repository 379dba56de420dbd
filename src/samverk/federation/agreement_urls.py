"""Addresses of agreements and claims, under ``forbund/<slug>/``."""

from __future__ import annotations

from django.urls import path

from samverk.federation.views import agreement_parts, agreements, claims, ledger, told_days

AT = "<slug:slug>/avtal/"
CLAIMS = "<slug:slug>/rekvisitioner/"
urlpatterns = [
    path(AT, agreements.agreements, name="agreements"),
    path(f"{AT}nytt/", agreements.new_agreement, name="new_agreement"),
    path(f"{AT}kostnadsslag/", agreements.cost_rules, name="cost_rules"),
    path(f"{AT}<int:agreement>/", agreements.agreement, name="agreement"),
    path(f"{AT}<int:agreement>/andra/", agreements.change_agreement, name="change_agreement"),
    path(
        f"{AT}<int:agreement>/steg/<slug:step>/", agreements.move_agreement, name="move_agreement"
    ),
    path(f"{AT}<int:agreement>/nytt/<slug:kind>/", agreement_parts.add_term, name="add_term"),
    path(
        f"{AT}<int:agreement>/stryk/<slug:kind>/<int:row>/",
        agreement_parts.strike_term,
        name="strike_term",
    ),
    path(f"{AT}<int:agreement>/atagande/", agreement_parts.new_commitment, name="new_commitment"),
    path(f"{AT}<int:agreement>/rekvisition/", claims.new_claim, name="new_claim"),
    path(f"{AT}forslag/<int:proposal>/", agreement_parts.settle_proposal, name="settle_proposal"),
    path(f"{AT}redovisning/<int:duty>/", agreement_parts.receive_report, name="receive_report"),
    path(
        f"{AT}atagande/<int:commitment>/<slug:step>/",
        agreement_parts.move_commitment,
        name="move_commitment",
    ),
    path(CLAIMS, claims.claims, name="claims"),
    path(f"{CLAIMS}attestlista.xlsx", claims.certify_list, name="certify_list"),
    path(f"{CLAIMS}bokforing/", ledger.ledger, name="ledger"),
    path(
        f"{CLAIMS}bokforing/<int:number>.<slug:ending>",
        ledger.ledger_download,
        name="ledger_download",
    ),
    path(f"{CLAIMS}dagar/", told_days.told_days, name="told_days"),
    path(f"{CLAIMS}dagar.<slug:ending>", told_days.told_days_file, name="told_days_file"),
    path(f"{CLAIMS}<int:claim>/", claims.claim, name="claim"),
    path(f"{CLAIMS}<int:claim>/underlag.xlsx", claims.claim_basis, name="claim_basis"),
    path(f"{CLAIMS}<int:claim>/siffror/", claims.claim_figures, name="claim_figures"),
    path(f"{CLAIMS}<int:claim>/ratta/", claims.correct_claim, name="correct_claim"),
    path(f"{CLAIMS}<int:claim>/steg/<slug:step>/", claims.move_claim, name="move_claim"),
]
