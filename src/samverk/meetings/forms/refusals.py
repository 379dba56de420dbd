"""The chair's refusal to put a proposal, and how the council decided on it."""

from __future__ import annotations

from django import forms

from samverk.foundation.forms import ActForm
from samverk.meetings.models.refusals import OBJECTIONS


class RefusalForm(ActForm):
    """Note that the chair refuses to put a proposal."""

    ground = forms.ChoiceField(
        label="Ordföranden vägrar, för att",
        choices=[(k.value, v) for k, v in OBJECTIONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför ordföranden vägrar."},
    )
    why = forms.CharField(
        label="Ordförandens skäl",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Trycks i protokollet.",
        error_messages={"required": "Skriv skälet så som ordföranden angav det."},
    )


class RefusalDecisionForm(ActForm):
    """Note how the council decided on a refusal."""

    overridden = forms.TypedChoiceField(
        label="Vad beslutade fullmäktige?",
        choices=[
            ("yes", "Proposition ska ställas på yrkandet"),
            ("no", "Proposition ska inte ställas"),
        ],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad fullmäktige beslutade."},
    )
    decided_how = forms.CharField(
        label="Hur beslutades det?",
        max_length=300,
        required=False,
        help_text="Till exempel: Beslutet fattades med acklamation.",
    )


class RefusalStruckForm(ActForm):
    """Say why a refusal no longer counts."""

    why = forms.CharField(
        label="Varför stryks vägran?",
        max_length=300,
        help_text="Till exempel: ordföranden tog tillbaka vägran. Yrkandet ställs då under proposition.",
        error_messages={"required": "Skriv varför vägran stryks."},
    )
