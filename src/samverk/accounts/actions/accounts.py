"""Adding, closing and reopening accounts."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from samverk.accounts import queries
from samverk.accounts.actions.checks import may_take_over, require_another_administrator
from samverk.accounts.actions.roles import NewRole, Post, check_post, give_role
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.login.backend import DEMO_DOMAIN, may_enter
from samverk.foundation.models import User
from samverk.foundation.permissions import Right, may, require

ACCOUNT_ADDED = acts.kind("accounts.account_added", "Konto upplagt")
ACCOUNT_CLOSED = acts.kind("accounts.account_closed", "Konto stängt")
ACCOUNT_REOPENED = acts.kind("accounts.account_reopened", "Konto öppnat igen")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to add, with the posts it begins with: at least one. It has no password yet."""

    email: str
    name: str
    posts: tuple[Post, ...]


def add_account(actor: Actor, new: NewAccount, *, key: str) -> User:
    """Add an account with its first roles, each an act of its own within this one.

    Raises NotAllowedError unless the actor administers the organisation of every post, InputError
    for an address that is none or is taken, or a post that cannot be.
    """
    if not new.posts:
        raise InputError("Välj minst en roll: ett konto utan roll kan bara läsa.", field="places")
    for post in new.posts:
        require(may(actor, Right.MANAGE_ACCOUNTS, organisation=post.organisation))
        check_post(post)
    places = {post.organisation for post in new.posts}
    organisation = places.pop() if len(places) == 1 else None
    act = acts.Act(actor, ACCOUNT_ADDED, key, organisation, content=new)
    return acts.carry_out(act, lambda: _add(actor, new, key))


def _add(actor: Actor, new: NewAccount, key: str) -> User:
    user = _create(_address(new.email), new.name.strip())
    for number, post in enumerate(new.posts):
        give_role(actor, NewRole(user.email, post), key=f"{key}/{number}")
    return user


def _create(email: str, name: str) -> User:
    if not name:
        raise InputError("Skriv personens namn.", field="name")
    try:
        with transaction.atomic():
            return User.objects.create_user(email, None, full_name=name)
    except IntegrityError as fault:
        raise InputError(
            "Det finns redan ett konto med den adressen. Ge det en roll i stället.", field="email"
        ) from fault


def _address(text: str) -> str:
    """Read an e-mail address, in the letters it is kept in. Raises InputError."""
    email = text.strip().lower()
    try:
        validate_email(email)
    except ValidationError as fault:
        raise InputError(
            "Skriv en hel e-postadress, till exempel namn@kommun.se.", field="email"
        ) from fault
    if not may_enter(User(email=email)):
        raise InputError(
            f"Adresser som slutar på {DEMO_DOMAIN} finns bara i demon. Skriv den riktiga.",
            field="email",
        )
    return email


def close_account(actor: Actor, account: User, why: str, *, key: str) -> User:
    """Close an account: who is logged in with it is out at once, and its password and keys are gone.

    Its roles stay as they were, dated. Raises InputError without a reason, ConflictError for one that
    is closed already and for an organisation's last administrator.
    """
    require(may_take_over(actor, account))
    return acts.carry_out(
        _act_on(account, actor, ACCOUNT_CLOSED, why, key), lambda: _close(account.pk)
    )


def _close(account: int) -> User:
    user = User.objects.select_for_update().get(pk=account)
    if not user.is_active:
        raise ConflictError("Kontot är redan stängt. Öppna sidan på nytt.")
    places = queries.administered_by(user)
    require_another_administrator(places, user, clock.today())
    user.is_active = False
    # Django drops a session whose password has changed: none lives on if the account is reopened
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    Authenticator.objects.filter(user=user).delete()
    return user


def reopen_account(actor: Actor, account: User, why: str, *, key: str) -> User:
    """Open a closed account again, without password: a link is needed to choose a new one.

    Raises InputError without a reason, ConflictError for one that is open.
    """
    require(may_take_over(actor, account))
    return acts.carry_out(
        _act_on(account, actor, ACCOUNT_REOPENED, why, key), lambda: _reopen(account.pk)
    )


def _reopen(account: int) -> User:
    user = User.objects.select_for_update().get(pk=account)
    if user.is_active:
        raise ConflictError("Kontot är redan öppet. Öppna sidan på nytt.")
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user


def _act_on(account: User, actor: Actor, kind: str, why: str, key: str) -> acts.Act:
    reason = why.strip()
    if not reason:
        raise InputError("Skriv varför: skälet står kvar i historiken.", field="why")
    home = queries.home_of(account)
    return acts.Act(actor, kind, key, home, reason, content=(account.pk, reason))
