"""Noting who takes no part in a decision, and striking what was noted in error."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import may_open, require
from samverk.meetings import actions
from samverk.meetings.forms import WhyForm
from samverk.meetings.forms.participation import StandingOutForm
from samverk.meetings.queries.participation import standing_out_by_id
from samverk.meetings.views.proceeding import inside, looking_up, read, writable
from samverk.meetings.views.reading import holds
from samverk.meetings.views.stopping import told
from samverk.meetings.views.writing import show

LEAD = (
    "Den som tjänstgör får avstå från beslutet (4 kap. 25 § kommunallagen) och räknas ändå som närvarande."
    " Den som avstår kan inte reservera sig. Ordföranden deltar när det behövs för att ärendet ska avgöras."
)


@told
def note_standing_out(request: HttpRequest, item: int) -> HttpResponse:
    """Note who takes no part in the decision, several at once."""
    found = writable(request, item)
    form = StandingOutForm(request.POST or None, read(request, found))
    made = form.carry_out(
        lambda v, key: actions.note_standing_out(
            actor_of(request), found, form.standing_out(v), key=key
        )
    )
    back = reverse("proceeding", args=[item])
    if made:
        return redirect(back)
    where = f"§\N{NO-BREAK SPACE}{found.paragraph} {found.title}"
    return show(
        request, form, "Deltar inte i beslutet", where=where, back=back, lead=LEAD, send="Anteckna"
    )


def strike_standing_out(request: HttpRequest, row: int) -> HttpResponse:
    """Strike one who was noted in error."""
    with looking_up(request):
        found = standing_out_by_id(row)
    item = found.item
    require(holds(request, item.meeting))
    if item.secret:
        require(may_open(actor_of(request), item.meeting.body_id))
    with inside(request, item.meeting, [item]):
        title = f"Stryk: {found.person} deltar inte i beslutet"
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.strike_standing_out(actor_of(request), found, v["why"], key=key)
    )
    back = reverse("proceeding", args=[item.pk])
    if made:
        return redirect(back)
    return show(request, form, title, where=str(item), back=back)
