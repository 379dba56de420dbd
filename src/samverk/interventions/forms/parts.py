"""Forms of what belongs to a delivery: intake, requirements, places, classes and visits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.federation import queries as federation
from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField
from samverk.interventions.actions import (
    Closing,
    NewClass,
    NewLimit,
    NewPlaces,
    NewRequirement,
    NewShutting,
    NewStart,
    NewVisits,
)
from samverk.interventions.models import Delivery
from samverk.rules.interventions.capacity import Places
from samverk.rules.interventions.eligibility import TEST_DAYS
from samverk.rules.interventions.facts import HORIZONS, LIVELIHOODS, Horizon
from samverk.rules.interventions.limits import LIMITS, MOST_DAYS
from samverk.rules.interventions.queue import RECONFIRM_DAYS

MOST = 10_000
OLDEST = 120
DECIDED = "Till exempel styrelsen 2026-03-02 § 14."
WHOLE = "Skriv ett heltal, bara siffror."


def number(label: str, most: int = MOST, **options: Any) -> forms.IntegerField:
    """Make a field for a whole number from nought."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": WHOLE},
        **options,
    )


class OpenIntakeForm(ActForm):
    """Open the intake."""

    from_date = DayField(label="Öppet från och med")


class CloseIntakeForm(ActForm):
    """Close the intake, with why and where to go instead."""

    last_day = DayField(label="Sista dagen som intaget är öppet")
    why = forms.CharField(
        label="Varför stängs det?", max_length=300, help_text="Läses av alla i katalogen."
    )
    successor = forms.TypedChoiceField(
        label="Vart vänder man sig i stället?",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Välj en verksamhet i listan."},
    )

    def __init__(self, data: QueryDict | None, others: Iterable[Delivery]) -> None:
        super().__init__(data)
        offered = [("", "ingen ersätter den"), *((one.pk, one.name) for one in others)]
        self.fields["successor"].choices = offered  # type: ignore[attr-defined]

    def closing(self, values: dict[str, Any]) -> Closing:
        """Give what was written, for the action."""
        return Closing(**values)


