"""Which year's plan or annual report to draft."""

from __future__ import annotations

from django import forms

from samverk.federation.actions.reports import EARLIEST, LATEST
from samverk.federation.forms.setup import whole
from samverk.foundation.forms import ActForm
from samverk.rules.memos.layouts import REPORTS


class ReportForm(ActForm):
    """Choose what to draft, and for which year."""

    kind = forms.ChoiceField(
        label="Vad ska skrivas?",
        choices=[(name, layout.name) for name, layout in REPORTS.items()],
        widget=forms.RadioSelect,
    )
    year = whole("År", EARLIEST, LATEST)
