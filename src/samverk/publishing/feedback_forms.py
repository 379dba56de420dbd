"""The form where anybody tells what does not work on the pages."""

from __future__ import annotations

from typing import Any

from django import forms

from samverk.foundation.forms import ActForm

TRAPPED = "Ett fält som ska vara tomt var ifyllt. Det är tömt nu. Skicka en gång till."


class TrapInput(forms.HiddenInput):
    """A text control that no person meets, with eyes, ears or keys; a program fills it in."""

    def get_context(self, name: str, _: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Draw it as a text control that is not shown, and always empty."""
        hidden = {"hidden": True, "autocomplete": "off"}
        found: dict[str, Any] = super().get_context(name, "", (attrs or {}) | hidden)
        found["widget"]["type"] = "text"
        return found


class FeedbackForm(ActForm):
    """Tell what does not work."""

    words = forms.CharField(
        label="Vad fungerar inte?",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Berätta vad du försökte göra och vad som hände. Skriv gärna vilket hjälpmedel du"
        " använder. Skriv inga personnummer.",
        error_messages={
            "required": "Skriv vad som inte fungerar.",
            "max_length": "Texten får vara högst 4 000 tecken.",
        },
    )
    page = forms.CharField(
        label="På vilken sida?",
        required=False,
        max_length=300,
        help_text="Adressen eller sidans rubrik.",
        error_messages={"max_length": "Det får vara högst 300 tecken."},
    )
    address = forms.EmailField(
        label="E-postadress, om du vill ha svar",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Adressen är krypterad och tas bort när du har fått svar.",
        error_messages={
            "invalid": "Skriv en hel e-postadress, som namn@exempel.se.",
            "max_length": "E-postadressen får vara högst 254 tecken.",
        },
    )
    website = forms.CharField(required=False, widget=TrapInput)

    def clean(self) -> dict[str, Any]:
        """Refuse what a program sends, in words that a person can go on from."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.pop("website", ""):
            self.add_error(None, TRAPPED)
        return values
