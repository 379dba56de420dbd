"""Noting that somebody does not take part in an item for jäv."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.foundation.middleware import actor_of
from samverk.meetings import actions
from samverk.meetings.forms.agenda import WhyForm
from samverk.meetings.forms.conflict import ConflictForm, ConflictQuestionForm
from samverk.meetings.queries.conflict import question_by_id
from samverk.meetings.queries.roster import events_of, roster_of
from samverk.meetings.views.proceeding import looking_up, writable
from samverk.meetings.views.stopping import told
from samverk.meetings.views.writing import changeable, show
from samverk.rules.assembly import Assembly
from samverk.rules.serving import serving_at

LEADS = {
    Assembly.COUNCIL: (
        "I fullmäktige är det jäv bara när ärendet personligen rör ledamoten eller någon närstående, och"
        " för redovisningsskyldiga (5 kap. 47–49 §§ kommunallagen). Ledamoten deltar inte, men får vara"
        " kvar i salen."
    ),
    Assembly.BOARD: (
        "Grunderna står i 6 kap. 28 § kommunallagen. Den som är jävig varken deltar eller är närvarande"
        " när ärendet handläggs (30 §)."
    ),
    Assembly.FEDERATION: (
        "Nämndernas regler gäller för styrelsen (19 § finsamlagen och 6 kap. 28–32 §§ kommunallagen). Den"
        " som är jävig varken deltar eller är närvarande när ärendet handläggs."
    ),
}


@told
def record_conflict(request: HttpRequest, meeting: int) -> HttpResponse:
    """Note who does not take part in the item in hand, and on which ground."""
    found = changeable(request, meeting)
    roster = roster_of(found)
    initial = {name: request.GET.get(name) for name in ("person", "turn")}
    form = ConflictForm(request.POST or None, roster, initial=initial)
    made = form.carry_out(
        lambda v, key: actions.record_presence(actor_of(request), found, form.presence(v), key=key)
    )
    back = reverse("hall", args=[meeting])
    if made:
        return redirect(f"{back}#antecknat")
    lead = LEADS[roster.assembly]
    return show(request, form, "Anteckna jäv", where=str(found), back=back, lead=lead)


QUESTION_LEAD = (
    "Organet beslutar i frågan när jäv har ifrågasatts och ingen annan har trätt in i stället. Den som"
    " frågan gäller deltar inte, om organet är beslutsfört ändå eller någon annan kan tillkallas (6 kap."
    " 30 §, i fullmäktige 5 kap. 47 § kommunallagen). Blir svaret jäv antecknas personen som jävig i punkten."
)


@told
def decide_conflict(request: HttpRequest, item: int) -> HttpResponse:
    """Note how the body decided a question of jäv in the item in hand."""
    found = writable(request, item)
    roster = roster_of(found.meeting)
    events = events_of(found.meeting.presence.order_by("number"))
    serving = serving_at(roster, events, found.turn or 1).value
    here = (*serving.people, *serving.waiting, *serving.aside)
    form = ConflictQuestionForm(request.POST or None, roster, here)
    made = form.carry_out(
        lambda v, key: actions.decide_conflict(actor_of(request), found, form.question(v), key=key)
    )
    back = reverse("proceeding", args=[item])
    if made:
        return redirect(f"{back}#jav")
    where = f"§\N{NO-BREAK SPACE}{found.paragraph} {found.title}"
    return show(
        request,
        form,
        "Pröva jäv",
        where=where,
        back=back,
        lead=QUESTION_LEAD,
        send="Anteckna beslutet",
    )


@told
def strike_conflict_question(request: HttpRequest, question: int) -> HttpResponse:
    """Strike a question of jäv that was noted in error."""
    with looking_up(request):
        found = question_by_id(question)
    item = writable(request, found.item_id)
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.strike_conflict_question(actor_of(request), found, v["why"], key=key)
    )
    back = reverse("proceeding", args=[item.pk])
    if made:
        return redirect(f"{back}#jav")
    return show(request, form, "Stryk jävsfrågan", where=item.title, back=back)
