"""Members with their facts, the status they give, and the figures that papers state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from samverk.decisions import queries as decisions
from samverk.federation.models import Membership as Membership
from samverk.federation.models import MembershipFact, StatedFee
from samverk.federation.queries.notice_terms import notice_terms
from samverk.foundation.errors import NotFoundError
from samverk.rules.bylaws import NoticeTerms
from samverk.rules.membership import (
    Fact,
    FactKind,
    IsMember,
    MembershipStatus,
    is_before_entry,
    membership_on,
)
from samverk.rules.ruling import Ruling
from samverk.rules.wording import running_date

# What a court may annul of a membership's steps: proposals and notices have no appeal.
OF_COUNCIL = (FactKind.COUNCIL_DECIDED_EXIT, FactKind.COUNCIL_REPEALED_EXIT)
R = TypeVar("R", StatedFee, MembershipFact)


@dataclass(frozen=True, slots=True)
class FactRow:
    """A recorded fact, the same as the rules read it, and what courts have made of its decision."""

    row: MembershipFact
    fact: Fact
    courts: tuple[decisions.CourtRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A member with its facts and stated fees; ``status_on`` computes the rest.

    ``struck`` are the facts that were set aside as wrong: they are shown and never counted.
    """

    membership: Membership
    facts: tuple[FactRow, ...]
    fees: tuple[StatedFee, ...]
    terms: tuple[NoticeTerms, ...]
    struck: tuple[MembershipFact, ...] = ()

    @property
    def joined_on(self) -> date | None:
        """The latest day on which it became a member, as recorded; None when that is not known."""
        days = (one.fact.day for one in self.facts if one.fact.kind is FactKind.JOINED)
        return max((day for day in days if day), default=None)

    @property
    def name(self) -> str:
        """The member's short name."""
        return self.membership.member.short_name

    def fee_in(self, year: int) -> StatedFee | None:
        """Answer the latest stated fee of ``year`` or before."""
        stated = [fee for fee in self.fees if fee.year <= year]
        return max(stated, key=lambda fee: (fee.year, fee.pk), default=None)

    def status_on(self, day: date) -> Ruling[MembershipStatus]:
        """Rule on the membership on ``day``, by what is known today."""
        return _ruled(day, tuple(row.fact for row in self.facts), self.terms)

    def is_member_on(self, day: date) -> IsMember:
        """Answer whether it takes part on ``day``: not before its first recorded entry."""
        if is_before_entry(day, tuple(row.fact for row in self.facts)):
            return IsMember.NO
        return self.status_on(day).value.is_member


@lru_cache(maxsize=1024)
def _ruled(
    day: date, facts: tuple[Fact, ...], terms: tuple[NoticeTerms, ...]
) -> Ruling[MembershipStatus]:
    """Rule once for the same facts: the rule is pure, and a picture asks it for many days."""
    return membership_on(day, facts, terms)


def members(federation: int, *, with_fees: bool = True) -> list[Member]:
    """List a federation's members with all their facts, in a fixed number of queries.

    ``fees`` are empty where the caller has no use for them.
    """
    found = Membership.objects.filter(federation=federation).order_by("member__name")
    rows = list(found.select_related("member", "federation"))
    return _members(rows, federation, with_fees=with_fees)


def _members(
    rows: Sequence[Membership], federation: int, *, with_fees: bool = True
) -> list[Member]:
    recorded = _recorded(rows)
    facts = _facts([row for row in recorded if row.kept])
    struck = _by_membership(row for row in recorded if not row.kept)
    fees = _by_membership(_fees(rows) if with_fees else ())
    terms = notice_terms(federation)
    return [
        Member(
            row,
            tuple(facts.get(row.pk, ())),
            tuple(fees.get(row.pk, ())),
            terms,
            tuple(struck.get(row.pk, ())),
        )
        for row in rows
    ]


def _fees(memberships: Sequence[Membership]) -> QuerySet[StatedFee]:
    return (
        StatedFee.objects.filter(membership__in=memberships)
        .select_related("decision__body", "decision__organisation", "document")
        .defer("decision__text", "decision__record_id")
        .order_by("year", "id")
    )


def member_organisations(federation: int) -> set[int]:
    """Give the organisations (ids) that are or have been members of a federation (id)."""
    rows = Membership.objects.filter(federation=federation)
    return set(rows.values_list("member_id", flat=True))


def member_by_id(membership: int) -> Member:
    """Answer which member this is, with its facts; raises NotFoundError."""
    return member_of(membership_by_id(membership))


def member_of(membership: Membership, *, with_fees: bool = True) -> Member:
    """Give a membership that is at hand, with its member, as a member with its facts."""
    return _members([membership], membership.federation_id, with_fees=with_fees)[0]


def membership_by_id(membership: int) -> Membership:
    """Answer which membership this is, without its facts; raises NotFoundError."""
    found = Membership.objects.select_related("member", "federation").filter(pk=membership).first()
    if found is None:
        raise NotFoundError("Medlemskapet finns inte.")
    return found


def member_among(found: Iterable[Member], membership: int) -> Member:
    """Answer which of some members this is; raises NotFoundError when none of them."""
    member = next((one for one in found if one.membership.pk == membership), None)
    if member is None:
        raise NotFoundError("Medlemskapet finns inte.")
    return member


