"""The meeting room: opening, the roll, the item being handled, and who comes and goes."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions, queries
from samverk.meetings.forms import ChairForm, OpenForm, PresenceForm, PressForm, RollForm, WhyForm
from samverk.meetings.forms.presence import Expected
from samverk.meetings.models import Meeting, PresenceEvent
from samverk.meetings.queries.absence import absent_from, calls_of
from samverk.meetings.queries.roster import roster_of
from samverk.meetings.views.reading import holds
from samverk.meetings.views.stopping import told
from samverk.meetings.views.writing import changeable, show
from samverk.rules.remote import Link


@told
def open_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Open the meeting, and go to the roll."""
    found = changeable(request, meeting)
    actor = actor_of(request)
    initial = {"secretary": actor.name, "chair": queries.usual_chair(found)}
    form = OpenForm(request.POST or None, roster_of(found), initial=initial)
    made = form.carry_out(
        lambda v, key: actions.open_meeting(actor, found, v["chair"], v["secretary"], key=key)
    )
    if made:
        return redirect("hall", meeting)
    back = reverse("meeting", args=[meeting])
    return show(request, form, "Öppna sammanträdet", where=str(found), back=back)


@told
def hall(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show the meeting room: the roll first, then who serves at the item being handled."""
    found = queries.meeting_by_id(meeting)
    if found.opened_at is None:
        raise NotFoundError("Sammanträdet är inte öppnat.")
    require(actions.may_enter(actor_of(request), found))
    events = queries.presence_of(found)
    if request.method == "POST" or not events:
        return _roll(request, found)
    return _room(request, found, events)


def _roll(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    require(holds(request, meeting))
    all_here = request.GET.get("alla") == Link.ROOM.value
    called = {row.substitute_id: row.whom for row in calls_of(meeting).values()}
    expected = Expected(absent_from(meeting), called)
    form = RollForm(request.POST or None, roster_of(meeting), expected, all_here=all_here)
    made = form.carry_out(
        lambda v, key: actions.call_roll(actor_of(request), meeting, form.arrivals(v), key=key)
    )
    if made:
        return redirect("hall", meeting.pk)
    status = 400 if form.errors else 200
    return render(request, "meetings/roll.html", {"meeting": meeting, "form": form}, status=status)


def _room(request: HttpRequest, meeting: Meeting, events: Sequence[PresenceEvent]) -> HttpResponse:
    items = list(meeting.items.order_by("position"))
    may_hold = bool(holds(request, meeting))
    may_write = may_hold and meeting.ended_at is None
    context = {
        "meeting": meeting,
        "room": queries.hall_of(meeting, items, events),
        "current": max((i for i in items if i.turn), key=lambda i: i.turn or 0, default=None),
        "waiting": [i for i in items if i.turn is None and i.struck_on is None],
        "may_write": may_write,
        "tells_grounds": may_hold,
        "press": PressForm() if may_write else None,
    }
    return render(request, "meetings/hall.html", context)


@told
def hand_over_chair(request: HttpRequest, meeting: int) -> HttpResponse:
    """Note that another presides."""
    found = changeable(request, meeting)
    hall = queries.hall_of(found, list(found.items.all()), queries.presence_of(found))
    form = ChairForm(request.POST or None, hall)
    made = form.carry_out(
        lambda v, key: actions.hand_over_chair(actor_of(request), found, v["person"], key=key)
    )
    back = reverse("hall", args=[meeting])
    if made:
        return redirect(back)
    lead = "Gäller från punkten som behandlas, eller nästa. Den som tjänstgör kan väljas."
    return show(request, form, "Byt ordförande", where=str(found), back=back, lead=lead)


@told
def record_presence(request: HttpRequest, meeting: int) -> HttpResponse:
    """Note that somebody came, went, stepped aside, returned, began or ceased to serve."""
    found = changeable(request, meeting)
    initial = {name: request.GET.get(name) for name in ("person", "kind", "seat", "turn")}
    form = PresenceForm(request.POST or None, roster_of(found), initial=initial)
    made = form.carry_out(
        lambda v, key: actions.record_presence(actor_of(request), found, form.presence(v), key=key)
    )
    back = reverse("hall", args=[meeting])
    if made:
        return redirect(back)
    return show(request, form, "Anteckna närvaro", where=str(found), back=back)


def strike_presence(request: HttpRequest, event: int) -> HttpResponse:
    """Strike what was noted in error."""
    found = queries.presence_by_id(event)
    require(holds(request, found.meeting))
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.strike_presence(actor_of(request), found, v["why"], key=key)
    )
    back = reverse("hall", args=[found.meeting_id])
    if made:
        return redirect(back)
    return show(request, form, f"Stryk: {found}", where=str(found.meeting), back=back)


def end_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """End the meeting."""
    found = changeable(request, meeting)
    form = PressForm(request.POST or None)
    made = form.carry_out(lambda _, key: actions.end_meeting(actor_of(request), found, key=key))
    if made:
        return redirect("meeting", meeting)
    lead = "Alla punkter ska ha tagits upp eller utgått. Reservationer anmäls innan mötet är slut."
    back = reverse("hall", args=[meeting])
    return show(request, form, "Avsluta sammanträdet", where=str(found), back=back, lead=lead)
