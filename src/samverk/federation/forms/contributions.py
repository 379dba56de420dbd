"""Forms of the contributions: keys, the state's amount, populations by file, and what to fetch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.federation.actions import NewImport, NewKey, NewStateAmount
from samverk.federation.forms.setup import MOST, PRECISIONS, decision_papers, papers, whole
from samverk.federation.models import KeyKind, Share
from samverk.federation.queries import Member
from samverk.foundation.forms import ActForm, DayField, PageForm
from samverk.rules.membership import IsMember

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
IN_TIME = (
    MinValueValidator(EARLIEST, "Välj en senare dag."),
    MaxValueValidator(LATEST, "Välj en tidigare dag."),
)
LARGEST_FILE = 10 * 1024 * 1024
_PER_CENT = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_CODE = re.compile(r"(?P<code>\d{4})\s+(?P<name>\S.*)", re.ASCII)
_SPACES = str.maketrans("", "", " \N{NO-BREAK SPACE}")


class PaperForm(ActForm):
    """A form with the decision or document that shows what it says."""

    paper = forms.ChoiceField(
        label="Vilket beslut eller vilken handling visar det?",
        help_text="Ur förbundets och kommunernas diarier. Registrera det först om det saknas.",
    )

    def __init__(self, data: QueryDict | None, organisations: list[int]) -> None:
        super().__init__(data)
        decided = [(f"b{pk}", name) for pk, name in decision_papers(organisations)]
        written = [(f"h{pk}", name) for pk, name in papers(organisations)]
        self.fields["paper"].choices = [("", "Välj"), *decided, *written]  # type: ignore[attr-defined]

    @staticmethod
    def named(paper: str) -> dict[str, int]:
        """Answer which the chosen paper is, as an action takes it."""
        return {"decision" if paper[0] == "b" else "document": int(paper[1:])}


class KeyForm(PaperForm):
    """Register a key by which the municipalities split their part."""

    kind = forms.ChoiceField(
        label="Kommunerna fördelar efter", choices=KeyKind.choices, widget=forms.RadioSelect
    )
    from_date = DayField(label="Gäller från och med", validators=IN_TIME)
    counted_on = DayField(
        label="Folkmängd per den",
        required=False,
        validators=IN_TIME,
        help_text="ÅÅÅÅ-MM-DD. Bara när fördelningen följer folkmängden.",
    )
    field_order = ("key", "kind", "from_date", "counted_on", "paper")

    def __init__(
        self, data: QueryDict | None, organisations: list[int], members: list[Member]
    ) -> None:
        super().__init__(data, organisations)
        self.towns = [one for one in members if one.membership.share == Share.MUNICIPALITY]
        for one in self.towns:
            self.fields[f"weight_{one.membership.pk}"] = forms.CharField(
                label=f"Tal: {one.name}",
                required=False,
                max_length=20,
                help_text="Bara för fasta andelar (procent) och egna tal, och den som är medlem då.",
            )

    def clean(self) -> dict[str, Any]:
        """Read the numbers as the kind asks, each fault at its own field."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("kind")
        is_population = kind == KeyKind.POPULATION
        if kind and "counted_on" not in self.errors:
            if is_population and cleaned.get("counted_on") is None:
                self.add_error("counted_on", self.REQUIRED)
            if not is_population and cleaned.get("counted_on"):
                self.add_error("counted_on", "Lämna tomt: fördelningen följer inte folkmängden.")
        for one in self.towns:
            self._clean_weight(f"weight_{one.membership.pk}", kind, is_needed=self._is_needed(one))
        return cleaned

    def _is_needed(self, town: Member) -> bool:
        """Answer whether a town must have a number: one that has left or has not yet joined need not."""
        day = self.cleaned_data.get("from_date")
        return day is None or town.is_member_on(day) is IsMember.YES

    def _clean_weight(self, name: str, kind: str | None, *, is_needed: bool) -> None:
        text = self.cleaned_data.get(name, "").translate(_SPACES)
        if not text and not is_needed:
            return
        if kind in (KeyKind.POPULATION, KeyKind.EQUAL):
            if text:
                self.add_error(name, "Lämna tomt: den här grunden har inga egna tal.")
        elif kind == KeyKind.TABLE and not _NUMBER.fullmatch(text):
            self.add_error(name, "Skriv ett heltal större än 0.")
        elif kind == KeyKind.FIXED and not _PER_CENT.fullmatch(text):
            self.add_error(name, "Skriv andelen i procent, med högst tre decimaler: 17,866.")

    def new_key(self, federation: int, values: dict[str, Any]) -> NewKey:
        """Make the key to register of the cleaned fields."""
        scale = {KeyKind.FIXED: 1000, KeyKind.TABLE: 1}.get(values["kind"])
        weights = [
            (pk, int(Decimal(values[f"weight_{pk}"].translate(_SPACES).replace(",", ".")) * scale))
            for pk in (one.membership.pk for one in self.towns)
            if scale and values[f"weight_{pk}"]
        ]
        return NewKey(
            federation,
            values["kind"],
            values["from_date"],
            values["counted_on"],
            tuple(weights),
            **self.named(values["paper"]),
        )


