"""Which roles nobody holds together: who reviews, leads or gives out roles does not meet persons too.

A reviewer of the log has read nothing in it. A federation's own staff is never responsible for
participants, and whoever orders access is not either: that is how Uppföljning Finsam has it, and a
federation may not provide services to individuals (lag 2003:1210 7 §).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from samverk.foundation.actors import HeldRole, Role

OF_A_CASE = frozenset(
    {
        Role.REFERRER,
        Role.RECEIVER,
        Role.CASE_WORKER,
        Role.COORDINATOR,
        Role.EXECUTION_OFFICER,
        Role.MAIN_REPORTER,
    }
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A role that gives way to others (oförenliga roller), where both are held.

    ``is_anywhere`` says that it does not matter where; else they meet at one authority, or in one
    organisation when either is held for all of it.
    """

    yields: frozenset[Role]
    to: frozenset[Role]
    why: str
    is_anywhere: bool = False


PAIRS = (
    Pair(
        frozenset({Role.LOG_AUDITOR}),
        OF_A_CASE,
        "Den som granskar loggen arbetar inte själv med personer hos samma myndighet.",
    ),
    Pair(
        OF_A_CASE,
        frozenset({Role.MANAGER}),
        "Den som sköter förbundet arbetar inte med personer: det gör parterna.",
        is_anywhere=True,
    ),
    Pair(
        frozenset({Role.CASE_WORKER}),
        frozenset({Role.ADMINISTRATOR}),
        "Den som ger ut behörigheter ansvarar inte för deltagare i samma organisation.",
    ),
)


def why_apart(one: HeldRole, other: HeldRole) -> str:
    """Answer why nobody holds two roles together, in Swedish; "" when they go together."""
    for pair in PAIRS:
        if _meet(pair, one, other) or _meet(pair, other, one):
            return pair.why
    return ""


def why_not_all(roles: Iterable[HeldRole]) -> str:
    """Answer why nobody holds all of some roles; "" when they go together."""
    held = list(roles)
    for nth, one in enumerate(held):
        for other in held[nth + 1 :]:
            if why := why_apart(one, other):
                return why
    return ""


def _meet(pair: Pair, one: HeldRole, other: HeldRole) -> bool:
    if one.role not in pair.yields or other.role not in pair.to:
        return False
    if pair.is_anywhere:
        return True
    if one.organisation != other.organisation:
        return False
    return one.body is None or other.body is None or one.body == other.body


@lru_cache(maxsize=4096)
def standing(roles: tuple[HeldRole, ...]) -> tuple[HeldRole, ...]:
    """Give the roles that count: one that was given beside another it gives way to does not."""
    return tuple(one for one in roles if not _yielded(one, roles))


def why_yielded(roles: tuple[HeldRole, ...], among: frozenset[Role]) -> str:
    """Answer why roles of a kind that are held do not count; "" when they do, or none is held."""
    whys = (_yielded(one, roles) for one in roles if one.role in among)
    return next((why for why in whys if why), "")


def _yielded(one: HeldRole, roles: tuple[HeldRole, ...]) -> str:
    for pair in PAIRS:
        if any(_meet(pair, one, other) for other in roles):
            return pair.why
    return ""
