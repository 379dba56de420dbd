"""Recording a fact together with the paper that shows it, as one act for the user."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from samverk.federation import actions as federation
from samverk.foundation.actors import Actor
from samverk.registry import actions as registry


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
