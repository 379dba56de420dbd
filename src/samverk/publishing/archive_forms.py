"""Forms of the archive: a package to make, an archive authority, its mapping, and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.documents.archive.mapping import ALLOWED, NEEDS_WORDS, Word
from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.foundation.forms import ActForm, DayField
from samverk.publishing.models import ArchiveAuthority, Scope
from samverk.registry import queries as registry
from samverk.rules.information_plan import LONGEST, Counted

KEEP, DISPOSE = "keep", "dispose"


class PackageForm(ActForm):
    """Ask for a package of a case or of a period."""

    authority = forms.TypedChoiceField(label="Arkivmyndighet", coerce=int)
    scope = forms.ChoiceField(
        label="Vad paketet ska innehålla", choices=Scope.choices, widget=forms.RadioSelect
    )
    case = forms.CharField(
        label="Diarienummer",
        max_length=60,
        required=False,
        help_text="Fyll i för ett ärende: ärendet med alla handlingar och protokollen som rör det.",
    )
    from_day = DayField(
        label="Från och med",
        required=False,
        help_text="Fyll i för en period: ärenden som avslutades då, och protokoll från sammanträden då.",
    )
    to_day = DayField(label="Till och med", required=False)
    with_secrets = forms.BooleanField(
        label="Ta med det som är sekretessmarkerat",
        required=False,
        help_text="Annars står det i paketet att det finns, men inte vad.",
    )

    def __init__(
        self,
        data: QueryDict | None,
        body: int,
        authorities: Sequence[ArchiveAuthority],
        *,
        may_open: bool,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self._body = body
        self.fields["authority"].choices = [(one.pk, one.name) for one in authorities]  # type: ignore[attr-defined]
        if not may_open:
            del self.fields["with_secrets"]

    def take_case(self, values: dict[str, Any]) -> int | None:
        """Answer which case (id) is meant, None for a period; raises InputError."""
        number, scope = values.pop("case").strip(), values.pop("scope")
        if scope == Scope.PERIOD:
            return None
        if not number:
            raise InputError("Skriv ärendets diarienummer.", field="case")
        found = [one for one in registry.cases_to_link(number) if one.body_id == self._body]
        if not found:
            raise InputError("Inget ärende i organets diarium har det numret.", field="case")
        values["from_day"] = values["to_day"] = None
        return found[0].pk


class AuthorityForm(ActForm):
    """Add an archive authority."""

    name = forms.CharField(
        label="Namn",
        max_length=200,
        help_text="Den som tar emot paketen, till exempel kommunstyrelsen eller ett kommunalförbund.",
    )
    code = forms.CharField(
        label="Identitet",
        max_length=60,
        required=False,
        help_text="Organisationsnummer eller den kod som arkivet vill ha i paketet.",
    )
    agreement = forms.CharField(
        label="Leveransöverenskommelse",
        max_length=200,
        required=False,
        help_text="Överenskommelsens beteckning. Står i METS.xml.",
    )


class MappingForm(ActForm):
    """Give a word of ours another value at an archive authority, from a day on."""

    value = forms.CharField(label="Värde i paketet", max_length=100)
    other = forms.CharField(label="Egen benämning", max_length=100, required=False)
    from_date = DayField(label="Gäller från", initial=clock.today)

    def __init__(self, data: QueryDict | None, word: Word, **options: Any) -> None:
        super().__init__(data, **options)
        if allowed := ALLOWED.get(word.term):
            choices = [(value, value) for value in allowed]
            self.fields["value"] = forms.ChoiceField(label="Värde i paketet", choices=choices)
        if needs := NEEDS_WORDS.get(word.term):
            self.fields["other"].help_text = f"Behövs för {needs}, och bara då."
        else:
            del self.fields["other"]
        self.order_fields(["value", "other", "from_date"])


class PlanForm(ActForm):
    """Say how long a kind of document is kept, from a day on."""

    fate = forms.ChoiceField(
        label="Handlingarna ska",
        choices=[(KEEP, "bevaras"), (DISPOSE, "gallras efter ett antal år")],
        widget=forms.RadioSelect,
    )
    years = forms.IntegerField(
        label="Antal år",
        required=False,
        min_value=0,
        max_value=LONGEST,
        help_text="Bara för gallring.",
    )
    counted = forms.ChoiceField(
        label="Åren räknas från", choices=[(one.value, one.value) for one in Counted]
    )
    by_year_end = forms.BooleanField(label="Gallras först vid nästa årsskifte", required=False)
    process = forms.CharField(
        label="Process",
        max_length=120,
        required=False,
        help_text="Var typen står i organets plan, till exempel 1.2.3 Leda.",
    )
    ground = forms.CharField(
        label="Beslut",
        max_length=200,
        required=False,
        help_text="Till exempel Socialnämnden § 12. Utan beslut och dag är raden inte bekräftad.",
    )
    decided_on = DayField(label="Beslutsdag", required=False)
    from_date = DayField(label="Gäller från", initial=clock.today)

    def take_years(self, values: dict[str, Any]) -> int | None:
        """Answer after how many years it goes, None for never; raises InputError."""
        years: int | None = values.pop("years")
        if values.pop("fate") == KEEP:
            return None
        if years is None:
            raise InputError("Skriv efter hur många år det får gallras.", field="years")
        return years
