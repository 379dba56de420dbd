"""What striking a fact would change in the membership's status, computed before it is struck."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from samverk.federation.actions import MembershipFact
from samverk.federation.queries import Member
from samverk.rules.membership import MembershipStatus
from samverk.rules.ruling import Ruling


@dataclass(frozen=True, slots=True)
class Impact:
    """The status on ``day`` as it is, and as it would be without the fact (följd av strykning)."""

    day: date
    before: Ruling[MembershipStatus]
    after: Ruling[MembershipStatus]

    @property
    def changes(self) -> bool:
        """Answer whether anything that the page says would change."""
        return _said(self.before.value) != _said(self.after.value)


def impact_of(member: Member, fact: MembershipFact, day: date) -> Impact:
    """Rule on ``day`` with and without ``fact``."""
    kept = tuple(step for step in member.facts if step.row.pk != fact.pk)
    without = replace(member, facts=kept)
    return Impact(day, member.status_on(day), without.status_on(day))


def _said(status: MembershipStatus) -> tuple[object, ...]:
    missing = tuple(document.text for document in status.missing)
    proposals = tuple(str(fact) for fact in status.proposals)
    return status.headline, status.effective, status.fee, missing, proposals
