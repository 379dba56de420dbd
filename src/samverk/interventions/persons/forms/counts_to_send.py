"""The form that sends counts to the federation."""

from __future__ import annotations

from django import forms

from samverk.foundation.forms import ActForm


class CountsForm(ActForm):
    """Send the counts of the year and the authority that the page shows."""

    body = forms.IntegerField(widget=forms.HiddenInput)
    year = forms.IntegerField(widget=forms.HiddenInput)
