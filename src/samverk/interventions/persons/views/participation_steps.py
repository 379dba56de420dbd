"""What a case worker does with a participation, one question on each page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.measuring import follow_up_counts, windows
from samverk.interventions.persons.actions.reading import inside
from samverk.interventions.persons.forms.participations import (
    DayActForm,
    EndForm,
    GoalForm,
    HoldForm,
    MeasureForm,
    TermsForm,
)
from samverk.interventions.persons.forms.people import HappenedForm, WhyForm
from samverk.interventions.persons.forms.team import NoShowForm
from samverk.interventions.persons.models import Participation, Point
from samverk.interventions.persons.queries.participations import goals_of, points_of
from samverk.interventions.persons.queries.proposals import proposals_of
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.interventions.persons.views.participations import At, participation_of
from samverk.rules.interventions.follow_up import FollowUpPoint
from samverk.rules.interventions.participation import UNDER_WAY

Write = Callable[[dict[str, Any], str], object]
MEASURE = "Fyll i allt som är känt, och varför något saknas. Kan inte ändras sedan."
WAITS_FOR_ANSWER = (
    "Remittenten har ett förslag att svara på. Statusen kan sparas nu, men deltagandet avslutas först när"
    " förslaget är besvarat eller taget tillbaka."
)
# Where one goes on after a measurement: what needed it
AFTER = {Point.ENTRY: "start_participation", Point.EXIT: "end_participation"}


def _step(
    request: HttpRequest, at: At, form: ActForm, words: tuple[str, str], write: Write
) -> HttpResponse:
    """Draw one step's page, or take the step and lead back to the participation."""
    back = reverse("participation", args=[at.row.pk])
    if form.carry_out(write):
        return redirect(back)
    title, lead = words
    return form_page(request, form, FormPage(title, lead, back, at.who))


@of_persons()
def start_participation(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """Start a participation; the status at the start is measured first."""
    at = participation_of(request, participation)
    if not _is_measured(request, at, Point.ENTRY):
        return redirect("measure_status", participation, Point.ENTRY.value)
    form = DayActForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.start_participation(actor_of(request), *at.place, values["day"], key=key)

    lead = "Den första dagen. Då stannar väntans klocka."
    return _step(request, at, form, ("Påbörja", lead), write)


def _is_measured(request: HttpRequest, at: At, point: Point) -> bool:
    with inside(actor_of(request), Right.HANDLE_PARTICIPANTS):
        return (at.row.pk, point.value) in points_of([at.row.pk])


@of_persons()
def note_no_show(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """Note that somebody never came."""
    at = participation_of(request, participation)
    form = NoShowForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        day = values.pop("day")
        why = actions.Removal(**values)
        return actions.note_no_show(actor_of(request), *at.place, why, key=key, day=day)

    lead = "Platsen blir ledig, och personen lämnar kön utan att ha börjat."
    return _step(request, at, form, ("Kom aldrig", lead), write)


@of_persons()
def set_goal(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """Write down a goal."""
    at = participation_of(request, participation)
    form = GoalForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.set_goal(actor_of(request), *at.place, values["text"], key=key)

    lead = "Skriv det tillsammans med personen. Målet bedöms när deltagandet slutar."
    return _step(request, at, form, ("Sätt mål", lead), write)


@of_persons()
def interrupt_participation(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """Let a participation stand still."""
    at = participation_of(request, participation)
    form = HoldForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        new, day = form.new_hold(values), values["day"]
        return actions.interrupt_participation(actor_of(request), *at.place, new, key=key, day=day)

    lead = "Platsen och deltagardagarna följer den dag som uppehållet började."
    return _step(request, at, form, ("Gör uppehåll", lead), write)


@of_persons()
def resume_participation(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """Let a participation go on."""
    at = participation_of(request, participation)
    form = HappenedForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        day = values["day"]
        return actions.resume_participation(actor_of(request), *at.place, key=key, day=day)

    lead = "Skriv första dagen som personen var tillbaka. Dagarna räknas därefter."
    return _step(request, at, form, ("Återuppta efter uppehåll", lead), write)


@of_persons()
def change_participation(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """Change extent and planned end."""
    at = participation_of(request, participation)
    now = {"extent": at.row.extent, "planned_end": at.row.planned_end}
    form = TermsForm(request.POST or None, initial=now)

    def write(values: dict[str, Any], key: str) -> object:
        new = form.terms(values)
        return actions.change_participation(actor_of(request), *at.place, new, key=key)

    lead = "Ändringen gäller från och med i dag."
    return _step(request, at, form, ("Ändra omfattning eller slut", lead), write)


@of_persons()
def measure_status(request: HttpRequest, participation: uuid.UUID, point: str) -> HttpResponse:
    """Measure a status at one point, and go on to what needed it."""
    at = participation_of(request, participation)
    form = MeasureForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        new = form.new_measurement(point, values)
        return actions.measure_status(actor_of(request), *at.place, new, key=key)

    if form.carry_out(write):
        then = AFTER.get(Point(point)) if at.row.state in UNDER_WAY else None
        return redirect(then or "participation", participation)
    back = reverse("participation", args=[participation])
    lead = " ".join((*_hinders(request, at, point), MEASURE, *_window(at.row, point))).strip()
    title = f"Status {Point(point).label}"
    return form_page(request, form, FormPage(title, lead, back, at.who, "Spara"))


def _hinders(request: HttpRequest, at: At, point: str) -> tuple[str, ...]:
    """Say before the status at the end is filled in what stops the end itself; nothing when none does."""
    if point != Point.EXIT or at.row.state not in UNDER_WAY:
        return ()
    with inside(actor_of(request), Right.HANDLE_PARTICIPANTS):
        is_open = any(one.is_open for one in proposals_of(at.row))
    return (WAITS_FOR_ANSWER,) if is_open else ()


def _window(row: Participation, point: str) -> tuple[str, ...]:
    """Say when a measurement counts, as this installation has set it."""
    if point in set(FollowUpPoint):
        return follow_up_counts(row, FollowUpPoint(point))
    near = "starten" if point == Point.ENTRY else "slutet"
    return (f"Mäts högst {windows().around} dagar från {near}.",)


@of_persons()
def end_participation(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """End a participation with its report; the status at the end is measured first."""
    at = participation_of(request, participation)
    if not _is_measured(request, at, Point.EXIT):
        return redirect("measure_status", participation, Point.EXIT.value)
    with inside(actor_of(request), Right.HANDLE_PARTICIPANTS):
        goals = [(goal.pk, text) for goal, text in goals_of(at.row)]
    form = EndForm(request.POST or None, goals)

    def write(values: dict[str, Any], key: str) -> object:
        new = form.ending(values)
        return actions.end_participation(actor_of(request), *at.place, new, key=key)

    lead = "Bedöm varje mål tillsammans med personen."
    return _step(request, at, form, ("Avsluta", lead), write)


@of_persons()
def reactivate_participation(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """Go on with a participation that ended not long ago."""
    at = participation_of(request, participation)
    form = WhyForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.reactivate_participation(
            actor_of(request), *at.place, values["why"], key=key
        )

    lead = "Inom 30 dagar från slutet, om en plats är ledig. Sedan behövs en ny remiss."
    return _step(request, at, form, ("Återuppta", lead), write)
