"""Recording what happened between a member and the federation, each fact with its own paper."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q

from samverk.federation.actions.doors import FACTS_OF_MEMBERSHIP, hold
from samverk.federation.actions.fact_checks import check_fact
from samverk.federation.actions.freezing import freeze
from samverk.federation.actions.new_fact import NewFact
from samverk.federation.models import Membership, MembershipFact
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Allowed, Permission, Right, may, require

__all__ = ["NewFact", "may_record", "record_fact", "set_aside_fact"]

RECORDED_ALREADY = "Händelsen är redan registrerad med den dagen och handlingen."
FACT_RECORDED = acts.kind("federation.fact_recorded", "Medlemskapshändelse registrerad")
FACT_SET_ASIDE = acts.kind("federation.fact_set_aside", "Medlemskapshändelse struken som felaktig")


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

    A council's decision to leave, a notice and its withdrawal freeze a report of what leaving costs,
    as it is known at that moment.
    Raises InputError for a fact that no paper shows or that does not fit what is known
    (``check_fact``); ConflictError when the same fact is recorded already.
    """
    membership = Membership.objects.select_related("member").get(pk=new.membership)
    require(may_record(actor, membership))
    act = acts.Act(
        actor,
        FACT_RECORDED,
        key,
        membership.member_id,
        new.note,
        effective_on=new.happened_on,
        content=new,
    )
    return acts.carry_out(act, lambda: _record(membership, new))


def _record(membership: Membership, new: NewFact) -> MembershipFact:
    hold(FACTS_OF_MEMBERSHIP, membership.pk)
    check_fact(membership, new)
    paper = Q(decision=new.decision) & Q(document=new.document)
    same = membership.facts.filter(paper, kind=new.kind, kept=True)
    if new.decision is None:
        same = same.filter(happened_on=new.happened_on)
    if same.exists():
        raise ConflictError(RECORDED_ALREADY)
    try:
        with transaction.atomic():
            made = MembershipFact.objects.create(
                membership=membership,
                kind=new.kind,
                happened_on=new.happened_on,
                decision_id=new.decision,
                document_id=new.document,
                accepted=new.accepted,
                states_exit=new.states_exit,
                note=new.note,
            )
    except IntegrityError as fault:
        raise ConflictError(RECORDED_ALREADY) from fault
    freeze(made)
    return made


def set_aside_fact(actor: Actor, fact: MembershipFact, why: str, *, key: str) -> MembershipFact:
    """Strike a fact that was entered in error: it stays in the history and counts no more.

    Raises InputError without a reason; ConflictError when somebody has struck it already, so that
    the first reason is never replaced.
    """
    require(may_record(actor, fact.membership))
    if not why.strip():
        raise InputError("Skriv varför uppgiften är fel.", field="why")
    content = (fact.pk, why.strip())
    act = acts.Act(
        actor, FACT_SET_ASIDE, key, fact.membership.member_id, why.strip(), content=content
    )
    return acts.carry_out(act, lambda: _set_aside(fact.pk))


def _set_aside(fact: int) -> MembershipFact:
    found = MembershipFact.objects.select_for_update().get(pk=fact)
    if not found.kept:
        raise ConflictError("Uppgiften är redan struken. Öppna sidan på nytt.")
    found.kept = False
    found.save(update_fields=["kept"])
    return found
