"""Whether somebody has lately shown who they are: by logging in, or by confirming it once more.

What opens more than somebody's own work asks for it again (stegvis inloggning): a browser that was left
open is then of no use to another.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.reauthentication import suspend_request
from django.contrib.sessions.backends.base import SessionBase
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from samverk.foundation import clock

PROVED = "samverk_proved"
CONFIRM = "account_reauthenticate"
# In a tab of its own: the form stays where it is meanwhile
TOO_LATE = (
    "Det är för länge sedan du visade vem du är."
    ' <a class="ds-link" href="{}" target="_blank">Bekräfta det i en ny flik</a>, gå tillbaka hit och'
    " skicka igen. Det du har skrivit står kvar."
)


def proved(session: SessionBase) -> None:
    """Note that the user of a session shows who they are at this moment."""
    session[PROVED] = clock.now().timestamp()


def proved_again(request: HttpRequest, *, reauthenticated: bool = False, **_: Any) -> None:
    """Note that somebody has confirmed who they are, with a password or a key."""
    if reauthenticated:
        proved(request.session)


def asked_to_prove(
    request: HttpRequest, minutes: int, form: Form | None = None
) -> HttpResponse | None:
    """Lead to where one confirms who one is, unless it was done in the last ``minutes``; else None.

    One is led back afterwards. A form that is sent later than that says so and stays as it was written:
    it is not kept meanwhile, for it may be about a person.
    """
    age = clock.now().timestamp() - request.session.get(PROVED, 0)
    if 0 <= age <= minutes * 60:
        return None
    if form is not None and form.is_bound:
        form.add_error(None, format_html(TOO_LATE, reverse(CONFIRM)))
        return None
    led: HttpResponse = suspend_request(request, reverse(CONFIRM))
    return led
