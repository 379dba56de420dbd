"""Where the order of a body's substitutes is registered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.directory import actions
from samverk.directory.calling_order import CallingOrderForm
from samverk.directory.views.writing import changeable, form_page
from samverk.foundation.middleware import actor_of

TITLE = "Ersättarnas ordning"


def new_calling_order(request: HttpRequest, slug: str, body: int) -> HttpResponse:
    """Register the order of a body's substitutes from a day on."""
    found = changeable(request, slug, body)
    form = CallingOrderForm(request.POST or None, body)
    made = form.carry_out(
        lambda values, key: actions.set_calling_order(
            actor_of(request), actions.NewCallingOrder(body=body, **values), key=key
        )
    )
    if made:
        return redirect(f"{reverse('body', args=[slug, body])}?dag={made.from_date}#ersattare")
    lead = (
        "Den ordning som gäller i dag slutar dagen före och finns kvar. Skriv namnen som de står i"
        " platserna; den som inte står i någon lista kallas sist, efter platsens nummer."
    )
    return form_page(request, found, form, TITLE, lead)
