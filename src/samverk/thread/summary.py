"""A chain in a few lines: the members by how they stand, each with what is particular to it."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.rules.membership import IsMember, MembershipStatus, NoticeState
from samverk.thread.queries import MembershipThread


@dataclass(frozen=True, slots=True)
class Group:
    """Members that stand alike: the tone and words they share, and (name, what is particular)."""

    tone: str
    words: str
    members: tuple[tuple[str, str], ...]


def groups_of(chain: MembershipThread) -> list[Group]:
    """Group the members something has happened to, so that what they share is said once.

    A headline is "what is shared: what is particular", or shared as a whole.
    """
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for thread in chain.threads:
        status = thread.status.value
        words, _, own = status.headline.partition(": ")
        found.setdefault((_tone(status), words), []).append((thread.member.name, own))
    return [Group(tone, words, tuple(members)) for (tone, words), members in found.items()]


def _tone(status: MembershipStatus) -> str:
    match status.is_member:
        case IsMember.UNKNOWN:
            return "unknown"
        case IsMember.NO:
            return "stopped"
        case _:
            is_quiet = status.notice in (NoticeState.NONE, NoticeState.WITHDRAWN)
            return "good" if is_quiet else "running"
