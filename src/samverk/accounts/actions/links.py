"""Links through which the holder of an account chooses a password.

A link is never stored. It opens the account once, within the time that Django's setting gives.
"""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from samverk.accounts import queries
from samverk.accounts.actions.checks import may_manage, may_take_over
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.login import letters
from samverk.foundation.models import User
from samverk.foundation.permissions import require

LINK_MADE = acts.kind("accounts.link_made", "Engångslänk visad")
LINK_MAILED = acts.kind("accounts.link_mailed", "Engångslänk skickad")
SEEN_ALREADY = "Länken har redan visats, och den sparas inte. Skapa en ny om den inte kom fram."


def make_link(actor: Actor, account: User, *, key: str) -> str:
    """Make the address, without host, where the account's holder chooses a password.

    Raises NotAllowedError unless the actor may take the account over, and ConflictError for a closed
    account or a form that has shown its link.
    """
    require(may_take_over(actor, account))
    _require_open(account)
    if acts.was_carried_out(actor, key):
        raise ConflictError(SEEN_ALREADY)
    act = acts.Act(actor, LINK_MADE, key, queries.home_of(account), content=account.pk)
    acts.carry_out(act, lambda: account)
    return letters.reset_path(account)


def mail_link(actor: Actor, account: User, host: str, *, key: str) -> User:
    """Send such a link to the account's own address; the worker makes it when the letter goes out.

    ``host`` is where the installation is reached ("https://samverk.kommun.se"). It is enough to
    administer one of the account's organisations, since the actor never sees the link.
    """
    require(may_manage(actor, account))
    _require_open(account)
    act = acts.Act(actor, LINK_MAILED, key, queries.home_of(account), content=account.pk)
    return acts.carry_out(act, lambda: _mail(account, host))


def _mail(account: User, host: str) -> User:
    words = {"user": account, "installation": settings.INSTALLATION_NAME, "link": letters.LINK}
    body = render_to_string("accounts/email/link.txt", words)
    subject = f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}välj ditt lösenord"
    letter = letters.Letter(subject, body, account.email, settings.DEFAULT_FROM_EMAIL)
    letters.post(letter, user=account.pk, link=f"{host}/")
    return account


def _require_open(account: User) -> None:
    if not account.is_active:
        raise ConflictError("Kontot är stängt. Öppna det igen först.")
