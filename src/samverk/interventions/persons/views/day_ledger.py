"""The ledger of participant-days: closing months, and what the closed ones tell, cost and settle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.directory.queries import OrganisationRef, organisation_by_id, organisations
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError, NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons.actions import MonthAsked, book_days
from samverk.interventions.persons.actions.booking_days import look_at_days
from samverk.interventions.persons.day_sheets import ledger_file
from samverk.interventions.persons.forms.day_ledger import MonthForm
from samverk.interventions.persons.queries.booked_days import (
    LedgerMonth,
    federations_of,
    homes_netted,
    ledger_months,
    ledger_years,
    months_to_close,
)
from samverk.interventions.persons.queries.day_closing import Closing
from samverk.interventions.persons.zone import Authority, authorities_of, authority
from samverk.interventions.queries import deliveries_of_provider
from samverk.interventions.queries.told_terms import told_terms

ONLY = "Deltagardagarna visas för den som samordnar hos parten."


@dataclass(frozen=True, slots=True)
class _Book:
    """Whose ledger is read: an authority's towards a federation, and of which year."""

    home: Authority
    federation: OrganisationRef
    choices: tuple[tuple[Authority, OrganisationRef], ...]
    year: int | None
    years: tuple[int, ...]

    def address(self, name: str, *args: str) -> str:
        """Give an address of the same ledger."""
        year = f"&ar={self.year}" if self.year else ""
        at = f"?myndighet={self.home.body}&forbund={self.federation.id}{year}"
        return reverse(name, args=args) + at

    def months(self) -> list[LedgerMonth]:
        """Read the closed months of the year."""
        if self.year is None:
            return []
        home = self.home
        return ledger_months(home.body, home.organisation, self.federation.id, self.year)


def day_ledger(request: HttpRequest) -> HttpResponse:
    """Show an authority's participant-days month by month, and close the next month.

    ``granska`` asks for what a month would tell.
    """
    actor = actor_of(request)
    book = _book(request, actor)
    if book is None:
        return render(request, "persons/day_ledger.html", {"book": None})
    months = months_to_close(book.home.body, book.federation.id, clock.today())
    form = MonthForm(request.POST or None, months)
    made = form.carry_out(
        lambda v, key: book_days(
            actor, book.home.body, MonthAsked(book.federation.id, v["month"]), key=key
        )
    )
    if made:
        return redirect(f"{book.address('day_ledger')}#{made.month:%Y-%m}")
    closed = book.months()
    context = {
        "book": book,
        "months": closed,
        "netted": homes_netted(closed) if len(closed) > 1 else [],
        "terms": told_terms(book.federation.id, book.home.organisation),
        "form": form if months else None,
        "first": months[0] if months else None,
        "look": _look(request, actor, book, months),
        "here": book.address("day_ledger"),
        "files": [(name, book.address("day_ledger_file", ending)) for ending, name in ENDINGS],
    }
    return render(request, "persons/day_ledger.html", context, status=form.answer_status)


ENDINGS = (("xlsx", "Excel"), ("csv", "CSV"))


@require_GET
def day_ledger_file(request: HttpRequest, ending: str) -> HttpResponse:
    """Send a year's ledger as a file."""
    book = _book(request, actor_of(request))
    if book is None or ending not in dict(ENDINGS):
        raise NotFoundError("Filen finns inte.")
    made = ledger_file(book.home.name, book.federation.name, book.months(), ending, clock.now())
    return in_hand(made.content, f"deltagardagar-{book.year or 'inga'}.{ending}", made.media_type)


def _book(request: HttpRequest, actor: Actor) -> _Book | None:
    """Find the ledger that is asked for, or the first; None where nothing is given of any federation's."""
    bodies = authorities_of(actor, Right.COORDINATE_PERSONS)
    if not bodies:
        raise NotAllowedError(ONLY)
    homes = [authority(one) for one in bodies]
    choices = tuple(
        (home, organisation_by_id(one))
        for home in homes
        for one in federations_of(home.organisation)
    )
    if not choices:
        return None
    asked = (request.GET.get("myndighet"), request.GET.get("forbund"))
    home, federation = next(
        (one for one in choices if (str(one[0].body), str(one[1].id)) == asked), choices[0]
    )
    years = ledger_years(home.body, federation.id)
    year = next((one for one in years if str(one) == request.GET.get("ar")), None)
    return _Book(home, federation, choices, year or next(iter(years), None), tuple(years))


def _look(
    request: HttpRequest, actor: Actor, book: _Book, months: list[date]
) -> dict[str, Any] | None:
    """Lay out what closing a month would tell; None when it is not asked for."""
    asked = request.GET.get("granska", "")
    month = next((one for one in months if f"{one:%Y-%m}" == asked), None)
    if month is None:
        return None
    found = look_at_days(actor, book.home.body, MonthAsked(book.federation.id, month))
    return {"month": month, "rows": list(_lines(found, book))}


def _lines(found: Closing, book: _Book) -> list[tuple[str, str, date, date, int | None]]:
    given = {one.pk: one for one in deliveries_of_provider(book.home.organisation)}
    what = {one.intervention_id: one.intervention.name for one in given.values()}
    names = {one.id: one.short_name for one in organisations()}
    return [
        (
            given[line.label[0]].name
            if line.label[0]
            else f"{what[line.intervention]}, alla verksamheter",
            names[line.label[1]] if line.label[1] else "övriga tillsammans",
            line.stretch.span.from_date,
            line.stretch.span.to_date,
            line.days,
        )
        for line in found.lines
    ]
