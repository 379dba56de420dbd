"""Forms that enter those who waited before the system: one person, or a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.directory import queries as directory
from samverk.foundation.forms import ActForm, DayField
from samverk.interventions.persons.actions import CarriedPause, NewWaiting
from samverk.interventions.persons.forms.people import municipalities, words
from samverk.rules.interventions.queue import PAUSE_REASONS

LARGEST_FILE = 5_000_000


def referrers() -> list[tuple[int, str]]:
    """List who may have referred somebody (ids and short names): any organisation but a federation."""
    found = directory.organisations()
    return [(one.id, one.short_name) for one in found if one.kind != "federation"]


class WaitingForm(ActForm):
    """Enter one person who already waits."""

    name = words("Namn")
    number = words(
        "Personnummer eller samordningsnummer", 20, required=False, help_text="ÅÅÅÅMMDD-NNNN."
    )
    born = DayField(label="Födelsedag, om nummer saknas", required=False)
    home = forms.TypedChoiceField(label="Hemkommun", coerce=int, empty_value=None, required=False)
    protected = forms.BooleanField(
        label="Personen har skyddade personuppgifter",
        required=False,
        help_text="Då vet bara du, och de du namnger, att personen finns här.",
    )
    sender = forms.TypedChoiceField(
        label="Vem remitterade?",
        coerce=int,
        error_messages={"required": "Välj vem som remitterade."},
    )
    received_on = DayField(label="När kom remissen?")
    joined_on = DayField(label="När ställdes personen i kö?")
    confirmed_on = DayField(label="När bekräftades väntan senast?", required=False)
    pause_from = DayField(label="Paus från och med", required=False)
    pause_to = DayField(label="Paus till", required=False)
    pause_reason = forms.ChoiceField(
        label="Varför pausen?",
        required=False,
        choices=[("", "ingen paus"), *((one.value, text) for one, text in PAUSE_REASONS.items())],
    )
    source = words(
        "Vad kommer uppgifterna ur?",
        300,
        help_text="Till exempel ”pärm 4, remiss 12” eller ”teamets lista 2024-01-31”.",
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        self.fields["born"].help_text = "ÅÅÅÅ-MM-DD"
        self.fields["pause_to"].help_text = "ÅÅÅÅ-MM-DD. Tomt om pausen pågår."
        self.fields["home"].choices = [("", "inte känd"), *municipalities()]  # type: ignore[attr-defined]
        self.fields["sender"].choices = [("", "välj"), *referrers()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse half a pause."""
        found: dict[str, Any] = super().clean() or {}
        if bool(found.get("pause_from")) != bool(found.get("pause_reason")):
            self.add_error("pause_from", "Skriv både från vilken dag pausen är och varför.")
        return found

    def new_waiting(self, values: dict[str, Any]) -> NewWaiting:
        """Give what was written, for the action."""
        since, until, why = (values.pop(f"pause_{name}") for name in ("from", "to", "reason"))
        pauses = (CarriedPause(since, until, why),) if since else ()
        return NewWaiting(**values, pauses=pauses)


class WaitingFileForm(ActForm):
    """Try a file of those who already wait, or enter them."""

    file = forms.FileField(
        label="Fil",
        help_text="CSV eller Excel (.xlsx), en rad för var och en.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Välj en fil."},
    )
    enters = forms.BooleanField(
        label="För in dem nu",
        required=False,
        help_text="Utan kryss prövas filen bara: inget förs in, och alla fel visas.",
    )

    def __init__(self, data: QueryDict | None, files: MultiValueDict[str, Any] | None) -> None:
        super().__init__(data, files)

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse a file that is larger than a queue."""
        found: UploadedFile[Any] = self.cleaned_data["file"]
        if (found.size or 0) > LARGEST_FILE:
            raise forms.ValidationError("Filen är större än 5 MB. Ha bara listan i den.")
        return found
