"""Mina personer: what waits for the referrer and for the receiving team."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons.actions.reading import PERSON_WORK, Who, inside, note_of, who
from samverk.interventions.persons.models import Referral
from samverk.interventions.persons.queries.lists import (
    MOST_LISTED,
    inbox,
    my_referrals,
    open_offers,
    queues_of,
    returns_of,
    unshared,
)
from samverk.interventions.persons.queries.proposals import asked_of
from samverk.interventions.persons.queries.waits import Waiting, waits_behind
from samverk.interventions.persons.views.pages import QUEUE_TONES, REFERRAL_TONES, of_persons
from samverk.interventions.persons.zone import authorities_of, authority
from samverk.rules.interventions.queue import STILL_WAITS, QueueState
from samverk.rules.interventions.referral import ReferralState

_R = ReferralState


@dataclass(frozen=True, slots=True)
class Sent:
    """One of a referrer's own referrals, with what happens next."""

    row: Referral
    who: Who
    wait: Waiting | None
    advice: str
    is_due: bool
    proposed: str = ""

    @property
    def state_name(self) -> str:
        """The state in words: of the wait, or else of the referral."""
        return self.wait.state_name if self.wait else str(self.row.get_state_display())

    @property
    def tone(self) -> str:
        """The tone of the state."""
        if self.wait is not None:
            return QUEUE_TONES.get(self.wait.state, "neutral")
        return REFERRAL_TONES.get(self.row.state, "neutral")


@dataclass(frozen=True, slots=True)
class Group:
    """One of the fixed lists (lista), and what is done with those in it."""

    id: str
    title: str
    next: str
    holds: Callable[[Sent], bool]
    lines: list[Sent] = field(default_factory=list)


def _in(*states: ReferralState) -> Callable[[Sent], bool]:
    return lambda one: one.row.state in states


def _waits(*states: QueueState) -> Callable[[Sent], bool]:
    return lambda one: one.wait is not None and one.wait.state in states


# The referrer's lists, the most urgent first; a referral stands in the first that fits
_GROUPS: tuple[tuple[str, str, str, Callable[[Sent], bool]], ...] = (
    (
        "fragor",
        "Fråga att svara på",
        "Svara, så går bedömningen vidare.",
        _in(_R.INCOMPLETE),
    ),
    (
        "forslag",
        "Förslag att svara på",
        "Utföraren föreslår en ändring. Den gäller först när ni har godkänt den.",
        lambda one: bool(one.proposed),
    ),
    (
        "erbjudna",
        "Erbjuden plats",
        "Hjälp personen att svara i tid.",
        _waits(QueueState.OFFERED),
    ),
    (
        "bekrafta",
        "Bekräfta väntan",
        "Fråga personen om platsen fortfarande önskas, och bekräfta.",
        lambda one: one.is_due,
    ),
    (
        "utkast",
        "Utkast",
        "Skriv klart och skicka in. Ett utkast som ingen ändrar tas bort efter den tid som"
        " gallringsplanen säger, annars efter 30 dagar.",
        _in(_R.DRAFT),
    ),
    (
        "vantar",
        "Väntar på svar",
        "Mottagande team bedömer. Du behöver inte göra något.",
        _in(_R.SUBMITTED, _R.UNDER_ASSESSMENT),
    ),
    (
        "slutat-utbyta",
        "Samtycket har upphört",
        "Ni utbyter inget mer. Teamet frågar personen själv om platsen önskas.",
        lambda one: one.row.shut_on is not None,
    ),
    (
        "ko",
        "I kö",
        "Ge stöd under väntan. Väntan bekräftas var 90:e dag.",
        lambda one: (
            one.row.state == _R.ACCEPTED and (one.wait is None or one.wait.state in STILL_WAITS)
        ),
    ),
    (
        "ater",
        "Återremitterade, hänvisade och förfallna",
        "Läs rådet och pröva det som föreslås. Det som ingen tog upp: ring teamet.",
        _in(_R.RETURNED, _R.REDIRECTED, _R.LAPSED),
    ),
    ("klara", "Har börjat eller lämnat kön", "Inget att göra.", lambda _: True),
)


def groups() -> list[Group]:
    """Lay out the referrer's lists, empty."""
    return [Group(*one) for one in _GROUPS]


@require_GET
@of_persons()
def persons(request: HttpRequest) -> HttpResponse:
    """Show what waits for somebody who works with persons, at every authority where they do."""
    actor = actor_of(request)
    places = authorities_of(actor, *PERSON_WORK)
    reviewed = authorities_of(actor, Right.REVIEW_READINGS)
    disposes = authorities_of(actor, Right.DECIDE_DISPOSAL)
    if not places and not reviewed and not disposes:
        raise NotAllowedError("Du har ingen roll som arbetar med personer.")
    context: dict[str, Any] = {
        "places": [authority(body) for body in places],
        "refers": authorities_of(actor, Right.REFER),
        "handles": authorities_of(actor, Right.HANDLE_PARTICIPANTS),
        "coordinates": authorities_of(actor, Right.COORDINATE_PERSONS),
        "disposes": disposes,
        "reviewed": [authority(body) for body in reviewed],
        "most": MOST_LISTED,
        "referrer": _referrer(actor),
        "team": _team(actor),
    }
    return render(request, "persons/entry.html", context)


def _referrer(actor: Actor) -> list[Group] | None:
    if not authorities_of(actor, Right.REFER):
        return None
    today = clock.today()
    with inside(actor, Right.REFER) as bodies:
        rows = my_referrals(actor.user, bodies, today)
        named = who(actor, {row.person_id: row.person for row in rows}.values())
        waits, returns, proposed = waits_behind(rows), returns_of(rows), asked_of(rows)
        found = groups()
        for row in rows:
            wait, back = waits.get(row.pk), returns.get(row.pk)
            due = bool(wait and wait.state == QueueState.WAITING and wait.confirm_by <= today)
            advice = note_of(row.person, back) if back else ""
            asked = proposed.get(row.pk, "")
            line = Sent(row, named[row.person_id], wait, advice, due, asked)
            next(one for one in found if one.holds(line)).lines.append(line)
    return [one for one in found if one.lines]


def _team(actor: Actor) -> dict[str, Any] | None:
    if not authorities_of(actor, Right.RECEIVE):
        return None
    today = clock.today()
    with inside(actor, Right.RECEIVE) as bodies:
        came, offered, unasked = inbox(bodies), open_offers(bodies), unshared(bodies, today)
        people = {row.person_id: row.person for row in (*came, *offered, *unasked)}
        named = who(actor, people.values())
        return {
            "inbox": [
                (one, named[one.person_id], REFERRAL_TONES.get(one.state, "neutral"))
                for one in came
            ],
            "offers": [(one, named[one.person_id], one.answer_by < today) for one in offered],
            "unshared": [(one, named[one.person_id]) for one in unasked],
            "queues": queues_of(bodies),
        }
