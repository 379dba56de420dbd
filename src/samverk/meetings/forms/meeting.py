"""When and where a body meets, and what was done around the meeting."""

from __future__ import annotations

from typing import Any

from django import forms

from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField
from samverk.meetings.actions import Occasion
from samverk.meetings.models import Meeting

PUBLIC = {"": None, "yes": True, "no": False}


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
        label="Är sammanträdet offentligt?",
        required=False,
        choices=[("", "Inte beslutat"), ("yes", "Ja"), ("no", "Nej, bakom stängda dörrar")],
    )
    extra = forms.BooleanField(label="Extra sammanträde", required=False)
    asked_by = forms.CharField(
        label="Vem har begärt det extra sammanträdet?",
        max_length=200,
        required=False,
        help_text="Ordföranden, styrelsen, eller minst en tredjedel av ledamöterna.",
    )

    @staticmethod
    def occasion(values: dict[str, Any]) -> Occasion:
        """Make what the action asks for of the form's fields."""
        return Occasion(**values | {"public": PUBLIC[values["public"]]})

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """Give the form's fields as the meeting has them."""
        words = {value: word for word, value in PUBLIC.items()}
        names = ("day", "starts_at", "place", "distance_link", "extra", "asked_by")
        return {name: getattr(meeting, name) for name in names} | {"public": words[meeting.public]}


class FactForm(ActForm):
    """Note that a meeting was announced, called, or its papers sent."""

    happened_on = DayField(label="Vilken dag?", initial=clock.today)
    note = forms.CharField(
        label="Anteckning",
        max_length=300,
        required=False,
        help_text="Till exempel hur det skickades, eller vem som gjorde det.",
    )
