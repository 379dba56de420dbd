"""What to try on a queue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm, DayField
from samverk.interventions.persons.actions.asking import NewQuestion

MOST = 1_000


class WhatIfForm(ActForm):
    """Ask what would happen: one change or several, against going on as now."""

    name = forms.CharField(label="Vad kallar ni ändringen?", max_length=60, required=False)
    from_date = DayField(label="Från och med")
    places = forms.IntegerField(
        label="Antal platser",
        min_value=0,
        max_value=MOST,
        required=False,
        help_text="I stället för dagens.",
    )
    first_home = forms.ChoiceField(label="Går först: boende i", required=False)
    first_party = forms.ChoiceField(label="Går först: remitterade av", required=False)
    stop_from = DayField(label="Intagningsstopp från och med", required=False)
    stop_to = DayField(
        label="Intagningsstopp till och med", required=False, help_text="Tomt: tills vidare."
    )
    leaves_home = forms.ChoiceField(label="Lämnar: boende i", required=False)
    leaves_party = forms.ChoiceField(label="Lämnar: remitterade av", required=False)
    keeps_place = forms.BooleanField(
        label="De som redan väntar får stå kvar", required=False, initial=True
    )
    day_cost = forms.IntegerField(
        label="Kostnad per finansierad plats och dag, kronor",
        min_value=0,
        max_value=1_000_000,
        required=False,
    )

    def __init__(self, data: QueryDict | None, homes: list[str], parties: list[str]) -> None:
        super().__init__(data)
        for names, fields in (
            (homes, "first_home leaves_home"),
            (parties, "first_party leaves_party"),
        ):
            for name in fields.split():
                choices = [("", "ingen"), *((one, one) for one in names)]
                self.fields[name].choices = choices  # type: ignore[attr-defined]

    def new_question(self, delivery: int, values: dict[str, Any]) -> NewQuestion:
        """Give what was written, for the action."""
        return NewQuestion(delivery, **values | {"day_cost": values["day_cost"] or 0})
