"""Motions, citizens' proposals and delegated decisions, and the days that are noted of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.directory.queries import BodyKind, BodyRef
from samverk.foundation.forms import ActForm, DayField
from samverk.meetings.models.follow_up import RAISED
from samverk.registry import queries as registry
from samverk.rules.one_year import Raised

CASES = 100
PUBLIC = "Syns för alla: skriv inget sekretessbelagt."


class MatterForm(ActForm):
    """Register a motion or a citizens' proposal."""

    what = forms.ChoiceField(label="Vad är det?", widget=forms.RadioSelect)
    title = forms.CharField(label="Rubrik", max_length=300, help_text=PUBLIC)
    raised_on = DayField(label="Dagen då det väcktes i fullmäktige")
    case = forms.TypedChoiceField(label="Ärende", required=False, coerce=int, empty_value=None)

    def __init__(self, data: QueryDict | None, body: BodyRef) -> None:
        super().__init__(data)
        is_council = body.kind == BodyKind.COUNCIL
        kinds = [(k.value, v.capitalize()) for k, v in RAISED.items()]
        own = [
            each for each in kinds if is_council != (each[0] == Raised.CITIZEN_HANDED_OVER.value)
        ]
        cases = [(c.pk, str(c)) for c in registry.cases_to_take_up(body.id, limit=CASES)]
        self.fields["what"].choices = own  # type: ignore[attr-defined]
        self.fields["case"].choices = [("", "Inget ärende"), *cases]  # type: ignore[attr-defined]


class DelegatedForm(ActForm):
    """Register a delegated decision."""

    title = forms.CharField(label="Vad beslutet gäller", max_length=300, help_text=PUBLIC)
    delegate = forms.CharField(
        label="Vem beslutade?",
        max_length=200,
        help_text="Namn eller funktion, som i delegationsordningen.",
    )
    decided_on = DayField(label="Beslutsdag")
    is_urgent = forms.BooleanField(
        label="Brådskande beslut av ordföranden eller en utsedd ledamot", required=False
    )
    by_employee = forms.BooleanField(label="Fattat av en anställd", required=False)
    shall_be_reported = forms.ChoiceField(
        label="Ska beslut av det slaget anmälas till nämnden?",
        choices=[("", "Vet inte"), ("yes", "Ja"), ("no", "Nej")],
        required=False,
        help_text="Vad nämnden har bestämt. Ett brådskande beslut anmäls alltid.",
    )
    appealable = forms.BooleanField(
        label="Överklagas genom laglighetsprövning", required=False, initial=True
    )

    @staticmethod
    def facts(values: dict[str, Any]) -> dict[str, Any]:
        """Give the fields as the action asks for them."""
        told = {"yes": True, "no": False}.get(values["shall_be_reported"])
        return values | {"shall_be_reported": told}


class NotedForm(ActForm):
    """Say which day it was done."""

    day = DayField(label="Dag")


class CarriedOutForm(ActForm):
    """Say which day a decision was carried out, or why nothing needs to be done."""

    day = DayField(label="Dagen då det verkställdes")
    note = forms.CharField(
        label="Anteckning",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=PUBLIC,
    )

    def __init__(self, data: QueryDict | None, *, is_done: bool) -> None:
        super().__init__(data)
        if not is_done:
            del self.fields["day"]
            self.fields["note"].label = "Varför behöver inget göras?"
            self.fields["note"].required = True
