"""The forms that work out counts for the federation, and send them."""

from __future__ import annotations

from django import forms

from samverk.foundation.forms import ActForm


class CountsForm(ActForm):
    """Work out the counts of the year and the authority that the page shows."""

    body = forms.IntegerField(widget=forms.HiddenInput)
    year = forms.IntegerField(widget=forms.HiddenInput)


class SendForm(ActForm):
    """Send what was worked out and looked at."""

    body = forms.IntegerField(widget=forms.HiddenInput)
    asked = forms.UUIDField(widget=forms.HiddenInput)
