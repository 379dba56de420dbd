"""The form that closes a month of participant-days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.rules.wording import month_and_year


class MonthForm(ActForm):
    """Close a month: the next one, or the first that is chosen."""

    month = forms.TypedChoiceField(
        label="Månad",
        coerce=date.fromisoformat,
        error_messages={"invalid_choice": "Välj en månad i listan."},
    )

    def __init__(self, data: QueryDict | None, months: Sequence[date]) -> None:
        super().__init__(data)
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (one.isoformat(), month_and_year(one).capitalize()) for one in months
        ]
