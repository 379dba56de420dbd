"""Forms that plan a meeting and build its agenda."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory import queries as directory
from samverk.foundation.compartments import opened
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import controllers_open_to, require
from samverk.meetings import actions, queries
from samverk.meetings.forms import (
    FactForm,
    ItemForm,
    MoveForm,
    OccasionForm,
    PaperForm,
    PressForm,
    WhyForm,
)
from samverk.meetings.forms.agenda import HearingForm
from samverk.meetings.forms.meeting import DECIDED_BY, DoorsForm
from samverk.meetings.models import AgendaItem, Meeting
from samverk.meetings.queries.letters import reached_by_calling
from samverk.meetings.queries.preparing import may_be_heard
from samverk.meetings.queries.ready import Ready, ready_for
from samverk.meetings.views.reading import FACTS, holds

FORM = "meetings/form.html"
LEADS = {
    "tillkannagivet": ("Anteckna tillkännagivandet", "När sattes det upp på anslagstavlan?"),
    "kallat": ("Anteckna kallelsen", "När skickades kallelsen till ledamöter och ersättare?"),
    "utskickat": (
        "Anteckna utskicket",
        "När skickades handlingarna? Det som läggs till efteråt märks som nytt.",
    ),
}


Write = Callable[[dict[str, Any], str], Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A form's page: its title, what it is about, and a line to begin with."""

    title: str
    place: Meeting | AgendaItem
    lead: str = ""


def new_meeting(request: HttpRequest, body: int) -> HttpResponse:
    """Plan a meeting of a body."""
    found, actor = directory.body_ref(body), actor_of(request)
    require(actions.may_hold(actor, found))
    form = OccasionForm(request.POST or None, queries.assembly_of(found.kind))
    made = form.carry_out(
        lambda values, key: actions.plan_meeting(actor, body, form.occasion(values), key=key)
    )
    if made:
        return redirect("meeting", made.pk)
    back = f"{reverse('meetings')}?organ={body}"
    return show(request, form, "Planera sammanträde", where=found.full_name, back=back)


def move_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Change when and where a meeting is held."""
    found = changeable(request, meeting)
    initial = OccasionForm.initial_of(found)
    form = OccasionForm(request.POST or None, queries.assembly_of(found.body.kind), initial=initial)
    return _done(
        request,
        form,
        Page("Ändra tid och plats", found),
        lambda v, k: actions.move_meeting(actor_of(request), found, form.occasion(v), key=k),
    )


def set_doors(request: HttpRequest, meeting: int) -> HttpResponse:
    """Say whether the meeting is public, also while it goes on."""
    found = changeable(request, meeting)
    form = DoorsForm(request.POST or None, initial=DoorsForm.initial_of(found))
    made = form.carry_out(
        lambda v, k: actions.set_doors(actor_of(request), found, public=form.is_public(v), key=k)
    )
    if made:
        return redirect(_back(found))
    lead = DECIDED_BY.get(queries.assembly_of(found.body.kind), "")
    context = {"where": str(found), "back": _back(found), "lead": lead, "send": "Spara"}
    return show(request, form, "Offentligt eller stängt", **context)


def cancel_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Cancel a meeting."""
    found = changeable(request, meeting)
    return _done(
        request,
        WhyForm(request.POST or None),
        Page("Ställ in sammanträdet", found, _word_goes_to(found)),
        lambda v, k: actions.cancel_meeting(actor_of(request), found, v["why"], key=k),
    )


def _word_goes_to(meeting: Meeting) -> str:
    """Say who is told of a cancellation, before it is done."""
    reached = len(reached_by_calling(meeting))
    if not reached:
        return "Ingen har fått kallelsen härifrån. Har den gått på annat sätt: meddela dem som kallats."
    if not settings.EMAIL_HOST:
        return "E-post är inte inställt här: meddela dem som kallats på annat sätt."
    who = "Den enda" if reached == 1 else f"De {reached}"
    return f"{who} som kallelsen har nått får brev om det, och mötet tas bort ur deras kalendrar."


def new_meeting_fact(request: HttpRequest, meeting: int, kind: str) -> HttpResponse:
    """Note that the meeting was announced, called, or its papers sent."""
    found = changeable(request, meeting)
    if kind not in FACTS:
        raise NotFoundError("Det finns ingen sådan händelse.")

    def write(values: dict[str, Any], key: str) -> Any:
        new = actions.NewMeetingFact(FACTS[kind].value, **values)
        return actions.record_meeting_fact(actor_of(request), found, new, key=key)

    title, lead = LEADS[kind]
    return _done(request, FactForm(request.POST or None), Page(title, found, lead), write)


def new_item(request: HttpRequest, meeting: int) -> HttpResponse:
    """Put an item on the agenda: what is ready is listed first, and why (``?arende=`` chooses one)."""
    found = changeable(request, meeting)
    ready = _ready(request, found)
    cases = [one.case for one in ready if one.case]
    chosen = next((c for c in cases if str(c.pk) == request.GET.get("arende")), None)
    initial = {"case": chosen.pk, "title": chosen.title} if chosen else None
    form = ItemForm(request.POST or None, found, cases=cases, initial=initial)
    made = form.carry_out(
        lambda v, k: actions.add_item(actor_of(request), found, form.facts(v), key=k)
    )
    if made:
        return redirect(_back(found))
    context = {"ready": ready, "press": PressForm(), "meeting": found, "back": _back(found)}
    context |= {"form": form, "title": "Lägg till punkt", "where": str(found)}
    return render(request, "meetings/new_item.html", context, status=form.answer_status)


