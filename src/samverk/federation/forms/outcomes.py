"""Forms of outcome and forecast: files, how accounts lead to rows, and the manager's figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.federation.actions.outcomes import NewForecast, NewMapping, NewOutcome
from samverk.federation.forms.amounts import KronorField, LinesField
from samverk.federation.forms.contributions import IN_TIME, LARGEST_FILE
from samverk.federation.forms.setup import whole
from samverk.federation.reading.account_lines import read_rules
from samverk.federation.rows import Rows
from samverk.foundation.forms import ActForm, DayField
from samverk.rules.wording import MONTHS


class OutcomeForm(ActForm):
    """Read in a year's outcome from a file."""

    file = forms.FileField(
        label="Fil",
        help_text="SIE 4 ur bokföringen, eller mallen i Excel.",
        widget=forms.FileInput(attrs={"accept": ".se,.si,.sie,.xlsx"}),
    )
    through = forms.TypedChoiceField(
        label="Utfallet gäller till och med",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "sista månaden med belopp"), *enumerate(MONTHS, start=1)],
    )
    replaces = forms.BooleanField(
        label="Filen ersätter det utfall som finns",
        required=False,
        help_text="Det som ersätts finns kvar i listan.",
    )
    note = forms.CharField(label="Anteckning", max_length=200, required=False)

    def __init__(self, data: QueryDict | None, files: MultiValueDict[str, Any] | None) -> None:
        super().__init__(data, files)

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse a file that is larger than a federation's year."""
        found: UploadedFile[Any] = self.cleaned_data["file"]
        if (found.size or 0) > LARGEST_FILE:
            raise forms.ValidationError("Filen är större än 10 MB. Exportera bara ett år.")
        return found

    def new_outcome(self, federation: int, year: int, values: dict[str, Any]) -> NewOutcome:
        """Make what to read in of the cleaned fields."""
        file = values.pop("file")
        file.seek(0)
        return NewOutcome(federation, year, file.name, file.read(), **values)


class MappingForm(ActForm):
    """Record how accounts lead to the budget's rows."""

    year = whole("Gäller från och med år", 2004, 2099)
    lines = LinesField(
        "Konton och rader",
        read_rules,
        rows=12,
        help_text="En rad var, den första som passar gäller: 4000-7999 1:BALDER = insats: Balder. "
        "1:BALDER är dimension och objekt, om sådana finns. Målen är intäkt, administration, insats "
        "och utanför.",
    )

    def new_mapping(self, federation: int, values: dict[str, Any]) -> NewMapping:
        """Give what was written, for the action."""
        return NewMapping(federation, values["year"], values["lines"])


class ForecastForm(ActForm):
    """Record what the manager expects of a row for the whole year."""

    row = forms.ChoiceField(label="Rad")
    amount = KronorField("Prognos för hela året", below_zero=True, help_text="I kronor.")
    made_on = DayField(label="Gjord den", validators=IN_TIME)
    reason = forms.CharField(
        label="Vad bygger den på?", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: QueryDict | None, rows: Rows, today: date) -> None:
        super().__init__(data, initial={"made_on": today})
        found = [(key.code, name) for key, name in rows.names.items()]
        self.fields["row"].choices = [("", "Välj"), *found]  # type: ignore[attr-defined]

    def new_forecast(self, federation: int, year: int, values: dict[str, Any]) -> NewForecast:
        """Give what was written, for the action."""
        return NewForecast(federation, year, **values)
