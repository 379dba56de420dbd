"""Where the paragraphs of a year begin."""

from __future__ import annotations

from typing import Any

from django import forms

from samverk.foundation import clock
from samverk.foundation.forms import ActForm


def _number(label: str, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv ett heltal."},
        **options,
    )


class NumberingForm(ActForm):
    """Say which § is the first of a year here, and which minutes it goes on from."""

    year = _number("År", min_value=1990, max_value=2200)
    first = _number("Numreringen börjar på §", min_value=1, help_text="Numret efter det sista.")
    source = forms.CharField(
        label="Vilket protokoll fortsätter den från?",
        max_length=300,
        help_text="Det sista som inte står i Samverk: paragraf och dag. Syns för alla.",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"year": clock.today().year})
