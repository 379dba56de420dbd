"""What a body follows up: read by anybody, noted by those who hold its meetings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory import queries as directory
from samverk.directory.queries import BodyKind
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, offers
from samverk.foundation.permissions import require
from samverk.meetings import actions
from samverk.meetings.actions.follow_up import OF_DELEGATED, OF_MATTER
from samverk.meetings.forms.follow_up import CarriedOutForm, DelegatedForm, MatterForm, NotedForm
from samverk.meetings.queries import item_by_id
from samverk.meetings.queries.follow_up import delegated_by_id, follow_up_of, matter_by_id
from samverk.meetings.views.writing import show

MATTER_TITLES = {"avgjort": "Anteckna att det avgjorts", "anmalt": "Anteckna anmälan"}
DELEGATED_TITLES = {
    "anmalt": "Anteckna anmälan",
    "protokollfort": "Anteckna särskilt protokoll",
    "anslaget": "Anteckna anslaget",
}


def follow_up(request: HttpRequest, body: int) -> HttpResponse:
    """List what a body has left to do, and what is done."""
    found = directory.body_ref(body)
    allowed = actions.may_hold(actor_of(request), found)
    raises = found.kind != BodyKind.FEDERATION_BOARD
    given = [
        Offer("Registrera delegationsbeslut", reverse("record_delegated", args=[body]), allowed)
    ]
    if raises:
        url = reverse("raise_matter", args=[body])
        given.insert(0, Offer("Registrera motion eller förslag", url, allowed))
    context = {
        "body": found,
        "raises": raises,
        "day": clock.today(),
        "page": follow_up_of(body, clock.today()),
        "may_write": bool(allowed),
        "offers": offers(*given),
    }
    return render(request, "meetings/follow_up.html", context)


def raise_matter(request: HttpRequest, body: int) -> HttpResponse:
    """Register a motion or a citizens' proposal."""
    found = _held(request, body)
    form = MatterForm(request.POST or None, found)
    made = form.carry_out(
        lambda values, key: actions.raise_matter(
            actor_of(request), body, actions.NewMatter(**values), key=key
        )
    )
    if made:
        return redirect("follow_up", body)
    return _form(request, found, form, "Registrera motion eller förslag")


def record_delegated(request: HttpRequest, body: int) -> HttpResponse:
    """Register a delegated decision."""
    found = _held(request, body)
    form = DelegatedForm(request.POST or None, initial={"by_employee": True})
    made = form.carry_out(
        lambda values, key: actions.record_delegated(
            actor_of(request), body, actions.NewDelegated(**form.facts(values)), key=key
        )
    )
    if made:
        return redirect("follow_up", body)
    return _form(request, found, form, "Registrera delegationsbeslut")


def note_matter(request: HttpRequest, matter: int, how: str) -> HttpResponse:
    """Note when a raised matter was decided or reported."""
    found = matter_by_id(matter)
    if how not in OF_MATTER:
        raise NotFoundError("Det finns inget sådant att anteckna.")

    def write(day: date, key: str) -> Any:
        return actions.note_matter(actor_of(request), found, how, day, key=key)

    return _note(request, found.body_id, f"{MATTER_TITLES[how]}: {found.title}", write)


def note_delegated(request: HttpRequest, decision: int, how: str) -> HttpResponse:
    """Note when a delegated decision was reported, recorded or announced."""
    found = delegated_by_id(decision)
    if how not in OF_DELEGATED:
        raise NotFoundError("Det finns inget sådant att anteckna.")

    def write(day: date, key: str) -> Any:
        return actions.note_delegated(actor_of(request), found, how, day, key=key)

    return _note(request, found.body_id, f"{DELEGATED_TITLES[how]}: {found.title}", write)


CARRIED_OUT = {"verkstallt": "Anteckna som verkställt", "behovs-inte": "Inget att verkställa"}


def note_carried_out(request: HttpRequest, item: int, how: str) -> HttpResponse:
    """Note that a decision is carried out, or that it needs no execution."""
    if how not in CARRIED_OUT:
        raise NotFoundError("Det finns inget sådant att anteckna.")
    found = item_by_id(item)
    body = _held(request, found.meeting.body_id)
    form = CarriedOutForm(request.POST or None, is_done=how == "verkstallt")
    made = form.carry_out(
        lambda v, key: actions.note_carried_out(
            actor_of(request), found, v.get("day"), v["note"], key=key
        )
    )
    if made:
        return redirect("follow_up", body.id)
    return _form(request, body, form, f"{CARRIED_OUT[how]}: {found.title}")


def _note(
    request: HttpRequest, body: int, title: str, write: Callable[[date, str], Any]
) -> HttpResponse:
    found = _held(request, body)
    form = NotedForm(request.POST or None, initial={"day": clock.today()})
    if form.carry_out(lambda values, key: write(values["day"], key)):
        return redirect("follow_up", body)
    return _form(request, found, form, title)


def _held(request: HttpRequest, body: int) -> directory.BodyRef:
    found = directory.body_ref(body)
    require(actions.may_hold(actor_of(request), found))
    return found


def _form(request: HttpRequest, body: directory.BodyRef, form: ActForm, title: str) -> HttpResponse:
    back = reverse("follow_up", args=[body.id])
    return show(request, form, title, where=f"Uppföljning, {body.full_name}", back=back, lead="")
