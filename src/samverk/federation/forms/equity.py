"""Forms of equity: a year as stated, the user's ceilings, and a sum to try."""

from __future__ import annotations

from typing import Any

from django import forms

from samverk.federation.actions.equity import NewCeiling, NewEquity
from samverk.federation.forms.amounts import KronorField, LinesField
from samverk.federation.forms.contributions import IN_TIME
from samverk.federation.forms.setup import PRECISIONS, whole
from samverk.federation.reading.budget_lines import read_rows
from samverk.federation.reading.ceiling_lines import read_steps
from samverk.foundation.forms import ActForm, DayField, PageForm


class EquityForm(ActForm):
    """Record a year's equity as a paper states it."""

    year = whole("År", 1990, 2099)
    opening = KronorField("Ingående eget kapital", below_zero=True, help_text="I kronor.")
    result = KronorField(
        "Årets resultat", below_zero=True, help_text="Med minus framför ett underskott."
    )
    closing = KronorField("Utgående eget kapital", below_zero=True)
    income = KronorField("Årets intäkter", required=False, help_text="Behövs för att räkna taket.")
    source = forms.CharField(
        label="Källa", max_length=300, help_text="Till exempel: Årsredovisning 2026, sidan 8."
    )

    def new_equity(self, federation: int, values: dict[str, Any]) -> NewEquity:
        """Give what was written, for the action."""
        return NewEquity(federation, **values)


class CeilingForm(ActForm):
    """Record how much equity may be."""

    from_date = DayField(label="Gäller från och med", validators=IN_TIME)
    steps = LinesField(
        "Tak",
        read_steps,
        rows=5,
        help_text="Från vilka intäkter i kronor, och taket: 0: 20 % eller 10 000 000: 1 500 000 kr.",
    )
    source = forms.CharField(
        label="Källa",
        max_length=300,
        help_text="Inga tak är inlagda från början: Nationella rådets siffror är inte bekräftade.",
    )

    def new_ceiling(self, federation: int, values: dict[str, Any]) -> NewCeiling:
        """Give what was written, for the action."""
        return NewCeiling(federation, **values)


class TrySumForm(PageForm):
    """Try whether the parts that a paper states add up to the total that it states."""

    total = KronorField("Uppgiven summa", help_text="I kronor.")
    parts = LinesField("Delar", read_rows, rows=4, help_text="En rad var: Namn: kronor.")
    precision = forms.TypedChoiceField(
        label="Beloppen är avrundade till",
        choices={**PRECISIONS, 100_000: "hundratusental kronor (2,2 mnkr)"},
        coerce=int,
    )
