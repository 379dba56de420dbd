"""The forms of what belongs to a delivery: intake, requirements, places and classes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.interventions import actions, queries
from samverk.interventions.forms.parts import (
    CallOffForm,
    CloseIntakeForm,
    EndPriorityClassForm,
    EndRequirementForm,
    LimitForm,
    OpenIntakeForm,
    PlacesForm,
    PriorityClassForm,
    RequirementForm,
    StartForm,
)
from samverk.interventions.views.deliveries import changeable, form_page
from samverk.rules.wording import running_date


def open_intake(request: HttpRequest, delivery: int) -> HttpResponse:
    """Open the intake from a day on."""
    found = changeable(request, delivery)
    form = OpenIntakeForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.open_intake(
            actor_of(request), found.pk, values["from_date"], key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    lead = "Från den dagen tar verksamheten emot nya."
    return form_page(request, found, form, ("Öppna intaget", lead))


def close_intake(request: HttpRequest, delivery: int) -> HttpResponse:
    """Close the intake after a day, or correct why it is closed."""
    found = changeable(request, delivery)
    others = queries.possible_successors(found, clock.today())
    form = CloseIntakeForm(request.POST or None, others)
    if form.carry_out(
        lambda values, key: actions.close_intake(
            actor_of(request), found.pk, form.closing(values), key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    lead = "De som redan väntar står kvar i kön tills någon flyttar eller avslutar dem."
    return form_page(request, found, form, ("Stäng intaget", lead))


def new_requirement(request: HttpRequest, delivery: int) -> HttpResponse:
    """Add a rule of who the delivery is for."""
    found = changeable(request, delivery)
    form = RequirementForm(request.POST or None, found.intervention.federation_id)
    if form.carry_out(
        lambda values, key: actions.add_requirement(
            actor_of(request), form.new_requirement(found.pk, values), key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    lead = "Ange ett krav eller flera som gäller tillsammans. Katalogen visar dem i ord."
    return form_page(request, found, form, ("Lägg till krav", lead))


def end_requirement(request: HttpRequest, requirement: int) -> HttpResponse:
    """End a rule of who a delivery is for."""
    rule = queries.requirement_by_id(requirement)
    found = changeable(request, rule.delivery_id)
    form = EndRequirementForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.end_requirement(
            actor_of(request), rule.pk, values["last_day"], key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    words = " ".join(text for one in queries.told([rule]) for text in one.words)
    return form_page(request, found, form, ("Avsluta kravet", words))


def set_places(request: HttpRequest, delivery: int) -> HttpResponse:
    """Set how many places there are from a day on."""
    found = changeable(request, delivery)
    form = PlacesForm(request.POST or None, queries.registered_places(found.pk, clock.today()))
    if form.carry_out(
        lambda values, key: actions.set_places(
            actor_of(request), form.new_places(found.pk, values), key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    lead = "Det som gällde förut slutar dagen före. Samma dag en gång till rättar raden."
    return form_page(request, found, form, ("Registrera platser", lead))


def set_limit(request: HttpRequest, delivery: int) -> HttpResponse:
    """Set how long a pause or a participation may last, from a day on."""
    found = changeable(request, delivery)
    form = LimitForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.set_limit(
            actor_of(request), form.new_limit(found.pk, values), key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    lead = "Det som redan har börjat följer den gräns som gällde då. Katalogen visar gränserna."
    return form_page(request, found, form, ("Registrera längsta tid", lead))


def new_class(request: HttpRequest, delivery: int) -> HttpResponse:
    """Add a class of those who go before others in the queue."""
    found = changeable(request, delivery)
    form = PriorityClassForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.add_priority_class(
            actor_of(request), form.new_class(found.pk, values), key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    lead = "Klassen visas för alla. Den kan avslutas, men inte ändras."
    return form_page(request, found, form, ("Lägg till prioritetsklass", lead))


def end_class(request: HttpRequest, known: int) -> HttpResponse:
    """End a class of those who go before others."""
    row = queries.class_by_id(known)
    found = changeable(request, row.delivery_id)
    form = EndPriorityClassForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.end_priority_class(
            actor_of(request), row.pk, values["last_day"], key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    lead = f"{row.name}: {row.ground}. De som redan har klassen behåller sin plats i kön."
    return form_page(request, found, form, ("Avsluta prioritetsklassen", lead))


def new_start(request: HttpRequest, delivery: int) -> HttpResponse:
    """Say when a group begins."""
    found = changeable(request, delivery)
    form = StartForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.add_cohort_start(
            actor_of(request), form.new_start(found.pk, values), key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    lead = "Starten visas för alla i katalogen."
    return form_page(request, found, form, ("Lägg till gruppstart", lead))


def call_off_start(request: HttpRequest, start: int) -> HttpResponse:
    """Call a start off."""
    row = queries.start_by_id(start)
    found = changeable(request, row.delivery_id)
    form = CallOffForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.call_off_start(
            actor_of(request), row.pk, values["why"], key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    lead = f"Gruppen som skulle börja {running_date(row.starts_on)}. De som väntar står kvar i kön."
    return form_page(request, found, form, ("Ställ in starten", lead))
