"""Recording what happened between a member and the federation, each fact with its own paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samverk.federation.models import Membership, MembershipFact, MembershipFactKind
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Allowed, Permission, Right, may, require

FACT_RECORDED = acts.kind("federation.fact_recorded", "Medlemskapshändelse registrerad")
FACT_SET_ASIDE = acts.kind("federation.fact_set_aside", "Medlemskapshändelse struken som felaktig")


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact to record. The date is None only where the paper prints none.

    Give the ``decision`` or the ``document`` (ids) that shows it, or neither when it is known in
    another way that ``note`` tells. ``accepted`` belongs to the federation's answer alone.
    """

    membership: int
    kind: str
    happened_on: date | None
    decision: int | None = None
    document: int | None = None
    accepted: bool | None = None
    states_exit: date | None = None
    note: str = ""


def may_record(actor: Actor, membership: Membership) -> Permission:
    """Answer whether ``actor`` may record facts: at the federation or at the member itself."""
    at_federation = may(actor, Right.RECORD_MEMBERSHIP, organisation=membership.federation_id)
    if at_federation:
        return Allowed()
    return may_at_member(actor, membership)


def may_at_member(actor: Actor, membership: Membership) -> Permission:
    """Answer whether ``actor`` holds the right anywhere at the member: whole or at one body."""
    bodies = [held.body for held in actor.roles if held.organisation == membership.member_id]
    answers = [
        may(actor, Right.RECORD_MEMBERSHIP, organisation=membership.member_id, body=body)
        for body in bodies or [None]
    ]
    return next((answer for answer in answers if answer), answers[0])


def record_fact(actor: Actor, new: NewFact, *, key: str) -> MembershipFact:
    """Record a fact. The membership's status follows at once, since it is computed from the facts.

    Raises InputError for a day that has not been, a fact before the member joined, or an answer
    that does not say yes or no; ConflictError when the same fact is recorded already.
    """
    membership = Membership.objects.get(pk=new.membership)
    require(may_record(actor, membership))
    _check(membership, new)
    act = acts.Act(
        actor, FACT_RECORDED, key, membership.member_id, new.note, effective_on=new.happened_on
    )
    return acts.carry_out(act, lambda: _record(membership, new))


def _check(membership: Membership, new: NewFact) -> None:
    day = new.happened_on
    if day and day > clock.today():
        raise InputError("Dagen har inte varit än.", field="happened_on")
    if (new.accepted is not None) != (new.kind == MembershipFactKind.FEDERATION_ANSWERED):
        raise InputError(
            "Ange om förbundet godtog återtagandet: det hör till förbundets svar.",
            field="accepted",
        )
    if day is None and not (new.decision or new.document):
        raise InputError("Ange dagen, eller den handling som saknar datum.", field="happened_on")
    joined = membership.facts.filter(kind=MembershipFactKind.JOINED, kept=True).first()
    if day and joined and joined.happened_on and day < joined.happened_on:
        raise InputError(
            f"{membership.member} blev medlem {joined.happened_on}: dagen är före det.",
            field="happened_on",
        )


def _record(membership: Membership, new: NewFact) -> MembershipFact:
    paper = Q(decision=new.decision) & Q(document=new.document)
    same = membership.facts.filter(paper, kind=new.kind, happened_on=new.happened_on, kept=True)
    if same.exists():
        raise ConflictError("Händelsen är redan registrerad med den dagen och handlingen.")
    return MembershipFact.objects.create(
        membership=membership,
        kind=new.kind,
        happened_on=new.happened_on,
        decision_id=new.decision,
        document_id=new.document,
        accepted=new.accepted,
        states_exit=new.states_exit,
        note=new.note,
    )


def set_aside_fact(actor: Actor, fact: MembershipFact, why: str, *, key: str) -> MembershipFact:
    """Strike a fact that was entered in error: it stays in the history and counts no more."""
    require(may_record(actor, fact.membership))
    if not why.strip():
        raise InputError("Skriv varför uppgiften är fel.", field="why")

    def work() -> MembershipFact:
        fact.kept = False
        fact.save(update_fields=["kept"])
        return fact

    act = acts.Act(actor, FACT_SET_ASIDE, key, fact.membership.member_id, why.strip())
    return acts.carry_out(act, work)
