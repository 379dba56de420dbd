"""Forms about emergency access."""

from __future__ import annotations

from django import forms

from samverk.foundation.forms import ActForm
from samverk.interventions.persons.forms.people import prose, words
from samverk.rules.interventions.emergency import EMERGENCY_REASONS, LEAST_WHY


class EmergencyForm(ActForm):
    """Ask to read of a person at once."""

    number = words(
        "Personnummer eller samordningsnummer", 20, help_text="Hela numret, ÅÅÅÅMMDD-NNNN."
    )
    reason = forms.ChoiceField(
        label="Skäl",
        choices=[(k.value, v) for k, v in EMERGENCY_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj skäl."},
    )
    why = prose(
        "Varför är det bråttom?",
        3,
        max_length=500,
        help_text=f"Minst {LEAST_WHY} tecken. Den som godkänner läser det, och den som granskar efteråt.",
    )


class ReviewEmergencyForm(ActForm):
    """Review an emergency access."""

    is_justified = forms.TypedChoiceField(
        label="Var nödåtkomsten befogad?",
        choices=[("ja", "ja"), ("nej", "nej")],
        coerce=lambda said: said == "ja",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ja eller nej."},
    )
    note = prose(
        "Vad visade granskningen?",
        3,
        max_length=500,
        help_text="Skriv inget om personen. Var den inte befogad: anmäl enligt er rutin.",
    )
