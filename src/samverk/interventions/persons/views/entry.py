"""Mina personer: what waits for the referrer and for the receiving team."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
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
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.models import Referral, Team
from samverk.interventions.persons.queries.colleagues import waiting_of_others
from samverk.interventions.persons.queries.due import is_to_renew
from samverk.interventions.persons.queries.lists import (
    INBOX,
    MOST_LISTED,
    OFFERED,
    UNSHARED,
    inbox,
    my_referrals,
    open_offers,
    persons_of,
    queues_of,
    returns_of,
    unshared,
    with_deliveries,
)
from samverk.interventions.persons.queries.parts import Asked, Part, part_of
from samverk.interventions.persons.queries.proposals import asked_of
from samverk.interventions.persons.queries.queue_needs import needs_of
from samverk.interventions.persons.queries.waits import Waiting, waits_behind
from samverk.interventions.persons.views.pages import (
    QUEUE_TONES,
    REFERRAL_TONES,
    asked_list,
    of_persons,
)
from samverk.interventions.persons.zone import authorities_of, authority
from samverk.rules.interventions.list_grounds import ListGround
from samverk.rules.interventions.queue import STILL_WAITS, QueueState
from samverk.rules.interventions.referral import ReferralState

_R = ReferralState
# How many of each of the referrer's lists stand together: there are twelve of them
OF_EACH = 10


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral that a referrer wrote, or a colleague's that waits for an answer (remiss).

    With what happens next; ``who`` only of those shown.
    """

    row: Referral
    who: Who | None
    wait: Waiting | None
    advice: str
    is_due: bool
    proposed: str = ""
    renews: bool = False

    @property
    def written_by(self) -> str:
        """The colleague who wrote it; "" for the reader's own."""
        return getattr(self.row, "written_by", "") or ""

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
    shown: Part[Sent] | None = None


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
        "flytt",
        "Flytt att svara på",
        "Fråga personen om den nya mottagaren får uppgifterna. Till dess står personen kvar.",
        lambda one: one.row.is_asked_to_move and one.row.shut_on is None,
    ),
    (
        "bekrafta",
        "Bekräfta väntan",
        "Fråga personen om platsen fortfarande önskas, och bekräfta.",
        lambda one: one.is_due,
    ),
    (
        "fornya",
        "Samtycke som snart löper ut",
        "Be personen om ett nytt samtycke. Annars får ni inte veta mer, och teamet frågar personen själv.",
        lambda one: one.renews,
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
        "Ge stöd under väntan. Bekräfta väntan senast den dag som står vid namnet.",
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
@of_persons("lista", "sida")
@lists_persons(
    "Personer, remittentens och teamets listor",
    ListGround.NOTHING_DELICATE,
    "namn, maskerat nummer, verksamhet, läge, dagar",
)
def persons(request: HttpRequest) -> HttpResponse:
    """Show what waits for somebody who works with persons, at every authority where they do."""
    actor = actor_of(request)
    places = authorities_of(actor, *PERSON_WORK)
    reviewed = authorities_of(actor, Right.REVIEW_READINGS)
    disposes = authorities_of(actor, Right.DECIDE_DISPOSAL)
    if not places and not reviewed and not disposes:
        raise NotAllowedError("Du har ingen roll som arbetar med personer.")
    asked = asked_list(request, (*(ident for ident, *_ in _GROUPS), INBOX, OFFERED, UNSHARED))
    context: dict[str, Any] = {
        "places": [authority(body) for body in places],
        "refers": authorities_of(actor, Right.REFER),
        "handles": authorities_of(actor, Right.HANDLE_PARTICIPANTS),
        "coordinates": authorities_of(actor, Right.COORDINATE_PERSONS),
        "disposes": disposes,
        "reviewed": [authority(body) for body in reviewed],
        "most": MOST_LISTED,
        "asked": asked,
        "referrer": _referrer(actor, asked),
        "team": _team(actor, asked),
    }
    return render(request, "persons/entry.html", context)


def _referrer(actor: Actor, asked: Asked) -> list[Group] | None:
    if not authorities_of(actor, Right.REFER):
        return None
    today = clock.today()
    with inside(actor, Right.REFER) as bodies:
        mine = my_referrals(actor.user, bodies, today)
        rows = with_deliveries([*mine, *waiting_of_others(actor.user, bodies, today, MOST_LISTED)])
        waits, proposed, found = waits_behind(rows), asked_of(rows), groups()
        for row in rows:
            wait = waits.get(row.pk)
            due = bool(wait and wait.state == QueueState.WAITING and wait.confirm_by <= today)
            renews = is_to_renew(row, today)
            line = Sent(row, None, wait, "", due, proposed.get(row.pk, ""), renews)
            next(one for one in found if one.holds(line)).lines.append(line)
        return _named(actor, [one for one in found if one.lines and asked.shows(one.id)], asked)


def _named(actor: Actor, found: list[Group], asked: Asked) -> list[Group]:
    """Cut what is asked for out of the lists, and tell of those whom they are: each is noted first."""
    few = replace(asked, first=OF_EACH)
    cut = [(one, part_of(one.id, few, one.lines)) for one in found]
    rows = [line.row for _, lines in cut for line in lines]
    people, returns = persons_of(rows), returns_of(rows)
    named = who(actor, people.values())

    def told(line: Sent) -> Sent:
        back = returns.get(line.row.pk)
        advice = note_of(people[line.row.person_id], back) if back else ""
        return replace(line, who=named[line.row.person_id], advice=advice)

    return [replace(one, shown=lines.showing(list(map(told, lines)))) for one, lines in cut]


def _team(actor: Actor, asked: Asked) -> dict[str, Any] | None:
    if not authorities_of(actor, Right.RECEIVE):
        return None
    today = clock.today()
    with inside(actor, Right.RECEIVE) as bodies:
        came, offered = inbox(bodies, asked), open_offers(bodies, asked)
        unasked = unshared(bodies, asked, today)
        people = {row.person_id: row.person for row in (*came, *offered, *unasked)}
        named = who(actor, people.values())
        return {
            "parts": {"inbox": came, "offers": offered, "unshared": unasked},
            "inbox": [
                (one, named[one.person_id], REFERRAL_TONES.get(one.state, "neutral"))
                for one in came
            ],
            "offers": [(one, named[one.person_id], one.answer_by < today) for one in offered],
            "unshared": [(one, named[one.person_id]) for one in unasked],
            "queues": [] if asked.alone else _queues(bodies, today),
        }


def _queues(bodies: list[int], today: date) -> list[tuple[Team, list[str]]]:
    needs = needs_of(bodies, today)
    return [(one, needs.get(one.delivery_id, [])) for one in queues_of(bodies)]
