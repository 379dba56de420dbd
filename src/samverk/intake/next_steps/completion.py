"""Offers to fill in what another organ's decision lacks and this paper prints.

Whoever works for the organ fills it in by confirming. Somebody else has read a paper: what that
says of another's decision is a suggestion, and stays marked as read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.decisions.actions import Completion
from samverk.decisions.actions.permission import may_write
from samverk.decisions.queries import Decision
from samverk.intake.next_steps.step import Confirmed, NextStep
from samverk.intake.readings import day_of

# The decision's field, the confirmed field, and what people call it.
FILLED = (
    ("decided_on", "date", "dag"),
    ("paragraph", "paragraph", "paragraf"),
    ("diary_number", "diary", "diarienummer"),
    ("text", "decision_text", "beslutstext"),
    ("body_id", "body", "organ"),
)


def completion_steps(seen: Confirmed) -> Iterator[NextStep]:
    """Offer each field that the decision lacks and the confirmed record has."""
    decision = seen.decision
    if decision is None:
        return
    kept = seen.record.confirmed_fields or {}
    for field, name, label in FILLED:
        value = kept.get(name)
        if value and not getattr(decision, field):
            shown = kept.get("body_name") if name == "body" else str(value)
            yield _offer(seen, decision, (field, label), value, str(shown))


def _offer(
    seen: Confirmed, decision: Decision, named: tuple[str, str], value: Any, shown: str
) -> NextStep:
    field, label = named
    whole: Any = day_of(value) if field == "decided_on" else value
    empty = Completion(document=seen.document.pk)
    new = replace(empty, **{field.removesuffix("_id"): whole})
    return NextStep(
        id=f"uppgift-{field}",
        text=f"Beslutet saknar {label}, och den här källan anger: {shown[:200]}",
        ground=f"Bekräftat av dig i {seen.record.source.name}. Beslutet visas sedan som avläst"
        " tills det egna organet har bekräftat det.",
        button=f"Fyll i {label}",
        permission=may_write(
            seen.actor, decision.organisation_id, decision.body_id, read_by=seen.diary
        ),
        take=partial(_complete, seen, decision, new),
        url=reverse("decision", args=[decision.pk]),
    )


def _complete(seen: Confirmed, decision: Decision, new: Completion, key: str) -> object:
    return decisions.complete_decision(seen.actor, decision, new, key=key, read_by=seen.diary)
