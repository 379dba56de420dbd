"""What a new installation begins with: an organisation, and somebody who administers it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import transaction

from samverk.accounts import actions as accounts
from samverk.accounts import queries
from samverk.directory import actions as directory
from samverk.directory.queries import OrganisationKind
from samverk.foundation import clock
from samverk.foundation.actors import Role, system
from samverk.foundation.errors import SamverkError
from samverk.foundation.models import User
from samverk.project.running.errors import NotStartedError

INSTALLER = system("Uppsättningen")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The first organisation and its administrator; ``kind`` is a value of OrganisationKind."""

    organisation: str
    short_name: str
    kind: str
    number: str
    name: str
    email: str


def administrators() -> list[User]:
    """List the open accounts that administer something today, the first first."""
    return queries.all_administrators()


def set_up(wanted: Wanted) -> User:
    """Add the organisation and its administrator's account, both or neither.

    Raises NotStartedError, in one line, for what cannot be added.
    """
    if wanted.kind not in OrganisationKind.values:
        raise NotStartedError(f"--kind ska vara någon av {', '.join(OrganisationKind.values)}.")
    try:
        with transaction.atomic():
            return _set_up(wanted)
    except SamverkError as fault:
        raise NotStartedError(fault.message) from fault


def _set_up(wanted: Wanted) -> User:
    new = directory.NewOrganisation(
        wanted.kind, wanted.organisation, wanted.short_name, number=wanted.number
    )
    home = directory.add_organisation(INSTALLER, new, key="setup/organisation")
    post = accounts.Post(Role.ADMINISTRATOR, home.pk, clock.today())
    account = accounts.NewAccount(wanted.email, wanted.name, (post,))
    return accounts.add_account(INSTALLER, account, key="setup/administrator")


def new_link(email: str) -> str:
    """Make the address, without host, where the account's holder chooses a password.

    Raises NotStartedError for an unknown or closed account.
    """
    found = queries.account_of(email)
    if found is None:
        raise NotStartedError(f"Inget konto har adressen {email}.")
    try:
        return accounts.make_link(INSTALLER, found, key=f"link/{uuid.uuid4()}")
    except SamverkError as fault:
        raise NotStartedError(fault.message) from fault
