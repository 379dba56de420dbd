"""Messages by e-mail: put in the queue by the web server, sent by the worker.

A link that opens an account is never stored: the queue holds a mark in its place, and the link is
made when the message goes out.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import EmailMessage
from django.urls import reverse
from procrastinate.contrib.django import app as jobs

from samverk.foundation.login.backend import may_enter
from samverk.foundation.models import User

LINK = "[länken]"
SEND_JOB = "samverk.foundation.jobs.send_letter"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one address (brev), as it was written."""

    subject: str
    body: str
    to: str
    sender: str


def post(letter: Letter, *, user: int | None = None, link: str = "") -> None:
    """Put a letter in the queue, in the caller's transaction.

    ``link`` is the address that a password is reset through, of which only the host is kept; it
    belongs to ``user``.
    """
    parts = urlsplit(link)
    host = f"{parts.scheme}://{parts.netloc}" if link else ""
    jobs.configure_task(SEND_JOB).defer(letter=asdict(letter), user=user, host=host)


def send(letter: Letter, *, user: int | None, host: str) -> bool:
    """Send a letter, its link made now; answer no when its user may no longer enter."""
    body = letter.body
    if user is not None:
        found = User.objects.filter(pk=user, is_active=True).first()
        if found is None or not may_enter(found):
            return False
        body = body.replace(LINK, host + reset_path(found))
    EmailMessage(letter.subject, body, letter.sender, [letter.to]).send()
    return True


def reset_path(user: User) -> str:
    """Make the address, without host, where ``user`` chooses a password, once and within days."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    whose = {"uidb36": user_pk_to_url_str(user), "key": token}
    return reverse("account_reset_password_from_key", kwargs=whose)
