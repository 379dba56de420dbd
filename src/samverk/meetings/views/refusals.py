"""The chair's refusal to put a proposal (KL 5:57): noted, decided on by the council, struck."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.meetings import actions
from samverk.meetings.forms.refusals import RefusalDecisionForm, RefusalForm, RefusalStruckForm
from samverk.meetings.models import Motion
from samverk.meetings.views.proceeding import motion_in
from samverk.meetings.views.stopping import told
from samverk.meetings.views.writing import show

REFUSING = (
    "I fullmäktige ska ordföranden vägra proposition på ett yrkande som väcker ett nytt ärende, och får"
    " vägra när yrkandet strider mot lag. Det senare kan fullmäktige ändra (5 kap. 57 § kommunallagen)."
)
DECIDING = (
    "Fullmäktige får besluta att proposition ska ställas trots att ordföranden menar att yrkandet"
    " strider mot lag (5 kap. 57 § kommunallagen)."
)


@told
def refuse_motion(request: HttpRequest, motion: int) -> HttpResponse:
    """Note that the chair refuses to put a proposal."""
    found = motion_in(request, motion)
    form = RefusalForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.refuse_motion(
            actor_of(request), found, actions.NewRefusal(v["ground"], v["why"]), key=key
        )
    )
    if made:
        return redirect("proceeding", found.item_id)
    return _form(request, found, form, f"Vägra proposition: {found.title}", REFUSING)


@told
def decide_refusal(request: HttpRequest, motion: int) -> HttpResponse:
    """Note how the council decided on a refusal."""
    found = motion_in(request, motion)
    form = RefusalDecisionForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.decide_refusal(
            actor_of(request),
            found,
            overridden=v["overridden"],
            decided_how=v["decided_how"],
            key=key,
        )
    )
    if made:
        return redirect("proceeding", found.item_id)
    return _form(request, found, form, f"Fullmäktiges beslut: {found.title}", DECIDING)


@told
def strike_refusal(request: HttpRequest, motion: int) -> HttpResponse:
    """Strike a refusal."""
    found = motion_in(request, motion)
    form = RefusalStruckForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.strike_refusal(actor_of(request), found, v["why"], key=key)
    )
    if made:
        return redirect("proceeding", found.item_id)
    return _form(request, found, form, f"Stryk vägran: {found.title}", "")


def _form(
    request: HttpRequest, motion: Motion, form: ActForm, title: str, lead: str
) -> HttpResponse:
    item = motion.item
    back = reverse("proceeding", args=[item.pk])
    where = f"§\N{NO-BREAK SPACE}{item.paragraph} {item.title}"
    return show(request, form, title, where=where, back=back, lead=lead, send="Anteckna")
