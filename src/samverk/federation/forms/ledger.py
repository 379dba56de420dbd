"""The form that hands certified claims to the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.federation import actions
from samverk.federation.forms.contributions import ACCOUNT, IN_TIME
from samverk.federation.models import Claim
from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField
from samverk.rules.agreements.booking import (
    DEFAULT_COST,
    DEFAULT_DEBT,
    DEFAULT_SERIES,
    Booking,
)
from samverk.rules.wording import kronor_and_ore


class LedgerForm(ActForm):
    """Choose claims, and how they are booked."""

    claims = forms.TypedMultipleChoiceField(
        label="Rekvisitioner", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    day = DayField(label="Bokföringsdag", validators=IN_TIME)
    series = forms.CharField(
        label="Verifikationsserie", required=False, max_length=4, initial=DEFAULT_SERIES
    )
    cost = forms.CharField(
        label="Kostnadskonto", max_length=8, validators=[ACCOUNT], initial=DEFAULT_COST
    )
    debt = forms.CharField(
        label="Skuldkonto", max_length=8, validators=[ACCOUNT], initial=DEFAULT_DEBT
    )

    def __init__(self, data: QueryDict | None, waiting: Sequence[Claim]) -> None:
        super().__init__(data, initial={"day": clock.today()})
        offered = [
            (one.pk, f"{one}, {one.agreement.name}: {kronor_and_ore(one.approved or 0)}")
            for one in waiting
        ]
        self.fields["claims"].choices = offered  # type: ignore[attr-defined]
        self.fields["claims"].initial = [one.pk for one in waiting]

    def new_ledger(self, federation: int, values: dict[str, Any]) -> actions.NewLedger:
        """Give what was chosen, for the action."""
        claims = tuple(values.pop("claims"))
        return actions.NewLedger(federation, claims, Booking(**values))
