"""The minutes: as they stand, what they lack, and what the secretary writes in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions, queries
from samverk.meetings.forms.minutes import (
    AdjustersForm,
    JudgeForm,
    RecipientsForm,
    ReservationForm,
    StatementForm,
)
from samverk.meetings.forms.proceeding import lines_of
from samverk.meetings.models import AgendaItem
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.present import opinions_noted, waiting_at
from samverk.meetings.queries.printing import public_told
from samverk.meetings.views.proceeding import inside, looking_up, read, writable
from samverk.meetings.views.reading import holds
from samverk.meetings.views.writing import changeable, show


def minutes(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show the minutes as they stand, and what they lack before they can be adjusted."""
    found = queries.meeting_by_id(meeting)
    if found.opened_at is None:
        raise NotFoundError("Protokollet börjar när sammanträdet öppnas.")
    actor = actor_of(request)
    require(actions.may_enter(actor, found))
    with inside(request, found, found.items.filter(turn__isnull=False)):
        page = minutes_of(found)
    items = [row.item for row in page.paragraphs]
    followed = {item.pk for item in items if actions.may_follow_item(actor, item)}
    stages = queries.stages_of(found)
    context = {
        "meeting": found,
        "page": page,
        "public": public_told(page),
        "followed": followed,
        # What is lacking names persons and matters: it is not for those whom a door shuts out
        "check": page.check if len(followed) == len(items) else None,
        "may_write": bool(holds(request, found)),
        "closed": {item.pk: stage for stage in stages if stage.is_closed for item in stage.items},
    }
    return render(request, "meetings/minutes.html", context)


def reserve(request: HttpRequest, item: int) -> HttpResponse:
    """Note a reservation."""
    found = writable(request, item)
    form = ReservationForm(request.POST or None, read(request, found))
    made = form.carry_out(
        lambda v, key: actions.reserve_together(
            actor_of(request), found, form.reservations(v), key=key
        )
    )
    if made:
        return redirect(f"{_minutes(found)}#p{found.paragraph}")
    lead = "Reservationen ska anmälas innan sammanträdet avslutas, av den som deltog i beslutet."
    return _form(request, found, form, "Anteckna reservation", lead)


def judge_reservation(request: HttpRequest, reservation: int) -> HttpResponse:
    """Note the chair's answer to a reservation."""
    with looking_up(request):
        made = queries.reservation_by_id(reservation)
    require(holds(request, made.item.meeting))
    with inside(request, made.item.meeting, [made.item]):
        against = f"Mot {made.against}."
    form = JudgeForm(request.POST or None)
    done = form.carry_out(
        lambda v, key: actions.judge_reservation(
            actor_of(request), made, accepts=v["accepts"], key=key
        )
    )
    if done:
        return redirect(f"{_minutes(made.item)}#p{made.item.paragraph}")
    return _form(request, made.item, form, made.title, against)


def state(request: HttpRequest, item: int) -> HttpResponse:
    """Note a statement."""
    found = writable(request, item)
    waiting = waiting_at(found) if opinions_noted(found.meeting) else ()
    form = StatementForm(request.POST or None, read(request, found), waiting)
    made = form.carry_out(
        lambda v, key: actions.state(actor_of(request), found, actions.NewStatement(**v), key=key)
    )
    if made:
        return redirect(f"{_minutes(found)}#p{found.paragraph}")
    lead = "En ersättare som inte tjänstgör kan väljas om reglementet låter den få sin mening antecknad."
    return _form(request, found, form, "Anteckna yttrande", lead)


def set_recipients(request: HttpRequest, item: int) -> HttpResponse:
    """Note whom the decision is sent to."""
    found = writable(request, item)
    known = queries.recipients_of(found.pk)
    form = RecipientsForm(request.POST or None, initial={"names": "\n".join(known or ())})
    made = form.carry_out(
        lambda v, key: actions.set_recipients(
            actor_of(request), found, lines_of(v["names"]), key=key
        )
    )
    if made:
        return redirect(f"{_minutes(found)}#p{found.paragraph}")
    return _form(request, found, form, "Mottagare", "")


def choose_adjusters(request: HttpRequest, meeting: int) -> HttpResponse:
    """Choose who adjusts the minutes."""
    found = changeable(request, meeting)
    roster = queries.roster_of(found)
    people = [(s.person, s.holder) for s in roster.seats if s.person not in (None, found.chair_id)]
    people += [(s.person, s.title) for s in roster.substitutes]
    form = AdjustersForm(request.POST or None, [(p, name) for p, name in people if p is not None])
    made = form.carry_out(
        lambda v, key: actions.choose_adjusters(actor_of(request), found, v["people"], key=key)
    )
    back = reverse("minutes", args=[meeting])
    if made:
        return redirect(back)
    return show(request, form, "Välj justerare", where=str(found), back=back)


def _minutes(item: AgendaItem) -> str:
    return reverse("minutes", args=[item.meeting_id])


def _form(
    request: HttpRequest, item: AgendaItem, form: ActForm, title: str, lead: str
) -> HttpResponse:
    where = f"§\N{NO-BREAK SPACE}{item.paragraph} {item.title}"
    return show(request, form, title, where=where, back=_minutes(item), lead=lead)
