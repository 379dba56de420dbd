"""The form that asks what a reader of the catalogue looks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import forms
from django.http import QueryDict

from samverk.federation.queries import Town
from samverk.foundation.forms import PageForm
from samverk.interventions.queries import Sought

OLDEST = 120
REFERRAL = {"med": True, "utan": False}
AGE_FAULT = f"Skriv åldern i hela år, från 0 till {OLDEST}."


class SoughtForm(PageForm):
    """Ask where somebody lives, how old they are, and whether there is a referral. All may be left."""

    kommun = forms.ChoiceField(
        label="Var bor personen?",
        required=False,
        error_messages={"invalid_choice": "Välj en kommun i listan."},
    )
    alder = forms.IntegerField(
        label="Hur gammal är personen?",
        min_value=0,
        max_value=OLDEST,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), AGE_FAULT),
    )
    remiss = forms.ChoiceField(
        label="Med eller utan remiss?",
        required=False,
        choices=[("", "båda"), ("med", "med remiss"), ("utan", "utan remiss")],
        error_messages={"invalid_choice": "Välj med, utan eller båda."},
    )

    def __init__(self, data: QueryDict, towns: Iterable[Town]) -> None:
        super().__init__(data)
        field = self.fields["kommun"]
        field.choices = [("", "alla kommuner"), *((t.slug, t.name) for t in towns)]  # type: ignore[attr-defined]
        for validator in self.fields["alder"].validators:
            validator.message = AGE_FAULT  # type: ignore[attr-defined]

    @property
    def is_asked(self) -> bool:
        """Answer whether anything is asked for."""
        return any(self.data.get(name, "").strip() for name in self.fields)

    def sought(self, day: date) -> Sought:
        """Give what is asked for, for the query; everything while something is wrong in the form."""
        if not self.is_valid():
            return Sought(day)
        asked = self.cleaned_data
        return Sought(day, asked["kommun"], asked["alder"], REFERRAL.get(asked["remiss"]))
