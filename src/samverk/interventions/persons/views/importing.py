"""The coordinator enters those who waited before the system: one on a page, or all of a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.importing import COLUMNS, try_waiting
from samverk.interventions.persons.forms.importing import WaitingFileForm, WaitingForm
from samverk.interventions.persons.reading.waiting import FileError, Known, read_waiting
from samverk.interventions.persons.views.coordination import home_of, own_queue
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.rules.interventions.queue import PAUSE_REASONS


@of_persons()
def enter_waiting(request: HttpRequest, body: int, delivery: int) -> HttpResponse:
    """Enter one person who already waits for a delivery."""
    home_of(request, body)
    of = own_queue(request, body, delivery)
    form = WaitingForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        rows = [form.new_waiting(values)]
        return actions.enter_waiting(actor_of(request), body, of.pk, rows, key=key)

    back = f"{reverse('coordination', args=[body])}?lista=koer"
    if form.carry_out(write):
        return redirect(back)
    lead = (
        f"För den som redan väntar på {of} när ni börjar med systemet. Väntetiden räknas från dagen då"
        " remissen kom. Remittenten har ingen remiss här och meddelas inte: ni frågar personen själva."
    )
    return form_page(request, form, FormPage("För in en som väntar", lead, back, send="För in"))


@of_persons()
def enter_waiting_file(request: HttpRequest, body: int, delivery: int) -> HttpResponse:
    """Try a file of those who already wait, show every fault at once, and enter all of them or none."""
    home_of(request, body)
    of = own_queue(request, body, delivery)
    form = WaitingFileForm(request.POST or None, request.FILES or None)
    told = _Told()

    def write(values: dict[str, Any], key: str) -> object:
        return told.take(request, (body, of), values, key)

    done = form.carry_out(write)
    if done and told.is_entered:
        return redirect(f"{reverse('coordination', args=[body])}?lista=koer")
    context = {
        "form": form,
        "of": of,
        "told": told,
        "back": reverse("coordination", args=[body]),
        "columns": list(COLUMNS.values()),
        "reasons": ", ".join(PAUSE_REASONS.values()),
        "body": body,
    }
    status = 400 if told.faults or told.problem else form.answer_status
    return render(request, "persons/enter_file.html", context, status=status)


class _Told:
    """What came of a file: its faults, how many may be entered, and whether they were."""

    def __init__(self) -> None:
        self.faults: list[actions.Fault] = []
        self.problem = ""
        self.number = 0
        self.is_entered = False

    def take(
        self, request: HttpRequest, at: tuple[int, Delivery], values: dict[str, Any], key: str
    ) -> bool:
        """Try the file, and enter everybody when that is asked and nothing is wrong."""
        body, of = at
        actor = actor_of(request)
        try:
            found = read_waiting(values["file"].read(), _known(of))
        except FileError as fault:
            self.problem = str(fault)
            return False
        tried = try_waiting(actor, body, of.pk, found.rows)
        self.faults = sorted([*found.faults, *tried], key=lambda one: one.row)
        self.number = len(found.rows)
        if self.faults or not values["enters"]:
            return True
        actions.enter_waiting(actor, body, of.pk, found.rows, key=key)
        self.is_entered = True
        return True


def _known(of: Delivery) -> Known:
    organisations = directory.organisations()
    classes = catalogue.classes_on(of.pk, clock.today())
    return Known(
        {one.short_name.casefold(): one.id for one in organisations if one.kind != "federation"},
        {one.name.casefold(): one.pk for one in classes},
    )
