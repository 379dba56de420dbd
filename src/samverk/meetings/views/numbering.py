"""Where a body's paragraphs begin in the year that it goes over to Samverk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions
from samverk.meetings.forms.numbering import NumberingForm
from samverk.meetings.queries.numbering import numbering_in
from samverk.meetings.views.writing import show


def begin_numbering(request: HttpRequest, body: int) -> HttpResponse:
    """Say which § is the body's first of a year in Samverk."""
    found = directory.body_ref(body)
    require(actions.may_hold(actor_of(request), found))
    form = NumberingForm(request.POST or None)
    back = reverse("body", args=[found.organisation_slug, body])
    made = form.carry_out(
        lambda values, key: actions.begin_numbering(
            actor_of(request), body, actions.NewStart(**values), key=key
        )
    )
    if made:
        return redirect(back)
    lead = numbering_in(body, clock.today().year).words
    title = "Ange var paragraferna börjar"
    return show(request, form, title, where=found.full_name, back=back, lead=lead)
