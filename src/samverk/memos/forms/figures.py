"""The form that writes what a memo costs and saves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.memos.content import Content, Figures
from samverk.memos.forms.amounts import KronorField, kronor_of
from samverk.memos.forms.parts import MORE_ROWS, PartForm, places_in
from samverk.memos.queries.reading import PartRow
from samverk.rules.memos.economy import MOST_YEARS, CostKind, CostRow, Economy


class FiguresForm(PartForm):
    """Write costs and savings, an amount for each year."""

    first_year = forms.IntegerField(
        label="Första året",
        min_value=1990,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv året med fyra siffror."},
    )
    years = forms.IntegerField(
        label="Antal år",
        min_value=1,
        max_value=MOST_YEARS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=f"Högst {MOST_YEARS}. Spara för att få fler kolumner.",
    )

    def __init__(self, data: QueryDict | None, row: PartRow) -> None:
        super().__init__(data, row)
        known = row.content.economy if isinstance(row.content, Figures) else None
        self.columns = known.years if known else 1
        self.first = known.first_year if known else clock.today().year
        self.places = max(
            (len(known.rows) if known else 0) + MORE_ROWS,
            places_in(data, self.add_prefix("label-")),
        )
        for place in range(self.places):
            self._add_row(place)

    def _add_row(self, place: int) -> None:
        name = f"rad {place + 1}"
        self.fields[f"label-{place}"] = forms.CharField(
            label=f"Vad, {name}", required=False, max_length=200
        )
        self.fields[f"kind-{place}"] = forms.ChoiceField(
            label=f"Slag, {name}",
            required=False,
            choices=[(kind.value, kind.value.capitalize()) for kind in CostKind],
        )
        for column in range(self.columns):
            self.fields[f"amount-{place}-{column}"] = KronorField(
                label=f"Kronor {self.first + column}, {name}"
            )

    @property
    def listed_years(self) -> range:
        """The years that have columns."""
        return range(self.first, self.first + self.columns)

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields, row by row, as the table shows them."""
        return [
            [
                self[f"label-{n}"],
                self[f"kind-{n}"],
                *(self[f"amount-{n}-{c}"] for c in range(self.columns)),
            ]
            for n in range(self.places)
        ]

    @staticmethod
    def initial_of(content: Figures) -> dict[str, Any]:
        """Give the rows, each in its place."""
        economy = content.economy
        if economy is None:
            return {"first_year": clock.today().year, "years": 1}
        found: dict[str, Any] = {"first_year": economy.first_year, "years": economy.years}
        for place, row in enumerate(economy.rows):
            found |= {f"label-{place}": row.label, f"kind-{place}": row.kind.value}
            amounts = enumerate(row.ore)
            found |= {f"amount-{place}-{c}": kronor_of(ore) for c, ore in amounts}
        return found

    def content(self, values: dict[str, Any]) -> Content:
        """Make the assessment; rows without words and amounts are left out.

        Raises InputError for amounts without words, and where fewer years would lose an amount.
        """
        years = values["years"]
        rows = []
        for place in range(self.places):
            amounts = [values[f"amount-{place}-{c}"] or 0 for c in range(self.columns)]
            label = values[f"label-{place}"].strip()
            if not label and any(amounts):
                raise InputError("Skriv vad beloppet gäller.", field=f"label-{place}")
            if any(amounts[years:]):
                raise InputError(
                    "Det finns belopp i år som skulle försvinna. Ta bort dem först.", field="years"
                )
            if label:
                ore = tuple([*amounts, *[0] * years][:years])
                rows.append(CostRow(label, CostKind(values[f"kind-{place}"]), ore))
        return Figures(Economy(values["first_year"], years, tuple(rows)) if rows else None)
