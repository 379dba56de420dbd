"""Forms about requests to be told what is held."""

from __future__ import annotations

from django import forms

from samverk.foundation.forms import ActForm, DayField
from samverk.interventions.persons.forms.people import prose
from samverk.interventions.persons.models import IdentityCheck, RequestWay


class SubjectRequestForm(ActForm):
    """Take a request for an extract."""

    received_on = DayField(label="Vilken dag kom begäran?")
    way = forms.ChoiceField(
        label="Hur kom den?",
        choices=RequestWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur begäran kom."},
    )
    identity_check = forms.ChoiceField(
        label="Hur har ni kontrollerat vem det är?",
        choices=IdentityCheck.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur identiteten kontrollerades."},
    )


class ExtendForm(ActForm):
    """Take more time to answer."""

    why = prose(
        "Varför behövs mer tid?",
        3,
        max_length=500,
        help_text="Personen ska få veta skälet. Bara om begäran är komplicerad eller om det är många.",
    )


class AnsweredForm(ActForm):
    """Note that the extract is handed over."""

    yes = forms.BooleanField(
        label="Personen har fått hela utdraget",
        error_messages={"required": "Kryssa i när personen har fått utdraget."},
    )
