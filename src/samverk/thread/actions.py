"""Recording a fact together with the paper that shows it, as one act for the user."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction

from samverk.federation import actions as federation
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.registry import actions as registry


@dataclass(frozen=True, slots=True)
class Strike:
    """A fact to strike, and why it is wrong."""

    fact: federation.MembershipFact
    why: str


def record_with_paper(
    actor: Actor,
    fact: federation.NewFact,
    paper: registry.NewDocument | None,
    *,
    key: str,
) -> federation.MembershipFact:
    """Record ``fact``; when ``paper`` is given, register it first and let it show the fact.

    Both or neither: the document is not left behind when the fact is refused.
    """
    with transaction.atomic():
        if paper is not None:
            document = registry.register_document(actor, paper, key=f"{key}/handling")
            fact = replace(fact, document=document.pk)
        return federation.record_fact(actor, fact, key=key)


def correct_fact(
    actor: Actor,
    strike: Strike,
    fact: federation.NewFact,
    paper: registry.NewDocument | None,
    *,
    key: str,
) -> federation.MembershipFact:
    """Strike the wrong fact and record ``fact`` in its place: both or neither.

    Raises InputError when they are of different memberships, besides what striking and recording do.
    """
    if strike.fact.membership_id != fact.membership:
        raise InputError("Uppgiften gäller ett annat medlemskap. Öppna sidan på nytt.")
    with transaction.atomic():
        federation.set_aside_fact(actor, strike.fact, strike.why, key=f"{key}/strykning")
        return record_with_paper(actor, fact, paper, key=key)
