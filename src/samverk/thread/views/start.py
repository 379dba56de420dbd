"""The start page: what waits for the one who has logged in, and the chain for a newcomer."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.decisions import queries as decisions
from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.actors import Actor, HeldRole
from samverk.foundation.changes import Shown, latest_changes
from samverk.foundation.desk import DESK, Pile, Visit
from samverk.foundation.middleware import actor_of
from samverk.foundation.models import AuditEvent
from samverk.foundation.permissions import Right, may
from samverk.thread.desk import memberships
from samverk.thread.queries import MembershipThread, chain_of
from samverk.thread.summary import groups_of

# Tables whose rows have a page of their own under the row's number
PAGES = {"decisions.Decision": "decision", "registry.Case": "case"}


@require_GET
def alive(_: HttpRequest) -> HttpResponse:
    """Answer that the web server runs, without touching the database."""
    return HttpResponse("ja\n", content_type="text/plain; charset=utf-8")


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Show what waits and what changed to one with a role; lead others to the chain in one click."""
    visit = Visit(actor_of(request), clock.today())
    chains = _chains(visit)
    context: dict[str, object] = {
        "chains": chains,
        "visit": visit,
        "has_role": bool(visit.actor.roles),
        "is_of_persons": not chains and "interventions.persons" in settings.ROOMS,
    }
    if visit.actor.roles:
        context |= {"piles": _piles(visit, chains), "changes": _changes(visit)}
    else:
        context["summaries"] = [(chain, groups_of(chain)) for chain in chains]
        context["latest"] = decisions.latest_decisions(limit=6)
    return render(request, "thread/start.html", context)


def _chains(visit: Visit) -> list[MembershipThread]:
    """Gather the chains of the federations whose members are known here."""
    found = (
        chain_of(one, visit.day) for one in directory.organisations() if one.kind == "federation"
    )
    return [chain for chain in found if chain.threads or chain.quiet]


def _piles(visit: Visit, chains: list[MembershipThread]) -> list[Pile]:
    mine = memberships(visit, chains)
    return [*([mine] if mine.tasks else []), *DESK.on(visit)]


def _changes(visit: Visit) -> list[tuple[AuditEvent, str]]:
    """List the last acts for the reader's organisations, each with the name of its page or ""."""
    guarded = {"intake": _read_in_by(visit.actor), "foundation": Shown()}
    found = latest_changes(visit.organisations, guarded=guarded)
    return [(event, PAGES.get(event.subject_type, "")) for event in found]


def _read_in_by(actor: Actor) -> Shown:
    """Answer whose reading in the reader may see: every board's, or only that of their own.

    A file's name can be secret between boards (OSL 8 kap. 2 §).
    """
    whole = {held.organisation for held in actor.roles if _may_read_in(actor, held, body=None)}
    bodies = {held.body for held in actor.roles if _may_read_in(actor, held, body=held.body)}
    return Shown(whole, {body for body in bodies if body is not None})


def _may_read_in(actor: Actor, held: HeldRole, *, body: int | None) -> bool:
    return bool(may(actor, Right.READ_IN, organisation=held.organisation, body=body))
