"""Votes from the members' own devices: the member's page, and the page of whoever leads the vote."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.foundation.reads import note_read
from samverk.meetings import actions, queries
from samverk.meetings.forms import PressForm
from samverk.meetings.forms.devices import BreakOffForm, CloseForm, OwnVoteForm
from samverk.meetings.forms.proceeding import counts_minority
from samverk.meetings.models import AgendaItem, DeviceVote, Meeting
from samverk.meetings.queries.devices import (
    DeviceRoll,
    OwnVote,
    electors_at,
    open_vote_of,
    own_vote,
    roll_of,
    state_of,
    vote_by_id,
)
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.queries.roster import roster_of
from samverk.meetings.views.stopping import told
from samverk.rules.propositions import StepKind
from samverk.rules.roll_call import Voter


@told
def vote_from_own_device(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show the vote that is open to a member, and take their vote in."""
    found = _attended(request, meeting)
    actor = actor_of(request)
    form = OwnVoteForm(request.POST or None)

    def cast(values: dict[str, Any], key: str) -> Any:
        with opened([found.body_id]):
            vote = vote_by_id(values["vote"])
        return actions.cast_ballot(actor, vote, values["choice"], key=key)

    if form.carry_out(cast):
        return redirect("vote_from_own_device", meeting)
    with opened([found.body_id]):
        page = own_vote(found, actor.person or 0)
        if page.item and page.may and page.may.value:
            _note(actor, page.item)
    context = _own_context(request, found, page, form)
    status = 400 if form.errors else 200
    return render(request, "meetings/own_vote.html", context, status=status)


def _note(actor: Actor, item: AgendaItem) -> None:
    """Note in the log that the reader is shown what a vote in a secret item is about."""
    body = item.meeting.body
    secret = [item] if item.secret else []
    note_read(actor, secret, organisation=body.organisation_id, body=body.pk)


def _own_context(
    request: HttpRequest, meeting: Meeting, page: OwnVote, form: OwnVoteForm
) -> dict[str, Any]:
    """Give the page its form: a fresh one, too, when the faulty one was about another vote."""
    vote, mine, faulty = page.vote, page.mine, form
    if vote and (not form.is_bound or form.data.get("vote") != str(vote.pk)):
        initial = {"vote": vote.pk, "choice": mine.choice if mine else None}
        form = OwnVoteForm(None, initial=initial)
    is_barred = page.item is not None and not actions.may_handle(actor_of(request), page.item)
    return {
        "meeting": meeting,
        "page": page,
        "form": form,
        "faulty": faulty,
        "is_barred": is_barred,
    }


def own_vote_state(request: HttpRequest, meeting: int) -> HttpResponse:
    """Tell how many have voted; ask the browser to draw the page anew when another vote is open."""
    found = _attended(request, meeting)
    with opened([found.body_id]):
        state = state_of(found)
    context = {"meeting": found, "mark": state.mark, "cast": state.cast}
    answer = render(request, "meetings/own_vote_state.html", context)
    if request.GET.get("marke", "") != state.mark:
        answer["HX-Refresh"] = "true"
    return answer


def _attended(request: HttpRequest, meeting: int) -> Meeting:
    """Find the meeting, for those of the body's own people whose account is bound to them."""
    found = queries.meeting_by_id(meeting)
    if found.opened_at is None:
        raise NotFoundError("Sammanträdet är inte öppnat.")
    require(actions.may_take_part(actor_of(request), found))
    return found


@told
def device_vote(request: HttpRequest, item: int) -> HttpResponse:
    """Show whoever leads the vote what can be opened, or who has voted and who is waited for."""
    return _page(request, _led(request, item), None)


def _page(request: HttpRequest, item: AgendaItem, faulty: ActForm | None) -> HttpResponse:
    with opened([item.meeting.body_id]):
        gathered = proceeding_of(item, in_full=False)
        step = gathered.progress.value.step
        roll = _roll(item)
        _note(actor_of(request), item)
    may_open = not roll and step.kind is StepKind.VOTE and not step.is_closed
    context = {
        "item": item,
        "meeting": item.meeting,
        "step": step,
        "roll": roll,
        "open": PressForm() if may_open else None,
        "close": _closing(request, roll, faulty, counts=counts_minority(gathered)),
        "break_off": faulty if isinstance(faulty, BreakOffForm) else _breaking_off(roll),
        "faulty": faulty,
    }
    status = 400 if faulty else 200
    return render(request, "meetings/device_vote.html", context, status=status)


