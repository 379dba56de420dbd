"""Offers to say which registered decision a citation names, when its own words do not settle it.

A citation that prints no body, or names it in words of its own, is never linked by itself. The
offer shows what speaks for the match; taking it links, and draws the step if the text speaks of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.decisions import queries as decided
from samverk.decisions.actions import NewStep
from samverk.decisions.queries import Citation, Decision
from samverk.intake.next_steps.lineage import SAYS, memo_step, step_between
from samverk.intake.next_steps.step import STAYS, Confirmed, NextStep


def citation_steps(seen: Confirmed) -> Iterator[NextStep]:
    """Offer each decision that an unlinked citation of the record may name."""
    unfound = unfound_of(seen)
    perhaps = decided.perhaps_cited(unfound)
    for citation in unfound:
        for target in perhaps.get(citation.pk, ()):
            yield _offer(seen, citation, target)


def unfound_of(seen: Confirmed) -> list[Citation]:
    """List what the confirmed record cites that is not linked."""
    decision = seen.decision
    return decided.unfound_citations(
        decision=decision.pk if decision else None,
        document=None if decision else seen.document.pk,
    )


def unregistered(seen: Confirmed) -> list[Citation]:
    """List what the record cites that nothing registered here matches."""
    unfound = unfound_of(seen)
    perhaps = decided.perhaps_cited(unfound)
    return [one for one in unfound if one.pk not in perhaps]


def _offer(seen: Confirmed, citation: Citation, target: Decision) -> NextStep:
    step = _step(seen, target)
    named = f"{target}, {target.organisation.short_name}"
    text = f"Hänvisningen ”{citation}” är {named}: {target.title}"
    if step is not None and seen.decision is None:
        text = f"Skrivelsen {SAYS[step.relation]} {named}"
    elif step is not None and seen.decision and step.decision == seen.decision.pk:
        text = f"Det här beslutet {SAYS[step.relation]} {named}"
    return NextStep(
        id=f"hanvisning-{citation.pk}-{target.pk}",
        text=text,
        ground=_ground(seen, citation, target),
        button="Koppla och lägg till ledet" if step else "Koppla hänvisningen",
        permission=decisions.may_link(seen.actor, citation, read_by=seen.diary),
        take=partial(_take, seen, citation, target, step),
        url=reverse("decision", args=[target.pk]),
    )


def _step(seen: Confirmed, target: Decision) -> NewStep | None:
    decision = seen.decision
    return step_between(decision, target, seen.proposed) if decision else memo_step(seen, target)


def _ground(seen: Confirmed, citation: Citation, target: Decision) -> str:
    said = [] if target.decided_on else ["Beslutet är registrerat utan dag."]
    same_day = citation.decided_on is not None and target.decided_on == citation.decided_on
    alike = "Samma dag och paragraf" if same_day else "Samma paragraf"
    if citation.decided_on is None:
        said.append("Hänvisningen anger ingen dag.")
    if not citation.body_text:
        said.append("Hänvisningen anger inget organ.")
    elif citation.body_id is None:
        said.append(f"Hänvisningen säger ”{citation.body_text}”.")
    quote = seen.quote(STAYS)
    said += [f"Texten säger ”{quote}”."] if quote else []
    home = target.organisation.short_name
    return " ".join([f"{alike} som i hänvisningen ”{citation}”, i {home}.", *said])


def _take(
    seen: Confirmed, citation: Citation, target: Decision, step: NewStep | None, key: str
) -> object:
    linked = decisions.link_citation(
        seen.actor, citation, target, key=f"{key}/koppla", read_by=seen.diary
    )
    if step is None:
        return linked
    return decisions.add_step(seen.actor, step, key=f"{key}/led", read_by=seen.diary)
