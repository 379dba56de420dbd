"""Membership of a federation on a chosen day: what is known, what follows, and what is missing."""

from samverk.rules.membership.facts import Fact, FactKind, is_before_entry, known_facts
from samverk.rules.membership.ruling import membership_on
from samverk.rules.membership.status import (
    Fee,
    IsMember,
    MembershipStatus,
    MissingDocument,
    NoticeState,
    Outcome,
)

__all__ = [
    "Fact",
    "FactKind",
    "Fee",
    "IsMember",
    "MembershipStatus",
    "MissingDocument",
    "NoticeState",
    "Outcome",
    "is_before_entry",
    "known_facts",
    "membership_on",
]
