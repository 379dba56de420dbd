"""How long the waits are: for the team that receives, and whoever coordinates."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons.actions.reading import inside
from samverk.interventions.persons.actions.waiting import ToMeasure, measure_waits
from samverk.interventions.persons.models import Team
from samverk.interventions.persons.queries.asking import LEAST_PEOPLE
from samverk.interventions.persons.queries.fair import By
from samverk.interventions.persons.queries.line import team_receiving
from samverk.interventions.persons.queries.rooms import coming_groups
from samverk.interventions.persons.queries.waiting import latest_shown
from samverk.interventions.persons.views.pages import of_persons
from samverk.interventions.persons.zone import Desk, authorities_of
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.queue import REMOVAL_REASONS, RemovalReason
from samverk.rules.interventions.referral import RETURN_REASONS, ReturnReason

GROUPS = (
    (By.PARTY, "Remitterande part"),
    (By.HOME, "Hemkommun"),
    (By.SEX, "Kön"),
    (By.AGE, "Ålder när klockan startade"),
)


# Both plan by the queue: the team that offers places, and whoever coordinates for the party
LOOKS = (Right.RECEIVE, Right.COORDINATE_PERSONS)


def desk_at(actor: Actor, team: Team) -> Desk:
    """Answer at which desk somebody looks at a team's queue: the team's own, or the coordinator's."""
    receives = team.controller_id in authorities_of(actor, Right.RECEIVE)
    return Desk(team.controller_id, Hand.RECEIVER if receives else Hand.COORDINATOR)


def way_back(desk: Desk, team: Team) -> dict[str, str]:
    """Give where the reader came from: the queue, or the coordinator's page."""
    if desk.hand is Hand.RECEIVER:
        return {
            "back": reverse("queue", args=[team.delivery_id]),
            "back_name": f"Kö till {team.delivery}",
        }
    return {"back": reverse("coordination", args=[desk.body]), "back_name": "Samordning"}


class MeasureForm(ActForm):
    """Ask for a measurement now."""


@of_persons()
def waits(request: HttpRequest, delivery: int) -> HttpResponse:
    """Show the latest measurement, and measure anew when asked to."""
    actor, today = actor_of(request), clock.today()
    form = MeasureForm(request.POST or None)
    with inside(actor, *LOOKS) as bodies:
        team = team_receiving(delivery, bodies)
    desk = desk_at(actor, team)
    what = ToMeasure(delivery, today)
    if form.carry_out(lambda _, key: measure_waits(actor, desk, what, key=key)):
        return redirect("waits", delivery)
    with inside(actor, *LOOKS):
        found = latest_shown(delivery, today)
        groups = coming_groups(team.delivery, today)
    context = {"team": team, "form": form, "found": found, "figures": found and found.figures}
    context |= {"groups": groups}
    context |= way_back(desk, team)
    if found:
        figures, shown = found.figures, found.figures["shown"]
        context |= {
            "shown": shown,
            "measures": (
                ("Väntande", "De som står i kö när det mäts.", shown["waiting"]),
                ("Genomförda", "De som fick börja under tiden.", shown["completed"]),
            ),
            "removals": _named(shown["removals"], REMOVAL_REASONS, RemovalReason),
            "returns": _named(shown["returns"], RETURN_REASONS, ReturnReason),
            "comparisons": [(title, figures["compared"][name]) for name, title in GROUPS],
            # Few are not told: who knows one of them would learn something of the others
            "outside": shown["outside"] if shown["outside"] >= LEAST_PEOPLE else 0,
        }
    return render(request, "persons/waits.html", context, status=form.answer_status)


def _named(
    counted: dict[str, int], names: dict[RemovalReason, str] | dict[ReturnReason, str], kind: type
) -> list[tuple[str, int]]:
    """Name each reason in words, the most common first."""
    told = [(names[kind(code)], count) for code, count in counted.items()]
    return sorted(told, key=lambda pair: (-pair[1], pair[0]))
