"""What the pages about persons share: their forms, and the words of each state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.foundation.errors import NotAllowedError, NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.refused import note_refused
from samverk.interventions.persons.actions.reading import Who
from samverk.interventions.persons.queries.parts import Asked
from samverk.interventions.persons.reading_grounds import mark_at
from samverk.rules.interventions.queue import QueueState
from samverk.rules.interventions.referral import ReferralState

View = Callable[..., HttpResponse]
LOGIN = "Logga in för att arbeta med personer."

REFERRAL_TONES: dict[str, str] = {
    ReferralState.DRAFT: "draft",
    ReferralState.SUBMITTED: "running",
    ReferralState.UNDER_ASSESSMENT: "running",
    ReferralState.INCOMPLETE: "attention",
    ReferralState.ACCEPTED: "good",
    ReferralState.RETURNED: "stopped",
    ReferralState.LAPSED: "stopped",
}
QUEUE_TONES: dict[str, str] = {
    QueueState.WAITING: "running",
    QueueState.PAUSED: "neutral",
    QueueState.OFFERED: "attention",
    QueueState.STARTING: "good",
    QueueState.STARTED: "good",
    QueueState.REMOVED: "stopped",
}


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form: its words, whom it is about, the button, and where Avbryt leads.

    ``under`` is what the page that Avbryt leads to is called, where it stands between this and the first.
    """

    title: str
    lead: str
    back: str
    who: Who | None = None
    send: str = ""
    under: str = ""


def form_page(request: HttpRequest, form: ActForm, page: FormPage) -> HttpResponse:
    """Draw a page with one form."""
    context = {"form": form, "page": page, "send": page.send or page.title}
    return render(request, "persons/form.html", context, status=form.answer_status)


def of_persons(*asked: str) -> Callable[[View], View]:
    """Let in whoever is logged in, with no other parameters in the address than those ``asked``.

    The public is asked to log in whatever the address names, so that it tells nothing. That somebody
    is refused is noted, in the same way whether what they asked for is there or not.
    """

    def kept(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *place: Any, **named: Any) -> HttpResponse:
            if not actor_of(request).is_known:
                raise NotAllowedError(LOGIN)
            if set(request.GET) - set(asked):
                raise BadRequest("unknown parameter")
            try:
                return view(request, *place, **named)
            except NotFoundError:
                note_refused(actor_of(request), named.values(), mark_at)
                raise

        return page

    return kept


def asked_list(request: HttpRequest, lists: Iterable[str]) -> Asked:
    """Read which of a page's lists (ids) is asked for alone, all of them when none can be read."""
    alone = request.GET.get("lista", "")
    return Asked(alone, page_number(request)) if alone in set(lists) else Asked()


def page_number(request: HttpRequest) -> int:
    """Read which page of a list is asked for; the first when it cannot be read."""
    text = request.GET.get("sida", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else 1
    return max(number, 1)
