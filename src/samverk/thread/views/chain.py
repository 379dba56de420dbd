"""The page of a membership's chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.federation import actions as federation_actions
from samverk.foundation.actors import Actor
from samverk.foundation.forms import DayForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer
from samverk.rules.membership import MissingDocument
from samverk.thread.picture import picture_of, url_of
from samverk.thread.presentation import Standing, rows_of, standing_of, strike_address
from samverk.thread.queries import Thread, membership_thread
from samverk.thread.struck import struck_and_trails
from samverk.thread.views.facts import event_address


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A member's status as the page shows it.

    ``missing`` are papers, each with where to record it, and ``joined_url`` is where that it joined is
    struck: both "" for those who may not.
    """

    thread: Thread
    standing: Standing
    record: Offer
    missing: tuple[tuple[str, str], ...]
    joined_on: date | None
    joined_url: str


@require_GET
def membership(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who is a member on the chosen day, why, what it costs, and what is missing."""
    form = DayForm(request.GET)
    found = membership_thread(slug, form.day)
    actor = actor_of(request)
    picture = picture_of(found)
    struck, trails = struck_and_trails(found)
    cards = [_card(actor, thread) for thread in found.threads]
    context = {
        "found": found,
        "form": form,
        "chain": picture,
        "rows": rows_of(found, picture, trails),
        "cards": cards,
        "strikable": {card.thread.member.name for card in cards if card.record.is_allowed},
        "struck": struck,
        "shows_who": actor.is_known,
    }
    return render(request, "thread/membership.html", context, status=form.answer_status)


def _card(actor: Actor, thread: Thread) -> MemberCard:
    member, status = thread.member, thread.status.value
    allowed = federation_actions.may_record(actor, member.membership)
    offer = Offer(f"Registrera händelse för {member.name}", event_address(member, None), allowed)
    joined = thread.joined
    return MemberCard(
        thread,
        standing_of(status),
        offer,
        tuple((m.text, _where_to_record(thread, m) if allowed else "") for m in status.missing),
        joined.fact.day if joined else None,
        strike_address(thread, joined) if joined and allowed else "",
    )


def _where_to_record(thread: Thread, missing: MissingDocument) -> str:
    """Answer where a missing paper is recorded, "" when no event is.

    A decision that only citations tell of is recorded as an event already: it is the minutes that
    are missing, and those are registered from its own page.
    """
    same = [step for step in thread.steps if step.fact.kind is missing.kind]
    if unseen := next((step for step in reversed(same) if not step.fact.is_documented), None):
        return url_of(unseen)
    return event_address(thread.member, missing.kind) if missing.kind else ""
