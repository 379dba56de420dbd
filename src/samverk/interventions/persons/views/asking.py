"""What would happen to a queue: asked by the team, kept, and shown side by side."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from samverk.federation.queries import place_price
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.interventions.persons.actions.asking import MOST_BESIDE, ask_what_if, confirmed_every
from samverk.interventions.persons.actions.reading import MISSING, inside
from samverk.interventions.persons.forms.asking import WhatIfForm
from samverk.interventions.persons.models import WhatIf
from samverk.interventions.persons.queries.asking import (
    alternatives_told,
    choices_of,
    confirmed_now,
    outside,
    told,
    told_groups,
    what_if_at,
    what_ifs_of,
)
from samverk.interventions.persons.queries.line import team_receiving
from samverk.interventions.persons.queries.replaying import can_be_replayed, replayed
from samverk.interventions.persons.views.pages import of_persons
from samverk.interventions.persons.views.waiting import LOOKS, desk_at, way_back


@of_persons("bredvid")
def what_ifs(request: HttpRequest, delivery: int) -> HttpResponse:
    """List what has been asked of a delivery's queue, and ask more."""
    actor = actor_of(request)
    with inside(actor, *LOOKS) as bodies:
        team = team_receiving(delivery, bodies)
        homes, parties = choices_of(delivery)
        rows = what_ifs_of(delivery)
        beside = _beside(request, delivery)
    given = team.delivery
    price = place_price(given.intervention_id, given.provider_id, clock.today())
    confirmed = confirmed_every(delivery, clock.today())
    form = WhatIfForm(request.POST or None, homes, parties, price, confirmed=confirmed)
    near = str(beside.pk) if beside else ""
    desk = desk_at(actor, team)
    made = form.carry_out(
        lambda values, key: ask_what_if(
            actor, desk, form.new_question(delivery, values, near), key=key
        )
    )
    if made:
        return redirect("what_if", made.pk)
    context: dict[str, Any] = {
        "team": team,
        "form": form,
        "rows": rows,
        "beside": alternatives_told(beside) if beside else [],
        "today": clock.today(),
    } | way_back(desk, team)
    return render(request, "persons/what_ifs.html", context, status=form.answer_status)


def _beside(request: HttpRequest, delivery: int) -> WhatIf | None:
    """Find the what-if that the new one is to lie beside, if the address names one."""
    named = request.GET.get("bredvid")
    if not named:
        return None
    try:
        row = what_if_at(uuid.UUID(named))
    except ValueError:
        row = None
    if row is None or row.delivery_id != delivery:
        raise NotFoundError(MISSING)
    return row


@require_GET
@of_persons("omraknad")
def what_if(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    """Show a question and its answer, the courses side by side, and make it again when asked to."""
    actor = actor_of(request)
    with inside(actor, *LOOKS) as bodies:
        row: WhatIf | None = what_if_at(question)
        if row is None:
            raise NotFoundError(MISSING)
        team = team_receiving(row.delivery_id, bodies)
        context = {
            "team": team,
            "row": row,
            "told": told(row),
            "groups": told_groups(row),
            "alternatives": alternatives_told(row),
            "courses": [one["scenario"] for one in row.answer],
            "columns": len(row.answer) + 1,
            "outside": outside(row),
            "confirmed_now": confirmed_now(row),
            "may_add": len(row.answer) <= MOST_BESIDE,
            "hindered": can_be_replayed(row),
            "replay": replayed(row) if request.GET.get("omraknad") else None,
        } | way_back(desk_at(actor, team), team)
    return render(request, "persons/what_if.html", context)
