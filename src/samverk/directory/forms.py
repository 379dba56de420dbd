"""Forms of the directory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.directory import queries
from samverk.directory.models import (
    AdjustmentForm,
    BodyKind,
    BodyTerms,
    Distance,
    ImmediateAdjustment,
    Numbering,
    OrganisationKind,
    SeatRole,
    ServiceOrder,
)
from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField, LeftField
from samverk.rules.minutes.layouts import LAYOUTS


class OrganisationForm(ActForm):
    """Add an organisation."""

    kind = forms.ChoiceField(
        label="Typ", choices=OrganisationKind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label="Namn", max_length=200, help_text="Hela namnet, till exempel Lillköpings kommun."
    )
    short_name = forms.CharField(
        label="Kortnamn",
        max_length=60,
        help_text="Som det skrivs i löpande text, till exempel Lillköping. Blir också adressen.",
    )
    number = forms.CharField(
        label="Organisationsnummer",
        max_length=20,
        required=False,
        help_text="Tio siffror. Kontrollsiffran prövas.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PartyForm(ActForm):
    """Add a party."""

    name = forms.CharField(label="Namn", max_length=100)
    abbreviation = forms.CharField(
        label="Förkortning", max_length=10, help_text="Som den skrivs i protokoll."
    )


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


class TurnsField(forms.CharField):
    """Whose substitutes are called for a party's seat: a party a line, "S: S, V, MP"."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: str) -> dict[str, list[str]]:
        """Read the lines. Raises ValidationError that names the line it cannot read."""
        known = set(queries.party_abbreviations())
        found: dict[str, list[str]] = {}
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            party, colon, turn = line.partition(":")
            parties = [one.strip() for one in turn.split(",") if one.strip()]
            if not colon or not parties:
                raise forms.ValidationError(f"Skriv ”{line.strip()}” som S: S, V, MP.")
            if unknown := {party.strip(), *parties} - known:
                raise forms.ValidationError(f"{', '.join(sorted(unknown))} är inte upplagt.")
            found[party.strip()] = parties
        return found


def _initial_of(terms: BodyTerms) -> dict[str, Any]:
    """Give the fields of the form as by-laws have them, but for when and where they were decided."""
    words = {True: "yes", False: "no", None: ""}
    found = {
        name: getattr(terms, name)
        for name in TermsForm.base_fields
        if name not in {"key", "from_date", "source", "party_turns"}
    }
    turns = [f"{party}: {', '.join(turn)}" for party, turn in terms.party_turns.items()]
    found["opinions_noted"] = words[terms.opinions_noted]
    return found | {"party_turns": "\n".join(turns)}


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
    announce_days = _count("Tillkännagivande, antal dagar före")
    diary_format = forms.ChoiceField(label="Format för nya diarienummer", required=False)
    numbering = forms.ChoiceField(
        label="Paragraferna numreras", choices=Numbering.choices, widget=forms.RadioSelect
    )
    service_order = forms.ChoiceField(
        label="Ersättarna kallas in efter",
        required=False,
        choices=[("", "lagens egen ordning för organet"), *ServiceOrder.choices],
    )
    party_turns = TurnsField(
        label="Partiernas turordning",
        required=False,
        help_text="Ett parti per rad och vilka partiers ersättare som träder in, i ordning: S: S, V, MP.",
    )
    begun_keeps_priority = forms.BooleanField(
        label="Den som börjat tjänstgöra går före turordningen", required=False
    )
    late_member_takes_over = forms.BooleanField(
        label="En ledamot som kommer sent tar över från ersättaren", required=False
    )
    broken_off_stays_out = forms.BooleanField(
        label="Den som avbrutit av annat skäl än jäv tjänstgör inte mer samma dag", required=False
    )
    distance = forms.ChoiceField(
        label="Deltagande på distans", required=False, choices=Distance.choices
    )
    adjustment_form = forms.ChoiceField(
        label="Protokollet justeras med", required=False, choices=AdjustmentForm.choices
    )
    immediate_adjustment = forms.ChoiceField(
        label="Omedelbar justering", required=False, choices=ImmediateAdjustment.choices
    )
    minutes_layout = forms.ChoiceField(
        label="Protokollets ordning och rubriker",
        required=False,
        choices=[(name, layout.name) for name, layout in LAYOUTS.items()],
    )
    opinions_noted = forms.TypedChoiceField(
        label="Får en ersättare som inte tjänstgör få sin mening antecknad?",
        required=False,
        choices=[("", "Inte beslutat"), ("yes", "Ja"), ("no", "Nej")],
        coerce=lambda word: word == "yes",
        empty_value=None,
    )
    questions_by_fewer = forms.BooleanField(
        label="Interpellationer och frågor besvaras även med färre än hälften närvarande",
        required=False,
        help_text="Bara fullmäktige, när fullmäktige har bestämt det.",
    )
    field_order = ("from_date", "source", "members", "substitutes", "calling_days", "announce_days")

    def __init__(self, data: QueryDict | None = None, before: BodyTerms | None = None) -> None:
        """Begin with what holds ``before``: new by-laws mostly repeat the old."""
        kept = ("begun_keeps_priority", "late_member_takes_over", "broken_off_stays_out")
        usual = {"numbering": Numbering.YEAR.value, **dict.fromkeys(kept, True)}
        super().__init__(data, initial=_initial_of(before) if before else usual)
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
    constituency = forms.CharField(
        label="Valkrets", max_length=60, required=False, help_text="I fullmäktige med flera."
    )
    appointed_by = forms.TypedChoiceField(
        label="Utsedd av",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="I ett förbunds styrelse: medlemmen som utsett personen.",
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        members = [(one.id, one.name) for one in queries.organisations()]
        self.fields["appointed_by"].choices = [("", "Organets egen organisation"), *members]  # type: ignore[attr-defined]
        parties = [(one, one) for one in queries.party_abbreviations()]
        self.fields["party"].choices = [("", "Inget parti"), *parties]  # type: ignore[attr-defined]


class EndHoldingForm(ActForm):
    """End a holding."""

    day = DayField(label="Sista dagen")


class BindingForm(ActForm):
    """Let an account belong to a person with a seat in the body."""

    person = LeftField(label="Förtroendevald")
    user = LeftField(label="Konto", help_text="De konton som har en roll i organisationen.")
    from_date = DayField(label="Gäller från och med", initial=clock.today)

    def __init__(self, data: QueryDict | None, body: queries.BodyRef) -> None:
        super().__init__(data)
        today = clock.today()
        bound = queries.bindings_in(body.id, today)
        self._offer("person", queries.people_in_seats(body.id, today), [r.person_id for r in bound])
        self._offer("user", queries.accounts_in(body.organisation), [r.user_id for r in bound])

    def _offer(self, name: str, rows: Iterable[tuple[int, str]], taken: Iterable[int]) -> None:
        self.fields[name].offer(rows, taken, first="Välj")  # type: ignore[attr-defined]


class ReleaseForm(ActForm):
    """End a binding: nothing but its key."""
