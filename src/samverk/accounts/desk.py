"""The pile that accounts lay on the administrator's desk: those that nobody has logged in to yet."""

from __future__ import annotations

from django.urls import reverse

from samverk.accounts import queries
from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import Right, organisations_where

WHY = "Den som fått ett konto behöver en länk för att välja lösenord."


def waiting_accounts(visit: Visit) -> Pile:
    """Lay the open accounts without password or key, for those who administer them."""
    mine = organisations_where(visit.actor, Right.MANAGE_ACCOUNTS)
    rows = queries.accounts_at(mine, visit.day) if mine else []
    tasks = tuple(
        Task(row.name, reverse("account_kept", args=[row.id]), *row.state)
        for row in rows
        if row.is_active and not row.has_way_in
    )
    return Pile("Konton", "konton", WHY, tasks)
