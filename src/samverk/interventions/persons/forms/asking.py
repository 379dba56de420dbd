"""What to try on a queue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.federation.queries import PlacePrice
from samverk.foundation.forms import ActForm, DayField
from samverk.interventions.persons.actions.asking import NewQuestion
from samverk.rules.interventions.limits import MOST_DAYS
from samverk.rules.interventions.queue import RECONFIRM_DAYS

MOST = 1_000
NO_PRICE = "Ingen överenskommelse här säger vad en plats kostar."


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
    new_places = forms.IntegerField(
        label="Platser i en ny verksamhet",
        min_value=0,
        max_value=MOST,
        required=False,
        help_text="Utöver dagens. Samma kö.",
    )
    new_home = forms.ChoiceField(label="Den nya verksamheten är bara för boende i", required=False)
    first_home = forms.ChoiceField(label="Går först: boende i", required=False)
    first_party = forms.ChoiceField(label="Går först: remitterade av", required=False)
    confirm_every = forms.IntegerField(
        label="Dagar mellan bekräftelser av väntan",
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
    )
    stop_from = DayField(label="Intagningsstopp från och med", required=False)
    stop_to = DayField(
        label="Intagningsstopp till och med", required=False, help_text="Tomt: tills vidare."
    )
    leaves_home = forms.ChoiceField(label="Lämnar: boende i", required=False)
    leaves_party = forms.ChoiceField(label="Lämnar: remitterade av", required=False)
    keeps_place = forms.BooleanField(
        label="De som redan väntar får stå kvar", required=False, initial=True
    )
    finishes = forms.BooleanField(
        label="De som redan deltar får gå klart", required=False, initial=True
    )
    day_cost = forms.IntegerField(
        label="Kostnad per finansierad plats och dag, kronor",
        min_value=0,
        max_value=1_000_000,
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        homes: list[str],
        parties: list[str],
        price: PlacePrice | None = None,
        *,
        confirmed: int = RECONFIRM_DAYS,
    ) -> None:
        super().__init__(data)
        self.fields["confirm_every"].help_text = f"I stället för var {confirmed}:e dag."
        cost = self.fields["day_cost"]
        cost.help_text = NO_PRICE
        if price is not None:
            # Half a krona up: what is paid for is never told as less than it is
            cost.initial = (price.a_day + 50) // 100
            cost.help_text = f"{price.told} Ändra om en ny plats kostar något annat."
        for names, fields in (
            (homes, "new_home first_home leaves_home"),
            (parties, "first_party leaves_party"),
        ):
            for name in fields.split():
                none = "alla" if name == "new_home" else "ingen"
                choices = [("", none), *((one, one) for one in names)]
                self.fields[name].choices = choices  # type: ignore[attr-defined]

    def new_question(self, delivery: int, values: dict[str, Any], beside: str) -> NewQuestion:
        """Give what was written, for the action, beside an earlier what-if (id) or ""."""
        return NewQuestion(
            delivery, **values | {"day_cost": values["day_cost"] or 0}, beside=beside
        )
