"""Forms of who gives an intervention, where, and how one applies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.directory import queries as directory
from samverk.federation import queries as federation
from samverk.foundation.forms import ActForm, DayField
from samverk.interventions.actions import DeliveryFacts, Ending, NewDelivery
from samverk.interventions.models import Delivery, StartMode

FACTS = ("name", "start_mode", "needs_referral", "content", "how_to_apply", "outcomes")
NO_PERSONS = "Läses av alla. Skriv inget om enskilda personer."


def _text(label: str, rows: int, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class DeliveryFactsForm(ActForm):
    """Change what the catalogue tells of a delivery."""

    name = forms.CharField(label="Vad heter verksamheten?", max_length=120)
    municipality = forms.TypedChoiceField(
        label="Var ges den?",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Välj en kommun i listan."},
    )
    start_mode = forms.ChoiceField(
        label="Hur börjar man?", choices=StartMode.choices, widget=forms.RadioSelect
    )
    needs_referral = forms.TypedChoiceField(
        label="Behövs remiss?",
        choices=[("ja", "ja"), ("nej", "nej, den är öppen")],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )
    content = _text("Innehåll", 5, f"Vad man gör där. {NO_PERSONS}")
    how_to_apply = _text("Så söker man", 4, "Vem man vänder sig till, och hur.")
    outcomes = _text("Önskade resultat", 3, "Ett på varje rad.")

    def __init__(
        self, data: QueryDict | None, federation_id: int, found: Delivery | None = None
    ) -> None:
        super().__init__(data, initial=_given(found) if found else None)
        towns = federation.towns_in([federation_id]).get(federation_id, [])
        offered = [("", "i hela förbundet"), *((town.id, town.name) for town in towns)]
        self.fields["municipality"].choices = offered  # type: ignore[attr-defined]

    def facts(self, values: dict[str, Any]) -> DeliveryFacts:
        """Give what was written, for the action."""
        return DeliveryFacts(**{name: values[name] for name in (*FACTS, "municipality")})


def _given(found: Delivery) -> dict[str, Any]:
    given = {name: getattr(found, name) for name in FACTS}
    referral = "ja" if found.needs_referral else "nej"
    return given | {"needs_referral": referral, "municipality": found.municipality_id}


class DeliveryForm(DeliveryFactsForm):
    """Add a delivery, with who gives it and since when: neither is changed later."""

    provider = forms.TypedChoiceField(
        label="Vem ger den?",
        coerce=int,
        empty_value=None,
        help_text="Kan inte ändras sedan. Förbundet självt ger inga insatser till enskilda.",
        error_messages={"invalid_choice": "Välj en organisation i listan."},
    )
    from_date = DayField(label="Från och med", help_text="ÅÅÅÅ-MM-DD. Kan inte ändras sedan.")
    field_order = ("key", "name", "provider", "from_date")

    def __init__(self, data: QueryDict | None, federation_id: int) -> None:
        super().__init__(data, federation_id)
        providers = [one for one in directory.organisations() if one.kind != "federation"]
        offered = [("", "välj"), *((one.id, one.name) for one in providers)]
        self.fields["provider"].choices = offered  # type: ignore[attr-defined]

    def new_delivery(self, intervention: int, values: dict[str, Any]) -> NewDelivery:
        """Give what was written, for the action."""
        return NewDelivery(
            intervention, values["provider"], values["from_date"], self.facts(values)
        )


class EndDeliveryForm(ActForm):
    """End a delivery."""

    last_day = DayField(label="Sista dagen")
    why = forms.CharField(label="Varför?", max_length=300, help_text=NO_PERSONS)

    def ending(self, values: dict[str, Any]) -> Ending:
        """Give what was written, for the action."""
        return Ending(**values)
