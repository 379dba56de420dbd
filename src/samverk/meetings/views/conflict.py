"""Noting that somebody does not take part in an item for jäv."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.foundation.middleware import actor_of
from samverk.meetings import actions
from samverk.meetings.forms.conflict import ConflictForm
from samverk.meetings.queries.roster import roster_of
from samverk.meetings.views.stopping import told
from samverk.meetings.views.writing import changeable, show
from samverk.rules.assembly import Assembly

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
