"""Reads of the federation."""

from __future__ import annotations

from samverk.federation.queries.bylaws import (
    ByLaws,
    by_laws_by_id,
    by_laws_on,
)
from samverk.federation.queries.composition import (
    CompositionOn,
    composition_on,
    compositions,
    part_members,
)
from samverk.federation.queries.members import (
    FactRow,
    Member,
    Membership,
    NearMembership,
    fact_by_id,
    facts_shown_by,
    member_by_id,
    members,
    memberships_near_decision,
    memberships_of_member,
    notice_terms,
    populations,
    populations_of,
    stated_incomes,
    terms_of,
)

__all__ = [
    "ByLaws",
    "CompositionOn",
    "FactRow",
    "Member",
    "Membership",
    "NearMembership",
    "by_laws_by_id",
    "by_laws_on",
    "composition_on",
    "compositions",
    "fact_by_id",
    "facts_shown_by",
    "member_by_id",
    "members",
    "memberships_near_decision",
    "memberships_of_member",
    "notice_terms",
    "part_members",
    "populations",
    "populations_of",
    "stated_incomes",
    "terms_of",
]
