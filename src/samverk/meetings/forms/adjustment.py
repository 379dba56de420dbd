"""What is said about minutes that are adjusted, and about notices on boards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.directory.queries import AdjustmentForm
from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField, LeftField
from samverk.meetings.actions import NewPostingFact
from samverk.meetings.models import Method
from samverk.meetings.queries import Stage

WAYS = {"remark": "Rätta detta och skicka igen", "refuse": "Jag är oense om innehållet"}


class SendForm(ActForm):
    """Send the minutes for adjustment; how they are signed is asked where the by-laws do not say."""

    method = forms.ChoiceField(
        label="Hur undertecknas protokollet?", choices=Method.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: QueryDict | None, decided: str) -> None:
        super().__init__(data, initial={"method": decided or Method.ELECTRONIC})
        if decided != AdjustmentForm.UNKNOWN:
            self.fields["method"].widget = forms.HiddenInput()


class AtOnceForm(SendForm):
    """Lay a paragraph before its signers at the meeting."""

    was_read = forms.BooleanField(
        label="Paragrafen finns i skrift och har lästs upp vid sammanträdet", required=False
    )


class RemarkForm(ActForm):
    """Give the minutes back."""

    text = forms.CharField(label="Vad ska ändras?", widget=forms.Textarea(attrs={"rows": 5}))
    way = forms.ChoiceField(
        label="Vad gäller det?",
        choices=WAYS.items(),
        widget=forms.RadioSelect,
        initial="remark",
    )


class PaperForm(ActForm):
    """Note who has signed on paper, and when."""

    person = LeftField(label="Vem har undertecknat?")
    day = DayField(label="Vilken dag?", initial=clock.today)

    def __init__(self, data: QueryDict | None, stage: Stage) -> None:
        super().__init__(data)
        people = [(row.signer.person_id, str(row.signer)) for row in stage.signers]
        signed = [row.signer.person_id for row in stage.signers if row.signed_on]
        self.fields["person"].offer(people, signed)  # type: ignore[attr-defined]


class CorrectionForm(ActForm):
    """Correct a locked paragraph."""

    text = forms.CharField(label="Så ska det rätta lyda", widget=forms.Textarea(attrs={"rows": 5}))
    why = forms.CharField(label="Varför rättas det?", max_length=300)


class PostingForm(ActForm):
    """Note what happened to a notice on a board."""

    day = DayField(label="Vilken dag?", initial=clock.today)
    note = forms.CharField(
        label="Anteckning",
        max_length=300,
        required=False,
        help_text="Till exempel vem som lämnade uppgiften. Den syns för alla på beviset.",
    )

    @staticmethod
    def fact(kind: str, values: dict[str, Any]) -> NewPostingFact:
        """Make what the action asks for of the form's fields."""
        return NewPostingFact(kind, values["day"], values["note"])
