"""The year's pages: its calendar, a duty, the days of its own, and the forms for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samverk.directory.queries import OrganisationRef
from samverk.federation import actions, queries
from samverk.federation.forms.year import LAST_YEAR, DutyForm, OwnDutyForm, YearForm
from samverk.federation.queries import Member, Year, YearTask
from samverk.federation.views.setup import changeable, federation_at
from samverk.federation.year_words import months_of, told
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import Right, may, require
from samverk.rules.federation_year import ACT_FROM

# Years this far away are led to; others have their address too
NEAR_YEARS = 2


@require_GET
def this_year(_: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the year that it is, whose address is its own."""
    return redirect("federation_year", federation_at(slug).slug, clock.today().year)


@require_GET
def year(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show a year's duties by month, those that are overdue first."""
    home = federation_at(slug)
    members = queries.members(home.id, with_fees=False)
    found = _year(home, members, year)
    actor, passed = actor_of(request), found.passed
    context = {
        "home": home,
        "year": year,
        "before": year - 1 if _is_linked(year - 1) else None,
        "after": year + 1 if _is_linked(year + 1) else None,
        "passed": [told(one) for one in passed],
        "months": months_of(one for one in found.tasks if one not in passed),
        "exits": queries.exits_of(members, year, clock.today()),
        "ruling": found.ruling,
        "shows_who": actor.is_known,
        "offers": _offers(request, home, year),
    }
    return render(request, "federation/calendar.html", context)


def _is_linked(year: int) -> bool:
    """Answer whether a year is led to: the nearest ones, so that no visitor walks a whole century."""
    return abs(year - clock.today().year) <= NEAR_YEARS


def _year(home: OrganisationRef, members: list[Member], year: int) -> Year:
    if not ACT_FROM <= year <= LAST_YEAR:
        raise NotFoundError(f"Välj ett år från {ACT_FROM} till {LAST_YEAR}.")
    return queries.year_of(home.id, members, year, clock.today())


def _offers(request: HttpRequest, home: OrganisationRef, year: int) -> Offers:
    allowed = may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id)
    named = (
        ("Lägg till en egen uppgift", reverse("new_duty", args=[home.slug])),
        ("Ställ in dagarna", reverse("year_settings", args=[home.slug, year])),
        ("Prenumerera i din kalender", reverse("calendar_link", args=[home.slug])),
    )
    return offers(*(Offer(label, url, allowed) for label, url in named))


@require_http_methods(["GET", "POST"])
def duty(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Show a duty of a year, and note who answers for it and how it stands."""
    home = federation_at(slug)
    members = queries.members(home.id, with_fees=False)
    task = _task(home, members, name)
    actor = actor_of(request)
    allowed = actions.may_note(actor, home.id, task.owner.pk if task.owner else None)
    form = None
    if allowed or request.method == "POST":
        require(allowed)
        places = [home.id, *(one.membership.member_id for one in members)]
        form = DutyForm(request.POST or None, task, places)
        if form.carry_out(
            lambda values, key: actions.note_duty(actor, form.note(home.id, task, values), key=key)
        ):
            return redirect("federation_year", slug, task.year)
    context = {
        "home": home,
        "task": task,
        "told": told(task),
        "form": form,
        "notes": queries.notes_on(home.id, task.year, task.duty.code),
        "shows_who": actor.is_known,
        "offers": offers(Offer("Anteckna", "#anteckna", allowed)),
        "back": reverse("federation_year", args=[slug, task.year]),
    }
    return render(
        request, "federation/duty.html", context, status=form.answer_status if form else 200
    )


def _task(home: OrganisationRef, members: list[Member], name: str) -> YearTask:
    number, _, code = name.partition("-")
    if not number.isascii() or not number.isdecimal() or len(number) > len(str(LAST_YEAR)):
        raise NotFoundError("Uppgiften finns inte.")
    found = _year(home, members, int(number))
    task = next((one for one in found.tasks if one.duty.code == code), None)
    if task is None:
        raise NotFoundError("Uppgiften finns inte det året.")
    return task


def new_duty(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a duty of the federation's own."""
    home = changeable(request, slug)
    form = OwnDutyForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.add_own_duty(
            actor_of(request), form.duty(home.id, values), key=key
        )
    )
    if made:
        return redirect("federation_year", slug, made.due.year)
    lead = "Till exempel det som förbundsordningen kräver utöver lagen."
    return _form_page(request, home, form, ("Lägg till en egen uppgift", lead))


def year_settings(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Choose the days that no law sets."""
    home = changeable(request, slug)
    if not ACT_FROM <= year <= LAST_YEAR:
        raise NotFoundError(f"Välj ett år från {ACT_FROM} till {LAST_YEAR}.")
    form = YearForm(request.POST or None, year, queries.year_terms(home.id, year))
    made = form.carry_out(
        lambda values, key: actions.set_year(
            actor_of(request), form.settings(home.id, values), key=key
        )
    )
    if made:
        return redirect("federation_year", slug, made.from_year)
    lead = "Dagar som ingen lag sätter. De gäller från det år du anger; tidigare år ändras inte."
    return _form_page(request, home, form, ("Ställ in dagarna", lead))


def _form_page(
    request: HttpRequest, home: OrganisationRef, form: ActForm, words: tuple[str, str]
) -> HttpResponse:
    title, lead = words
    context = {"form": form, "title": title, "lead": lead, "home": home}
    return render(request, "federation/year_form.html", context, status=form.answer_status)
