"""Pages where the federation receives, weighs and decides on applications."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samverk.federation import actions
from samverk.federation.forms.applications import (
    BoardDecisionForm,
    RecommendationForm,
    SendForm,
)
from samverk.federation.views.applications import application_at
from samverk.federation.views.setup import changeable, form_page
from samverk.foundation.middleware import actor_of


def register_application(request: HttpRequest, slug: str, application: int) -> HttpResponse:
    """Enter an application in the diary."""
    home, found = application_at(request, slug, application)
    changeable(request, slug)
    form = SendForm(request.POST or None)
    if form.carry_out(
        lambda _, key: actions.register_application(actor_of(request), found, key=key)
    ):
        return redirect("application", slug, found.pk)
    lead = f"{found.title}. Ansökan läggs som PDF i ett ärende i styrelsens diarium."
    return form_page(request, home, form, ("Diarieför ansökan", lead))


def weigh_application(request: HttpRequest, slug: str, application: int) -> HttpResponse:
    """Record what the advisory group recommends."""
    home, found = application_at(request, slug, application)
    changeable(request, slug)
    form = RecommendationForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.weigh_application(
            actor_of(request), found, form.recommendation(values), key=key
        )
    ):
        return redirect("application", slug, found.pk)
    lead = f"{found.title}. Komplettering öppnar ansökan för sökanden igen."
    return form_page(request, home, form, ("Registrera gruppens förslag", lead))


def decide_application(request: HttpRequest, slug: str, application: int) -> HttpResponse:
    """Record what the board decided."""
    home, found = application_at(request, slug, application)
    changeable(request, slug)
    form = BoardDecisionForm(request.POST or None, home.id)
    if form.carry_out(
        lambda values, key: actions.decide_application(
            actor_of(request), found, form.board_decision(values), key=key
        )
    ):
        return redirect("application", slug, found.pk)
    lead = f"{found.title}. Medel kan bara ges till en medlem, och minst två parter ska samverka."
    return form_page(request, home, form, ("Registrera styrelsens beslut", lead))
