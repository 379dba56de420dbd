"""Pages on which the meeting answers whether all agree, opens an outcome again, and elects by group."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions
from samverk.meetings.forms import WhyForm
from samverk.meetings.forms.asking import ElectionForm, ElectionRequestForm, UnanimityForm
from samverk.meetings.models import AgendaItem, UnanimityQuestion
from samverk.meetings.queries.asking import may_reopen
from samverk.meetings.queries.elections import ElectionPage, election_of, request_by_id
from samverk.meetings.views.proceeding import handled, read, writable
from samverk.meetings.views.reading import holds
from samverk.meetings.views.stopping import told
from samverk.meetings.views.writing import show

ASKED = {"ta-upp": UnanimityQuestion.TAKE_UP, "besluta": UnanimityQuestion.DECIDE}


def ask_unanimity(request: HttpRequest, item: int, question: str) -> HttpResponse:
    """Note how many agree, where all must."""
    found = writable(request, item)
    if question not in ASKED:
        raise NotFoundError("Det finns ingen sådan fråga.")
    asked = ASKED[question]
    form = UnanimityForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.ask_unanimity(
            actor_of(request), found, asked.value, values["agreeing"], key=key
        )
    )
    if made:
        return redirect("proceeding", item)
    present = len(read(request, found).in_room)
    lead = f"Frågan gäller {asked.label}. {present} är närvarande, och alla måste vara ense."
    return _form(request, found, form, "Anteckna svaret", lead)


@told
def reopen_item(request: HttpRequest, item: int) -> HttpResponse:
    """Open an outcome again, and go back to the item."""
    found = writable(request, item)
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.reopen_item(actor_of(request), found, values["why"], key=key)
    )
    if made:
        return redirect("proceeding", item)
    answer = may_reopen(found)
    lead = " ".join(reason.text for reason in (*answer.reasons, *answer.remarks))
    return _form(request, found, form, "Ta upp punkten igen", lead)


@told
def election(request: HttpRequest, item: int) -> HttpResponse:
    """Show a proportional election: the request, or the form for it, and the ballots."""
    found = handled(item)
    require(actions.may_follow_item(actor_of(request), found))
    return _election(request, found, None)


def _election(request: HttpRequest, item: AgendaItem, faulty: ActForm | None) -> HttpResponse:
    page = election_of(item)
    is_open = bool(holds(request, item.meeting)) and item.settled_at is None
    is_asked = page is not None and bool(page.asked.value.stands)
    ballots = _ballots(page) if is_open and is_asked else None
    ask = ElectionRequestForm() if is_open and not (page and page.held) else None
    context = {
        "item": item,
        "meeting": item.meeting,
        "page": page,
        "ask": faulty if isinstance(faulty, ElectionRequestForm) else ask,
        "ballots": faulty if isinstance(faulty, ElectionForm) else ballots,
        "faulty": faulty,
    }
    status = 400 if faulty else 200
    return render(request, "meetings/election.html", context, status=status)


def _ballots(page: ElectionPage | None) -> ElectionForm:
    held = page.held if page else None
    return ElectionForm(
        initial=ElectionForm.initial_of(held.groups, held.invalid) if held else None
    )


@told
def request_election(request: HttpRequest, item: int) -> HttpResponse:
    """Note a request for a proportional election."""
    found = writable(request, item)
    form = ElectionRequestForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.request_election(
            actor_of(request), found, actions.NewElectionRequest(**values), key=key
        )
    )
    if made or not form.is_bound:
        return redirect("election", item)
    return _election(request, found, form)


def hold_election(request: HttpRequest, election: int) -> HttpResponse:
    """Note the ballots of a proportional election."""
    asked = request_by_id(election)
    found = writable(request, asked.item_id)
    form = ElectionForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.hold_election(
            actor_of(request), asked, form.election(values), key=key
        )
    )
    if made or not form.is_bound:
        return redirect("election", found.pk)
    return _election(request, found, form)


def _form(
    request: HttpRequest, item: AgendaItem, form: ActForm, title: str, lead: str
) -> HttpResponse:
    back = reverse("proceeding", args=[item.pk])
    where = f"§\N{NO-BREAK SPACE}{item.paragraph} {item.title}"
    return show(request, form, title, where=where, back=back, lead=lead)
