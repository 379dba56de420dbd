"""Where anybody tells what does not work on the pages, and where it is read and marked as answered."""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverk.foundation.actors import PUBLIC
from samverk.foundation.forms import fresh_key
from samverk.foundation.middleware import actor_of
from samverk.publishing import actions
from samverk.publishing.asking_often import tells_too_often
from samverk.publishing.feedback_forms import FeedbackForm
from samverk.publishing.forms import PressForm
from samverk.publishing.queries import feedback as queries
from samverk.publishing.views.site.private import private, private_page

TOO_OFTEN = (
    "Härifrån har många synpunkter kommit på kort tid. Vänta en timme och skicka igen."
    " Det du har skrivit finns kvar så länge sidan är öppen."
)
# Of the public's pages only: another address may tell of somebody, and a link in a letter is a key
OPEN, KEYS = "/oppet/", "/oppet/folj/"
LONGEST = 300


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Show the form where anybody tells what does not work, and take in what they tell."""
    sent = request.method == "POST"
    form = (
        FeedbackForm(request.POST) if sent else FeedbackForm(initial={"page": _came_from(request)})
    )
    if sent and _is_given(request, form):
        return private(redirect("open_feedback_thanks"))
    return private_page(request, "feedback", {"form": form}, status=form.answer_status)


def _is_given(request: HttpRequest, form: FeedbackForm) -> bool:
    if tells_too_often(request):
        form.add_error(None, TOO_OFTEN)
        return False
    return bool(
        form.carry_out(
            lambda values, key: actions.give_feedback(
                PUBLIC, actions.NewFeedback(**values), key=key
            )
        )
    )


def _came_from(request: HttpRequest) -> str:
    """Give the path of the public page that somebody came from; "" for any other."""
    try:
        told = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    is_open = told.path.startswith(OPEN) and not told.path.startswith(KEYS)
    if told.netloc != request.get_host() or not is_open or told.path == request.path:
        return ""
    return told.path[:LONGEST]


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Tell somebody that what they told has come."""
    return private_page(request, "feedback_thanks", {})


@login_required
def feedback(request: HttpRequest) -> HttpResponse:
    """List what has been told, what waits for an answer first."""
    return _listed(request, PressForm())


@login_required
@require_POST
def answer(request: HttpRequest, feedback: uuid.UUID) -> HttpResponse:
    """Mark that something told has been answered."""
    form = PressForm(request.POST)
    if form.carry_out(lambda _, key: actions.answer_feedback(actor_of(request), feedback, key=key)):
        return redirect("feedback")
    return _listed(request, form)


def _listed(request: HttpRequest, form: PressForm) -> HttpResponse:
    queries.require_reader(actor_of(request))
    context = {
        "waiting": [(one, fresh_key()) for one in queries.unanswered()],
        "earlier": queries.answered(),
        "form": form,
        "most": queries.MOST,
    }
    return render(request, "publishing/feedback_list.html", context, status=form.answer_status)
