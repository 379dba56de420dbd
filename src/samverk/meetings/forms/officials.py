"""Noting others present."""

from __future__ import annotations

from django import forms

from samverk.foundation.forms import ActForm


class OfficialForm(ActForm):
    """Note an official or somebody else who is present without a seat."""

    name = forms.CharField(label="Namn", max_length=200)
    title = forms.CharField(
        label="Titel", max_length=200, required=False, help_text="Till exempel förvaltningschef."
    )