def _closing(
    request: HttpRequest, roll: DeviceRoll | None, faulty: ActForm | None, *, counts: bool
) -> CloseForm | None:
    """Give the form that closes the open vote; a faulty one keeps what was chosen."""
    if roll is None:
        return None
    if isinstance(faulty, CloseForm):
        faulty.waiting = roll.waiting
        return faulty
    beforehand = request.GET.get("alla", "")
    return CloseForm(None, roll.waiting, vote=roll.vote.pk, beforehand=beforehand, counts=counts)


def _breaking_off(roll: DeviceRoll | None) -> BreakOffForm | None:
    return BreakOffForm(initial={"vote": roll.vote.pk}) if roll else None


def device_vote_state(request: HttpRequest, item: int) -> HttpResponse:
    """Tell who has voted and who is waited for; the page is drawn anew when the vote has ended."""
    found = _led(request, item)
    with opened([found.meeting.body_id]):
        roll = _roll(found)
    answer = render(request, "meetings/device_vote_state.html", {"item": found, "roll": roll})
    if roll is None:
        answer["HX-Refresh"] = "true"
    return answer


@told
def open_device_vote(request: HttpRequest, item: int) -> HttpResponse:
    """Open the vote that waits to the members' own devices."""
    found = _led(request, item)
    form = PressForm(request.POST or None)
    with opened([found.meeting.body_id]):
        step = proceeding_of(found, in_full=False).progress.value.step.key
    made = form.carry_out(
        lambda _, key: actions.open_device_vote(actor_of(request), found, step, key=key)
    )
    return _done(request, found, form, reverse("device_vote", args=[item]) if made else "")


@told
def close_device_vote(request: HttpRequest, item: int) -> HttpResponse:
    """Close the vote and go to the item, where the result stands."""
    found = _led(request, item)
    # One who has sent a vote meanwhile is in the form still: their own vote goes before
    with opened([found.meeting.body_id]):
        counts = counts_minority(proceeding_of(found, in_full=False))
    # Pressed twice, the form is read as it was the first time
    counts = counts or acts.was_carried_out(actor_of(request), request.POST.get("key", ""))
    form = CloseForm(request.POST or None, _electors(found), counts=counts)
    made = form.carry_out(
        lambda values, key: actions.close_device_vote(
            actor_of(request), _vote(found, values["vote"]), form.others(values), key=key
        )
    )
    return _done(request, found, form, _after(request, found) if made else "")


@told
def break_off_device_vote(request: HttpRequest, item: int) -> HttpResponse:
    """Break the vote off."""
    found = _led(request, item)
    form = BreakOffForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.break_off_device_vote(
            actor_of(request), _vote(found, values["vote"]), values["why"], key=key
        )
    )
    return _done(request, found, form, reverse("device_vote", args=[item]) if made else "")


def _done(request: HttpRequest, item: AgendaItem, form: ActForm, onward: str) -> HttpResponse:
    """Go on when it is done, else show the page with the form's faults; a page that only asks, as it is."""
    if onward:
        return redirect(onward)
    return _page(request, item, form) if form.is_bound else redirect("device_vote", item.pk)


def _after(request: HttpRequest, item: AgendaItem) -> str:
    """Say where the vote's result is read: a chair who may not write goes back to their own page."""
    if actor_of(request).person is not None:
        return reverse("vote_from_own_device", args=[item.meeting_id])
    return reverse("proceeding", args=[item.pk])


def _led(request: HttpRequest, item: int) -> AgendaItem:
    found = queries.item_by_id(item)
    if found.turn is None:
        raise NotFoundError("Punkten är inte upptagen.")
    require(actions.may_lead(actor_of(request), found))
    return found


def _vote(item: AgendaItem, vote: int) -> DeviceVote:
    """Find a vote of the item. Raises NotFoundError for another's."""
    with opened([item.meeting.body_id]):
        found = vote_by_id(vote)
    if found.item_id != item.pk:
        raise NotFoundError("Omröstningen hör till en annan punkt.")
    return found


def _electors(item: AgendaItem) -> tuple[Voter, ...]:
    rows = tuple(item.meeting.presence.order_by("number"))
    voters = electors_at(item, roster_of(item.meeting), rows)
    return tuple(voter for voter in voters if voter.may_vote)


def _roll(item: AgendaItem) -> DeviceRoll | None:
    """Tell who has voted in the open vote; None when none is open."""
    vote = open_vote_of(item)
    return roll_of(vote, _electors(item)) if vote else None
