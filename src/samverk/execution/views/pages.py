"""What the register's pages share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.execution.zone import LOGIN, MISSING, boards_of, mark_at
from samverk.foundation import clock
from samverk.foundation.errors import NotAllowedError, NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.foundation.refused import note_refused
from samverk.foundation.tracing import Reading, read_as
from samverk.rules.unexecuted.quarters import Quarter, quarter_of, read_quarter

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form: its words, the button, and where Avbryt leads."""

    title: str
    lead: str
    back: str
    kicker: str = ""
    send: str = ""


def form_page(request: HttpRequest, form: ActForm, page: FormPage) -> HttpResponse:
    """Draw a page with one form."""
    context = {"form": form, "page": page, "send": page.send or page.title}
    return render(request, "execution/form.html", context, status=form.answer_status)


def of_register(*asked: str, how: Reading = Reading.PAGE) -> Callable[[View], View]:
    """Let in whoever is logged in, with no other parameters in the address than those ``asked``.

    What is read is noted as read that way. That somebody is refused is noted, in the same way whether
    what they asked for is there or not.
    """

    def kept(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *place: Any, **named: Any) -> HttpResponse:
            if not actor_of(request).is_known:
                raise NotAllowedError(LOGIN)
            if set(request.GET) - set(asked):
                raise BadRequest("unknown parameter")
            try:
                with read_as(how):
                    return view(request, *place, **named)
            except NotFoundError:
                note_refused(actor_of(request), named.values(), mark_at)
                raise

        return page

    return kept


def board_of(request: HttpRequest, body: int, *rights: Right) -> int:
    """Answer the board (body id) where somebody works. Raises NotFoundError for any other."""
    if body not in boards_of(actor_of(request), *rights):
        raise NotFoundError(MISSING)
    return body


def asked_quarter(request: HttpRequest) -> Quarter:
    """Read which quarter is asked for; the last that has ended when none is."""
    text = request.GET.get("kvartal", "")
    if not text:
        return quarter_of(clock.today()).plus(-1)
    try:
        found = read_quarter(text)
    except ValueError as fault:
        raise BadRequest("unknown quarter") from fault
    # What lies outside has no quarter on both sides of it
    if not 1994 <= found.year <= 2100:
        raise BadRequest("unknown quarter")
    return found


def page_number(request: HttpRequest) -> int:
    """Read which page of a list is asked for; the first when it cannot be read."""
    text = request.GET.get("sida", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else 1
    return max(number, 1)
