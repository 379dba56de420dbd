"""The facts that were struck as wrong, as the chain's page keeps showing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.federation.actions import MembershipFact
from samverk.thread.queries import MembershipThread
from samverk.thread.trails import Entry, Trail, trails_of


@dataclass(frozen=True, slots=True)
class StruckRow:
    """A struck fact (struken uppgift) in words, with who struck it and why; ``act`` None when not logged."""

    day: date | None
    organisation: str
    kind: str
    paper: str
    act: Entry | None


def struck_and_trails(found: MembershipThread) -> tuple[list[StruckRow], dict[int, Trail]]:
    """List the struck facts of all members, and find the trails of every fact, in one query."""
    members = [thread.member for thread in found.threads] + list(found.quiet)
    struck = [fact for member in members for fact in member.struck]
    kept = [step.row for thread in found.threads for step in thread.steps]
    trails = trails_of([*kept, *struck])
    return [_row(fact, trails[fact.pk]) for fact in struck], trails


def _row(fact: MembershipFact, trail: Trail) -> StruckRow:
    decided = fact.decision.decided_on if fact.decision else None
    return StruckRow(
        fact.happened_on or decided,
        fact.membership.member.short_name,
        fact.get_kind_display(),
        paper_of(fact),
        trail.struck,
    )


def paper_of(fact: MembershipFact) -> str:
    """Name the paper behind a fact, with what it is about."""
    if fact.decision:
        return f"{fact.decision}: {fact.decision.title}"
    text = str(fact.document or fact.note)
    return text[:1].upper() + text[1:]
