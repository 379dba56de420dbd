"""The pile that the chains of membership lay on the start page's desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from samverk.federation import actions as federation
from samverk.foundation.desk import Pile, Task, Visit
from samverk.rules.membership import IsMember
from samverk.thread.queries import MembershipThread, Thread


def memberships(visit: Visit, chains: Iterable[MembershipThread]) -> Pile:
    """Lay the memberships whose status hangs on a missing paper, for those who may record it."""
    tasks = tuple(
        _task(chain, thread)
        for chain in chains
        for thread in chain.threads
        if thread.status.value.is_member is IsMember.UNKNOWN
        and federation.may_record(visit.actor, thread.member.membership)
    )
    why = "Läget hänger på en handling som inte är registrerad."
    return Pile("Medlemskap som är okänt", "medlemskap", why, tasks)


def _task(chain: MembershipThread, thread: Thread) -> Task:
    missing = tuple(document.text for document in thread.status.value.missing)
    return Task(
        f"{thread.member.name} i {chain.federation.name}",
        reverse("membership", args=[chain.federation.slug]),
        "unknown",
        "Okänt, handling saknas",
        "Läget avgörs av:" if missing else "",
        missing,
    )
