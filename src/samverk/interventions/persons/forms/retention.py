"""Forms of the retention plan, of a disposal, and of a file that is held back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from samverk.foundation.forms import ActForm, DayField
from samverk.interventions.persons.actions.retention import NewRetentionPlan
from samverk.interventions.persons.forms.people import words
from samverk.rules.interventions.retention import (
    COUNTED_FROM,
    HOLD_REASONS,
    IN_DAYS,
    RECORDS,
    TRIGGERS,
    Record,
    RetentionRule,
    Trigger,
)

DAYS_AFTER = {
    Record.DRAFT: "Dagar efter den senaste ändringen",
    Record.EMERGENCY: "Dagar efter att den gjordes",
}
CITED = "Så som ni skriver det, till exempel SN 2026-11-12 § 88."
MOST_YEARS, MOST_DAYS = 120, 3650


class PlanForm(ActForm):
    """A decided plan: when it applies, by which decision, and how long each record is kept."""

    from_date = DayField(label="Gäller från och med")
    decision = words("Vilket beslut vilar planen på?", 120, help_text=CITED)
    decided_on = DayField(label="Beslutad den")

    def __init__(self, data: QueryDict | None, rules: Iterable[RetentionRule]) -> None:
        known = {rule.record: rule for rule in rules}
        super().__init__(data, initial=_initial(known))
        for record in Record:
            self.fields.update(_fields(record))
        for field in self.fields.values():
            if field.error_messages.get("required", "").startswith("Det här fältet"):
                field.error_messages["required"] = self.REQUIRED

    @property
    def first(self) -> list[BoundField]:
        """The fields of the plan as such."""
        return [self[name] for name in ("from_date", "decision", "decided_on")]

    @property
    def groups(self) -> list[tuple[str, str, list[BoundField]]]:
        """The fields of each record, with its name in words."""
        return [
            (record.value, RECORDS[record], [self[name] for name in _fields(record)])
            for record in Record
        ]

    def new_plan(self, values: dict[str, Any]) -> NewRetentionPlan:
        """Give what was written, for the action."""
        rules = tuple(_rule(record, values) for record in Record)
        return NewRetentionPlan(
            values["from_date"], values["decision"], values["decided_on"], rules
        )


def _fields(record: Record) -> dict[str, forms.Field]:
    of = record.value
    ground = words("Vad vilar tiden på?", 200, required=False, help_text="Lagrum eller beslut.")
    confirmed = forms.BooleanField(label="Någon har kontrollerat grunden", required=False)
    if record in IN_DAYS:
        days = _number(DAYS_AFTER[record], IN_DAYS[record], MOST_DAYS)
        return {f"{of}_days": days, f"{of}_ground": ground, f"{of}_confirmed": confirmed}
    trigger = forms.ChoiceField(
        label="Räknas från", choices=[(one.value, TRIGGERS[one]) for one in COUNTED_FROM[record]]
    )
    year_end = forms.BooleanField(
        label="Gallringen ska vara klar kalenderåret efter", required=False
    )
    return {
        f"{of}_trigger": trigger,
        f"{of}_years": _number("Antal år", 1, MOST_YEARS),
        f"{of}_year_end": year_end,
        f"{of}_ground": ground,
        f"{of}_confirmed": confirmed,
    }


def _number(label: str, least: int, most: int) -> forms.IntegerField:
    fault = f"Skriv ett tal från {least} till {most}."
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), fault),
    )


def _initial(known: dict[Record, RetentionRule]) -> dict[str, object]:
    found: dict[str, object] = {}
    for record, rule in known.items():
        named = {
            "trigger": rule.trigger.value,
            "years": rule.years,
            "days": rule.days,
            "year_end": rule.by_year_end,
            "ground": rule.ground,
            "confirmed": rule.is_confirmed,
        }
        found |= {f"{record.value}_{name}": value for name, value in named.items()}
    return found


def _rule(record: Record, values: dict[str, Any]) -> RetentionRule:
    of = record.value
    return RetentionRule(
        record,
        Trigger(values.get(f"{of}_trigger", COUNTED_FROM[record][0])),
        values.get(f"{of}_years", 0),
        values.get(f"{of}_days", 0),
        values.get(f"{of}_year_end", False),
        values[f"{of}_ground"],
        values[f"{of}_confirmed"],
    )


class SureForm(ActForm):
    """Go on with what cannot be taken back: the box is never ticked beforehand."""

    sure = forms.BooleanField(error_messages={"required": "Kryssa i rutan för att gå vidare."})

    def __init__(self, data: QueryDict | None, label: str) -> None:
        super().__init__(data)
        self.fields["sure"].label = label


class DecisionForm(ActForm):
    """Cite the decision to remove those who were due."""

    reference = words("Vilket beslut är det?", 120, help_text=CITED)
    decided_on = DayField(label="Beslutat den")


class HoldForm(ActForm):
    """Hold a person's file back from disposal."""

    reason = forms.ChoiceField(
        label="Varför undantas akten?",
        choices=[(one.value, name) for one, name in HOLD_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför akten undantas."},
    )
    reference = words(
        "Ärende- eller målnummer", 60, help_text="Skriv bara numret, inget om personen."
    )