@dataclass(frozen=True, slots=True)
class NearMembership:
    """A membership near a decision: it is a fact about it, acts on its decisions, or neither yet."""

    membership: Membership
    is_fact: bool
    is_near: bool


def memberships_near_decision(decision: int, organisation: int) -> list[NearMembership]:
    """List the memberships of its ``organisation`` (id), and those a decision is about or acts on."""
    kept = MembershipFact.objects.filter(kept=True)
    own = kept.filter(decision=decision)
    acted_on = kept.filter(decision__acted_on_by__decision=decision)
    found = Membership.objects.annotate(
        is_fact=Exists(own.filter(membership=OuterRef("pk"))),
        is_near=Exists(acted_on.filter(membership=OuterRef("pk"))),
    ).filter(Q(is_fact=True) | Q(is_near=True) | Q(member=organisation))
    rows = found.select_related("member", "federation").order_by("member__name")
    return [NearMembership(row, row.is_fact, row.is_near) for row in rows]


def fact_by_id(fact: int) -> MembershipFact:
    """Answer which recorded fact this is, struck or not, with its paper; raises NotFoundError."""
    found = _with_papers().filter(pk=fact).first()
    if found is None:
        raise NotFoundError("Uppgiften finns inte.")
    return found


def _with_papers() -> QuerySet[MembershipFact]:
    return MembershipFact.objects.select_related(
        "membership__member",
        "membership__federation",
        "decision__body",
        "decision__organisation",
        "document__case__body",
    )


def memberships_of_member(member: int) -> list[Membership]:
    """List the memberships of an organisation (id), by federation."""
    found = Membership.objects.filter(member=member).select_related("member", "federation")
    return list(found.order_by("federation__name"))


def facts_shown_by(*, decision: int | None, document: int | None) -> list[MembershipFact]:
    """List the facts that a decision or a document (id) shows and that stand."""
    found = MembershipFact.objects.filter(decision=decision, document=document, kept=True)
    return list(found.order_by("id"))


def _by_membership(rows: Iterable[R]) -> Mapping[int, list[R]]:
    grouped: defaultdict[int, list[R]] = defaultdict(list)
    for row in rows:
        grouped[row.membership_id].append(row)
    return grouped


def _recorded(memberships: Sequence[Membership]) -> list[MembershipFact]:
    """Read every fact, also the struck ones, with its paper, its membership already at hand."""
    found = (
        MembershipFact.objects.filter(membership__in=memberships)
        .select_related("decision__body", "decision__organisation", "document__case__body")
        .defer("decision__text", "decision__record_id")
    )
    # A few rows of many columns: the order costs less here than in the statement
    rows = sorted(found, key=lambda row: (row.happened_on or date.max, row.pk))
    at_hand = {membership.pk: membership for membership in memberships}
    for row in rows:
        row.membership = at_hand[row.membership_id]
    return rows


def _facts(rows: Sequence[MembershipFact]) -> Mapping[int, list[FactRow]]:
    """Give the facts as the rules read them: bounded by their citations, marked by the courts."""
    undated = [row.decision_id for row in rows if row.decision_id and row.day is None]
    earliest = decisions.not_before(undated)
    courts = decisions.court_rows_of(
        [row.decision_id for row in rows if row.decision_id and row.kind in OF_COUNCIL]
    )
    grouped: defaultdict[int, list[FactRow]] = defaultdict(list)
    for row in rows:
        decision = row.decision_id or 0
        judged = courts.get(decision, ()) if row.kind in OF_COUNCIL else ()
        fact = _fact(row, earliest.get(decision), judged)
        grouped[row.membership_id].append(FactRow(row, fact, judged))
    return grouped


def _fact(
    row: MembershipFact, not_before: date | None, courts: tuple[decisions.CourtRow, ...]
) -> Fact:
    return Fact(
        kind=FactKind(row.kind),
        day=row.day,
        label=_label(row),
        source=str(row.decision or row.document or row.note),
        is_documented=row.decision is None or not row.decision.cited_only,
        not_before=not_before,
        recorded_on=localdate(row.recorded_at),
        states_exit=row.states_exit,
        accepts=row.accepted,
        paragraph=row.decision.paragraph if row.decision else None,
        courts=decisions.acts_of(courts),
    )


def _label(row: MembershipFact) -> str:
    """Name a fact by its paper, without the day, which the fact carries itself.

    A decision that its own body has not confirmed says so wherever the fact is told.
    """
    if row.decision:
        mark = row.decision.unconfirmed
        return f"{row.decision.place} ({mark})" if mark else row.decision.place
    if row.document is None:
        return row.get_kind_display()
    paper, other = row.document.get_kind_display(), row.document.correspondent
    # What goes out has its receiver there, what comes in its sender
    way = "till" if row.document.direction == "outgoing" else "från"
    told = f"{paper}{f' {way} {other}' if other else ''}"
    if row.happened_on and row.document.dated_on not in (None, row.happened_on):
        # The paper's own day is another than the fact's
        told = f"{row.get_kind_display()}, enligt {told} {running_date(row.document.dated_on)},"
    return told[:1].upper() + told[1:]
