"""Forms of the interventions and of how many took part in them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.federation.actions import InterventionFacts, NewCounts, NewIntervention
from samverk.federation.forms.setup import whole
from samverk.federation.models import Intervention, Measure, Orientation
from samverk.federation.queries import Member
from samverk.foundation.forms import ActForm, DayField

MOST = 1_000_000
FACTS = ("name", "target_groups", "description", "starts_on", "ends_on")


class InterventionFactsForm(ActForm):
    """Change what may be changed of an intervention."""

    name = forms.CharField(label="Insatsens namn", max_length=120)
    target_groups = forms.CharField(
        label="Målgrupper",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En på varje rad.",
    )
    description = forms.CharField(
        label="Vad den är", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    starts_on = DayField(label="Från och med", required=False)
    ends_on = DayField(
        label="Till och med", required=False, help_text="Lämna tomt medan inget slut är bestämt."
    )

    def __init__(self, data: QueryDict | None, found: Intervention | None = None) -> None:
        given = {name: getattr(found, name) for name in FACTS} if found else None
        super().__init__(data, initial=given)

    def facts(self, values: dict[str, Any]) -> InterventionFacts:
        """Give what was written, for the action."""
        return InterventionFacts(**values)


class InterventionForm(InterventionFactsForm):
    """Register an intervention, with what is locked from then on."""

    orientation = forms.ChoiceField(
        label="Inriktning",
        choices=Orientation.choices,
        widget=forms.RadioSelect,
        help_text="Kan inte ändras sedan. En insats med både individinriktat och övergripande"
        " innehåll registreras som två, med olika namn.",
    )
    follow_up_method = forms.CharField(
        label="Uppföljningsmetod",
        max_length=100,
        required=False,
        help_text="Som den heter i Uppföljning Finsam. Kan inte ändras sedan.",
    )
    esf_funded = forms.BooleanField(
        label="Får medel från ESF", required=False, help_text="Kan inte ändras sedan."
    )
    field_order = ("key", "name", "orientation", "follow_up_method", "esf_funded", *FACTS)

    def new_intervention(self, federation: int, values: dict[str, Any]) -> NewIntervention:
        """Give what was written, for the action."""
        return NewIntervention(federation=federation, **values)


class CountsForm(ActForm):
    """Enter how many took part in a period, by sex."""

    measure = forms.ChoiceField(label="Vad räknas?", choices=Measure.choices)
    from_date = DayField(label="Från och med")
    to_date = DayField(label="Till och med")
    home = forms.TypedChoiceField(label="Boende i", coerce=int, empty_value=None, required=False)
    women = whole("Kvinnor", 0, MOST)
    men = whole("Män", 0, MOST)
    unknown = whole("Kön inte uppgivet", 0, MOST, initial=0)
    source = forms.CharField(
        label="Källa",
        max_length=300,
        help_text="Varifrån siffrorna kommer. Skriv aldrig något om en person.",
    )

    def __init__(self, data: QueryDict | None, members: list[Member]) -> None:
        super().__init__(data)
        towns = [
            (one.membership.member_id, one.name)
            for one in members
            if one.membership.share == "municipality"
        ]
        self.fields["home"].choices = [("", "alla tillsammans"), *towns]  # type: ignore[attr-defined]

    def new_counts(self, intervention: int, values: dict[str, Any]) -> NewCounts:
        """Give what was written, for the action."""
        return NewCounts(intervention=intervention, **values)


class StrikeCountsForm(ActForm):
    """Strike counts that were entered in error."""

    why = forms.CharField(label="Varför stryks raden?", max_length=300)
