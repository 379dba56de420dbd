"""Mina deltagare: the case worker's fixed lists, and the page of one participation."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import Allowed, Denied, Permission, Right, may
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.measuring import measured_after_error, measured_anew
from samverk.interventions.persons.actions.places import reached
from samverk.interventions.persons.actions.reading import Who, inside, row_at, who
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.models import Consent, Participation, Person
from samverk.interventions.persons.models.outcomes import Point
from samverk.interventions.persons.queries import participations as found
from samverk.interventions.persons.queries.assigned import is_without_responsible
from samverk.interventions.persons.queries.due import consents_to_renew
from samverk.interventions.persons.queries.earlier import earlier_ends, extents_of
from samverk.interventions.persons.queries.lasting import too_long
from samverk.interventions.persons.queries.proposals import proposals_of
from samverk.interventions.persons.queries.sessions import sessions_with
from samverk.interventions.persons.views.pages import asked_list, of_persons
from samverk.interventions.persons.zone import Authority, authorities_of, authority
from samverk.rules.interventions.list_grounds import ListGround
from samverk.rules.interventions.participation import (
    UNDER_WAY,
    ParticipationState,
    Reactivation,
    may_reactivate,
)
from samverk.rules.interventions.proposal import KINDS

TONES: dict[str, str] = {
    ParticipationState.PLANNED: "draft",
    ParticipationState.ACTIVE: "running",
    ParticipationState.INTERRUPTED: "attention",
    ParticipationState.COMPLETED: "good",
    ParticipationState.ENDED_EARLY: "stopped",
    ParticipationState.NEVER_STARTED: "stopped",
}
# What the address says to list the whole team's
ALL = "alla"
# Why is asked on the page itself
WHY_LATER = "?"
# The title of each list, by its id, and what is done with those in it
LISTS = {
    "planerade": ("Planerade", "Registrera status vid start och påbörja."),
    "pagaende": ("Pågående", "Notera närvaro och följ målen."),
    "uppehall": ("I uppehåll", "Återuppta eller avsluta."),
}
_S = ParticipationState
# What can be done in each state: the button, and the name of its page
STEPS: dict[str, tuple[tuple[str, str], ...]] = {
    _S.PLANNED: (
        ("Påbörja", "start_participation"),
        ("Kom aldrig", "note_no_show"),
        ("Sätt mål", "set_goal"),
    ),
    _S.ACTIVE: (
        ("Avsluta", "end_participation"),
        ("Gör uppehåll", "interrupt_participation"),
        ("Ändra omfattning eller slut", "change_participation"),
        ("Sätt mål", "set_goal"),
    ),
    _S.INTERRUPTED: (
        ("Återuppta efter uppehåll", "resume_participation"),
        ("Avsluta", "end_participation"),
    ),
    _S.COMPLETED: (("Återuppta", "reactivate_participation"),),
    _S.ENDED_EARLY: (("Återuppta", "reactivate_participation"),),
}


@dataclass(frozen=True, slots=True)
class At:
    """A participation and whom it is about; the person is noted as read."""

    row: Participation
    who: Who

    @property
    def place(self) -> tuple[int, uuid.UUID]:
        """Where actions find it: its authority (body id) and its id."""
        return self.row.controller_id, self.row.pk


def participation_of(request: HttpRequest, pk: uuid.UUID, *rights: Right) -> At:
    """Find a participation where the reader has one of the rights; its person is noted."""
    actor = actor_of(request)
    with inside(actor, *(rights or (Right.HANDLE_PARTICIPANTS,))):
        return _at(request, pk)


def _at(request: HttpRequest, pk: uuid.UUID) -> At:
    beside = (
        "delivery__provider",
        "party",
        "home",
        "entry__referral__sender",
        "responsible",
    )
    row = row_at(Participation, pk, *beside)
    return At(row, who(actor_of(request), [row.person])[row.person_id])


@require_GET
@of_persons("lista", "sida", "visa")
@lists_persons(
    "Mina deltagare",
    ListGround.NOTHING_DELICATE,
    "namn, maskerat nummer, verksamhet, läge, dagar",
)
def participations(request: HttpRequest) -> HttpResponse:
    """List a case worker's participants: planned, under way, interrupted, and to be followed up.

    Their own and those that nobody is responsible for; with ``?visa=alla`` the whole team's.
    """
    actor, today = actor_of(request), clock.today()
    if not authorities_of(actor, Right.HANDLE_PARTICIPANTS):
        raise NotAllowedError("Du har ingen roll som ansvarar för deltagare.")
    asked = asked_list(request, (*LISTS, found.DUE))
    with inside(actor, Right.HANDLE_PARTICIPANTS) as bodies:
        of_all = request.GET.get("visa") == ALL
        work = found.work_of(bodies, asked, today, of=None if of_all else actor.user)
        ending = [] if asked.alone else consents_to_renew(bodies, today)
        named = who(actor, _people(work, ending).values())
        late = too_long((row for rows in work.lists.values() for row in rows), today)
    context: dict[str, Any] = {
        "asked": asked,
        "of_all": of_all,
        "beside": f"visa={ALL}&" if of_all else "",
        "lists": [
            (
                *LISTS[one.id],
                one,
                [(row, named[row.person_id], TONES[row.state], late.get(row.pk)) for row in one],
            )
            for one in work.lists.values()
            if asked.shows(one.id)
        ],
        "due": work.due,
        "ending": [(row, named[row.person_id]) for row in ending],
        "follow_ups": [
            (row, named[row.person_id], Point(one.point.value).label, one) for row, one in work.due
        ],
        "places": [(home := authority(body), _given(actor, home)) for body in bodies],
    }
    return render(request, "persons/participations.html", context)


def _people(work: found.Work, ending: list[Consent]) -> dict[uuid.UUID, Person]:
    listed = [row for rows in work.lists.values() for row in rows]
    rows = (*listed, *(row for row, _ in work.due), *ending)
    return {row.person_id: row.person for row in rows}


def _given(actor: Actor, home: Authority) -> list[Delivery]:
    return reached(actor, home.body, catalogue.deliveries_of_provider(home.organisation))


@require_GET
@of_persons()
def participation(request: HttpRequest, participation: uuid.UUID) -> HttpResponse:
    """Show a participation: goals, status before and after, pauses, and every step."""
    with inside(actor_of(request), Right.HANDLE_PARTICIPANTS, Right.COORDINATE_PERSONS):
        at = _at(request, participation)
        made, before = found.measurements_of(at.row)
        context: dict[str, Any] = {
            "at": at,
            "row": at.row,
            "tone": TONES.get(at.row.state, "neutral"),
            "home": at.row.person.controller,
            "goals": found.goals_of(at.row),
            "report": found.report_of(at.row),
            "extents": extents_of(at.row),
            "earlier_ends": earlier_ends(at.row),
            "holds": found.holds_of(at.row),
            "measured": [(name, point, made.get(point)) for point, name in Point.choices[:2]],
            "measured_before": before,
            "anew": measured_anew(at.row, made),
            "again": measured_after_error(at.row, made),
            "struck": found.struck_of(at.row),
            "sessions": sessions_with(participation),
            "follow_ups": found.follow_up_lines(at.row, made, clock.today()),
            "too_long": too_long([at.row], clock.today()).get(at.row.pk, ""),
            "steps": found.history(at.row),
            "proposals": proposals_of(at.row),
            "has_nobody": at.row.state in UNDER_WAY and is_without_responsible(at.row),
            "kinds": _kinds(at.row),
            **_may(request, at.row),
        }
    return render(request, "persons/participation.html", context)


def _kinds(row: Participation) -> tuple[tuple[str, str], ...]:
    """List what may be proposed of a participation: nothing when there is nobody to ask."""
    goes_on = row.state in (_S.ACTIVE, _S.INTERRUPTED)
    if not goes_on or row.entry is None or row.entry.referral.shut_on is not None:
        return ()
    return tuple((kind.value, name) for kind, name in KINDS.items())


def _may(request: HttpRequest, row: Participation) -> dict[str, Any]:
    """Say what the reader may do with a participation."""
    place = {"organisation": row.person.controller.organisation_id, "body": row.controller_id}
    actor = actor_of(request)
    works = bool(may(actor, Right.HANDLE_PARTICIPANTS, **place))
    coordinates = bool(may(actor, Right.COORDINATE_PERSONS, **place))
    return {
        "works": works,
        "coordinates": coordinates,
        "offers": _offers(row, works=works, coordinates=coordinates),
    }


def _offers(row: Participation, *, works: bool, coordinates: bool) -> Offers:
    named = list(STEPS.get(row.state, ())) if works else []
    if (works or coordinates) and row.state in UNDER_WAY:
        named.append(("Byt ansvarig", "assign_participation"))
    if coordinates and row.state != ParticipationState.ENTERED_IN_ERROR:
        named.append(("Markera som felregistrerat", "correct_participation"))
    return offers(
        *(
            Offer(label, reverse(name, args=[row.pk]), _permission(row, name))
            for label, name in named
        )
    )


def _permission(row: Participation, name: str) -> Permission:
    """Say why somebody who ended long ago is not taken up again."""
    if name != "reactivate_participation" or row.ended_on is None:
        return Allowed()
    ruling = may_reactivate(Reactivation(row.ended_on, clock.today(), WHY_LATER, has_newer=False))
    return Allowed() if ruling.value else Denied(ruling.reasons[0].text)
