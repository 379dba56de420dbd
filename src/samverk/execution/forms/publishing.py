"""Forms of what is published of a register: publish, test the harm, withdraw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.execution.models import Judgement
from samverk.foundation.forms import ActForm


class PublishForm(ActForm):
    """Publish what was looked at: ``seen`` is its digest. The box is never ticked beforehand."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    sure = forms.BooleanField(error_messages={"required": "Kryssa i rutan för att publicera."})

    def __init__(self, data: QueryDict | None, seen: str, label: str) -> None:
        super().__init__(data, initial={"seen": seen})
        self.fields["sure"].label = label

    def look_again(self, seen: str) -> None:
        """Let the next sending be of the numbers as they are now."""
        renewed = QueryDict(mutable=True)
        renewed.update(self.data)
        renewed["seen"] = seen
        self.data = renewed


def _answer(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Skriv vad du har kommit fram till."},
    )


class HarmForm(ActForm):
    """The questions of a test of harm, and what it came to."""

    disclosed = _answer("Vad röjs?", "Vilka små tal, och vad de säger om dem som räknas.")
    recognised = _answer(
        "Vem kan kännas igen?",
        "Av grannar, arbetskamrater, anhöriga eller andra som vet något redan. Inga namn eller nummer.",
    )
    harm = _answer(
        "Vilken skada eller vilket men kan det ge?", "För den enskilde och de närstående."
    )
    judgement = forms.ChoiceField(
        label="Slutsats",
        choices=Judgement.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad prövningen kom fram till."},
    )

    @staticmethod
    def texts(values: dict[str, Any]) -> dict[str, str]:
        """Give the answers by question."""
        return {one: values[one] for one in ("disclosed", "recognised", "harm")}
