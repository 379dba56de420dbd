"""The form of one press that does an offered step."""

from __future__ import annotations

from django import forms

from samverk.foundation.forms import ActForm


class StepForm(ActForm):
    """Which of the offered steps is done; what it does is told on the page, never sent."""

    step = forms.CharField(max_length=100, widget=forms.HiddenInput)


class AgainForm(ActForm):
    """Have a file read again."""
