"""Forms of what was sent to the supervisory authority: a mark, and its withdrawal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.execution.actions.sending import NewSending
from samverk.execution.queries.sheets import Laid
from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField
from samverk.rules.unexecuted.individual_sheet import ReportKind
from samverk.rules.unexecuted.quarters import read_quarter
from samverk.rules.unexecuted.reporting import WITHDRAW_REASONS


class SentForm(ActForm):
    """Mark the report of a sheet as sent; what the sheet said when it was opened comes along unseen."""

    sent_on = DayField(label="Vilken dag skickades rapporten?")
    anyway = forms.BooleanField(
        label="Rapporten är skickad fast något saknas",
        required=False,
        help_text="Det som saknas står i det som sparas.",
    )
    quarter = forms.CharField(max_length=6, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        choices=[(one.value, one.value) for one in ReportKind], widget=forms.HiddenInput
    )
    nth = forms.IntegerField(min_value=1, max_value=32767, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, laid: Laid | None) -> None:
        self.laid = laid
        known: dict[str, Any] = {"sent_on": clock.today()}
        if laid is not None:
            report = laid.item.report
            known |= {
                "quarter": report.quarter.code,
                "kind": report.kind.value,
                "nth": laid.item.nth,
                "seen": laid.digest,
            }
        super().__init__(data, initial=known)
        if laid is not None and laid.sheet.is_ready:
            del self.fields["anyway"]

    def clean_quarter(self) -> Any:
        """Read the quarter that the sheet was of."""
        try:
            return read_quarter(self.cleaned_data["quarter"])
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault

    @staticmethod
    def new_sending(values: dict[str, Any]) -> NewSending:
        """Give what was written, for the action."""
        kind = ReportKind(values["kind"])
        return NewSending(**{**values, "kind": kind, "anyway": values.get("anyway", False)})

    def _renew_key(self) -> None:
        # What is sent the next time is of the sheet that is shown now
        super()._renew_key()
        if self.laid is not None and isinstance(self.data, QueryDict):
            self.data["seen"] = self.laid.digest


class WithdrawForm(ActForm):
    """Say why a mark is withdrawn."""

    reason = forms.ChoiceField(
        label="Varför?",
        choices=[(k.value, v.capitalize()) for k, v in WITHDRAW_REASONS.items()],
        widget=forms.RadioSelect,
    )
