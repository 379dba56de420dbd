"""Forms of the federation: its by-laws, members, and the figures that papers state."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict

from samverk.decisions import queries as decisions
from samverk.directory import queries as directory
from samverk.federation.models import Counting, Share
from samverk.federation.queries import Member
from samverk.foundation.forms import ActForm, DayField, LeftField
from samverk.registry import queries as registry

# Each kind of organisation takes part for its own part (5 § lag 2003:1210)
SHARES = {
    "municipality": Share.MUNICIPALITY,
    "region": Share.REGION,
    "agency": Share.STATE,
}
PRECISIONS = {1: "kronor", 1_000: "tusental kronor (tkr)", 1_000_000: "miljoner kronor (mnkr)"}
MOST = 100_000_000_000
MOST_SHOWN = 300
# Chosen where the by-laws set nothing about notice
NO_RULE = "none"


def whole(
    label: str, least: int, most: int, *, required: bool = True, **options: Any
) -> forms.IntegerField:
    """Make a field for a whole number."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv ett heltal, bara siffror."},
        **options,
    )


class TermsForm(ActForm):
    """Register by-laws, with what they set about leaving if they set anything."""

    from_date = DayField(label="Gäller från och med")
    counting = forms.ChoiceField(
        label="Hur räknas uppsägningstiden?",
        choices=[
            *Counting.choices,
            (NO_RULE, "förbundsordningen säger inget: lagens tre år gäller"),
        ],
        widget=forms.RadioSelect,
    )
    notice_years = whole(
        "Uppsägningstid i år", 1, 20, required=False, help_text="Om förbundsordningen anger den."
    )
    section = forms.CharField(
        label="Paragraf om uppsägning",
        max_length=40,
        required=False,
        help_text="I förbundsordningen, till exempel § 20.",
    )
    source = forms.CharField(
        label="Källa", max_length=300, help_text="Var förbundsordningen finns att läsa."
    )

    def clean(self) -> dict[str, Any]:
        """Ask for years and section where the by-laws set a notice period, and for neither if not."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "counting" in self.errors:
            return cleaned
        needed = cleaned["counting"] != NO_RULE
        cleaned["counting"] = cleaned["counting"] if needed else ""
        for name in ("notice_years", "section"):
            if name in self.errors:
                continue
            if needed and not cleaned.get(name):
                self.add_error(name, self.REQUIRED)
            if not needed and cleaned.get(name):
                self.add_error(name, "Lämna tomt när förbundsordningen inget säger.")
        return cleaned


class MemberForm(ActForm):
    """Add a member, with the day it became one."""

    member = LeftField(label="Medlem", help_text="Organisationen läggs upp först, under Organ.")
    happened_on = DayField(
        label="Medlem från och med",
        validators=[MinValueValidator(date(1990, 1, 1), "Välj en senare dag.")],
    )
    note = forms.CharField(
        label="Vad visar det?", max_length=300, help_text="Till exempel: Förbundet bildades."
    )
    outside_region = forms.BooleanField(
        label="Kommun som inte tillhör någon region", required=False
    )

    def __init__(self, data: QueryDict | None, federation: int, members: list[Member]) -> None:
        super().__init__(data)
        found = [one for one in directory.organisations() if one.id != federation]
        self.kinds = {one.id: one.kind for one in found if one.kind in SHARES}
        named = [(one.id, one.name) for one in found if one.id in self.kinds]
        taken = [one.membership.member_id for one in members]
        self.fields["member"].offer(named, taken, first="Välj")  # type: ignore[attr-defined]

    def share_of(self, member: int) -> str:
        """Answer for which part an organisation counts."""
        return SHARES[self.kinds[member]].value


class FigureForm(ActForm):
    """A figure of a year as a paper states it, with the paper."""

    year = whole("År", 1990, 2099)
    document = forms.TypedChoiceField(
        label="Vilken handling visar det?",
        coerce=int,
        help_text="Ur förbundets och medlemmens diarier. Registrera handlingen först om den saknas.",
    )

    def __init__(self, data: QueryDict | None, organisations: list[int]) -> None:
        super().__init__(data)
        self.fields["document"].choices = [("", "Välj"), *papers(organisations)]  # type: ignore[attr-defined]


class FeeForm(FigureForm):
    """State a member's fee of a year."""

    precision = forms.TypedChoiceField(
        label="Avgiften står i hela", choices=PRECISIONS, coerce=int, initial=1
    )
    stated = whole("Avgift", 1, MOST, help_text="Som den står: 639 om det står 639 tkr.")
    field_order = ("key", "year", "stated", "precision", "document")


class ReturnForm(FigureForm):
    """State what goes back to a member in a year."""

    precision = forms.TypedChoiceField(
        label="Beloppet står i hela",
        choices={**PRECISIONS, 100_000: "hundratusental kronor (en decimal i mnkr)"},
        coerce=int,
        initial=1,
    )
    amount = whole("Belopp i kronor", 0, MOST, help_text="1 500 000 om det står 1,5 mnkr.")
    interventions = whole("För hur många insatser", 0, 1_000_000, required=False)
    preliminary = forms.BooleanField(label="Handlingen kallar det preliminärt", required=False)
    field_order = (
        "key",
        "year",
        "amount",
        "precision",
        "interventions",
        "preliminary",
        "document",
    )


class IncomeForm(FigureForm):
    """State the federation's income of a year as an interval."""

    words = forms.CharField(
        label="Så står det", max_length=100, help_text="Ordagrant, till exempel: drygt 14 mnkr."
    )
    low = whole("Lägst, i kronor", 0, MOST)
    high = whole("Högst, i kronor", 0, MOST)
    field_order = ("key", "year", "words", "low", "high", "document")


class PopulationForm(ActForm):
    """Record a municipality's population on a day."""

    municipality = forms.TypedChoiceField(label="Kommun", coerce=int)
    counted_on = DayField(
        label="Per den", validators=[MaxValueValidator(date(2099, 12, 31), "Välj en tidigare dag.")]
    )
    people = whole("Antal invånare", 1, 20_000_000)
    source = forms.CharField(label="Källa", max_length=300)

    def __init__(self, data: QueryDict | None, members: list[Member]) -> None:
        super().__init__(data)
        towns = [
            (m.membership.member_id, m.membership.member.name)
            for m in members
            if m.membership.share == Share.MUNICIPALITY
        ]
        self.fields["municipality"].choices = [("", "Välj"), *towns]  # type: ignore[attr-defined]


def decision_papers(organisations: list[int]) -> list[tuple[int, str]]:
    """List the latest decisions of some organisations, in the order given."""
    found = decisions.decisions_of_organisations(organisations, limit=MOST_SHOWN)
    found.sort(key=lambda row: organisations.index(row.organisation_id))
    return [(row.pk, str(row)) for row in found]


def papers(organisations: list[int]) -> list[tuple[int, str]]:
    """List the latest open documents of some organisations' diaries, in the order given, by body."""
    found = registry.open_documents(organisations, limit=MOST_SHOWN)
    found.sort(key=lambda row: organisations.index(row.case.body.organisation_id))
    where = [f"{row.case.body.name}, {row.case.body.organisation.short_name}" for row in found]
    return [(row.pk, f"{row}, {place}") for row, place in zip(found, where, strict=True)]
