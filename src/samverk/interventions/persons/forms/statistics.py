"""Which year to count, and whether to publish it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.interventions.models import YearSubject

YEARS = 10
INTERVENTION = "intervention"


class YearForm(forms.Form):
    """Choose a year that is over."""

    ar = forms.TypedChoiceField(label="År", coerce=int)

    def __init__(self, data: QueryDict | None, today: date) -> None:
        super().__init__(data)
        years: list[tuple[Any, Any]] = [
            (year, str(year)) for year in range(today.year - 1, today.year - 1 - YEARS, -1)
        ]
        self.fields["ar"].choices = years  # type: ignore[attr-defined]


class PublishForm(ActForm):
    """Have the tables of a subject published, or those of the intervention."""

    subject = forms.ChoiceField(
        choices=[*YearSubject.choices, (INTERVENTION, "insatsens tabeller")],
        widget=forms.HiddenInput,
        initial=YearSubject.TOOK_PART,
    )
