"""Forms of the directory."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from samverk.directory import queries
from samverk.directory.models import BodyKind, SeatRole
from samverk.foundation.forms import ActForm, DayField


class BodyForm(ActForm):
    """Add a body."""

    kind = forms.ChoiceField(label="Typ", choices=BodyKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="Namn", max_length=200)
    abbreviation = forms.CharField(
        label="Förkortning",
        max_length=20,
        required=False,
        help_text="Som den skrivs i diarienummer och hänvisningar, till exempel SN.",
    )
    parent = forms.TypedChoiceField(
        label="Hör till", required=False, coerce=int, empty_value=None, help_text="För utskott."
    )

    def __init__(self, data: QueryDict | None, organisation: int) -> None:
        super().__init__(data)
        known = queries.bodies(organisation=organisation)
        self.fields["parent"].choices = [("", "Inget"), *((b.id, b.name) for b in known)]  # type: ignore[attr-defined]


def _count(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv ett heltal."},
    )


class TermsForm(ActForm):
    """Register by-laws from a day."""

    from_date = DayField(label="Gäller från och med")
    source = forms.CharField(
        label="Källa",
        max_length=300,
        help_text="Var reglementet finns att läsa: beslut, paragraf och dag.",
    )
    members = _count("Antal ledamöter")
    substitutes = _count("Antal ersättare")
    calling_days = _count("Kallelsefrist i dagar")
    adjusters = _count("Antal justerare utöver ordföranden")
    diary_format = forms.ChoiceField(label="Format för nya diarienummer", required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        known = [
            (name, f"{name}, som {shown}") for name, shown in queries.numbering_formats().items()
        ]
        self.fields["diary_format"].choices = [("", "Reglementet anger inget"), *known]  # type: ignore[attr-defined]


class HoldingForm(ActForm):
    """Give a person a seat."""

    person = forms.CharField(label="Namn", max_length=200)
    party = forms.ChoiceField(label="Parti", required=False)
    role = forms.ChoiceField(label="Uppdrag", choices=SeatRole.choices, widget=forms.RadioSelect)
    substitute = forms.BooleanField(label="Platsen är en ersättarplats", required=False)
    seat = forms.IntegerField(
        label="Plats nummer",
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv platsens nummer som ett heltal."},
    )
    from_date = DayField(label="Från och med")
    to_date = DayField(label="Till och med", required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        parties = [(one, one) for one in queries.party_abbreviations()]
        self.fields["party"].choices = [("", "Inget parti"), *parties]  # type: ignore[attr-defined]


class EndHoldingForm(ActForm):
    """End a holding."""

    day = DayField(label="Sista dagen")
