"""Who may do what with an account, and that no organisation is left without an administrator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

from samverk.accounts import queries
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.models import User
from samverk.foundation.permissions import Allowed, Denied, Permission, Right, organisations_where

# The first number of each lock tells what it is about: see also ``decisions`` and ``federation``.
ADMINISTRATORS = 1_004


def may_manage(actor: Actor, account: User) -> Permission:
    """Answer whether ``actor`` may see to an account: one with a role where the actor administers."""
    mine = organisations_where(actor, Right.MANAGE_ACCOUNTS)
    if actor.is_system or mine & queries.places_of(account).ever:
        return Allowed()
    return Denied("Kontot hör inte till någon organisation där du är systemförvaltare.")


def may_take_over(actor: Actor, account: User) -> Permission:
    """Answer whether ``actor`` may close an account, or make a link that opens it.

    Whoever holds such a link can become the account's holder, with every role it has. So the actor
    must administer all the organisations where the account holds one, today or later.
    """
    permission = may_manage(actor, account)
    mine = organisations_where(actor, Right.MANAGE_ACCOUNTS)
    if not permission or actor.is_system or queries.places_of(account).now <= mine:
        return permission
    return Denied(
        "Kontot har roller också i en organisation där du inte är systemförvaltare."
        " Avsluta rollerna i din egen, och be den andra organisationen om resten."
    )


def require_another_administrator(
    organisations: Iterable[int], leaving: User, from_day: date
) -> None:
    """Raise ConflictError if ``leaving`` is an organisation's last administrator from a day on.

    Another counts if the account is open and holds the role that day with no end in sight. Those who
    write about one organisation's administrators wait for each other here until commit.
    """
    for organisation in sorted(organisations):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ADMINISTRATORS, organisation])
        if not queries.has_lasting_administrator(organisation, from_day, but_for=leaving):
            raise ConflictError(
                f"{leaving} är den enda systemförvaltaren utan slutdag i en organisation."
                " Ge någon annan rollen där först: annars kan ingen lägga upp konton."
            )
