"""Offers to add the step of the chain that a citation stands for.

A citation says only that one text names another. What the one does to the other is for a person to
say: the offer shows the words that speak for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.decisions import queries as decided
from samverk.decisions.actions import NewStep
from samverk.decisions.actions.permission import may_write
from samverk.decisions.queries import Decision, DecisionKind
from samverk.intake.next_steps.step import STAYS, Confirmed, NextStep

DECIDING = frozenset({DecisionKind.DECIDES, DecisionKind.REPEALS, DecisionKind.ASSIGNS})
REPEALS, DECIDES = "repeals", "decides"
PROPOSES, PROPOSES_REPEAL = "proposes", "proposes_repeal"


def lineage_steps(seen: Confirmed) -> Iterator[NextStep]:
    """List the steps that the record's citations, and others' citations of it, speak for."""
    arrows = list(
        _of_document(seen) if seen.decision is None else _of_decision(seen, seen.decision)
    )
    own = {seen.decision.pk} if seen.decision else set()
    drawn = set(decided.arrows_to({arrow.target.pk for arrow in arrows} | own))
    for arrow in arrows:
        if not _is_drawn_from_proposal(arrow.step, drawn):
            yield _offered(seen, arrow, is_drawn=arrow.as_drawn in drawn)


def _is_drawn_from_proposal(step: NewStep, drawn: Iterable[decided.Arrow]) -> bool:
    """Answer whether the proposal's own arrow to what is decided says the same already."""
    leads = ("prepares", PROPOSES)
    ends = (step.target, step.decision)
    return step.relation == DECIDES and any(
        (one.from_decision, one.target) == ends and one.relation in leads for one in drawn
    )


def _of_decision(seen: Confirmed, decision: Decision) -> Iterator[_Arrow]:
    """Offer the steps between a decision and those that it cites or that cite it."""
    for citing, cited in decided.citing_pairs(decision.pk):
        proposed = seen.proposed if citing.pk == decision.pk else ""
        step = step_between(citing, cited, proposed)
        if step is not None:
            yield _between(decision, step, citing, cited)


def step_between(citing: Decision, cited: Decision, proposed: str = "") -> NewStep | None:
    """Answer which step a citation between two decisions stands for, as far as their words tell.

    ``proposed`` is what the citing one proposes to another body beside what it decides itself.
    """
    if cited.kind == DecisionKind.PROPOSES:
        if citing.kind == DecisionKind.PROPOSES:
            return NewStep(citing.pk, PROPOSES, decision=cited.pk)
        return NewStep(cited.pk, DECIDES, decision=citing.pk) if citing.kind in DECIDING else None
    if cited.kind not in DECIDING:
        return None
    if citing.kind == DecisionKind.REPEALS:
        return NewStep(cited.pk, REPEALS, decision=citing.pk)
    words = _words(citing) if citing.kind == DecisionKind.PROPOSES else proposed
    if STAYS.search(words) and citing.kind != DecisionKind.NOTES:
        return NewStep(cited.pk, PROPOSES_REPEAL, decision=citing.pk)
    return None


def _words(found: Decision) -> str:
    return f"{found.text}\n{found.title}"


@dataclass(frozen=True, slots=True)
class _Arrow:
    """A step to offer in words, what it points at, and whose text speaks for it.

    ``citing`` is None for the record's own paper.
    """

    step: NewStep
    text: str
    target: Decision
    citing: Decision | None = None

    @property
    def as_drawn(self) -> decided.Arrow:
        """The same as it is kept once somebody has drawn it."""
        step = self.step
        return decided.Arrow(step.decision, step.document, step.target, step.relation)


def _of_document(seen: Confirmed) -> Iterator[_Arrow]:
    """Offer the step of a memo that proposes to repeal what it cites."""
    for cited in decided.cited_by_document(seen.document.pk):
        step = memo_step(seen, cited)
        if step is not None:
            yield _Arrow(step, f"Skrivelsen föreslår att upphäva {cited}", cited)


def memo_step(seen: Confirmed, cited: Decision) -> NewStep | None:
    """Answer the step of a memo that proposes to repeal a decision that it cites, if it does."""
    if cited.kind not in DECIDING or not STAYS.search(seen.text):
        return None
    return NewStep(cited.pk, PROPOSES_REPEAL, document=seen.document.pk)


def _between(own: Decision, step: NewStep, citing: Decision, cited: Decision) -> _Arrow:
    acting, target = (citing, cited) if step.decision == citing.pk else (cited, citing)
    text = f"{_named(acting, own)} {SAYS[step.relation]} {_named(target, own)}"
    return _Arrow(step, text[0].upper() + text[1:], target, citing)


SAYS = {
    REPEALS: "upphäver",
    DECIDES: "avgör förslaget i",
    PROPOSES: "är förslaget till",
    PROPOSES_REPEAL: "föreslår att upphäva",
}


def _named(found: Decision, own: Decision) -> str:
    if found.pk != own.pk:
        return str(found)
    return "det här förslaget" if found.kind == DecisionKind.PROPOSES else "det här beslutet"


def _offered(seen: Confirmed, arrow: _Arrow, *, is_drawn: bool) -> NextStep:
    step, target = arrow.step, arrow.target
    return NextStep(
        id=f"led-{step.decision or 0}-{step.document or 0}-{step.relation}-{step.target}",
        text=arrow.text,
        ground=_ground(seen, arrow),
        button="Lägg till ledet",
        permission=may_write(
            seen.actor, target.organisation_id, target.body_id, read_by=seen.diary
        ),
        take=None if is_drawn else partial(_draw, seen, step),
        url=reverse("decision", args=[step.target]) + "#kedjan",
    )


def _ground(seen: Confirmed, arrow: _Arrow) -> str:
    """Say what speaks for a step: quote this source alone, never words of the register."""
    own = seen.decision
    if arrow.citing is not None and own is not None and arrow.citing.pk != own.pk:
        return f"{arrow.citing} hänvisar hit."
    said = seen.quote(STAYS)
    return f"Texten säger ”{said}”." if said else "Texten hänvisar dit."


def _draw(seen: Confirmed, step: NewStep, key: str) -> object:
    return decisions.add_step(seen.actor, step, key=key, read_by=seen.diary)