class StateAmountForm(PaperForm):
    """Register what the state contributes for a year."""

    year = whole("År", 2004, 2099)
    amount = whole("Statens belopp i kronor", 1, MOST)
    note = forms.CharField(label="Anteckning", max_length=200, required=False)
    field_order = ("key", "year", "amount", "paper", "note")

    def new_amount(self, federation: int, values: dict[str, Any]) -> NewStateAmount:
        """Make the amount to register of the cleaned fields."""
        return NewStateAmount(
            federation,
            values["year"],
            values["amount"],
            values["note"],
            **self.named(values["paper"]),
        )


class PopulationFileForm(ActForm):
    """Read in populations from a file of Statistics Sweden's."""

    file = forms.FileField(
        label="Fil",
        help_text="SCB:s tabell över folkmängd, som JSON eller CSV, utan uppdelning på kön och ålder.",
        widget=forms.FileInput(attrs={"accept": ".json,.px.json,.csv,.txt"}),
    )
    counted_on = DayField(
        label="Folkmängd per den",
        validators=IN_TIME,
        help_text="ÅÅÅÅ-MM-DD. Årets siffra tas ur filen.",
    )
    source = forms.CharField(
        label="Källa",
        max_length=300,
        help_text="Till exempel tabellens namn och dagen den hämtades.",
    )
    codes = forms.CharField(
        label="Kommunkoder",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bara när filen saknar namn. En kommun per rad, koden först: 1234 Kommunen.",
    )

    def __init__(self, data: QueryDict | None, files: MultiValueDict[str, Any] | None) -> None:
        super().__init__(data, files)

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse a file that is larger than any table of populations."""
        found: UploadedFile[Any] = self.cleaned_data["file"]
        if (found.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                "Filen är större än 10 MB. Hämta bara de kommuner som behövs."
            )
        return found

    def clean_codes(self) -> tuple[tuple[str, str], ...]:
        """Read a code and a name of every line. Raises ValidationError that names the line."""
        found = []
        for number, line in enumerate(self.cleaned_data["codes"].splitlines(), start=1):
            if not line.strip():
                continue
            read = _CODE.fullmatch(line.strip())
            if read is None:
                raise forms.ValidationError(f"Rad {number}: skriv fyra siffror och kommunens namn.")
            found.append((read["code"], read["name"]))
        return tuple(found)

    def new_import(self, federation: int, values: dict[str, Any]) -> NewImport:
        """Make what to read in of the cleaned fields."""
        file = values["file"]
        file.seek(0)
        return NewImport(
            federation,
            file.name,
            file.read(),
            values["counted_on"],
            values["source"],
            values["codes"],
        )


UNSURE = (
    "En SIE-fil bokförs som den är, så den görs inte medan ett medlemskap är okänt. Registrera vad som "
    "gäller, eller hämta Excel. Okänt är det för"
)
ACCOUNT = RegexValidator(r"\A[0-9]{3,8}\Z", "Skriv kontots siffror.")


class BasisForm(PageForm):
    """Choose what the basis of invoices is fetched as; the accounts are for a SIE file alone."""

    day = DayField(label="Fakturadag")
    claim = forms.CharField(
        label="Fordringskonto",
        required=False,
        max_length=8,
        validators=[ACCOUNT],
        help_text="Bara för SIE.",
    )
    income = forms.CharField(
        label="Intäktskonto",
        required=False,
        max_length=8,
        validators=[ACCOUNT],
        help_text="Bara för SIE.",
    )
    series = forms.CharField(label="Verifikationsserie", required=False, max_length=4, initial="A")

    def __init__(self, data: QueryDict | None, year: int, unsure: Sequence[str] = ()) -> None:
        super().__init__(data, initial={"day": date(year, 1, 1)})
        self.year = year
        self.unsure = unsure

    def clean_day(self) -> date:
        """Refuse a day outside the year that is invoiced."""
        day: date = self.cleaned_data["day"]
        if day.year != self.year:
            raise forms.ValidationError(f"Välj en dag under {self.year}.")
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for both accounts when a SIE file is fetched, and refuse it with an unsure payer."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.data.get("format") == "sie":
            for name in ("claim", "income"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Kontot behövs för en SIE-fil.")
            if self.unsure:
                self.add_error(None, f"{UNSURE} {', '.join(self.unsure)}.")
        return cleaned


class TryFeeForm(PageForm):
    """Try whether an amount could be a municipality's fee."""

    member = forms.TypedChoiceField(label="Kommun", coerce=int)
    year = whole("År", 2004, 2099)
    stated = whole("Belopp", 1, MOST, help_text="Som det står: 639 om det står 639 tkr.")
    precision = forms.TypedChoiceField(
        label="Beloppet står i",
        choices={**PRECISIONS, 100_000: "hundratusental kronor (0,7 mnkr skrivs 7)"},
        coerce=int,
    )

    def __init__(self, data: QueryDict | None, members: list[Member]) -> None:
        super().__init__(data)
        towns = [one for one in members if one.membership.share == Share.MUNICIPALITY]
        self.fields["member"].choices = [  # type: ignore[attr-defined]
            (one.membership.pk, one.name) for one in towns
        ]
