"""Forms of the register's retention plan, of a disposal, and of a decision that is held back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.execution.actions.retention import NewRegisterPlan
from samverk.foundation.forms import ActForm, DayField
from samverk.rules.interventions.retention import HOLD_REASONS
from samverk.rules.unexecuted.retention import RegisterTerm

CITED = "Så som ni skriver det, till exempel SN 2026-11-12 § 88."
MOST_YEARS = 120
FAULT = f"Skriv ett tal från 1 till {MOST_YEARS}."


class RegisterPlanForm(ActForm):
    """A decided plan: when it applies, by which decision, and how long decisions are kept."""

    from_date = DayField(label="Gäller från och med")
    decision = forms.CharField(
        label="Vilket beslut vilar planen på?", max_length=120, help_text=CITED
    )
    decided_on = DayField(label="Beslutad den")
    years = forms.IntegerField(
        label="Antal år efter den sista anteckningen",
        min_value=1,
        max_value=MOST_YEARS,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), FAULT),
    )
    by_year_end = forms.BooleanField(
        label="Gallringen ska vara klar kalenderåret efter", required=False
    )
    ground = forms.CharField(
        label="Vad vilar tiden på?",
        max_length=200,
        required=False,
        help_text="Lagrum eller beslut.",
    )
    is_confirmed = forms.BooleanField(label="Någon har kontrollerat grunden", required=False)

    @staticmethod
    def new_plan(values: dict[str, Any]) -> NewRegisterPlan:
        """Give what was written, for the action."""
        term = RegisterTerm(
            values["years"], values["by_year_end"], values["ground"], values["is_confirmed"]
        )
        return NewRegisterPlan(values["from_date"], values["decision"], values["decided_on"], term)


class DisposalForm(ActForm):
    """Cite the decision to remove what was due."""

    reference = forms.CharField(label="Vilket beslut är det?", max_length=120, help_text=CITED)
    decided_on = DayField(label="Beslutat den")


class SureForm(ActForm):
    """Go on with what cannot be taken back: the box is never ticked beforehand."""

    sure = forms.BooleanField(error_messages={"required": "Kryssa i rutan för att gå vidare."})

    def __init__(self, data: QueryDict | None, label: str) -> None:
        super().__init__(data)
        self.fields["sure"].label = label


class HoldDecisionForm(ActForm):
    """Hold a decision back from disposal."""

    reason = forms.ChoiceField(
        label="Varför undantas beslutet?",
        choices=[(one.value, name) for one, name in HOLD_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför beslutet undantas."},
    )
    reference = forms.CharField(
        label="Ärende- eller målnummer",
        max_length=60,
        help_text="Skriv bara numret, inget om den enskilde.",
    )
