"""Searching in a meeting's papers."""

from __future__ import annotations

from django import forms

from samverk.foundation.forms import PageForm
from samverk.meetings.queries.bundle_search import LONGEST


class SearchForm(PageForm):
    """Search words (``?fraga=``). Nothing is written by it."""

    fraga = forms.CharField(
        label="Sök i handlingarna",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={
            "required": "Skriv ett ord att söka efter.",
            "max_length": f"Skriv högst {LONGEST} tecken.",
        },
    )
