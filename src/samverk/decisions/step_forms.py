"""The forms of a step: what a decision does to another, or another to it, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.decisions import queries
from samverk.decisions.actions import ActsOn, NewStep
from samverk.decisions.models import Decision, DecisionKind, Relation
from samverk.decisions.standing import DECIDING
from samverk.foundation.errors import InputError
from samverk.foundation.forms import ActForm
from samverk.registry import queries as registry

Choices = list[tuple[str, str]]
Groups = list[tuple[str, str | Choices]]

# Read after "Det här beslutet …"; the arrow goes out from it.
ACTS = {
    Relation.REPEALS: "upphäver ett tidigare beslut",
    Relation.DECIDES: "beslutar enligt ett förslag",
    Relation.CARRIES_OUT: "verkställer ett tidigare beslut",
    Relation.PROPOSES: "föreslår ett senare beslut eller förslag",
    Relation.PROPOSES_REPEAL: "föreslår att ett tidigare beslut upphävs",
    Relation.PREPARES: "bereder ett senare beslut",
}
# Read after the same words; the arrow comes in.
ACTED_ON = {
    Relation.REPEALS: "är upphävt genom ett senare beslut",
    Relation.DECIDES: "har lett till ett senare beslut",
    Relation.CARRIES_OUT: "är verkställt genom ett beslut eller en handling",
    Relation.PROPOSES: "är föreslaget i ett tidigare förslag eller en handling",
    Relation.PROPOSES_REPEAL: "är föreslaget att upphävas",
    Relation.PREPARES: "är berett i ett tidigare beslut eller en handling",
}
LEGEND = "Det här beslutet …"
OTHER_MISSING = "Välj det andra beslutet eller handlingen."


def possible_acts(kind: str) -> list[Relation]:
    """List what a decision of a kind can do to another."""
    match kind:
        case DecisionKind.NOTES:
            return [Relation.CARRIES_OUT, Relation.PREPARES]
        case DecisionKind.PROPOSES:
            return [Relation.PROPOSES, Relation.PROPOSES_REPEAL, Relation.PREPARES]
        case _:
            return list(ACTS)


def possible_effects(kind: str) -> list[Relation]:
    """List what another step can do to a decision of a kind."""
    if kind in DECIDING:
        return [one for one in ACTED_ON if one != Relation.DECIDES]
    if kind == DecisionKind.PROPOSES:
        return [Relation.DECIDES, Relation.PROPOSES, Relation.PREPARES]
    return [Relation.PREPARES]


def _named(found: Iterable[Decision]) -> Choices:
    return [(f"b{one.pk}", f"{one}, {one.title}") for one in found]


def others_to(decision: Decision) -> Groups:
    """Offer what may be at the other end: first what the text names, then the rest there is."""
    near = queries.cited_around(decision.pk)
    known = {one.pk for one in near} | {decision.pk}
    rest = [
        one
        for one in queries.decisions_of_organisation(decision.organisation_id)
        if one.pk not in known
    ]
    papers = registry.documents_of_case(decision.case_id) if decision.case_id else []
    groups = [
        ("Hänvisar till varandra", _named(near)),
        ("Andra beslut", _named(rest)),
        ("Handlingar i ärendet", [(f"h{one.pk}", str(one)) for one in papers]),
    ]
    return [("", "Välj"), *((name, rows) for name, rows in groups if rows)]


@dataclass(frozen=True, slots=True)
class _Picked:
    """What was picked: a decision or a document, by id."""

    decision: int | None = None
    document: int | None = None


def _picked(text: str) -> _Picked:
    number = int(text[1:])
    return _Picked(decision=number) if text[0] == "b" else _Picked(document=number)


class StepForm(ActForm):
    """Say what a decision does to another, or another to it; only what its kind can is offered."""

    relation = forms.ChoiceField(label=LEGEND, widget=forms.RadioSelect)
    other = forms.ChoiceField(
        label="Det andra beslutet, eller handlingen", error_messages={"required": OTHER_MISSING}
    )

    def __init__(self, data: QueryDict | None, decision: Decision, **options: Any) -> None:
        super().__init__(data, **options)
        self.decision = decision
        acts = [(f"ut-{one}", ACTS[one]) for one in possible_acts(decision.kind)]
        effects = [(f"in-{one}", ACTED_ON[one]) for one in possible_effects(decision.kind)]
        self.fields["relation"].choices = [*acts, *effects]  # type: ignore[attr-defined]
        self.fields["other"].choices = others_to(decision)  # type: ignore[attr-defined]

    def step(self, values: dict[str, Any]) -> NewStep:
        """Build the step; raises InputError for a paper that something is done to."""
        way, _, relation = values["relation"].partition("-")
        other = _picked(values["other"])
        if way == "in":
            return NewStep(self.decision.pk, relation, other.decision, other.document)
        if other.decision is None:
            raise InputError(
                "En handling kan leda till ett beslut, men inget beslut verkar på den."
                " Välj ett beslut.",
                field="other",
            )
        return NewStep(other.decision, relation, decision=self.decision.pk)


class ActsOnFields(forms.Form):
    """Fields that a form takes in: what the decision that it registers does to a known one."""

    relation = forms.ChoiceField(
        label="Det här beslutet …",
        required=False,
        widget=forms.Select(attrs={"data-asks-more": "true"}),
        help_text="Om det verkar på ett beslut som är registrerat.",
    )
    other = forms.ChoiceField(
        label="Vilket beslut", required=False, widget=forms.Select(attrs={"data-if-asked": "true"})
    )

    def offer(self, organisation: int) -> None:
        """Offer the organisation's decisions; without any, nothing is asked."""
        known = queries.decisions_of_organisation(organisation)
        if not known:
            del self.fields["relation"], self.fields["other"]
            return
        acts = [(str(one), text) for one, text in ACTS.items()]
        none = [("", "verkar inte på något registrerat beslut")]
        self.fields["relation"].choices = [*none, *acts]  # type: ignore[attr-defined]
        self.fields["other"].choices = [("", "Välj"), *_named(known)]  # type: ignore[attr-defined]

    def take_acts_on(self, values: dict[str, Any]) -> tuple[ActsOn, ...]:
        """Take what it does to another out of ``values``; raises InputError for half an answer."""
        relation, other = values.pop("relation", ""), values.pop("other", "")
        if relation and not other:
            raise InputError("Välj vilket beslut det gäller.", field="other")
        if other and not relation:
            raise InputError("Välj vad det här beslutet gör med det andra.", field="relation")
        return (ActsOn(relation, int(other[1:])),) if other else ()