class RequirementForm(ActForm):
    """Add a rule of who a delivery is for."""

    youngest = number(
        "Yngst", OLDEST, required=False, help_text="År. Lämna tomt om ingen gräns finns."
    )
    oldest = number("Äldst", OLDEST, required=False, help_text="År, den åldern räknas med.")
    homes = forms.TypedMultipleChoiceField(
        label="Bara för boende i",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kryssa inget om alla i förbundet får komma.",
    )
    parties = forms.TypedMultipleChoiceField(
        label="Bara på remiss från",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kryssa inget om alla parter får remittera.",
    )
    incomes = forms.MultipleChoiceField(
        label="Bara för den vars försörjning är",
        required=False,
        choices=list(LIVELIHOODS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Kryssa inget om försörjningen inte spelar någon roll.",
    )
    horizon = forms.ChoiceField(
        label="Bara för den som bedöms kunna arbeta eller studera",
        required=False,
        choices=[
            ("", "när som helst"),
            *((one.value, text) for one, text in HORIZONS.items() if one is not Horizon.LATER),
        ],
    )
    tested_on = forms.ChoiceField(
        label="När prövas det?",
        choices=[(day.value, words) for day, words in TEST_DAYS.items()],
        widget=forms.RadioSelect,
    )
    blocks = forms.TypedChoiceField(
        label="Vad händer om någon inte passar?",
        choices=[("ja", "remissen hindras"), ("nej", "remittenten varnas, undantag kan göras")],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )
    decided_in = forms.CharField(
        label="Enligt beslut", max_length=300, required=False, help_text=DECIDED
    )
    from_date = DayField(label="Gäller från och med")

    def __init__(self, data: QueryDict | None, federation_id: int) -> None:
        super().__init__(data)
        towns = federation.towns_in([federation_id]).get(federation_id, [])
        self.fields["homes"].choices = [(town.id, town.name) for town in towns]  # type: ignore[attr-defined]
        parties = federation.parties_in(federation_id)
        self.fields["parties"].choices = [(one.id, one.name) for one in parties]  # type: ignore[attr-defined]

    def new_requirement(self, delivery: int, values: dict[str, Any]) -> NewRequirement:
        """Give what was written, for the action."""
        several = {name: tuple(values[name]) for name in ("homes", "parties", "incomes")}
        return NewRequirement(delivery, **(values | several))


class EndRequirementForm(ActForm):
    """End a rule of who a delivery is for."""

    last_day = DayField(label="Sista dagen som kravet gäller")


class PlacesForm(ActForm):
    """Set how many places there are from a day on."""

    from_date = DayField(label="Från och med")
    funded = number("Finansierade platser", help_text="Så många som betalas.")
    maximum = number("Som mest", help_text="Så många som får plats.")
    out_of_service = number("Stängda just nu", initial=0, help_text="0 om alla går att använda.")
    reason = forms.CharField(label="Varför ändras det?", max_length=300, required=False)

    def __init__(self, data: QueryDict | None, now: Places | None) -> None:
        names = ("funded", "maximum", "out_of_service")
        super().__init__(data, initial={n: getattr(now, n) for n in names} if now else None)

    def new_places(self, delivery: int, values: dict[str, Any]) -> NewPlaces:
        """Give what was written, for the action."""
        return NewPlaces(delivery, **values)


class ShutForm(ActForm):
    """Shut places for a while, or open them again."""

    number = number("Hur många platser är stängda?", help_text="0 öppnar alla igen.")
    from_date = DayField(label="Från och med")
    last = DayField(
        label="Till och med",
        required=False,
        help_text="Lämna tomt om det gäller tills vidare.",
    )
    reason = forms.CharField(
        label="Varför?",
        max_length=300,
        required=False,
        help_text="Behövs när platser stängs. Förbundet läser det: skriv inget om enskilda personer.",
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data, initial={"from_date": clock.today()})
        # Only to open all again is no reason asked for
        self.fields["reason"].is_needed = True  # type: ignore[attr-defined]

    def new_shutting(self, delivery: int, values: dict[str, Any]) -> NewShutting:
        """Give what was written, for the action."""
        return NewShutting(delivery, **values)


class LimitForm(ActForm):
    """Set how long a pause or a participation may last, or a wait until it is confirmed."""

    kind = forms.ChoiceField(
        label="Vad gäller det?",
        choices=[(one.value, text) for one, text in LIMITS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad gränsen gäller."},
    )
    days = number(
        "Högst så många dagar",
        MOST_DAYS,
        required=False,
        help_text="Första dagen räknas med. Lämna tomt om gränsen ska upphöra."
        f" Utan gräns bekräftas väntan var {RECONFIRM_DAYS}:e dag.",
    )
    from_date = DayField(
        label="Från och med", help_text="ÅÅÅÅ-MM-DD. Gäller det som börjar den dagen eller senare."
    )
    decided_in = forms.CharField(
        label="Enligt beslut", max_length=300, required=False, help_text=DECIDED
    )

    def new_limit(self, delivery: int, values: dict[str, Any]) -> NewLimit:
        """Give what was written, for the action."""
        return NewLimit(delivery, **values)


class PriorityClassForm(ActForm):
    """Add a class of those who go before others."""

    rank = number("Ordning i kön", 99, help_text="0 går först.")
    name = forms.CharField(label="Vad heter klassen?", max_length=120)
    ground = forms.CharField(
        label="Vem hör dit?", max_length=300, help_text="Grunden, så att den går att pröva."
    )
    decided_in = forms.CharField(
        label="Enligt beslut", max_length=300, required=False, help_text=DECIDED
    )

    def new_class(self, delivery: int, values: dict[str, Any]) -> NewClass:
        """Give what was written, for the action."""
        return NewClass(delivery, **values)


class EndPriorityClassForm(ActForm):
    """End a class of those who go before others."""

    last_day = DayField(label="Sista dagen som någon kan få klassen")


class StartForm(ActForm):
    """Say when a group begins."""

    starts_on = DayField(label="Vilken dag startar gruppen?")
    apply_by = DayField(label="Sista dag att söka", required=False)
    places = number(
        "Platser i gruppen", required=False, help_text="Lämna tomt om det inte är bestämt."
    )

    def new_start(self, delivery: int, values: dict[str, Any]) -> NewStart:
        """Give what was written, for the action."""
        return NewStart(delivery, **values)


class CallOffForm(ActForm):
    """Call a start off."""

    why = forms.CharField(
        label="Varför ställs starten in?", max_length=300, help_text="Läses av alla i katalogen."
    )


class VisitsForm(ActForm):
    """Count who came on a day."""

    held_on = DayField(label="Vilken dag?")
    women = number("Kvinnor")
    men = number("Män")
    unknown = number("Kön inte uppgivet", initial=0)

    def new_visits(self, delivery: int, values: dict[str, Any]) -> NewVisits:
        """Give what was written, for the action."""
        return NewVisits(delivery, **values)
