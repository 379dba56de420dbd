"""Interpellations and questions: handed in, and what became of them at the meeting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions
from samverk.meetings.forms import WhyForm
from samverk.meetings.forms.questions import HandlingForm, QuestionForm
from samverk.meetings.queries.questions import addressees_of, handled_by_id, question_of
from samverk.meetings.queries.roster import roster_of
from samverk.meetings.views.proceeding import inside, looking_up, writable
from samverk.meetings.views.reading import holds
from samverk.meetings.views.stopping import told
from samverk.meetings.views.writing import changeable, show

LEAD = (
    "Registreras när den lämnas in och blir en egen punkt. Fullmäktige beslutar utan överläggning om den"
    " får ställas."
)


@told
def hand_in_question(request: HttpRequest, meeting: int) -> HttpResponse:
    """Register an interpellation or a question, which becomes an item of the agenda."""
    found = changeable(request, meeting)
    require(actions.may_have_questions(found))
    form = QuestionForm(request.POST or None, found, roster_of(found), addressees_of(found))
    made = form.carry_out(
        lambda v, key: actions.hand_in_question(actor_of(request), found, form.question(v), key=key)
    )
    if made:
        return redirect("item", made.item_id)
    back = reverse("meeting", args=[meeting])
    title = "Registrera interpellation eller fråga"
    return show(request, form, title, where=str(found), back=back, lead=LEAD, send="Registrera")


@told
def handle_question(request: HttpRequest, item: int) -> HttpResponse:
    """Note what became of an interpellation or a question."""
    found = writable(request, item)
    with inside(request, found.meeting, [found]):
        row = question_of(found)
    if row is None:
        raise NotFoundError("Punkten är ingen interpellation eller fråga.")
    form = HandlingForm(request.POST or None, row)
    made = form.carry_out(
        lambda v, key: actions.handle_question(actor_of(request), found, form.handling(v), key=key)
    )
    back = reverse("proceeding", args=[item])
    if made:
        return redirect(back)
    where = f"§\N{NO-BREAK SPACE}{found.paragraph} {found.title}"
    title = f"Hur behandlades {row.kind.definite}?"
    return show(request, form, title, where=where, back=back, send="Anteckna")


def strike_handling(request: HttpRequest, handled: int) -> HttpResponse:
    """Strike what was noted in error."""
    with looking_up(request):
        found = handled_by_id(handled)
    require(holds(request, found.item.meeting))
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.strike_handling(actor_of(request), found, v["why"], key=key)
    )
    back = reverse("proceeding", args=[found.item_id])
    if made:
        return redirect(back)
    return show(request, form, "Stryk hur den behandlades", where=str(found.item), back=back)
