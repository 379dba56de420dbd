"""The catalogue that everybody reads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.documents.semicolons import MEDIA_TYPE
from samverk.documents.xlsx import workbook_xlsx
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, Reading, offers
from samverk.interventions import actions, queries
from samverk.interventions.forms.catalogue import SoughtForm
from samverk.interventions.models import Delivery, StartMode, YearSubject
from samverk.interventions.panels import DELIVERY_PANELS
from samverk.interventions.ports import WAITS
from samverk.interventions.statistics_sheets import statistics_csv, statistics_workbook


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """List what there is, by federation, for whom and whether it takes people in."""
    today = clock.today()
    form = SoughtForm(request.GET, queries.towns_on(today))
    context = {"form": form, "found": queries.catalogue(form.sought(today))}
    return render(request, "interventions/catalogue.html", context, status=form.answer_status)


@require_GET
def delivery(request: HttpRequest, delivery: int) -> HttpResponse:
    """Show a delivery: for whom, what it is, how one applies, and how long the wait is."""
    found, today = queries.delivery_by_id(delivery), clock.today()
    home = found.intervention.federation
    context = {
        "found": found,
        "home": home,
        "intake": queries.intake_in(queries.windows_of(found.pk), today),
        "requirements": queries.told(queries.requirements_of(found.pk), today),
        "targets": _lines(found.intervention.target_groups),
        "outcomes": _lines(found.outcomes),
        "limits": [one for one in queries.limits_of(found.pk) if one.is_in_force(today)],
        "places": queries.places_on(found.pk, today),
        "classes": queries.classes_on(found.pk, today) if found.needs_referral else [],
        "starts": queries.coming_starts(found.pk, today) if _is_cohort(found) else [],
        "wait": WAITS.how_long(found, today),
        "statistics": queries.statistics_of(found.pk),
        "panels": DELIVERY_PANELS.on(Reading(found.pk, home.pk, today, actor_of(request))),
        "is_ended": bool(found.to_date and found.to_date < today),
        "offers": _offers(request, found),
    }
    return render(request, "interventions/delivery.html", context)


@require_GET
def statistics_proof(_: HttpRequest, delivery: int, year: int) -> HttpResponse:
    """Give a year's tables with their proof: what was tried on them, to be checked again by anybody.

    What became of people is told beside how many took part, where both are published.
    """
    found = {one.subject: one for one in queries.statistics_of(delivery) if one.year == year}
    if not found:
        raise NotFoundError("Ingen statistik är publicerad för det året.")
    told = {subject: {"tables": one.tables, "proof": one.proof} for subject, one in found.items()}
    return JsonResponse({**told.pop(YearSubject.TOOK_PART, {}), **told})


@require_GET
def statistics_file(_: HttpRequest, delivery: int, year: int, ending: str) -> HttpResponse:
    """Send what is published of a year, as Excel or CSV; nothing else is in it."""
    of = queries.delivery_by_id(delivery)
    found = sorted(
        (one for one in queries.statistics_of(delivery) if one.year == year),
        key=lambda one: one.subject != YearSubject.TOOK_PART,
    )
    if not found:
        raise NotFoundError("Ingen statistik är publicerad för det året.")
    name = f"statistik-{of.code.hex[:8]}-{year}.{ending}"
    if ending == "csv":
        return in_hand(statistics_csv(of, found), name, MEDIA_TYPE)
    made = workbook_xlsx(statistics_workbook(of, found, clock.now()))
    return in_hand(made.content, name, made.media_type)


def _is_cohort(found: Delivery) -> bool:
    return found.start_mode == StartMode.COHORT


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _offers(request: HttpRequest, found: Delivery) -> Offers:
    """Offer what the reader may do; whoever may not is not told of it, most readers are the public."""
    actor = actor_of(request)
    manage = actions.may_manage(actor, found.intervention.federation_id)
    count, shut = actions.may_count(actor, found), actions.may_shut(actor, found)
    given = [Offer("Sköt verksamheten", reverse("manage_delivery", args=[found.pk]), manage)]
    if not found.needs_referral:
        given.append(Offer("Räkna besök", reverse("visits", args=[found.pk]), count))
    given.append(Offer("Stäng platser", reverse("shut_places", args=[found.pk]), shut))
    return offers(*(one for one in given if one.is_allowed))
