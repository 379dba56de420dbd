"""The form that rejects a record."""

from __future__ import annotations

from django import forms

from samverk.foundation.forms import ActForm


class RejectForm(ActForm):
    """Say why a record is not to be registered."""

    reason = forms.CharField(
        label="Varför avvisas posten?",
        max_length=300,
        # Not one line: Enter there would press the button that confirms.
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv varför posten avvisas."},
        help_text="Till exempel: fel läst, dubblett, hör inte till ärendet.",
    )
