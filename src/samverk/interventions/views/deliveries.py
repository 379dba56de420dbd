"""The page from which a delivery is kept, and the forms that add, change and end it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.federation import queries as federation
from samverk.foundation import clock
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import require
from samverk.interventions import actions, queries
from samverk.interventions.forms.deliveries import (
    DeliveryFactsForm,
    DeliveryForm,
    EndDeliveryForm,
)
from samverk.interventions.models import Delivery, StartMode
from samverk.rules.interventions.queue import RECONFIRM_DAYS

FORM = "interventions/form.html"
OFFERED = (
    ("Ändra uppgifterna", "change_delivery"),
    ("Öppna intaget", "open_intake"),
    ("Stäng intaget", "close_intake"),
    ("Lägg till krav", "new_requirement"),
    ("Registrera platser", "set_places"),
    ("Registrera längsta tid", "set_limit"),
    ("Lägg till prioritetsklass", "new_priority_class"),
    ("Avsluta verksamheten", "end_delivery"),
)


def changeable(request: HttpRequest, delivery: int) -> Delivery:
    """Find the delivery, and refuse whoever may not change it before they have filled in a form."""
    found = queries.delivery_by_id(delivery)
    require(actions.may_manage(actor_of(request), found.intervention.federation_id))
    return found


@require_GET
def manage(request: HttpRequest, delivery: int) -> HttpResponse:
    """Show everything that is registered of a delivery, whatever day it holds, with what to do."""
    found = changeable(request, delivery)
    context = {
        "found": found,
        "home": found.intervention.federation,
        "windows": queries.windows_of(found.pk),
        "requirements": queries.told(queries.requirements_of(found.pk)),
        "limits": queries.limits_of(found.pk),
        "reconfirm_days": RECONFIRM_DAYS,
        "ledger": queries.ledger_of(found.pk),
        "shut": queries.shut_of(found.pk),
        "classes": queries.classes_of(found.pk),
        "starts": queries.starts_of(found.pk),
        "offers": _offers(request, found),
        "today": clock.today(),
    }
    return render(request, "interventions/manage.html", context)


def _offers(request: HttpRequest, found: Delivery) -> Offers:
    allowed = actions.may_manage(actor_of(request), found.intervention.federation_id)
    count = () if found.needs_referral else (("Räkna besök", "visits"),)
    starts = (
        (("Lägg till gruppstart", "new_cohort_start"),)
        if found.start_mode == StartMode.COHORT
        else ()
    )
    named = (*OFFERED[:-1], *starts, *count, OFFERED[-1])
    return offers(*(Offer(label, reverse(name, args=[found.pk]), allowed) for label, name in named))


def new_delivery(request: HttpRequest, intervention: int) -> HttpResponse:
    """Add a delivery of an intervention."""
    of = federation.intervention_by_id(intervention)
    require(actions.may_manage(actor_of(request), of.federation_id))
    form = DeliveryForm(request.POST or None, of.federation_id)
    made = form.carry_out(
        lambda values, key: actions.add_delivery(
            actor_of(request), form.new_delivery(of.pk, values), key=key
        )
    )
    if made:
        return redirect("manage_delivery", made.pk)
    context = {
        "form": form,
        "title": "Lägg upp en verksamhet",
        "lead": f"{of.name}, som en utförare ger den. Alla kan läsa det i katalogen.",
        "home": of.federation,
        "back": reverse("intervention", args=[of.federation.slug, of.pk]),
    }
    return render(request, FORM, context, status=form.answer_status)


def change_delivery(request: HttpRequest, delivery: int) -> HttpResponse:
    """Change what the catalogue tells of a delivery."""
    found = changeable(request, delivery)
    form = DeliveryFactsForm(request.POST or None, found.intervention.federation_id, found)
    if form.carry_out(
        lambda values, key: actions.change_delivery(
            actor_of(request), found.pk, form.facts(values), key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    lead = f"Ges av {found.provider.name} från och med {found.from_date}. Det ligger fast."
    return form_page(request, found, form, ("Ändra uppgifterna", lead))


def end_delivery(request: HttpRequest, delivery: int) -> HttpResponse:
    """End a delivery."""
    found = changeable(request, delivery)
    form = EndDeliveryForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.end_delivery(
            actor_of(request), found.pk, form.ending(values), key=key
        )
    ):
        return redirect("manage_delivery", found.pk)
    lead = "Intaget stängs samma dag. Sedan visas den inte i katalogen, men sidan finns kvar."
    return form_page(request, found, form, ("Avsluta verksamheten", lead))


def form_page(
    request: HttpRequest, found: Delivery, form: ActForm, words: tuple[str, str]
) -> HttpResponse:
    """Draw one of the forms; ``words`` are its title, which the button repeats, and what follows."""
    title, lead = words
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "found": found,
        "home": found.intervention.federation,
        "back": reverse("manage_delivery", args=[found.pk]),
    }
    return render(request, FORM, context, status=form.answer_status)
