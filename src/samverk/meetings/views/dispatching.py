"""Sending a calling: the look before it goes, who is reached where, and how each letter fared."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.documents.calling import calling_pdf
from samverk.foundation import clock, people
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import as_attachment, in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions, queries
from samverk.meetings.actions.letters import NO_POST
from samverk.meetings.calling import bundle_of, calling_of
from samverk.meetings.concerns import concerns_of
from samverk.meetings.forms.dispatch import (
    AddressesForm,
    AgainForm,
    DispatchForm,
    OwnerForm,
    others_of,
)
from samverk.meetings.models import Dispatch, Meeting
from samverk.meetings.queries.letters import dispatches_of, letter_by_id, told_before
from samverk.meetings.queries.outgoing import outgoing_of, recipients_of_calling
from samverk.meetings.steps import TONES
from samverk.meetings.views.reading import holds
from samverk.meetings.views.writing import changeable, show
from samverk.registry import queries as registry
from samverk.rules.meeting_tasks import Step


def dispatch(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show what goes to whom and what is held back, and send it."""
    found = changeable(request, meeting)
    actor = actor_of(request)
    form = DispatchForm(request.POST or None)

    def send(values: dict[str, Any], key: str) -> Dispatch:
        new = actions.NewDispatch(
            request.build_absolute_uri(reverse("meeting", args=[meeting])),
            values["minutes"],
            values["message"],
            people.address_of(actor),
            others_of(values["others"]),
        )
        return actions.dispatch(actor, found, new, key=key)

    if form.carry_out(send):
        return redirect("letters", meeting)
    outgoing = outgoing_of(found)
    items = list(found.items.order_by("position"))
    call = queries.tasks_of(found, items, clock.today())[0]
    context = {
        "meeting": found,
        "form": form,
        "outgoing": outgoing,
        "call": call,
        "call_tone": TONES[call.value.state],
        "is_first": not found.dispatches.exists(),
        "told_before": told_before(found),
        "concerns": concerns_of(found, items),
        "has_post": bool(settings.EMAIL_HOST),
        "no_post": NO_POST,
    }
    return render(request, "meetings/dispatch.html", context, status=400 if form.errors else 200)


def note_addresses(request: HttpRequest, meeting: int) -> HttpResponse:
    """Note the addresses of those who are called."""
    found = changeable(request, meeting)
    form = AddressesForm(request.POST or None, recipients_of_calling(found))
    made = form.carry_out(
        lambda v, key: actions.note_addresses(actor_of(request), found, form.addresses(v), key=key)
    )
    back = reverse("dispatch", args=[meeting])
    if made:
        return redirect(back)
    lead = "Adresserna gäller organets alla kallelser. Lämna tomt för den som inte nås med e-post."
    title = "E-postadresser"
    return show(request, form, title, where=str(found), back=back, lead=lead, send="Spara")


def letters(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show how each letter of a meeting fared."""
    found = changeable(request, meeting)
    rows = dispatches_of(found)
    context = {
        "meeting": found,
        "dispatches": rows,
        "told_before": "" if found.opened_at or found.cancelled_on else told_before(found),
        "is_underway": any(row.is_underway for row in rows),
    }
    name = "meetings/letters.html#rows" if request.htmx else "meetings/letters.html"  # type: ignore[attr-defined]
    return render(request, name, context)


def send_letter_again(request: HttpRequest, letter: int) -> HttpResponse:
    """Send a letter once more."""
    found = letter_by_id(letter)
    meeting = found.meeting
    require(holds(request, meeting))
    last = found.steps.order_by("number").last()
    form = AgainForm(request.POST or None, initial={"address": last.address if last else ""})
    made = form.carry_out(
        lambda v, key: actions.send_letter_again(actor_of(request), found, v["address"], key=key)
    )
    back = reverse("letters", args=[meeting.pk])
    if found.extract:
        back = reverse("dispatch_item", args=[found.extract.extract.item_id])
    if made:
        return redirect(back)
    lead = f"Brevet till {found.name} sänds en gång till, med samma innehåll."
    return show(request, form, "Skicka igen", where=str(meeting), back=back, lead=lead)


def calling_file(request: HttpRequest, meeting: int) -> HttpResponse:  # noqa: ARG001
    """Send the calling as it stands now: what everybody may read of the agenda."""
    found = queries.meeting_by_id(meeting)
    made = calling_pdf(calling_of(found, outgoing_of(found), clock.now()))
    return _pdf(made.content, found, "kallelse")


def bundle_file(request: HttpRequest, meeting: int) -> HttpResponse | FileResponse:
    """Send the open papers in one file: as they went out (``?utskick=1``), or as they stand now."""
    found = queries.meeting_by_id(meeting)
    require(registry.may_open_files(actor_of(request), found.body.organisation_id))
    chosen = request.GET.get("utskick", "")
    if chosen:
        sent = found.dispatches.filter(number=int(chosen)).first() if chosen.isdecimal() else None
        if sent is None or not sent.bundle:
            raise NotFoundError("Det utskicket finns inte.")
        return as_attachment(sent.bundle, _name(found, "handlingar"), "application/pdf")
    made = bundle_of(found, outgoing_of(found), clock.now())
    return _pdf(made.content, found, "handlingar")


def _pdf(content: bytes, meeting: Meeting, what: str) -> HttpResponse:
    return in_hand(content, _name(meeting, what), "application/pdf")


def _name(meeting: Meeting, what: str) -> str:
    return f"{what}-{meeting.day}.pdf"


def assign_step(request: HttpRequest, meeting: int, step: str) -> HttpResponse:
    """Say who answers for a step of the meeting."""
    found = changeable(request, meeting)
    if step not in {one.value for one in Step}:
        raise NotFoundError("Det finns inget sådant steg.")
    form = OwnerForm(request.POST or None, initial={"name": queries.owners_of(found).get(step, "")})
    made = form.carry_out(
        lambda v, key: actions.assign_step(actor_of(request), found, step, v["name"], key=key)
    )
    back = reverse("meeting", args=[meeting])
    if made:
        return redirect(f"{back}#steg")
    return show(request, form, f"Ansvarig för {step}", where=str(found), back=back, send="Spara")
