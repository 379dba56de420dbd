"""Finding and registering a person at one authority."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.foundation.lookups import MINUTE, SLOWER, too_many
from samverk.foundation.middleware import actor_of
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import Who, desk_in
from samverk.interventions.persons.actions.searching import note_stopped, search
from samverk.interventions.persons.forms.people import PersonForm, SearchForm
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.interventions.persons.zone import authority
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.list_grounds import ListGround

TOO_OFTEN = 429
KNOWN = {"csrfmiddlewaretoken", "sok"}


@of_persons()
@lists_persons("Sökträffar", ListGround.NOTHING_DELICATE, "namn, maskerat nummer")
def search_persons(request: HttpRequest, body: int) -> HttpResponse:
    """Search for a person: what is searched for is sent, and never stands in an address."""
    desk = desk_in(actor_of(request), body)
    if set(request.POST) - KNOWN:
        raise BadRequest("unknown parameter")
    form = SearchForm(request.POST or None)
    found: list[Who] | None = None
    status = 200
    if request.method == "POST" and form.is_valid():
        if too_many(actor_of(request).user):
            note_stopped(actor_of(request), body, form.cleaned_data["sok"])
            form.add_error(None, SLOWER)
            status = TOO_OFTEN
        else:
            found = _find(request, body, form)
    context = {
        "form": form,
        "found": found,
        "home": authority(body),
        "registers": desk.hand is Hand.REFERRER,
    }
    status = status if status != 200 else form.answer_status
    page = render(request, "persons/search.html", context, status=status)
    return later(page)


def later(page: HttpResponse) -> HttpResponse:
    """Say on a page that came too often when to try again."""
    if page.status_code == TOO_OFTEN:
        page["Retry-After"] = str(MINUTE)
    return page


def stopped(request: HttpRequest, body: int, form: PersonForm) -> bool:
    """Answer whether a registration is one look-up too many: it is noted, and the form says so."""
    if request.method != "POST" or not form.is_valid() or not form.cleaned_data["number"]:
        return False
    if not too_many(actor_of(request).user):
        return False
    note_stopped(actor_of(request), body, form.cleaned_data["number"])
    form.add_error(None, SLOWER)
    return True


def _find(request: HttpRequest, body: int, form: SearchForm) -> list[Who] | None:
    try:
        return search(actor_of(request), body, form.cleaned_data["sok"], clock.today())
    except InputError as fault:
        form.add_error("sok", fault.message)
        return None


@of_persons()
def register_person(request: HttpRequest, body: int) -> HttpResponse:
    """Register a person at an authority, or find the one who has the number."""
    actor = actor_of(request)
    desk_in(actor, body, Hand.REFERRER)
    form = PersonForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.register_person(actor, form.new_person(body, values), key=key)

    often = stopped(request, body, form)
    made = form.carry_out(write)
    if made:
        return redirect("person", made.pk)  # type: ignore[attr-defined]
    lead = (
        f"Personuppgiftsansvarig: {authority(body).name}."
        " Finns numret redan hos er öppnas den personen."
    )
    page = FormPage("Registrera person", lead, reverse("search_persons", args=[body]))
    answer = form_page(request, form, page)
    answer.status_code = TOO_OFTEN if often else answer.status_code
    return later(answer)