def _ready(request: HttpRequest, meeting: Meeting) -> tuple[Ready, ...]:
    compartments = controllers_open_to(actor_of(request))
    with opened(compartments) if compartments else nullcontext():
        return ready_for(meeting)


def carry_over(request: HttpRequest, meeting: int, item: int) -> HttpResponse:
    """Put a tabled item on the agenda of another meeting, as it was."""
    found = changeable(request, meeting)
    tabled = queries.item_by_id(item)
    return _done(
        request,
        PressForm(request.POST or None),
        Page("Sätt upp den bordlagda punkten", found, f"{tabled.title}, {tabled.meeting}"),
        lambda _, k: actions.carry_over(actor_of(request), tabled, found, key=k),
    )


def change_item(request: HttpRequest, item: int) -> HttpResponse:
    """Change an item of the agenda."""
    found = _item(request, item)
    initial = ItemForm.initial_of(found)
    form = ItemForm(request.POST or None, found.meeting, found, initial=initial)
    for name in ("provision", "secret_title"):
        del form.fields[name]
    return _done(
        request,
        form,
        Page("Ändra punkten", found),
        lambda v, k: actions.change_item(actor_of(request), found, form.facts(v), key=k),
    )


def strike_item(request: HttpRequest, item: int) -> HttpResponse:
    """Strike an item from the agenda."""
    found = _item(request, item)
    return _done(
        request,
        WhyForm(request.POST or None),
        Page("Stryk punkten", found),
        lambda v, k: actions.strike_item(actor_of(request), found, v["why"], key=k),
    )


def add_item_paper(request: HttpRequest, item: int) -> HttpResponse:
    """Let a document of the case belong to the item."""
    found = _item(request, item)
    form = PaperForm(request.POST or None, found)
    lead = ""
    if form.is_empty:
        lead = "Det finns inga att välja. Koppla punkten till ett ärende och registrera dem där."
    return _done(
        request,
        form,
        Page("Lägg till handling", found, lead),
        lambda v, k: actions.add_paper(actor_of(request), found, v["document"], key=k),
    )


def note_hearing(request: HttpRequest, item: int) -> HttpResponse:
    """Note that a body was given time to say its word."""
    found = _item(request, item)
    return _done(
        request,
        HearingForm(request.POST or None, may_be_heard(found.meeting)),
        Page("Anteckna tillfälle att yttra sig", found),
        lambda v, k: actions.note_hearing(actor_of(request), found, actions.NewHearing(**v), key=k),
    )


def move_item(request: HttpRequest, item: int) -> HttpResponse:
    """Move an item to another place on the agenda."""
    found = _item(request, item)
    return _done(
        request,
        MoveForm(request.POST or None, initial={"position": found.position}),
        Page("Flytta punkten", found),
        lambda v, k: actions.move_item(actor_of(request), found, v["position"], key=k),
    )


def reorder_item(request: HttpRequest, item: int) -> HttpResponse:
    """Move an item from the agenda itself, and stay there."""
    found = _item(request, item)
    form = MoveForm(request.POST or None, initial={"position": found.position})
    made = form.carry_out(
        lambda v, key: actions.move_item(actor_of(request), found, v["position"], key=key)
    )
    if made:
        return redirect(f"{_back(found.meeting)}#lista")
    return show(request, form, "Flytta punkten", where=str(found), back=_back(found.meeting))


def take_up(request: HttpRequest, item: int) -> HttpResponse:
    """Take an item up and go to the meeting room."""
    found = _item(request, item)
    form = PressForm(request.POST or None)
    made = form.carry_out(lambda _, key: actions.take_up(actor_of(request), found, key=key))
    if made:
        return redirect("hall", found.meeting_id)
    return show(request, form, "Ta upp punkten", where=str(found), back=_back(found))


def changeable(request: HttpRequest, meeting: int) -> Meeting:
    """Find the meeting, and refuse whoever may not hold it before they have filled in a form."""
    found = queries.meeting_by_id(meeting)
    require(holds(request, found))
    return found


def _item(request: HttpRequest, item: int) -> AgendaItem:
    found = queries.item_by_id(item)
    require(holds(request, found.meeting))
    return found


def _back(place: Meeting | AgendaItem) -> str:
    if isinstance(place, AgendaItem):
        return reverse("item", args=[place.pk])
    return reverse("meeting", args=[place.pk])


def _done(request: HttpRequest, form: ActForm, page: Page, write: Write) -> HttpResponse:
    """Write what the form says and go back to where one came from, or show the form."""
    back = _back(page.place)
    if form.carry_out(write):
        return redirect(back)
    return show(request, form, page.title, where=str(page.place), back=back, lead=page.lead)


def show(request: HttpRequest, form: ActForm, title: str, **context: Any) -> HttpResponse:
    """Show a form on a page of its own; 400 when it has faults."""
    status = 400 if form.errors else 200
    return render(request, FORM, {"form": form, "title": title} | context, status=status)
