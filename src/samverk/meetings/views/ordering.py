"""The order of propositions: another than the computed one, or one that somebody objected to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samverk.foundation.errors import InputError
from samverk.foundation.middleware import actor_of
from samverk.meetings import actions
from samverk.meetings.forms.ordering import ChosenOrderForm
from samverk.meetings.models import AgendaItem
from samverk.meetings.views.proceeding import is_sent_again, read, writable
from samverk.meetings.views.stopping import told
from samverk.rules.propositions import StepKind


@told
def put_order(request: HttpRequest, item: int) -> HttpResponse:
    """Enter the order that the chair proposed and the meeting approved; move its rows first."""
    found = writable(request, item)
    proceeding = read(request, found)
    form = ChosenOrderForm(request.POST or None, proceeding)
    if request.method == "POST" and is_sent_again(request, form):
        return redirect("proceeding", item)
    if form.step.kind is not StepKind.APPROVE_ORDER and request.method != "POST":
        return redirect("proceeding", item)
    if "move" in request.POST:
        form.move(request.POST["move"])
        return _page(request, found, form, 200)

    def approve(values: dict[str, str], key: str) -> object:
        if form.is_stale:
            raise InputError("Mötet har gått vidare sedan sidan visades. Gå tillbaka till punkten.")
        return actions.take_step(actor_of(request), found, form.new_step(values), key=key)

    if form.carry_out(approve):
        return redirect("proceeding", item)
    return _page(request, found, form, 400 if form.errors else 200)


def _page(
    request: HttpRequest, item: AgendaItem, form: ChosenOrderForm, status: int
) -> HttpResponse:
    context = {
        "item": item,
        "meeting": item.meeting,
        "found": form.found,
        "form": form,
        "faulty": form if status != 200 else None,
    }
    return render(request, "meetings/order.html", context, status=status)
