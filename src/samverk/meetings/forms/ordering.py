"""The order of propositions that the chair proposes in place of the computed one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from samverk.meetings.actions import NewStep
from samverk.meetings.forms.proceeding import StepForm
from samverk.meetings.queries.proceeding import Proceeding
from samverk.rules.propositions import (
    Order,
    Placed,
    Question,
    arranged,
    judged,
    may_rearrange,
    placed_in,
)
from samverk.rules.ruling import Ruling

BETWEEN = "|"
WAYS = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the order: a question or one of its proposals, and the ways that it can be moved.

    ``name`` and ``value`` keep its place in the form, ``press`` is what its buttons send before the
    way; ``moved`` is the way it was moved just now.
    """

    name: str
    value: str
    press: str
    text: str
    ups: bool
    downs: bool
    moved: str = ""
    within: tuple[Place, ...] = ()


class ChosenOrderForm(StepForm):
    """The order that the chair proposed and the meeting approved. The rows stand in the order sent."""

    send: ClassVar[str] = "Mötet godkänner ordningen"
    why = forms.CharField(
        label="Varför en annan ordning än den beräknade?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Behövs bara när ordningen avviker. Sparas, men trycks inte i protokollet.",
    )
    questioned = forms.CharField(
        label="Invände någon mot ordningen?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Skriv vem och hur mötet avgjorde det. Trycks i protokollet. Lämna annars tomt.",
    )

    def __init__(self, data: QueryDict | None, found: Proceeding) -> None:
        super().__init__(data, found)
        self.moved = ""
        self.placed = _sent(data) if data else placed_in(found.put)

    def move(self, what: str) -> None:
        """Move a question or a proposal a step: "question|proposal|up", without proposal for a question."""
        question, _, rest = what.partition(BETWEEN)
        inner, _, way = rest.rpartition(BETWEEN)
        if way not in WAYS:
            return
        self.moved = what
        if not inner:
            keys = _shifted([each.question for each in self.placed], question, WAYS[way])
            by_key = {each.question: each for each in self.placed}
            self.placed = tuple(by_key[key] for key in keys)
            return
        self.placed = tuple(
            Placed(each.question, tuple(_shifted(each.alternatives, inner, WAYS[way])))
            if each.question == question
            else each
            for each in self.placed
        )

    @property
    def order(self) -> Order:
        """The order as it stands in the form."""
        return arranged(self.found.order.value, self.placed)

    @property
    def ruling(self) -> Ruling[bool]:
        """What the rule says of the order as it stands."""
        tried = {taken.step.partition("/")[0] for taken in self.found.steps}
        return judged(self.found.order.value, placed_in(self.order), tried=tried)

    def rows(self) -> list[Place]:
        """List the questions, each with its proposals."""
        questions = self.order.questions
        last = len(questions) - 1
        return [
            replace(
                self._place(q.key, q.label, ups=at > 0, downs=at < last),
                within=tuple(self._within(q)),
            )
            for at, q in enumerate(questions)
        ]

    def _within(self, question: Question) -> Iterator[Place]:
        free = may_rearrange(question)
        last = len(question.alternatives) - 1
        for at, one in enumerate(question.alternatives):
            value = f"{question.key}{BETWEEN}{one.key}"
            ups, downs = free and at > 0, free and at < last
            yield self._place(value, one.text, ups=ups, downs=downs)

    def _place(self, value: str, text: str, *, ups: bool, downs: bool) -> Place:
        is_inner = BETWEEN in value
        press = value if is_inner else f"{value}{BETWEEN}"
        moved = next((way for way in WAYS if self.moved == f"{press}{BETWEEN}{way}"), "")
        name = "alternative" if is_inner else "question"
        return Place(name, value, press, text, ups, downs, moved)

    def new_step(self, values: dict[str, Any]) -> NewStep:
        """Approve the order as it stands in the form."""
        live = [proposal.id for proposal in self.found.matter.live]
        data = {
            "proposals": live,
            "is_unanimous": self.step.needs_unanimity,
            "order": [[each.question, list(each.alternatives)] for each in self.placed],
            "why": values["why"],
            "questioned": values["questioned"],
        }
        return NewStep("OrderApproved", values["at"], data)


def _sent(data: QueryDict) -> tuple[Placed, ...]:
    """Read the rows in the order they were sent."""
    pairs = [each.rpartition(BETWEEN) for each in data.getlist("alternative")]
    within: dict[str, list[str]] = {}
    for question, _, alternative in pairs:
        within.setdefault(question, []).append(alternative)
    return tuple(Placed(key, tuple(within.get(key, ()))) for key in data.getlist("question"))


def _shifted(keys: Sequence[str], key: str, by: int) -> list[str]:
    """Move a key one step among the others; one that is not there, or at the edge, stays."""
    found = list(keys)
    at = found.index(key) if key in found else -1
    if at < 0 or not 0 <= at + by < len(found):
        return found
    found[at], found[at + by] = found[at + by], found[at]
    return found
