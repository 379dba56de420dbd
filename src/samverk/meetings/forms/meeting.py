"""When and where a body meets, and what was done around the meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField
from samverk.meetings.actions import Occasion
from samverk.meetings.models import Meeting
from samverk.rules.assembly import Assembly
from samverk.rules.extra_meeting import Asker

PUBLIC = {"": None, "yes": True, "no": False}
IS_PUBLIC = "Är sammanträdet offentligt?"
OPEN, CLOSED = ("yes", "Ja"), ("no", "Nej, bakom stängda dörrar")
# What decides it, in the bodies where it is not decided by law
DECIDED_BY = {
    Assembly.BOARD: "Ja bara om fullmäktige har medgett det och nämnden har beslutat det.",
    Assembly.FEDERATION: "Sammanträdet då budgeten fastställs är offentligt.",
}
ASKERS = {
    Asker.CHAIR: "Ordföranden",
    Asker.EXECUTIVE: "Styrelsen",
    Asker.MEMBERS: "Ledamöter, minst en tredjedel",
}


class OccasionForm(ActForm):
    """Plan or move a meeting."""

    day = DayField(label="Dag")
    starts_at = forms.TimeField(
        label="Tid",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"}),
        help_text="TT:MM",
        error_messages={"invalid": "Skriv tiden som TT:MM, till exempel 13:00."},
    )
    place = forms.CharField(label="Plats", max_length=200)
    distance_link = forms.URLField(
        label="Länk för dem som deltar på distans",
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Skriv hela adressen, som börjar med https://."},
    )
    public = forms.ChoiceField(
        label=IS_PUBLIC, required=False, choices=[("", "Inte beslutat"), OPEN, CLOSED]
    )
    extra = forms.BooleanField(label="Extra sammanträde", required=False)
    asker = forms.ChoiceField(label="Vem har begärt det extra sammanträdet?", required=False)
    requesting = forms.IntegerField(
        label="Hur många ledamöter begär det?",
        min_value=1,
        max_value=1000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Bara när ledamöter begär det.",
        error_messages={"invalid": "Skriv antalet som ett heltal."},
    )
    asked_by = forms.CharField(
        label="Mer om begäran",
        max_length=200,
        required=False,
        help_text="Till exempel vilka som begär det, och vilken dag.",
    )

    def __init__(self, data: QueryDict | None, assembly: Assembly, **options: Any) -> None:
        super().__init__(data, **options)
        is_council = assembly is Assembly.COUNCIL
        offered = [(a.value, ASKERS[a]) for a in Asker if is_council or a is not Asker.EXECUTIVE]
        self.fields["asker"].choices = [("", "Ingen"), *offered]  # type: ignore[attr-defined]
        if is_council:
            del self.fields["public"]
        else:
            self.fields["public"].help_text = DECIDED_BY[assembly]

    @staticmethod
    def occasion(values: dict[str, Any]) -> Occasion:
        """Make what the action asks for of the form's fields."""
        return Occasion(**values | {"public": PUBLIC[values.get("public", "")]})

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """Give the form's fields as the meeting has them."""
        words = {value: word for word, value in PUBLIC.items()}
        request = ("extra", "asker", "requesting", "asked_by")
        names = ("day", "starts_at", "place", "distance_link", *request)
        return {name: getattr(meeting, name) for name in names} | {"public": words[meeting.public]}


class DoorsForm(ActForm):
    """Say whether the meeting is public."""

    public = forms.ChoiceField(label=IS_PUBLIC, choices=[OPEN, CLOSED], widget=forms.RadioSelect)

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """Give the form's field as the meeting has it."""
        return {"public": {value: word for word, value in PUBLIC.items()}[meeting.public]}

    @staticmethod
    def is_public(values: dict[str, Any]) -> bool:
        """Answer whether the form says that it is."""
        return bool(values["public"] == OPEN[0])


class FactForm(ActForm):
    """Note that a meeting was announced, called, or its papers sent."""

    happened_on = DayField(label="Vilken dag?", initial=clock.today)
    note = forms.CharField(
        label="Anteckning",
        max_length=300,
        required=False,
        help_text="Till exempel hur det skickades, eller vem som gjorde det.",
    )
