"""Setting up who is a member and by which by-laws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from samverk.federation.actions.doors import TERMS_OF_FEDERATION, hold
from samverk.federation.actions.facts import record_fact
from samverk.federation.actions.new_fact import NewFact
from samverk.federation.models import FederationTerms, Membership, MembershipFactKind, Share
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require

MEMBER_ADDED = acts.kind("federation.member_added", "Medlem upplagd")
TERMS_SET = acts.kind("federation.terms_set", "Förbundsordningens villkor registrerade")


@dataclass(frozen=True, slots=True)
class NewTerms:
    """What the by-laws set about leaving from a day on; ``counting`` is a Counting.

    ``notice_years`` is None, ``counting`` and ``section`` "", where they set nothing: then the act's
    three years apply.
    """

    federation: int
    notice_years: int | None
    counting: str
    section: str
    from_date: date
    source: str


def add_member(actor: Actor, federation: int, member: int, share: str, *, key: str) -> Membership:
    """Add a member; whether and since when it is one follows from the facts recorded after."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=federation))
    act = acts.Act(actor, MEMBER_ADDED, key, federation, content=(member, share))
    return acts.carry_out(
        act,
        lambda: Membership.objects.get_or_create(
            federation_id=federation, member_id=member, defaults={"share": share}
        )[0],
    )


@dataclass(frozen=True, slots=True)
class NewMember:
    """A member to add, with the day it became one and what shows it; ``share`` is a Share."""

    federation: int
    member: int
    share: str
    happened_on: date
    note: str
    outside_region: bool = False


def admit_member(actor: Actor, new: NewMember, *, key: str) -> Membership:
    """Add a member and record since when it is one, in one act.

    Raises InputError when nothing shows it or the day has not been, ConflictError for one that is
    there already.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if not new.note.strip():
        raise InputError("Skriv vad som visar medlemskapet.", field="note")
    act = acts.Act(
        actor, MEMBER_ADDED, key, new.federation, effective_on=new.happened_on, content=new
    )
    return acts.carry_out(act, lambda: _admit(actor, new, key))


def _admit(actor: Actor, new: NewMember, key: str) -> Membership:
    if new.outside_region and new.share != Share.MUNICIPALITY:
        raise InputError("Bara en kommun kan stå utanför region.", field="outside_region")
    made, is_new = Membership.objects.get_or_create(
        federation_id=new.federation,
        member_id=new.member,
        defaults={"share": new.share, "outside_region": new.outside_region},
    )
    if not is_new:
        raise ConflictError(f"{made.member} är redan upplagd som medlem.")
    fact = NewFact(made.pk, MembershipFactKind.JOINED, new.happened_on, note=new.note.strip())
    record_fact(actor, fact, key=f"{key}/inträde")
    return made


def set_terms(actor: Actor, new: NewTerms, *, key: str) -> FederationTerms:
    """Register the by-laws' terms from a day on; the ones before end the day before and stay."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if new.notice_years is not None and new.notice_years < 1:
        raise InputError("Uppsägningstiden är minst ett år.", field="notice_years")
    if len({new.notice_years is None, not new.counting, not new.section}) > 1:
        raise InputError("Ange både år, räknesätt och paragraf, eller inget av dem.")
    act = acts.Act(actor, TERMS_SET, key, new.federation, effective_on=new.from_date, content=new)
    return acts.carry_out(act, lambda: _set_terms(new))


def _set_terms(new: NewTerms) -> FederationTerms:
    hold(TERMS_OF_FEDERATION, new.federation)
    rows = FederationTerms.objects.filter(federation=new.federation)
    if rows.filter(from_date__gte=new.from_date).exists():
        raise InputError(
            "Det finns redan villkor från den dagen eller senare. Välj en senare dag.",
            field="from_date",
        )
    rows.filter(to_date__isnull=True).update(to_date=new.from_date - timedelta(days=1))
    return FederationTerms.objects.create(
        federation_id=new.federation,
        notice_years=new.notice_years,
        counting=new.counting,
        section=new.section,
        from_date=new.from_date,
        source=new.source,
    )
