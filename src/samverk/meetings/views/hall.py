"""The meeting room: opening, the roll, the item being handled, and who comes and goes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions, queries
from samverk.meetings.forms import OpenForm, PresenceForm, PressForm, RollForm, WhyForm
from samverk.meetings.models import Meeting
from samverk.meetings.queries.roster import roster_of
from samverk.meetings.views.reading import holds
from samverk.meetings.views.writing import changeable, show


def open_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Open the meeting, and go to the roll."""
    found = changeable(request, meeting)
    actor = actor_of(request)
    form = OpenForm(request.POST or None, roster_of(found), initial={"secretary": actor.name})
    made = form.carry_out(
        lambda v, key: actions.open_meeting(actor, found, v["chair"], v["secretary"], key=key)
    )
    if made:
        return redirect("hall", meeting)
    back = reverse("meeting", args=[meeting])
    return show(request, form, "Öppna sammanträdet", where=str(found), back=back)


def hall(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show the meeting room: the roll first, then who serves at the item being handled."""
    found = queries.meeting_by_id(meeting)
    if found.opened_at is None:
        raise NotFoundError("Sammanträdet är inte öppnat.")
    if not found.presence.exists():
        return _roll(request, found)
    return _room(request, found, None)


def _roll(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    require(holds(request, meeting))
    form = RollForm(request.POST or None, roster_of(meeting))
    made = form.carry_out(
        lambda v, key: actions.call_roll(actor_of(request), meeting, form.arrivals(v), key=key)
    )
    if made:
        return redirect("hall", meeting.pk)
    status = 400 if form.errors else 200
    return render(request, "meetings/roll.html", {"meeting": meeting, "form": form}, status=status)


def _room(request: HttpRequest, meeting: Meeting, fault: ActForm | None) -> HttpResponse:
    rows = queries.rows_of(meeting, actor_of(request))
    room = queries.hall_of(meeting, [row.item for row in rows])
    handled = [row for row in rows if row.item.turn]
    waiting = [row for row in rows if row.item.turn is None and row.item.struck_on is None]
    may_write = bool(holds(request, meeting)) and meeting.ended_at is None
    context = {
        "meeting": meeting,
        "room": room,
        "current": max(handled, key=lambda row: row.item.turn or 0, default=None),
        "waiting": waiting,
        "may_write": may_write,
        "press": PressForm() if may_write else None,
        "form": fault,
    }
    return render(request, "meetings/hall.html", context, status=400 if fault else 200)


def record_presence(request: HttpRequest, meeting: int) -> HttpResponse:
    """Note that somebody came, went, stepped aside, returned, began or ceased to serve."""
    found = changeable(request, meeting)
    initial = {name: request.GET.get(name) for name in ("person", "kind", "seat")}
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
