"""Forms of Uppföljning Finsam: that a sheet was reported, and the national form's words."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from samverk.federation.actions.national import NewReport, NewTermsOfReport
from samverk.federation.forms.amounts import LinesField
from samverk.federation.forms.contributions import IN_TIME
from samverk.federation.reading.budget_lines import LineError, numbered
from samverk.foundation.forms import ActForm, DayField

_LINE = re.compile(r"(?P<ours>[^=]{1,100}?)\s*=\s*(?P<theirs>\S[^=]{0,99})")


def read_words(text: str) -> tuple[tuple[str, str], ...]:
    """Read "vårt ord = deras ord" of every line. Raises LineError."""
    faults, found = [], []
    for number, line in numbered(text):
        read = _LINE.fullmatch(line)
        if read is None:
            faults.append(f"Rad {number}: skriv vårt ord, likhetstecken och det nationella ordet.")
        else:
            found.append((read["ours"].strip(), read["theirs"].strip()))
    if faults:
        raise LineError(faults)
    return tuple(found)


class ReportForm(ActForm):
    """Record that the sheet has been typed in at the national system."""

    reported_on = DayField(label="Inlagt i Uppföljning Finsam den", validators=IN_TIME)
    note = forms.CharField(label="Anteckning", max_length=300, required=False)

    def new_report(self, federation: int, year: int, values: dict[str, Any]) -> NewReport:
        """Give what was written, for the action."""
        return NewReport(federation, year, **values)


class NationalTermsForm(ActForm):
    """Record the words that the national form has for ours."""

    lines = LinesField(
        "Ord",
        read_words,
        rows=8,
        help_text="En rad var: vårt ord = ordet i Uppföljning Finsam.",
    )
    source = forms.CharField(
        label="Källa", max_length=300, help_text="Till exempel handledningen och dess datum."
    )

    def new_terms(self, federation: int, values: dict[str, Any]) -> NewTermsOfReport:
        """Give what was written, for the action."""
        return NewTermsOfReport(federation, values["lines"], values["source"])
