"""Others present at a meeting: noted and struck."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions, queries
from samverk.meetings.forms import WhyForm
from samverk.meetings.forms.officials import OfficialForm
from samverk.meetings.views.reading import holds
from samverk.meetings.views.writing import changeable, show


def note_official(request: HttpRequest, meeting: int) -> HttpResponse:
    """Note somebody present without a seat."""
    found = changeable(request, meeting)
    form = OfficialForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.note_official(
            actor_of(request), found, v["name"], v["title"], key=key
        )
    )
    back = f"{reverse('minutes', args=[meeting])}#ovriga"
    if made:
        return redirect(back)
    lead = (
        "Tjänstepersoner och andra som är med utan plats i organet. De trycks först i protokollet."
    )
    return show(request, form, "Anteckna övrig närvarande", where=str(found), back=back, lead=lead)


def strike_official(request: HttpRequest, official: int) -> HttpResponse:
    """Strike one noted in error."""
    found = queries.official_by_id(official)
    require(holds(request, found.meeting))
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.strike_official(actor_of(request), found, v["why"], key=key)
    )
    back = f"{reverse('minutes', args=[found.meeting_id])}#ovriga"
    if made:
        return redirect(back)
    return show(request, form, f"Stryk: {found}", where=str(found.meeting), back=back)
